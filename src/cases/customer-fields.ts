import type { CaseKind, EventBody } from './kind.ts';

/** Fields that name circuits, of whatever kind of case. */
const CIRCUITS: ReadonlySet<string> = new Set(['circuit', 'ecckts']);

/** Whether the id of a circuit is a telephone number: that of a resold line, which is its end user's. */
export const isLineNumber = (circuit: unknown): boolean =>
  typeof circuit === 'string' && /^[0-9]{10}$/.test(circuit);

/** A body without what it tells of an end user, and the names of what was left out; `a.b` is what the field `a` says of `b`. */
export function withoutCustomer(
  kind: CaseKind | undefined,
  body: EventBody,
): { readonly body: EventBody; readonly withheld: readonly string[] } {
  const hidden = new Set(kind?.customer);
  const entries = Object.entries(body);
  const shown = entries
    .filter(([name, value]) => !hidden.has(name) && !(CIRCUITS.has(name) && isLineNumber(value)))
    .map(([name, value]) => [name, withoutLines(name, withoutParts(name, value, hidden))] as const);
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
      ...entries
        .filter(([name, value]) => (hidden.has(name) && value !== '') || namesLine(name, value))
        .map(([name]) => name),
      ...parts,
    ],
  };
}

const namesLine = (name: string, value: unknown): boolean =>
  CIRCUITS.has(name) && [value].flat().some(isLineNumber);

const withoutLines = (name: string, value: unknown): unknown =>
  CIRCUITS.has(name) && Array.isArray(value) ? value.filter((one) => !isLineNumber(one)) : value;

const withoutParts = (name: string, value: unknown, hidden: ReadonlySet<string>): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([part]) => !hidden.has(`${name}.${part}`)))
    : value;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
