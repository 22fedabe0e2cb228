import { calendarOf } from '../../parties/calendars.ts';
import { needed } from './subject.ts';
import type { Subject } from './subject.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A day, seen with the calendar of the party that has to act. */
export const daySubject: Subject = {
  doc: 'One day of one party',
  facts: {
    date: needed('date', 'The day'),
    party: needed('text', 'Whose calendar counts: ilec, clec, or the id of a party'),
  },
  derived: {
    weekday: { type: 'text', doc: 'Monday … Sunday', from: ['date'] },
    holiday: { type: 'text', doc: 'Name of the party’s holiday; missing: none', from: ['date', 'party'] },
  },
  derive: ({ date, party }, view) => {
    if (typeof date !== 'string') return { weekday: null, holiday: null };
    const owner = typeof party === 'string' ? view.agreement.party(party) : undefined;
    const calendar = owner === undefined ? undefined : calendarOf(view.agreement, owner, view.asKnown);
    return {
      weekday: WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? null,
      holiday: calendar?.holidays.get(date) ?? null,
    };
  },
  check: ({ party }, view) =>
    typeof party === 'string' && view.agreement.party(party) === undefined
      ? [
          {
            id: 'definitions/party',
            field: 'facts.party',
            sentence: `"${party}" is no party of ${view.agreement.id}.`,
            cure: `Write ilec, clec, ${view.agreement.parties.ilec} or ${view.agreement.parties.clec}.`,
          },
        ]
      : [],
};
