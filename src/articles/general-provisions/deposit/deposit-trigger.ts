import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { parseDuration } from '../../../base/quantity.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { countedLetters } from '../rules/counted-letters.ts';
import { negativeProblems, orderProblems } from '../money-facts.ts';
import { shiftDate } from '../rules/shift-date.ts';
import { TRIGGERS, depositTriggerTerm } from './terms.ts';

const Facts = Type.Object(
  {
    on: IsoDate('Day of the request'),
    timelyMonths: Type.Integer({
      minimum: 0,
      description: 'Consecutive months of timely payment up to that day',
    }),
    delinquencies: Type.Array(
      Type.Object({
        on: IsoDate('Day of the notice of delinquency'),
        undisputed: DecimalText('Dollars past due in it that are not in dispute'),
        ban: Type.Optional(Type.String({ description: 'Billing account that it is about' })),
        from: Type.Optional(IsoDate('First day of the charges in it')),
        to: Type.Optional(IsoDate('Last day of the charges in it')),
      }),
    ),
    ordersSuspended: Type.Optional(Type.Boolean({ description: 'Default no' })),
    insolvent: Type.Optional(Type.Boolean({ description: 'As the decision insolvency says; default no' })),
    terminated: Type.Optional(
      Type.Boolean({ description: 'The agreement has expired or was terminated; default no' }),
    ),
  },
  { additionalProperties: false },
);
type Asked = Static<typeof Facts>;
type Trigger = (typeof TRIGGERS)[number];

/** Whether a party may ask for a deposit on a day; the details name each trigger that lets it. */
export const depositTrigger = defineDecision({
  name: 'deposit-trigger',
  doc: 'Whether a deposit may be asked for, and by which of the triggers of the agreement.',
  facts: Facts,
  value: 'boolean',
  asOf: ({ on }) => on,
  decide,
});

function decide(facts: Asked, view: AgreementView, trace: Trace): Result<Answer> {
  const found = view.term(depositTriggerTerm);
  const amounts = facts.delinquencies.map(({ undisputed }, index) => [
    `delinquencies.${index}.undisputed`,
    undisputed,
  ]);
  const problems = [
    ...(found.ok ? [] : found.problems),
    ...negativeProblems(Object.fromEntries(amounts) as Record<string, string>),
    ...facts.delinquencies.flatMap((letter, index) =>
      orderProblems({ field: `delinquencies.${index}.on`, on: letter.on }, { field: 'on', on: facts.on }),
    ),
  ];
  if (!found.ok || problems.length > 0) return fail(...problems);
  const term = found.value;
  const { paymentHistory, delinquencies = 1, within } = term.value;
  const tests: Record<Trigger, () => { met: boolean; sentence: string }> = {
    'payment-history': () => {
      const months = parseDuration(paymentHistory ?? '')?.count ?? 0;
      return {
        met: facts.timelyMonths < months,
        sentence: `${facts.timelyMonths} consecutive months of timely payment, ${paymentHistory ?? 'none'} make a deposit needless`,
      };
    },
    delinquencies: () => {
      const since = within === undefined ? undefined : shiftDate(facts.on, within, 'earlier');
      const letters = countedLetters(facts.delinquencies, since ?? '', facts.on);
      return {
        met: letters >= delinquencies,
        sentence: `Notices of delinquency with undisputed amounts${since === undefined ? '' : ` from ${since}, ${within ?? ''} before,`} to ${facts.on}: ${letters}; needed: ${delinquencies}`,
      };
    },
    'order-suspension': () => flag(facts.ordersSuspended, 'Orders are suspended', 'Orders are not suspended'),
    insolvency: () => flag(facts.insolvent, 'The party is insolvent', 'The party is not insolvent'),
    termination: () => flag(facts.terminated, 'The agreement has ended', 'The agreement has not ended'),
  };
  const met = term.value.triggers.filter((trigger) => {
    const { met: is, sentence } = tests[trigger]();
    trace.add({ id: trigger, sentence, out: is, ...cited(term) });
    return is;
  });
  return ok({ value: met.length > 0, clause: term.citation, details: { triggers: met } });
}

const flag = (is: boolean | undefined, yes: string, no: string): { met: boolean; sentence: string } => ({
  met: is === true,
  sentence: is === true ? yes : no,
});
