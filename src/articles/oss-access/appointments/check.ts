import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { countsByCalendar } from '../day-before.ts';
import { wrongTerm } from '../wrong-term.ts';
import { appointmentsTerm } from './terms.ts';

/** Windows follow each other within a day; the lead counts in business days and the reach by the calendar. */
export function checkAppointments(view: AgreementView): Problem[] {
  const term = view.optional(appointmentsTerm);
  if (!term) return [];
  const { windows, lead, ahead } = term.value;
  const names = windows.map(({ window }) => window);
  const wrong = (field: string, sentence: string, cure: string): Problem =>
    wrongTerm(term, field, sentence, cure);
  return [
    ...windows.flatMap(({ window, from, to }, index): Problem[] => {
      const before = windows[index - 1];
      return [
        ...(to <= from
          ? [
              wrong(
                `windows.${index}`,
                `The window ${window} lasts from ${from} to ${to}.`,
                'Write a later end.',
              ),
            ]
          : []),
        ...(before !== undefined && from < before.to
          ? [
              wrong(
                `windows.${index}`,
                `The window ${window} begins at ${from}, before ${before.window} is over.`,
                'Let windows follow each other.',
              ),
            ]
          : []),
        ...(names.indexOf(window) === index
          ? []
          : [wrong(`windows.${index}`, `There are two windows ${window}.`, 'Name each once.')]),
      ];
    }),
    ...(parseDuration(lead)?.unit === 'business day'
      ? []
      : [wrong('lead', `${lead} is no number of business days.`, 'Write business days.')]),
    ...(countsByCalendar(ahead)
      ? []
      : [wrong('ahead', `${ahead} is not counted by the calendar.`, 'Write calendar days or months.')]),
  ];
}
