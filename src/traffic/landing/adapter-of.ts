import { readFileSync } from 'node:fs';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { findShipped, readMapping } from '../../formats/cdr-mapping/index.ts';
import type { CdrMapping } from '../../formats/cdr-mapping/index.ts';
import { fromBaf } from './from-baf.ts';
import { fromCdrCsv } from './from-cdr-csv.ts';
import { fromEmi } from './from-emi.ts';
import { MAPPED, fromMapped } from './from-mapped.ts';
import type { Adapter, WholeAdapter } from './record-reader.ts';
import type { UsageFile } from './usage-file.ts';

/** How the file is read; problems when its mapping cannot be used. */
export function adapterOf(file: UsageFile): Result<Adapter> {
  const { name, format, encoding, framing, layout } = file;
  switch (format) {
    case 'emi':
      return ok(
        fromEmi(name, {
          ...(encoding === undefined ? {} : { encoding }),
          ...(framing === undefined ? {} : { framing }),
          ...(layout === undefined ? {} : { layout }),
        }),
      );
    case 'cdr-csv':
      return ok(fromCdrCsv(name));
    case 'cdr-mapping': {
      const mapping = mappingOf(file);
      return mapping.ok ? ok(fromMapped(name, mapping.value)) : mapping;
    }
    case 'baf':
      return file.year === undefined ? fail(noYear(file)) : ok(fromBaf(name, file.year));
    case 'parquet': {
      const mapping = mappingOf(file);
      return mapping.ok ? ok(fromParquet(file, mapping.value)) : mapping;
    }
  }
}

/** The engine that reads Parquet is only loaded for such a file. */
const fromParquet = (file: UsageFile, mapping: CdrMapping): WholeAdapter => ({
  filled: MAPPED,
  readAll: async (days, tally) => {
    const { readParquet } = await import('./from-parquet.ts');
    return readParquet(file, mapping, days, tally);
  },
});

const noYear = ({ name }: UsageFile): Problem => ({
  id: 'traffic/year',
  file: name,
  sentence:
    'Its records have only the last digit of the year, and neither its name nor a declaration has the year.',
  cure: 'Put the date into the name, like 2026-10-31, or declare the year in usage/formats.yaml.',
});

function mappingOf(file: UsageFile): Result<CdrMapping> {
  const path = file.mapping ?? '';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail({
      id: 'traffic/mapping',
      file: path,
      sentence: `The mapping of ${file.name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      cure: 'Put a readable mapping.yaml beside the file.',
    });
  }
  return readMapping(path, text, findShipped);
}
