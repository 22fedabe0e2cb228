import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Charge } from '../../accounts/charge.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import { cents, parseCents } from '../../base/money.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { findMeasure } from './find-measure.ts';
import type { MeasureResult } from './foc-timeliness.ts';
import { remedy } from './remedy.ts';
import type { RemedyDetails } from './remedy.ts';

/** The measure as a remedy is paid on it. */
export type PaidMeasure = Pick<
  MeasureResult,
  'measure' | 'name' | 'month' | 'outcome' | 'result' | 'denominator' | 'shown' | 'benchmark'
>;

/** The tier whose remedies are the carrier's; the other is the State's. */
export const CARRIER_TIER = 1;

/**
 * The credit of a missed measure: one line on the ILEC's services bill, negative. None where it was met, nothing
 * happened, or the remedy is not the carrier's.
 * @param monthsMissed consecutive months missed, this one included.
 */
export function remedyCharges(
  agreement: Agreement,
  measure: PaidMeasure,
  monthsMissed: number,
): Result<Charge[]> {
  if (measure.outcome !== 'miss') return ok([]);
  const month = calendarMonth(measure.month);
  if (!month.ok) return month;
  const { from, to } = month.value;
  const row = findMeasure(agreement.at(to), measure.measure);
  if (!row.ok) return row;
  if (row.value.value.tier !== CARRIER_TIER) return ok([]);
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
      // A credit is a negative count, so that quantity × rate is the amount.
      quantity: `-${details.occurrences}`,
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
