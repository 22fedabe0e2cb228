import type { AgreementView, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import type { TermDef } from '../../agreement/vocabulary.ts';
import type { Value } from '../../base/expr/ast.ts';
import { parseQuantity } from '../../base/quantity.ts';
import type { Step } from '../../base/receipt.ts';
import { exactParts } from './exact.ts';
import {
  affiliateTerm,
  businessLineTerm,
  ds1EquivalentTerm,
  ownNumberTerm,
  recordVariantTerm,
} from './terms.ts';
import type { NumberName } from './walk.ts';

/** Terms whose numbers conditions may name, beside the agreement's own. */
const NUMBERED: readonly TermDef[] = [affiliateTerm, businessLineTerm, ds1EquivalentTerm, recordVariantTerm];

/**
 * A number of a term, as conditions compare it: a bare number by `count`, a percentage by `percent`.
 * Undefined when the agreement has no such number.
 */
export function termNumber(
  view: AgreementView,
  { key, field, column }: NumberName,
): { readonly value: Value; readonly step: Step } | undefined {
  const found = findNumbered(view, key);
  if (!found) return undefined;
  const raw = (found.value as Readonly<Record<string, unknown>>)[field];
  const value = column === 'count' ? countOf(raw) : percentOf(raw);
  if (value === undefined) return undefined;
  return {
    value,
    step: {
      id: 'number',
      sentence: `${key}.${field} is ${String(raw)}`,
      out: String(raw),
      ...cited(found),
    },
  };
}

/** The term with this key, when it is one whose numbers conditions may name. */
function findNumbered(view: AgreementView, key: string): Term<unknown> | undefined {
  const family = ownNumberTerm.key.slice(0, -1);
  if (key.startsWith(family)) return view.optional(ownNumberTerm, key.slice(family.length));
  const def = NUMBERED.find((one) => one.key === key);
  return def && view.optional(def);
}

const countOf = (raw: unknown): bigint | undefined =>
  typeof raw === 'number' && Number.isSafeInteger(raw) ? BigInt(raw) : undefined;

function percentOf(raw: unknown): bigint | undefined {
  const quantity = typeof raw === 'string' ? parseQuantity(raw) : undefined;
  return quantity?.unit === '%' ? exactParts(quantity.value) : undefined;
}
