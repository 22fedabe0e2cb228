import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText } from '../../../agreement/schema.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import {
  compare,
  decimal,
  divide,
  isNegative,
  multiply,
  rational,
  toText,
  ZERO,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import { monthsOf } from '../months.ts';
import { directTrunksTerm } from './terms.ts';

const Loads = (description: string) => Type.Array(DecimalText(), { description });

/**
 * A load that jumps about the threshold neither builds nor takes down trunks: it must stay above it for some months, and then
 * below a lower one for some months.
 */
export const directTrunkTrigger = defineDecision({
  name: 'direct-trunk-trigger',
  doc: 'Whether a direct end-office group is due after these months of busy-hour load through the tandem.',
  facts: Type.Object(
    {
      ccsByMonth: Loads('Busy-hour load to one end office, hundred call seconds, one month after the other'),
      forecastCcsByMonth: Type.Optional(Loads('The load that is forecast, from the month after the last')),
      inPlace: Type.Optional(Type.Boolean({ description: 'A direct group was due before the first month' })),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ ccsByMonth, forecastCcsByMonth = [], inPlace = false }, view, trace) => {
    const term = view.term(directTrunksTerm);
    if (!term.ok) return term;
    const series = { ccsByMonth, forecastCcsByMonth };
    const negative = Object.entries(series).flatMap(([field, loads]) =>
      loads.flatMap((load, index) =>
        isNegative(decimal(load)) ? [{ field: `${field}.${index}`, load }] : [],
      ),
    );
    if (negative.length > 0)
      return fail(
        ...negative.map(({ field, load }) => ({
          id: 'trunks/load',
          field,
          sentence: `${load} is less than no load.`,
          cure: 'Give the load of the busy hour, zero or more.',
        })),
      );
    const { aboveCcs, basis, releaseBelow } = term.value.value;
    const above = rational(aboveCcs);
    const share = divide(parseQuantity(releaseBelow)?.value ?? ZERO, rational(100));
    const rule: Rule = {
      above,
      below: multiply(above, share),
      rise: monthsOf(term.value.value.for),
      fall: monthsOf(term.value.value.releaseFor),
    };
    trace.add({
      id: 'thresholds',
      sentence: `Due above ${aboveCcs} CCS for ${term.value.value.for}; no longer due below ${releaseBelow} of that (${toText(rule.below)} CCS) for ${term.value.value.releaseFor}`,
      out: toText(rule.below),
      ...cited(term.value),
    });
    const actual = walk(ccsByMonth, rule, inPlace, { trace, word: 'Month' });
    const forecast =
      forecastCcsByMonth.length > 0 &&
      walk(forecastCcsByMonth, rule, inPlace, { trace, word: 'Forecast month' });
    const value = basis === 'actual' ? actual : basis === 'forecast' ? forecast : actual || forecast;
    trace.add({
      id: 'due',
      sentence: `Measured: ${actual ? 'due' : 'not due'}${forecastCcsByMonth.length === 0 ? '' : `; forecast: ${forecast ? 'due' : 'not due'}`}; ${basis} counts → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation, details: { actual, forecast } });
  },
});

interface Rule {
  readonly above: Rational;
  readonly below: Rational;
  readonly rise: number;
  readonly fall: number;
}

/** Whether the group is due after the last month. */
function walk(
  loads: readonly string[],
  { above, below, rise, fall }: Rule,
  before: boolean,
  { trace, word }: { readonly trace: Trace; readonly word: string },
): boolean {
  let [due, run] = [before, 0];
  for (const [index, load] of loads.entries()) {
    const value = decimal(load);
    run = (due ? compare(value, below) < 0 : compare(value, above) > 0) ? run + 1 : 0;
    const turns = run > 0 && run >= (due ? fall : rise);
    const which = due ? `below for ${run} in a row` : `above for ${run} in a row`;
    if (turns) [due, run] = [!due, 0];
    trace.add({
      id: `${word.toLowerCase().replaceAll(' ', '-')}-${index + 1}`,
      sentence: `${word} ${index + 1}: ${load} CCS, ${which}: ${due ? 'due' : 'not due'}`,
      out: due,
    });
  }
  return due;
}
