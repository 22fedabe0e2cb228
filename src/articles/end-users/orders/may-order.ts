import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { FREEZES, REQUESTS, freezesTerm, ordersTerm } from './terms.ts';

const Facts = Type.Object(
  {
    orderedBy: Code(['clec', 'end-user', 'third-carrier'], 'Who asks the incumbent'),
    for: Code(
      ['change', 'winback', 'move'],
      'change of what the competitor buys; winback: back to the incumbent; move: to another carrier',
    ),
    atPremises: Type.Optional(
      Type.Boolean({ description: 'Asked of a technician at the premises of the end user' }),
    ),
    confirmed: Type.Optional(
      Type.Boolean({ description: 'The carrier that loses the end user has confirmed' }),
    ),
    freezes: Type.Optional(
      Type.Array(Code(FREEZES), { description: 'Freezes on the line that the end user has not lifted' }),
    ),
    underNotice: Type.Optional(Type.Boolean({ description: 'The end user was told that its service ends' })),
  },
  { additionalProperties: false },
);

/** A request is taken, taken with word to the carrier that loses the end user, refused, or sent to the competitor. */
export const mayOrder = defineDecision({
  name: 'may-order',
  doc: "Whether a request to change an end user's service is taken: accepted, accepted-with-loss-notice, refused, referred.",
  facts: Facts,
  value: 'code',
  decide: (facts, view, trace) => {
    const { orderedBy, for: what, atPremises = false, confirmed = false } = facts;
    const orders = view.term(ordersTerm);
    const request = REQUESTS.find((one) => one === `${orderedBy}-${what}`);
    const problems: Problem[] = orders.ok ? [] : [...orders.problems];
    if (request === undefined) problems.push(nobodyAsks(orderedBy, what));
    if (atPremises && orderedBy !== 'end-user') problems.push(notThere(orderedBy));
    if (!orders.ok || request === undefined || problems.length > 0) return fail(...problems);
    const answer = (value: string, sentence: string): Result<Answer> => {
      trace.add({ id: 'request', sentence, out: value, ...cited(orders.value) });
      return ok({ value, clause: orders.value.citation });
    };
    const { accepted, withLossNotice, confirmationOfLoser } = orders.value.value;
    const asked = `A ${what} that the ${orderedBy.replace('-', ' ')} asks for`;
    if (atPremises && orders.value.value.atPremises === 'referred')
      return answer('referred', 'An end user who asks at the premises is told to call its carrier');
    if (accepted.includes(request)) return answer('accepted', `${asked} is taken`);
    if (!withLossNotice.includes(request)) return answer('refused', `${asked} is not taken`);
    const frozen = standsAgainst(facts, view, trace);
    if (!frozen.ok) return frozen;
    if (frozen.value !== undefined) return ok({ value: 'refused', clause: frozen.value });
    if (confirmationOfLoser === 'needed' && !confirmed)
      return answer('refused', 'The carrier that loses the end user has not confirmed');
    return answer(
      'accepted-with-loss-notice',
      `${asked} is taken, and the carrier that loses the end user is told`,
    );
  },
});

/** The clause under which a freeze on the line stands against a change of the local carrier. */
function standsAgainst(
  { freezes = [], underNotice = false }: Static<typeof Facts>,
  view: AgreementView,
  trace: Trace,
): Result<string | undefined> {
  if (freezes.length === 0) return ok(undefined);
  const term = view.term(freezesTerm);
  if (!term.ok) return term;
  const against = freezes.filter((freeze) => term.value.value.stops.includes(freeze));
  const lifted = underNotice && term.value.value.underNotice === 'lifted';
  const stands = against.length > 0 && !lifted;
  trace.add({
    id: 'freezes',
    sentence: stands
      ? `A freeze of the ${against.join(' and ')} carrier is on the line: the end user lifts it first`
      : lifted
        ? 'The end user is under notice: its freezes are lifted'
        : 'The freezes on the line do not stand against a change of the local carrier',
    out: stands ? 'refused' : 'free',
    ...cited(term.value),
  });
  return ok(stands ? term.value.citation : undefined);
}

const nobodyAsks = (by: string, what: string): Problem => ({
  id: 'end-users/request',
  field: 'for',
  sentence: `A ${what} is not for a ${by} to ask.`,
  cure: 'A winback is the word of the end user; the competitor and the third carrier order a change or a move.',
});

const notThere = (by: string): Problem => ({
  id: 'end-users/premises',
  field: 'atPremises',
  sentence: `A ${by} does not order from a technician at the premises.`,
  cure: 'Leave atPremises out, or say that the end user asks.',
});
