import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Charge } from '../../accounts/charge.ts';
import { cents, parseCents } from '../../base/money.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { MeasureResult } from './foc-timeliness.ts';
import { remedy } from './remedy.ts';
import type { RemedyDetails } from './remedy.ts';

/** The measure as a remedy is paid on it. */
export type PaidMeasure = Pick<
  MeasureResult,
  'measure' | 'name' | 'month' | 'outcome' | 'result' | 'denominator' | 'shown' | 'benchmark'
>;

/**
 * The credit of a missed measure: one line on the ILEC's services bill, negative. None where it was met or nothing
 * happened.
 * @param monthsMissed consecutive months missed, this one included.
 */
export function remedyCharges(
  agreement: Agreement,
  measure: PaidMeasure,
  monthsMissed: number,
): Result<Charge[]> {
  if (measure.outcome !== 'miss') return ok([]);
  const first = Temporal.PlainYearMonth.from(measure.month).toPlainDate({ day: 1 });
  const [from, to] = [first.toString(), first.add({ months: 1 }).subtract({ days: 1 }).toString()];
  const receipt = runDecision(
    remedy,
    agreement,
    { measure: measure.measure, result: measure.result, volume: measure.denominator, monthsMissed, on: to },
    { asOf: to },
  );
  if (!receipt.ok) return receipt;
  const amount = parseCents(String(receipt.value.value));
  if (amount === undefined) throw new Error('A remedy is an amount.');
  const details = receipt.value.details as RemedyDetails;
  const { ilec, clec } = agreement.parties;
  return ok([
    {
      biller: ilec,
      billed: clec,
      account: 'services',
      kind: 'credit',
      element: measure.measure,
      description: `Remedy: ${measure.name}, ${measure.shown} of ${measure.benchmark}`,
      clause: details.clause,
      quantity: details.occurrences,
      unit: 'occurrence',
      rate: details.rate,
      amount: cents(-amount),
      provenance: details.provenance,
      from,
      to,
      source: { kind: 'measure', id: `${measure.measure}/${measure.month}` },
      sortKey: `${to} ${measure.measure}`,
      receipt: receipt.value,
    },
  ]);
}
