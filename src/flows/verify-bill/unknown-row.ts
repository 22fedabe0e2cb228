import type { AgreementView } from '../../agreement/agreement.ts';
import { ratesTable } from '../../accounts/rates.ts';
import { disputeTerm } from '../../accounts/terms.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import type { TheirRow } from './read-their-bill.ts';

/** Why nothing of ours answers to a row. */
export function unknownReason(
  row: TheirRow,
  others: readonly TheirRow[],
  view: AgreementView,
  circuits: readonly Circuit[],
): string {
  if (row.element === undefined) return `The mapping does not know the charge code "${row.code}".`;
  const twin = others.find((other) => isTwin(other, row));
  if (twin) return `It is billed twice: line ${twin.line} of the bill is the same charge.`;
  const circuit = circuits.findLast(({ ecckt }) => ecckt === row.reference);
  if (circuit?.outOfServiceOn !== undefined && circuit.outOfServiceOn <= (row.to ?? circuit.outOfServiceOn)) {
    return `Circuit ${circuit.ecckt} is out of service since ${circuit.outOfServiceOn} (${circuit.disconnectSource ?? ''}).`;
  }
  if (!view.rows(ratesTable).some(({ value }) => value.element === row.element))
    return `The agreement has no rate element "${row.element}".`;
  return 'No order, circuit, call or balance gives rise to this charge.';
}

const isTwin = (a: TheirRow, b: TheirRow): boolean =>
  a !== b &&
  a.code === b.code &&
  a.account === b.account &&
  a.reference === b.reference &&
  a.from === b.from &&
  a.to === b.to &&
  a.amount === b.amount;

/** The section to argue from: that of the element's price; else that on disputes; else the first of the agreement. */
export function unknownClause(row: TheirRow, view: AgreementView): string {
  const rates = view.rows(ratesTable).filter(({ value }) => value.element === row.element);
  const priced = rates.find(({ value }) => value.zone === row.zone) ?? rates[0];
  return (
    priced?.citation ??
    view.optional(disputeTerm)?.citation ??
    view.agreement.sections[0]?.citation ??
    view.agreement.id
  );
}
