import type { AgreementView, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import type { ClockTerm } from '../../cases/clock-terms.ts';

/** Days in the life of one bill, ISO dates; a fact that is not given is not known. */
export interface BillDays {
  readonly billOn?: string | undefined;
  readonly mailedOn?: string | undefined;
  readonly dueOn?: string | undefined;
}

/** Which day of a bill each event is, and its name in a sentence. */
const DAYS = {
  'bill.dated': { fact: 'billOn', words: 'bill date' },
  'bill.mailed': { fact: 'mailedOn', words: 'day of mailing' },
  'bill.due': { fact: 'dueOn', words: 'due date' },
} as const;

export interface BillClockStart {
  readonly term: Term<ClockTerm>;
  /** The day that starts the clock. */
  readonly on: string;
}

/**
 * The day from which a clock of the agreement runs for one bill: its date, its mailing or its due date, as the clock
 * names its start. Fails where the clock is missing, starts with another event, or the day was not given.
 */
export function billClockStart(
  view: AgreementView,
  clock: string,
  days: BillDays,
  trace: Trace,
): Result<BillClockStart> {
  const found = view.term(clockTerm, clock);
  if (!found.ok) return found;
  const term = found.value;
  const starts = [term.value.starts].flat();
  const event = starts.find((name): name is keyof typeof DAYS => Object.hasOwn(DAYS, name));
  if (event === undefined) {
    return fail({
      id: 'general-provisions/bill-clock',
      field: term.key,
      sentence: `"${term.key}" starts with ${starts.join(' or ')}, which is no day of a bill.`,
      cure: `Start it with one of: ${Object.keys(DAYS).join(', ')}.`,
      clause: term.citation,
    });
  }
  const { fact, words } = DAYS[event];
  const on = days[fact];
  if (on === undefined) {
    return fail({
      id: 'general-provisions/bill-day',
      field: fact,
      sentence: `The clock "${clock}" of ${view.agreement.id} runs from the ${words}, which is not given.`,
      cure: `Give ${fact}.`,
      clause: term.citation,
    });
  }
  trace.add({ id: 'from', sentence: `Counted from the ${words}`, out: on, ...cited(term) });
  return ok({ term, on });
}
