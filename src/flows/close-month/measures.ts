import type { Agreement } from '../../agreement/agreement.ts';
import { readMonthClose } from '../../accounts/month-close.ts';
import type { Charge } from '../../accounts/charge.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { computeMeasures } from '../../articles/performance/compute-measures.ts';
import type { MeasureResult } from '../../articles/performance/foc-timeliness.ts';
import { remedyCharges } from '../../articles/performance/remedy-charges.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/database.ts';
import type { MonthSummary } from './summary.ts';

export interface Measured {
  readonly measures: readonly MeasureResult[];
  readonly credits: readonly Charge[];
}

/** The measures that the agreement has in force at month's end, and the credits of those that were missed. */
export async function measureMonth(
  tx: Tx,
  agreement: Agreement,
  month: string,
  orders: readonly OrderCase[],
): Promise<Result<Measured>> {
  const measures = computeMeasures(agreement, month, orders.map(asAnswered));
  if (!measures.ok) return measures;
  const credits: Charge[] = [];
  for (const measure of measures.value) {
    if (measure.outcome !== 'miss') continue;
    const missed = 1 + (await missedBefore(tx, agreement.id, month, measure.measure));
    const credit = remedyCharges(agreement, measure, missed);
    if (!credit.ok) return credit;
    credits.push(...credit.value);
  }
  return ok({ measures: measures.value, credits });
}

/**
 * Consecutive misses right before this month. A month without activity neither adds to them nor ends them; a month
 * that was met, was not measured or was never closed does end them.
 */
async function missedBefore(tx: Tx, agreementId: string, month: string, measure: string): Promise<number> {
  let earlier = Temporal.PlainYearMonth.from(month);
  let missed = 0;
  for (;;) {
    earlier = earlier.subtract({ months: 1 });
    const close = await readMonthClose(tx, agreementId, earlier.toString());
    const rows = (close?.summary as MonthSummary | undefined)?.measures ?? [];
    const outcome = rows.find((row) => row.measure === measure)?.outcome;
    if (outcome === 'miss') missed++;
    else if (outcome !== 'no-activity') return missed;
  }
}

/** A version that a later one replaced after its confirmation was answered all the same. */
const asAnswered = (order: OrderCase): OrderCase =>
  order.state === 'superseded' && order.focAt !== undefined ? { ...order, state: 'confirmed' } : order;
