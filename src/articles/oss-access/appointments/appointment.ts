import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate, IsoInstant, Time } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { appointmentsTerm } from './terms.ts';
import { visitDays } from './visit-windows.ts';

/** Whether a technician may come at a time: what the day says comes before what the window has left. */
export const appointment = defineDecision({
  name: 'appointment',
  doc: 'Whether a technician may come at a time: free, full, no-window (none has that time), closed (no business day), too-soon or too-far; details name the window.',
  facts: Type.Object(
    {
      on: IsoDate('Day of the visit'),
      at: Time('Local time within the window'),
      askedAt: IsoInstant('When it is asked for'),
      visits: Type.Optional(
        Type.Integer({
          minimum: 0,
          description: 'Visits of the office in that window already, of all carriers; default none',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ askedAt }, agreement) => readLocalDate(agreement, askedAt),
  decide: ({ on, at, askedAt, visits = 0 }, view, trace) => {
    const term = view.term(appointmentsTerm);
    if (!term.ok) return term;
    const { windows, most, lead, ahead } = term.value.value;
    const step = (id: string, sentence: string, out: string | boolean | number) =>
      trace.add({ id, sentence, out, ...cited(term.value) });
    const window = windows.find(({ from, to }) => from <= at && at < to);
    step(
      'window',
      `${at} is in ${window === undefined ? 'no window' : `the window ${window.window}, ${window.from} to ${window.to}`}`,
      window?.window ?? 'none',
    );
    const days = visitDays(view.agreement, term.value, askedAt, view.asKnown);
    const closed = days.closed(on);
    step('day', closed === undefined ? `${on} is a business day` : `${on}: ${closed}`, closed === undefined);
    step('first', `The first day is ${days.first}, ${lead} after the day of the question`, days.first);
    step('last', `The last day is ${days.last}, ${ahead} after it`, days.last);
    step('visits', `${visits} of ${most} visits are taken`, most - visits);
    const value =
      window === undefined
        ? 'no-window'
        : closed !== undefined
          ? 'closed'
          : on < days.first
            ? 'too-soon'
            : on > days.last
              ? 'too-far'
              : visits >= most
                ? 'full'
                : 'free';
    const details = { first: days.first, last: days.last, ...window };
    return ok({ value, clause: term.value.citation, details });
  },
});
