import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ONE, ZERO, divide, isZero, multiply, rational, toUnits } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { pricedElement } from '../../../accounts/priced-element.ts';
import { cooperativeTestTerm } from './terms.ts';

/** Minutes of an hour. */
const HOUR = rational(60);

/** What the time of a technician at a test by both carriers costs: nothing at first, then by the hour in begun parts. */
export const cooperativeTestCharge = defineDecision({
  name: 'cooperative-test-charge',
  doc: 'What a test by both carriers costs the competitor, dollars and cents: free minutes, then the time by the hour in begun parts.',
  facts: Type.Object(
    {
      minutes: Type.Integer({
        minimum: 0,
        description: 'Minutes that the technician of the incumbent was kept',
      }),
      result: Code(['accepted', 'failed'], 'Whether the loop passed'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ minutes, result }, view, trace) => {
    const term = view.term(cooperativeTestTerm);
    const rounding = view.term(roundingTerm);
    if (!term.ok || !rounding.ok)
      return fail(...[term, rounding].flatMap((one) => (one.ok ? [] : one.problems)));
    const { free, increment, element, failed } = term.value.value;
    const clause = term.value.citation;
    const waived = result === 'failed' && failed === 'not-billed';
    const beyond = waived ? 0 : Math.max(0, minutes - Number(toUnits(minutesOf(free, ZERO), 0, 'down')));
    trace.add({
      id: 'free',
      sentence: waived
        ? 'The loop did not pass: the time is not billed'
        : `${minutes} minutes, of which ${free} are free`,
      out: beyond,
      ...cited(term.value),
    });
    const part = minutesOf(increment, ONE);
    const counted = multiply(rational(toUnits(divide(rational(beyond), part), 0, 'up')), part);
    const hours = divide(counted, HOUR);
    trace.add({
      id: 'increment',
      sentence: `${beyond} minutes brought up to whole parts of ${increment}: ${decimalText(counted)} minutes`,
      out: decimalText(hours),
      ...cited(term.value),
    });
    const priced = pricedElement(view, rounding.value, { element, quantity: hours }, trace);
    if (!priced.ok) return priced;
    const { amount } = priced.value;
    return ok({ value: amount, clause, details: { lines: isZero(hours) ? [] : [priced.value] } });
  },
});

const minutesOf = (text: string, otherwise: Rational): Rational => parseQuantity(text)?.value ?? otherwise;
