import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { fail, ok } from '../../../base/result.ts';
import { forecastsTerm } from './terms.ts';

/** Calendar days and months are counted back from the first order. */
export const forecastTimely = defineDecision({
  name: 'forecast-timely',
  doc: 'Whether a revised forecast came early enough before the first order in a new local calling area: timely or late.',
  facts: Type.Object(
    {
      revisedOn: IsoDate('Day on which the revised forecast was given'),
      firstOrderOn: IsoDate('Day of the first order in the new local calling area'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ revisedOn }) => revisedOn,
  decide: ({ revisedOn, firstOrderOn }, view, trace) => {
    const term = view.term(forecastsTerm);
    if (!term.ok) return term;
    const length = parseDuration(term.value.value.beforeFirstOrder);
    if (!length || /business|hour/.test(length.unit))
      return fail(notCalendar(term.value.value.beforeFirstOrder, term.value.citation));
    const latest = Temporal.PlainDate.from(firstOrderOn)
      .subtract(length.unit === 'month' ? { months: length.count } : { days: length.count })
      .toString();
    const value = revisedOn <= latest ? 'timely' : 'late';
    trace.add({
      id: 'latest',
      sentence: `${term.value.value.beforeFirstOrder} before ${firstOrderOn} is ${latest}; the forecast came on ${revisedOn} → ${value}`,
      out: latest,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation, details: { latest } });
  },
});

const notCalendar = (length: string, clause: string): Problem => ({
  id: 'general-provisions/calendar',
  field: 'general-provisions.forecasts.beforeFirstOrder',
  sentence: `"${length}" cannot be counted back: it needs a calendar of business.`,
  cure: 'Write calendar days or months.',
  clause,
});
