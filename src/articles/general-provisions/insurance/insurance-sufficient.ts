import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { compare, decimal } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { ACTIVITIES, coveragesTable } from './terms.ts';

/** Coverages as a certificate lists them; amounts in dollars. */
export const Coverages = Type.Array(
  Type.Object(
    {
      coverage: Type.String({ minLength: 1 }),
      limit: Type.String({ minLength: 1 }),
      amount: DecimalText('Dollars'),
    },
    { additionalProperties: false },
  ),
);

/** The highest requirement among what is needed always and for the activity counts; `details.short` has all that fall short. */
export const insuranceSufficient = defineDecision({
  name: 'insurance-sufficient',
  doc: 'Whether the insurance of a certificate is enough for an activity on a day: sufficient, insufficient or expired.',
  facts: Type.Object(
    {
      activity: Code(ACTIVITIES, 'What the insured does under the agreement'),
      on: IsoDate('Day of the activity'),
      expiresOn: IsoDate('Last day of the certificate'),
      coverages: Coverages,
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ activity, on, expiresOn, coverages }, view, trace) => {
    const needed = view
      .rows(coveragesTable)
      .filter(({ value }) => value.activity === 'general' || value.activity === activity);
    const [first] = needed;
    if (!first) return fail(noCoverages(view.agreement.id, on));
    if (on > expiresOn) {
      trace.add({
        id: 'expired',
        sentence: `The certificate ends on ${expiresOn}, before ${on}`,
        out: 'expired',
        ...cited(first),
      });
      return ok({ value: 'expired', clause: first.citation });
    }
    const short = needed.filter((row) => {
      const { coverage, limit, amount } = row.value;
      const held = coverages.filter((one) => one.coverage === coverage && one.limit === limit);
      const enough = held.some((one) => compare(decimal(one.amount), decimal(amount)) >= 0);
      trace.add({
        id: row.id,
        sentence: `${coverage}, ${limit.replaceAll('-', ' ')}: $${amount} needed, ${held.map((one) => `$${one.amount}`).join(' and ') || 'nothing'} held`,
        out: enough,
        ...cited(row),
      });
      return !enough;
    });
    return ok({
      value: short.length === 0 ? 'sufficient' : 'insufficient',
      clause: (short[0] ?? first).citation,
      details: { short: short.map(({ value }) => value) },
    });
  },
});

const noCoverages = (agreement: string, day: string): Problem => ({
  id: 'insurance/no-coverages',
  field: 'coverages.csv',
  sentence: `Agreement ${agreement} asks for no insurance on ${day}.`,
  cure: 'Add what it asks for to coverages.csv, or ask for another day.',
});
