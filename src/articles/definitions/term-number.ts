import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import type { Value } from '../../base/expr/ast.ts';
import { parseQuantity } from '../../base/quantity.ts';
import type { Step } from '../../base/receipt.ts';
import { exactParts } from './exact.ts';
import type { NumberName } from './walk.ts';

/**
 * A number of a term, as conditions compare it: a bare number by `count`, a percentage by `percent`.
 * Undefined when the agreement has no such number.
 */
export function termNumber(
  view: AgreementView,
  { key, field, column }: NumberName,
): { readonly value: Value; readonly step: Step } | undefined {
  const found = view.term({ key, schema: {}, doc: '' });
  if (!found.ok) return undefined;
  const raw = (found.value.value as Readonly<Record<string, unknown>>)[field];
  const value = column === 'count' ? countOf(raw) : percentOf(raw);
  if (value === undefined) return undefined;
  return {
    value,
    step: {
      id: 'number',
      sentence: `${key}.${field} is ${String(raw)}`,
      out: String(raw),
      ...cited(found.value),
    },
  };
}

const countOf = (raw: unknown): bigint | undefined =>
  typeof raw === 'number' && Number.isSafeInteger(raw) ? BigInt(raw) : undefined;

function percentOf(raw: unknown): bigint | undefined {
  const quantity = typeof raw === 'string' ? parseQuantity(raw) : undefined;
  return quantity?.unit === '%' ? exactParts(quantity.value) : undefined;
}
