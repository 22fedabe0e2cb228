import { Type } from 'typebox';
import { OPEN_END, cited } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate, Time } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDuration } from '../../base/quantity.ts';
import { fail, ok } from '../../base/result.ts';
import { hotCutHoursTerm, hotCutWindowsTable } from './due-date-terms.ts';

const MINUTES_OF_HOUR = 60;

/** Minutes of a window; undefined: it is not in clock hours, which the check of the agreement says. */
function minutesOf(window: string): number | undefined {
  const length = parseDuration(window);
  return length?.unit === 'clock hour' ? length.count * MINUTES_OF_HOUR : undefined;
}

/** How long the lines of one cut may take, and whether it fits between the hours of cuts. */
export const hotCutWindow = defineDecision({
  name: 'hot-cut-window',
  doc: 'Minutes that a cut of so many lines may take; one that begins at a local time must be over before cuts end.',
  facts: Type.Object(
    {
      lines: Type.Integer({ minimum: 1 }),
      start: Type.Optional(Time('Local time at which it begins; default: when cuts begin')),
      on: Type.Optional(IsoDate('Day of the cut')),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  asOf: ({ on }) => on,
  decide: ({ lines, start }, view, trace) => {
    const hours = view.term(hotCutHoursTerm);
    if (!hours.ok) return hours;
    const rows = view.rows(hotCutWindowsTable);
    const row = rows.find(
      ({ value }) => value.lines_from <= lines && lines <= (value.lines_to ?? Number.POSITIVE_INFINITY),
    );
    const minutes = row && minutesOf(row.value.window);
    if (row === undefined || minutes === undefined) {
      return fail({
        id: 'ordering/no-window',
        field: 'lines',
        sentence: `Agreement ${view.agreement.id} has no window for a cut of ${lines} lines on ${view.asOf}.`,
        cure: 'Order fewer lines, or add the window to hot-cut-windows.csv.',
        clause: hours.value.citation,
      });
    }
    trace.add({
      id: 'window',
      sentence: `${lines} lines are in the band from ${row.value.lines_from}: ${row.value.window}`,
      out: minutes,
      ...cited(row),
    });
    const { opens, closes } = hours.value.value;
    const begins = Temporal.PlainTime.from(start ?? opens);
    const [first, last] = [Temporal.PlainTime.from(opens), Temporal.PlainTime.from(closes)];
    const room = begins.until(last).total('minutes');
    const fits = Temporal.PlainTime.compare(begins, first) >= 0 && minutes <= room;
    trace.add({
      id: 'hours',
      sentence: `Cuts are made from ${opens} to ${closes}; this one begins at ${begins.toString({ smallestUnit: 'minute' })}`,
      out: fits,
      ...cited(hours.value),
    });
    if (!fits) {
      return fail({
        id: 'ordering/cut-hours',
        field: 'start',
        sentence: `A cut of ${lines} lines takes up to ${row.value.window} and cannot be made from ${begins.toString({ smallestUnit: 'minute' })}: cuts are made from ${opens} to ${closes}.`,
        cure: 'Begin it within these hours and so that it ends within them.',
        clause: hours.value.citation,
      });
    }
    const until = begins.add({ minutes }).toString({ smallestUnit: 'minute' });
    return ok({
      value: minutes,
      clause: row.citation,
      details: { from: begins.toString({ smallestUnit: 'minute' }), until },
    });
  },
});

/** Windows run from 1 line upward without gap or overlap, in clock hours. */
export function windowProblems(agreement: Agreement): Problem[] {
  const rows = agreement
    .at(OPEN_END)
    .rows(hotCutWindowsTable)
    .toSorted((a, b) => a.value.lines_from - b.value.lines_from);
  let next: number | undefined = 1;
  return rows.flatMap(({ value, file, line, citation: clause }) => {
    const problems: Problem[] = [];
    if (value.lines_from !== next) {
      problems.push({
        id: 'ordering/window-bands',
        file,
        line,
        field: 'lines_from',
        sentence: `The window of cuts from ${value.lines_from} lines should begin at ${next ?? 'no number, as the one before has no limit'}.`,
        cure: 'Let each band begin where the one before ends.',
        clause,
      });
    }
    if (minutesOf(value.window) === undefined) {
      problems.push({
        id: 'ordering/window-unit',
        file,
        line,
        field: 'window',
        sentence: `The window ${value.window} is not in clock hours.`,
        cure: 'Write it like 2 clock hours.',
        clause,
      });
    }
    next = value.lines_to === undefined ? undefined : value.lines_to + 1;
    return problems;
  });
}
