import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { ossAvailability } from '../../articles/oss-access/availability/oss-availability.ts';
import { scheduledTime } from '../../articles/oss-access/availability/scheduled-time.ts';
import { loopDataAccuracy } from '../../articles/oss-access/measures/loop-data-accuracy.ts';
import { loopDataTerm } from '../../articles/oss-access/measures/terms.ts';
import { preOrderResponse } from '../../articles/oss-access/response/pre-order-response.ts';
import { functionsTable } from '../../articles/oss-access/terms.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import type { Receipt } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import type { Tx } from '../../platform/database.ts';
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

export interface AccessReport {
  readonly month: string;
  /** Functions that the agreement offers, in the order of its table. */
  readonly functions: readonly FunctionResponse[];
  /** Undefined where the agreement says nothing of hours and availability. */
  readonly availability?: Receipt;
  readonly outages: readonly OutageCase[];
  /** Undefined where the agreement has no target for the records of loops. */
  readonly loopData?: Receipt;
}

/**
 * Access in a month: each function with its response against its target, the availability with its outages, and how many records of loops
 * held. What the month is not over
 * for is counted so far. Scope of the agreement or of one of its parties.
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
  const report = { month, functions, outages, ...(loopData === undefined ? {} : { loopData }) };
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
