import type { Charge } from '../../accounts/charge.ts';
import { formatCents, sumCents } from '../../base/money.ts';
import type { CaseRecord } from '../../cases/record.ts';

/** What stands after a step; the names are those of an expectation. */
export type Stand = Readonly<Record<string, unknown>>;

/** Lines as a bill shows them, and their sum. */
export function chargeStand(charges: readonly Charge[]): Stand {
  return {
    charges: charges.map(
      ({ quantity, rate, amount, element, clause }) =>
        `${quantity} × $${rate} = $${formatCents(amount)} ${element} (${clause})`,
    ),
    total: `$${formatCents(sumCents(charges.map(({ amount }) => amount)))}`,
  };
}

/** Days of a coordinated cut that the date holds now. */
export function cutsOf({ events }: CaseRecord, timeZone: string): string[] {
  const dated = events.findLast(({ name }) =>
    ['confirmed', 'jeopardy-cleared', 'rescheduled'].includes(name),
  );
  const cuts = (dated?.body['cuts'] ?? []) as {
    date: string;
    lines: number;
    windowFrom: string;
    windowTo: string;
  }[];
  const time = (instant: string): string =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime().toString({
      smallestUnit: 'minute',
    });
  return cuts.map(
    ({ date, lines, windowFrom, windowTo }) =>
      `${date}: ${lines} lines, ${time(windowFrom)}–${time(windowTo)}`,
  );
}
