import { Type } from 'typebox';
import { findRate } from '../../accounts/rates.ts';
import type { Rate } from '../../accounts/rates.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import { cited, termUse } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate, DecimalText } from '../../agreement/schema.ts';
import { formatRate } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { decimal, multiply, rational, subtract } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import { trueUpTerm } from './terms.ts';

/** What is owed, or given back, when the final price of an element with an interim price is set. */
export const interimTrueUp = defineDecision({
  name: 'interim-true-up',
  doc: 'Dollars owed for what was billed at an interim price, once the final one is set; negative when given back.',
  facts: Type.Object(
    {
      element: Type.String({ description: 'Rate element, e.g. bridged-tap-pair' }),
      zone: Type.Optional(Type.String({ description: 'Rate band of the wire center' })),
      direction: Type.Optional(
        Code(['ilec-to-clec', 'clec-to-ilec'], 'Who bills whom; default ilec-to-clec'),
      ),
      units: DecimalText('What was billed at the interim price: months, pairs, orders'),
      billedOn: IsoDate('A day on which it was billed at the interim price'),
      settledOn: IsoDate('A day on which the final price is in force'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ settledOn }) => settledOn,
  decide: ({ element, zone, direction = 'ilec-to-clec', units, billedOn, settledOn }, view, trace) => {
    const term = view.term(trueUpTerm);
    const rounding = view.term(roundingTerm);
    const wanted = { element, direction, ...(zone === undefined ? {} : { zone }) };
    const interim = findRate(view.agreement.at(billedOn, view.asKnown), wanted);
    const final = findRate(view, wanted);
    const problems = [term, rounding, interim, final].flatMap((part) => (part.ok ? [] : [...part.problems]));
    if (!term.ok || !rounding.ok || !interim.ok || !final.ok) return fail(...problems);
    if (interim.value.row.value.status !== 'interim')
      return fail(notInterim('billedOn', billedOn, interim.value));
    if (final.value.row.value.status === 'interim') return fail(notFinal(settledOn, final.value));
    for (const [id, rate] of [
      ['interim', interim.value],
      ['final', final.value],
    ] as const) {
      const { row, dollars, per } = rate;
      trace.add({
        id,
        sentence: `${row.value.description}, ${id} price: $${formatRate(dollars)} per ${per}`,
        out: formatRate(dollars),
        clause: row.citation,
        term: termUse({ ...row, value: row.value.price ?? row.value.status }),
      });
    }
    const isTrued = term.value.value.interim === 'trued-up';
    const difference = subtract(final.value.dollars, interim.value.dollars);
    trace.add({
      id: 'true-up',
      sentence: isTrued
        ? `Trued up from the first day of the interim price: ${units} × $${formatRate(difference)}`
        : 'The final price holds from its own day on: nothing is trued up',
      ...cited(term.value),
    });
    const owed = multiply(isTrued ? difference : rational(0), decimal(units));
    const { text, step } = roundLine(owed, rounding.value);
    trace.add(step);
    return ok({ value: text, clause: term.value.citation });
  },
});

const notInterim = (field: string, day: string, { row }: Rate): Problem => ({
  id: 'pricing/not-interim',
  field,
  file: row.file,
  line: row.line,
  sentence: `The price of ${row.value.element} on ${day} is no interim price.`,
  cure: 'Give a day on which it was billed at an interim price.',
  clause: row.citation,
});
const notFinal = (day: string, { row }: Rate): Problem => ({
  id: 'pricing/not-final',
  open: true,
  field: 'settledOn',
  file: row.file,
  line: row.line,
  sentence: `The price of ${row.value.element} is still interim on ${day}.`,
  cure: 'Add the final price by an amendment, then ask for a day on which it is in force.',
  clause: row.citation,
});
