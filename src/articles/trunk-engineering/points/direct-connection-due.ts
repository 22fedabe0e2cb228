import { Type } from 'typebox';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText } from '../../../agreement/schema.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { compare, decimal, isNegative } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { monthsOf, runAtEnd } from '../months.ts';
import { triggerTerm } from './terms.ts';

type Trigger = NonNullable<(typeof triggerTerm)['type']>;

const MonthFacts = Type.Object(
  {
    localDs1s: Type.Optional(Type.Integer({ minimum: 0, description: 'DS1 equivalents of local traffic' })),
    peakDs1s: Type.Optional(
      Type.Integer({ minimum: 0, description: 'DS1 equivalents of all traffic at its peak' }),
    ),
    transitCharges: Type.Optional(DecimalText('Dollars that a party paid a third one for transit')),
  },
  { additionalProperties: false },
);
type MonthFacts = {
  readonly localDs1s?: number;
  readonly peakDs1s?: number;
  readonly transitCharges?: string;
};

/** DS1 equivalents come from the decision `ds1-equivalents`. */
export const directConnectionDue = defineDecision({
  name: 'direct-connection-due',
  doc: 'Whether the parties must connect directly, or at a further point, after these months of traffic.',
  facts: Type.Object(
    {
      months: Type.Array(MonthFacts, { minItems: 1, description: 'One month after the other' }),
      customers: Type.Boolean({
        description: 'The competitor serves users or has numbers in the calling area of the exchange',
      }),
      connected: Type.Optional(
        Type.Boolean({ description: 'They are connected directly there; default no' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ months, customers, connected = false }, view, trace) => {
    const negative = months.flatMap(({ transitCharges }, index) =>
      transitCharges !== undefined && isNegative(decimal(transitCharges)) ? [index] : [],
    );
    if (negative.length > 0)
      return fail(
        ...negative.map((index) => ({
          id: 'interconnection/charges',
          field: `months.${index}.transitCharges`,
          sentence: 'Charges for transit are less than none.',
          cure: 'Give what was paid.',
        })),
      );
    const triggers = triggersOf(view).filter(({ term }) => term.value.connected === connected);
    const [first] = triggers;
    if (!first)
      return fail({
        id: 'interconnection/no-trigger',
        field: 'connected',
        sentence: `The agreement asks for no ${connected ? 'further point' : 'direct connection'}, whatever the traffic.`,
        cure: 'Ask for it by agreement of the parties.',
      });
    const reached = triggers.map(({ name, term }) => {
      const run = runAtEnd(months, (month) => reaches(term.value, month));
      const hindered = term.value.needsCustomers && !customers;
      const holds = run >= monthsOf(term.value.for) && !hindered;
      trace.add({
        id: name,
        sentence: `${wanted(term.value)} in ${run} months running, ${term.value.for} are asked for${hindered ? '; no customers or numbers there' : ''} → ${holds ? 'due' : 'not due'}`,
        out: holds,
        ...cited(term),
      });
      return { name, holds, term };
    });
    const deciding = reached.find(({ holds }) => holds) ?? reached[0];
    return ok({
      value: deciding?.holds ?? false,
      clause: deciding?.term.citation ?? first.term.citation,
      details: { triggers: reached.filter(({ holds }) => holds).map(({ name }) => name) },
    });
  },
});

const triggersOf = (view: AgreementView): { name: string; term: Term<Trigger> }[] =>
  view.members(triggerTerm).flatMap((name) => {
    const term = view.optional(triggerTerm, name);
    return term ? [{ name, term }] : [];
  });

/** A month of which the measure is not known reaches nothing. */
function reaches({ measure, atLeast, above }: Trigger, month: MonthFacts): boolean {
  if (measure === 'transit-charges') {
    const limit = parseQuantity(above ?? '')?.value;
    return limit !== undefined && compare(decimal(month.transitCharges ?? '0'), limit) > 0;
  }
  const ds1s = measure === 'local-ds1s' ? month.localDs1s : month.peakDs1s;
  return atLeast !== undefined && compare(decimal(String(ds1s ?? 0)), decimal(String(atLeast))) >= 0;
}

const wanted = ({ measure, atLeast, above }: Trigger): string =>
  measure === 'transit-charges'
    ? `Transit charges above ${above}`
    : `${atLeast} DS1 equivalents or more of ${measure === 'local-ds1s' ? 'local traffic' : 'traffic at its peak'}`;
