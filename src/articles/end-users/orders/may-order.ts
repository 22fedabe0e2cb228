import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { FREEZES, REQUESTS, freezesTerm, ordersTerm } from './terms.ts';

/** A request is taken, taken with word to the carrier that loses the end user, refused, or sent to the competitor. */
export const mayOrder = defineDecision({
  name: 'may-order',
  doc: "Whether a request to change an end user's service is taken: accepted, accepted-with-loss-notice, refused, referred.",
  facts: Type.Object(
    {
      orderedBy: Code(['clec', 'end-user', 'third-carrier'], 'Who asks the incumbent'),
      for: Code(
        ['change', 'winback', 'move'],
        'change of what the competitor buys; winback: back to the incumbent; move: to another carrier',
      ),
      atPremises: Type.Optional(
        Type.Boolean({ description: 'Asked of a technician at the premises of the end user' }),
      ),
      freezes: Type.Optional(
        Type.Array(Code(FREEZES), { description: 'Freezes on the line that the end user has not lifted' }),
      ),
      underNotice: Type.Optional(
        Type.Boolean({ description: 'The end user was told that its service ends' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: (facts, view, trace) => {
    const [orders, freezes] = [view.term(ordersTerm), view.term(freezesTerm)];
    const { orderedBy, for: what, atPremises = false, underNotice = false } = facts;
    const request = REQUESTS.find((one) => one === `${orderedBy}-${what}`);
    const problems: Problem[] = [orders, freezes].flatMap((part) => (part.ok ? [] : [...part.problems]));
    if (request === undefined) problems.push(nobodyAsks(orderedBy, what));
    if (atPremises && orderedBy !== 'end-user') problems.push(notThere(orderedBy));
    if (!orders.ok || !freezes.ok || request === undefined || problems.length > 0) return fail(...problems);
    const clause = orders.value.citation;
    const answer = (value: string, sentence: string, term = orders.value as Parameters<typeof cited>[0]) => {
      trace.add({ id: 'request', sentence, out: value, ...cited(term) });
      return ok({ value, clause: term.citation });
    };
    if (atPremises && orders.value.value.atPremises === 'referred')
      return answer('referred', 'An end user who asks at the premises is told to call its carrier');
    const { accepted, withLossNotice, confirmationOfLoser } = orders.value.value;
    if (accepted.includes(request)) return answer('accepted', `${request} is taken`);
    if (!withLossNotice.includes(request))
      return answer('refused', `${request} is none of what is taken: only the customer of record orders`);
    const lifted = underNotice && freezes.value.value.underNotice === 'lifted';
    const against = (facts.freezes ?? []).filter((freeze) => freezes.value.value.stops.includes(freeze));
    if (against.length > 0 && !lifted)
      return answer(
        'refused',
        `A freeze of the ${against.join(' and ')} carrier is on the line: the end user lifts it first`,
        freezes.value,
      );
    if ((facts.freezes ?? []).length > 0)
      trace.add({
        id: 'freezes',
        sentence: lifted
          ? 'The end user is under notice: its freezes are lifted'
          : 'The freezes on the line do not stand against a change of the local carrier',
        ...cited(freezes.value),
      });
    trace.add({
      id: 'confirmation',
      sentence: `Confirmation by the carrier that loses the end user: ${confirmationOfLoser.replaceAll('-', ' ')}`,
      ...cited(orders.value),
    });
    const value = 'accepted-with-loss-notice';
    trace.add({
      id: 'request',
      sentence: `${request} is taken, and the carrier that loses the end user is told`,
      out: value,
      ...cited(orders.value),
    });
    return ok({ value, clause, details: { confirmationOfLoser } });
  },
});

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
