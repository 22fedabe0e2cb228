import type { CaseKind, EventBody } from './kind.ts';

/** A body without what it tells of an end user, and the names of what was left out; `a.b` is what the field `a` says of `b`. */
export function withoutCustomer(
  kind: CaseKind | undefined,
  body: EventBody,
): { readonly body: EventBody; readonly withheld: readonly string[] } {
  const hidden = new Set(kind?.customer);
  const entries = Object.entries(body);
  const shown = entries
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => [name, withoutParts(name, value, hidden)] as const);
  const parts = shown.flatMap(([name, value]) =>
    isObject(body[name]) && isObject(value)
      ? Object.keys(body[name])
          .filter((part) => !(part in value))
          .map((part) => `${name}.${part}`)
      : [],
  );
  return {
    body: Object.fromEntries(shown),
    withheld: [
      ...entries.filter(([name, value]) => hidden.has(name) && value !== '').map(([name]) => name),
      ...parts,
    ],
  };
}

const withoutParts = (name: string, value: unknown, hidden: ReadonlySet<string>): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([part]) => !hidden.has(`${name}.${part}`)))
    : value;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
