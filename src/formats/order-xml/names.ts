import type { FormField } from '../order-forms/fields.ts';

export const ORDERS_NAMESPACE = 'urn:meetpoint:orders:1';

/**
 * The element of a field: its trade name without what XML does not take. `D/TSENT` is `DTSENT`, `LSR NO` is `LSRNO`,
 * `TEL NO (INIT)` is `TELNO_INIT`. No two fields of a form have the same.
 */
export function elementName(field: string): string {
  const name = field.replace(/\s*\(([^)]*)\)/g, '_$1').replace(/[^A-Za-z0-9_]/g, '');
  return /^\d/.test(name) ? `_${name}` : name;
}

const kept = new WeakMap<ReadonlyMap<string, FormField>, ReadonlyMap<string, FormField>>();

/** Fields of a form by their elements. */
export function fieldsByElement(fields: ReadonlyMap<string, FormField>): ReadonlyMap<string, FormField> {
  let found = kept.get(fields);
  if (found === undefined) {
    found = new Map([...fields.values()].map((field) => [elementName(field.field), field]));
    kept.set(fields, found);
  }
  return found;
}
