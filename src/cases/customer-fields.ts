import type { CaseKind, EventBody } from './kind.ts';

/** A body without what it tells of an end user, and the names of what was left out. */
export function withoutCustomer(
  kind: CaseKind | undefined,
  body: EventBody,
): { readonly body: EventBody; readonly withheld: readonly string[] } {
  const hidden = new Set(kind?.customer);
  const entries = Object.entries(body);
  return {
    body: Object.fromEntries(entries.filter(([name]) => !hidden.has(name))),
    withheld: entries.filter(([name, value]) => hidden.has(name) && value !== '').map(([name]) => name),
  };
}
