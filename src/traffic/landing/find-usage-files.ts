import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import Value from 'typebox/value';
import { parse } from 'yaml';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Declaration, UsageFile, UsageFormat } from './usage-file.ts';

const MAPPING = 'mapping.yaml';

const FormatsSchema = Type.Array(
  Type.Object(
    {
      files: Type.String({ minLength: 1, description: 'Pattern of names below usage/, e.g. emi/partner-*' }),
      encoding: Type.Optional(Type.Enum(['ascii', 'ebcdic'])),
      framing: Type.Optional(Type.Enum(['lines', 'fixed'])),
      layout: Type.Optional(Type.Enum(['own-175', 'published-210'])),
      year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2099 })),
    },
    { additionalProperties: false },
  ),
);

type Formats = Static<typeof FormatsSchema>;

/**
 * The usage files of an input folder, in the order of their names, which is the order that decides which of two duplicates is the
 * first: `usage/emi/*.emi`, `usage/baf/*.baf`, `cdr.csv` anywhere under `usage`, and `*.csv` and `*.parquet` beside a `mapping.yaml`;
 * the text formats and BAF also as `.gz`. What `usage/formats.yaml` declares of them is taken along; when it cannot be used,
 * `usageFormatProblems` says why and nothing is declared.
 */
export function findUsageFiles(inputDir: string): UsageFile[] {
  const root = path.join(inputDir, 'usage');
  if (!existsSync(root)) return [];
  const formats = readFormats(inputDir);
  const declared = formats.ok ? formats.value : [];
  const found = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry): UsageFile[] => {
      const file = path.join(entry.parentPath, entry.name);
      const inside = path.relative(root, file).split(path.sep).join('/').replace(/\.gz$/, '');
      const mapping = path.join(entry.parentPath, MAPPING);
      const format = formatOf(inside, existsSync(mapping), entry.name.endsWith('.gz'));
      if (format === undefined) return [];
      const name = format === 'emi' ? inside.slice('emi/'.length) : inside;
      return [
        {
          name,
          path: file,
          format,
          bytes: statSync(file).size,
          ...declarationOf(inside, format, declared),
          ...(format === 'cdr-mapping' || format === 'parquet' ? { mapping } : {}),
        },
      ];
    });
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.path < b.path ? -1 : 1));
}

/** What is wrong with `usage/formats.yaml`. */
export function usageFormatProblems(inputDir: string): readonly Problem[] {
  const formats = readFormats(inputDir);
  return formats.ok ? [] : formats.problems;
}

function formatOf(inside: string, mapped: boolean, packed: boolean): UsageFormat | undefined {
  if (/^emi\/[^/]+\.emi$/.test(inside)) return 'emi';
  if (/^baf\/[^/]+\.baf$/.test(inside)) return 'baf';
  if (mapped && inside.endsWith('.csv')) return 'cdr-mapping';
  if (mapped && inside.endsWith('.parquet') && !packed) return 'parquet';
  return /(^|\/)cdr\.csv$/.test(inside) ? 'cdr-csv' : undefined;
}

/** The first entry whose pattern fits; the year of a BAF file also from the date in its name. */
function declarationOf(inside: string, format: UsageFormat, formats: Formats): Declaration {
  const { files: _, ...said } = formats.find(({ files }) => path.posix.matchesGlob(inside, files)) ?? {};
  const year = format === 'baf' ? /(?<!\d)(20\d\d)-?(?:0[1-9]|1[0-2])(?!\d{3})/.exec(inside)?.[1] : undefined;
  return { ...(year === undefined ? {} : { year: Number(year) }), ...said };
}

function readFormats(inputDir: string): Result<Formats> {
  const file = path.join(inputDir, 'usage', 'formats.yaml');
  if (!existsSync(file)) return ok([]);
  const problem = (sentence: string): Problem => ({
    id: 'traffic/formats',
    file,
    sentence,
    cure: 'Write a list of entries with files (a pattern below usage/) and encoding, framing, layout or year.',
  });
  try {
    const value: unknown = parse(readFileSync(file, 'utf8'));
    if (Value.Check(FormatsSchema, value)) return ok(value);
    const errors = [...Value.Errors(FormatsSchema, value)];
    return fail(
      ...errors
        .slice(0, 5)
        .map(({ instancePath, message }) => problem(`${instancePath || 'The file'}: ${message}.`)),
    );
  } catch (error) {
    return fail(problem(`It is not valid YAML: ${error instanceof Error ? error.message : String(error)}`));
  }
}
