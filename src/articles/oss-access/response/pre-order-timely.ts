import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { compare, rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { functionRow } from '../function-row.ts';
import { PRE_ORDER_FUNCTIONS } from '../functions.ts';
import { millisecondsBetween, millisecondsOf } from '../spans.ts';
import { responseTerm } from '../terms.ts';
import { isSkewed } from './clock-skew.ts';
import { skewOf } from './skew.ts';

/** The time is that of one clock: a source that has another one changes nothing, and the receipt says so. */
export const preOrderTimely = defineDecision({
  name: 'pre-order-timely',
  doc: 'Whether one query was answered within the time of its function: timely or late.',
  facts: Type.Object(
    {
      function: Code(PRE_ORDER_FUNCTIONS),
      askedAt: IsoInstant('By the clock of the gateway'),
      answeredAt: IsoInstant('By the clock of the gateway'),
      sourceAskedAt: Type.Optional(IsoInstant('By the clock of the system behind it')),
      sourceAnsweredAt: Type.Optional(IsoInstant('By the clock of the system behind it')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ askedAt }, agreement) => readLocalDate(agreement, askedAt),
  decide: (facts, view, trace) => {
    const row = functionRow(view, facts.function);
    const rule = view.term(responseTerm);
    if (!row.ok || !rule.ok)
      return fail(...[row, rule].flatMap((each) => (each.ok ? [] : [...each.problems])));
    const milliseconds = millisecondsBetween(facts.askedAt, facts.answeredAt);
    if (milliseconds < 0)
      return fail({
        id: 'oss-access/time',
        field: 'answeredAt',
        sentence: `The answer at ${facts.answeredAt} lies before the question at ${facts.askedAt}.`,
        cure: 'Give both by the clock of the gateway.',
        clause: rule.value.citation,
      });
    const { within } = row.value.value;
    const isTimely = compare(rational(Math.ceil(milliseconds)), millisecondsOf(within)) <= 0;
    const value = isTimely ? 'timely' : 'late';
    trace.add({
      id: 'response',
      sentence: `${milliseconds} ms by the clock of the ${rule.value.value.clock}`,
      out: String(milliseconds),
      ...cited(rule.value),
    });
    const skew = skewOf(facts);
    const { skewAbove } = rule.value.value;
    const skewed = isSkewed(skew, skewAbove);
    if (skewed)
      trace.add({
        id: 'skew',
        sentence: `The clock of the source is at least ${Math.abs(skew)} ms ${skew > 0 ? 'ahead' : 'behind'}: it is left out`,
        out: String(skew),
        ...cited(rule.value),
      });
    trace.add({ id: 'target', sentence: `Within ${within} → ${value}`, out: value, ...cited(row.value) });
    return ok({
      value,
      clause: row.value.citation,
      details: { milliseconds, within, ...(skewed ? { skew } : {}) },
    });
  },
});
