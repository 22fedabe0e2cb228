import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import Value from 'typebox/value';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { mappingFaults } from './check-mapping.ts';
import { MappingSchema } from './schema.ts';
import type { CdrMapping } from './schema.ts';

/** Text of a shipped mapping by its name; undefined where none has it. */
export type FindShipped = (name: string) => string | undefined;

/**
 * Reads a mapping; everything wrong with it is listed with its line. One that is `like` a shipped mapping needs only say
 * what differs: its sections are laid over the other's, key by key.
 */
export function readMapping(
  file: string,
  text: string,
  shipped: FindShipped = () => undefined,
): Result<CdrMapping> {
  const { value, lineOf, problems } = parse(file, text);
  if (problems.length > 0) return fail(...problems);
  const problem = (path: string, sentence: string, cure: string): Problem => ({
    id: 'cdr-mapping/mapping',
    file,
    line: lineOf(path.split('.')),
    ...(path === '' ? {} : { field: path }),
    sentence,
    cure,
  });
  const like = isRecord(value) ? value['like'] : undefined;
  let whole = value;
  if (typeof like === 'string') {
    const base = shipped(like);
    if (base === undefined)
      return fail(
        problem('like', `No shipped mapping is named "${like}".`, 'See docs/formats/cdr-mapping.md.'),
      );
    whole = laidOver(parse(like, base).value, value);
  }
  const misfits = misfitsOf(whole);
  if (misfits.length > 0)
    return fail(...misfits.map(({ path, sentence, cure }) => problem(path, sentence, cure)));
  const mapping = whole as CdrMapping;
  const faults = mappingFaults(mapping);
  return faults.length > 0
    ? fail(...faults.map(({ path, sentence, cure }) => problem(path, sentence, cure)))
    : ok(mapping);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sections of `over` over those of `base`; a field of `fields` and a time of `times` is replaced whole. */
function laidOver(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const sections = Object.entries(over).map(([name, section]): [string, unknown] => {
    const under = base[name];
    return [name, isRecord(under) && isRecord(section) ? { ...under, ...section } : section];
  });
  return { ...base, ...Object.fromEntries(sections) };
}

interface Parsed {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Line of the value at a path, or of its nearest parent. */
  readonly lineOf: (path: readonly string[]) => number;
}

function parse(file: string, text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const problems = document.errors.map((error) => ({
    id: 'cdr-mapping/yaml',
    file,
    line: lines.linePos(error.pos[0]).line,
    sentence: `This is not valid YAML: ${error.message.replace(/\.$/, '')}.`,
    cure: 'Correct the indentation, quotes or colon.',
  }));
  const lineOf = (path: readonly string[]): number => {
    let node: unknown = document.contents;
    let line = 1;
    for (const part of path) {
      if (!isMap(node)) break;
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === part);
      if (!pair) break;
      if (isScalar(pair.key) && pair.key.range) line = lines.linePos(pair.key.range[0]).line;
      node = pair.value;
    }
    return line;
  };
  return { value: problems.length > 0 ? undefined : toValue(document), problems, lineOf };
}

/** An alias to nothing, or one that grows without end, is no value. */
function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

interface Misfit {
  readonly path: string;
  readonly sentence: string;
  readonly cure: string;
}

/** What does not have the form of a mapping, in plain words, one for each path. */
function misfitsOf(value: unknown): Misfit[] {
  if (Value.Check(MappingSchema, value)) return [];
  const found = new Map<string, Misfit>();
  for (const error of Value.Errors(MappingSchema, value)) {
    const at = error.instancePath.slice(1).replaceAll('/', '.');
    for (const misfit of toMisfits(at, error.keyword, error.params, error.message))
      if (!found.has(misfit.path)) found.set(misfit.path, misfit);
  }
  return [...found.values()];
}

function toMisfits(at: string, keyword: string, params: object, message: string): Misfit[] {
  const inside = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const names = (key: string): string[] => {
    const list: unknown = Reflect.get(params, key);
    return Array.isArray(list) ? list.map(String) : [];
  };
  if (keyword === 'boolean') return [];
  if (keyword === 'additionalProperties')
    return names('additionalProperties').map((name) => ({
      path: inside(name),
      sentence: `"${name}" is not known here.`,
      cure: 'Correct its spelling or remove it; see docs/formats/cdr-mapping.md.',
    }));
  if (keyword === 'required')
    return names('requiredProperties').map((name) => ({
      path: inside(name),
      sentence: `"${name}" is missing.`,
      cure: 'Add it.',
    }));
  return [
    { path: at, sentence: `This ${message}.`, cure: 'See docs/formats/cdr-mapping.md for what is accepted.' },
  ];
}
