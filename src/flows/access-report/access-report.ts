import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { ossAvailability } from '../../articles/oss-access/availability/oss-availability.ts';
import { scheduledTime } from '../../articles/oss-access/availability/scheduled-time.ts';
import { loopDataAccuracy } from '../../articles/oss-access/measures/loop-data-accuracy.ts';
import { NO_TARGET, flowThrough } from '../../articles/oss-access/measures/flow-through.ts';
import { flowThroughTerm, loopDataTerm } from '../../articles/oss-access/measures/terms.ts';
import { preOrderResponse } from '../../articles/oss-access/response/pre-order-response.ts';
import { functionsTable } from '../../articles/oss-access/terms.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import type { Receipt } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import type { Tx } from '../../platform/database.ts';
import { readFlowThrough } from './read-flow-through.ts';
import type { FlowThroughCount } from './read-flow-through.ts';
import { readLoopData } from './read-loop-data.ts';
import { readOutages } from './read-outages.ts';
import type { OutageCase } from './read-outages.ts';
import { readResponses } from './read-response.ts';

/** How fast a function was answered in the month. */
export interface FunctionResponse {
  readonly function: string;
  readonly name: string;
  readonly within: string;
  readonly share: string;
  readonly standard: string;
  readonly clause: string;
  readonly provenance: Provenance;
  readonly receipt: Receipt;
}

/** How many orders of a product went through by themselves, against its target. */
export interface ProductFlow extends FlowThroughCount {
  readonly receipt: Receipt;
}

export interface AccessReport {
  readonly month: string;
  /** Functions that the agreement offers, in the order of its table. */
  readonly functions: readonly FunctionResponse[];
  /** Undefined where the agreement says nothing of hours and availability. */
  readonly availability?: Receipt;
  readonly outages: readonly OutageCase[];
  /** Undefined where the agreement has no target for the records of loops. */
  readonly loopData?: Receipt;
  /** Products that were confirmed in the month and have a target; undefined where the agreement has none. */
  readonly flowThrough?: readonly ProductFlow[];
}

/**
 * Access in a month: each function with its response against its target, the availability with its outages, how many records of loops
 * held, and how many orders went through by themselves. What the month is not over for is counted so far. Scope of the agreement or of one of its parties.
 */
export async function accessReport(
  tx: Tx,
  agreement: Agreement,
  month: string,
  now: string,
): Promise<Result<AccessReport>> {
  const days = calendarMonth(month);
  if (!days.ok) return days;
  const view = agreement.at(days.value.to);
  const startOf = (day: Temporal.PlainDate): string =>
    day.toZonedDateTime(agreement.timeZone).toInstant().toString();
  const from = startOf(Temporal.PlainDate.from(days.value.from));
  const to = startOf(Temporal.PlainDate.from(days.value.to).add({ days: 1 }));
  const scheduled = scheduledTime(view, days.value.from, days.value.to);
  const responses = await readResponses(
    tx,
    { agreementId: agreement.id, party: agreement.parties.clec, from, to },
    scheduled.ok ? scheduled.value : [],
  );
  const rows = view.rows(functionsTable);
  const functions: FunctionResponse[] = [];
  for (const { value, citation, provenance } of rows) {
    const facts = { function: value.function, month, queries: responses.get(value.function) ?? [] };
    const decided = runDecision(preOrderResponse, agreement, facts, { asOf: days.value.to });
    if (!decided.ok) return decided;
    const { name, within, share, standard } = value;
    functions.push({
      function: value.function,
      name,
      within,
      share,
      standard,
      clause: citation,
      provenance,
      receipt: decided.value,
    });
  }
  const outages = await readOutages(tx, { agreementId: agreement.id, from, to });
  let loopData: Receipt | undefined;
  if (view.optional(loopDataTerm) !== undefined) {
    const counted = await readLoopData(tx, { agreementId: agreement.id, from, to });
    const decided = runDecision(loopDataAccuracy, agreement, counted, { asOf: days.value.to });
    if (!decided.ok) return decided;
    loopData = decided.value;
  }
  let flows: ProductFlow[] | undefined;
  if (view.optional(flowThroughTerm) !== undefined) {
    const counts = await readFlowThrough(tx, { agreementId: agreement.id, from, to });
    flows = [];
    for (const count of counts) {
      const { product, orders, through } = count;
      const facts = { product, orders, through };
      const decided = runDecision(flowThrough, agreement, facts, { asOf: days.value.to });
      if (decided.ok) flows.push({ ...count, receipt: decided.value });
      // A product without a target is not measured.
      else if (decided.problems.some(({ id }) => id !== NO_TARGET)) return decided;
    }
  }
  const report = {
    month,
    functions,
    outages,
    ...(loopData === undefined ? {} : { loopData }),
    ...(flows === undefined ? {} : { flowThrough: flows }),
  };
  if (!scheduled.ok) return ok(report);
  const until =
    Temporal.Instant.compare(now, to) < 0
      ? Temporal.Instant.compare(now, from) < 0
        ? from
        : now
      : undefined;
  const available = runDecision(
    ossAvailability,
    agreement,
    {
      month,
      ...(until === undefined ? {} : { until }),
      outages: outages.flatMap(({ outage }) => (outage === undefined ? [] : [outage])),
    },
    { asOf: days.value.to },
  );
  return available.ok ? ok({ ...report, availability: available.value }) : available;
}
