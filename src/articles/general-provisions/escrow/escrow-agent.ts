import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { escrowTerm } from './terms.ts';
import type { AGENT_CONDITIONS } from './terms.ts';

const is = (description: string) => Type.Boolean({ description });

const Facts = Type.Object(
  {
    inContinentalUs: is('The agent is a bank in the continental United States'),
    affiliate: is('It is an affiliate of a party'),
    takesAch: is('It takes automated clearing house transfers'),
    interestBearing: is('The account bears interest'),
    feesByDisputingParty: is('The disputing party bears the fees'),
    paidFromFunds: is('Funds or interest may pay the agent'),
    on: Type.Optional(IsoDate('Day on which the account is opened')),
  },
  { additionalProperties: false },
);
type Condition = (typeof AGENT_CONDITIONS)[number];

/** Each condition: which fact says it, and what to say where it is not met. */
const CONDITIONS: Readonly<
  Record<Condition, { field: keyof Static<typeof Facts>; wanted: boolean; sentence: string; cure: string }>
> = {
  'in-continental-us': {
    field: 'inContinentalUs',
    wanted: true,
    sentence: 'The escrow agent is not in the continental United States.',
    cure: 'Name an agent there.',
  },
  'no-affiliate': {
    field: 'affiliate',
    wanted: false,
    sentence: 'The escrow agent is an affiliate of a party.',
    cure: 'Name an agent that is not.',
  },
  'takes-ach': {
    field: 'takesAch',
    wanted: true,
    sentence: 'The escrow agent takes no automated clearing house transfers.',
    cure: 'Name one that does.',
  },
  'interest-bearing': {
    field: 'interestBearing',
    wanted: true,
    sentence: 'The escrow account bears no interest.',
    cure: 'Open an account that does.',
  },
  'fees-by-disputing-party': {
    field: 'feesByDisputingParty',
    wanted: true,
    sentence: 'The fees of the escrow account are not borne by the disputing party.',
    cure: 'Let the disputing party bear them.',
  },
  'agent-not-paid-from-funds': {
    field: 'paidFromFunds',
    wanted: false,
    sentence: 'The escrow agent may be paid from the funds or their interest.',
    cure: 'Take that out of the escrow contract.',
  },
};

/** `accepted`, or a problem for each condition of the agreement that the agent or the account fails. */
export const escrowAgent = defineDecision({
  name: 'escrow-agent',
  doc: 'Whether an escrow agent and account are what the agreement asks for: accepted, or everything that is not.',
  facts: Facts,
  value: 'code',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const term = view.term(escrowTerm);
    if (!term.ok) return term;
    if (!term.value.value.required) return fail(off(term.value.citation));
    const conditions = term.value.value.agent ?? [];
    const problems = conditions.flatMap((name): Problem[] => {
      const { field, wanted, sentence, cure } = CONDITIONS[name];
      return facts[field] === wanted
        ? []
        : [{ id: 'escrow/agent', field, sentence, cure, clause: term.value.citation }];
    });
    if (problems.length > 0) return fail(...problems);
    trace.add({
      id: 'conditions',
      sentence: `Meets ${conditions.map((name) => name.replaceAll('-', ' ')).join(', ') || 'no conditions'}`,
      out: 'accepted',
      ...cited(term.value),
    });
    return ok({ value: 'accepted', clause: term.value.citation });
  },
});

const off = (clause: string): Problem => ({
  id: 'escrow/off',
  field: 'required',
  sentence: 'This agreement has no escrow.',
  cure: 'Withhold the disputed amount without it.',
  clause,
});
