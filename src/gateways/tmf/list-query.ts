import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One condition on an attribute. Of several values one must be so; with `ne` none. */
export interface Filter {
  readonly attribute: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** What a list asks for, by the guidelines of the TM Forum (TMF630): which attributes, which of all, which part. */
export interface ListQuery {
  /** Attributes of the first level that are shown; undefined: all. */
  readonly fields: readonly string[] | undefined;
  readonly offset: number;
  readonly limit: number;
  readonly filters: readonly Filter[];
}

export const LIMIT = 20;
export const MOST = 100;
/** Further in nobody reads: who needs it narrows the list. */
const FARTHEST = 10_000;

type Raw = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the query of a list; `attributes` may be filtered, `others` are parameters of its own. All that is wrong comes back at once. */
export function readListQuery(
  raw: Raw,
  attributes: readonly string[],
  others: readonly string[] = [],
): Result<ListQuery> {
  const problems: Problem[] = [];
  const one = (name: string): string | undefined => [raw[name] ?? []].flat().at(-1);
  const count = (name: string, most: number, usual: number): number => {
    const text = one(name);
    if (text === undefined) return usual;
    if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
    problems.push({
      id: 'tmf/paging',
      field: name,
      sentence: `"${text.slice(0, LONGEST_SHOWN)}" is no ${name}.`,
      cure: `Write a whole number up to ${most}.`,
    });
    return usual;
  };
  const offset = count('offset', FARTHEST, 0);
  const limit = count('limit', MOST, LIMIT);
  const filters: Filter[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || ['fields', 'offset', 'limit', ...others].includes(name)) continue;
    const found = readFilter(name, [value].flat(), attributes);
    if (found.ok) filters.push(found.value);
    else problems.push(...found.problems);
  }
  if (problems.length > 0) return fail(...problems);
  return ok({ fields: readFields(one('fields')), offset, limit, filters });
}

/** `id,state`; undefined: all attributes. */
export const readFields = (text: string | undefined): readonly string[] | undefined =>
  text === undefined || text === ''
    ? undefined
    : text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');

function readFilter(name: string, given: readonly string[], attributes: readonly string[]): Result<Filter> {
  const dot = name.lastIndexOf('.');
  const ending = OPERATORS.find((operator) => operator === name.slice(dot + 1));
  const operator = dot > 0 && ending !== undefined ? ending : 'eq';
  const attribute = operator === 'eq' && ending === undefined ? name : name.slice(0, dot);
  if (!attributes.includes(attribute)) {
    const shown = attribute.slice(0, LONGEST_SHOWN);
    return fail({
      id: 'tmf/filter',
      field: name.slice(0, LONGEST_SHOWN),
      sentence: `The list cannot be narrowed by "${shown}".`,
      cure: `${didYouMean(shown, attributes)}Filters are: ${attributes.join(', ')}.`,
    });
  }
  const values = given.flatMap((value) =>
    operator === 'eq' || operator === 'ne' ? value.split(',') : value,
  );
  return ok({ attribute, operator, values });
}

const LONGEST_SHOWN = 60;

/** A resource with the attributes that were asked for. Its id, its address and its type are always there. */
export function selectFields<T extends object>(resource: T, fields: readonly string[] | undefined): object {
  if (fields === undefined) return resource;
  const wanted = new Set(['id', 'href', '@type', ...fields]);
  return Object.fromEntries(Object.entries(resource).filter(([name]) => wanted.has(name)));
}

const SQL: Readonly<Record<Exclude<Operator, 'eq' | 'ne'>, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/** How an attribute is looked for: its expression in SQL, and what its values are there; undefined for a value that it never has. */
export interface SqlAttribute {
  readonly sql: string;
  /** Type of the array that values are compared with; default text. */
  readonly type?: 'timestamptz';
  readonly values?: (value: string) => readonly string[];
  /** Something that is never less, and cheaper to look at: it is asked too where the attribute must be greater. */
  readonly neverLess?: string;
}

/** Conditions in SQL for filters; `bind` gives the name of a bound value. */
export function whereOf(
  filters: readonly Filter[],
  attributes: Readonly<Record<string, SqlAttribute>>,
  bind: (value: unknown) => string,
): string[] {
  return filters.map(({ attribute, operator, values }) => {
    const {
      sql,
      type = 'text',
      values: read = (value: string) => [value],
      neverLess,
    } = attributes[attribute] ?? { sql: 'NULL' };
    const bound = bind(values.flatMap(read));
    if (operator === 'eq') return `${sql} = ANY (${bound}::${type}[])`;
    if (operator === 'ne') return `(${sql} <> ALL (${bound}::${type}[])) IS NOT FALSE`;
    const than = `${SQL[operator]} ALL (${bound}::${type}[])`;
    const also = neverLess !== undefined && operator.startsWith('g') ? ` AND ${neverLess} ${than}` : '';
    return `${sql} ${than} AND cardinality(${bound}::${type}[]) > 0${also}`;
  });
}
