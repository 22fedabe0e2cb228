import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { contractsTerm, discountTerm, notResoldTerm, restrictionTerm } from '../terms.ts';
import { resaleState } from './resale-available.ts';

/** Whether a retail service may be resold to a customer. */
export const resalePermitted = defineDecision({
  name: 'resale-permitted',
  doc: 'Whether a retail service may be resold to a customer; what stands against it is in the steps.',
  facts: Type.Object(
    {
      service: Type.String({ minLength: 1, description: 'As at retail: residence-line, voice-mail …' }),
      serviceClass: Type.String({ minLength: 1, description: 'Class of discount: general, contract …' }),
      restriction: Type.Optional(
        Type.String({ description: 'Class of customers that it is limited to at retail: residence …' }),
      ),
      grandfathered: Type.Optional(
        Type.Boolean({ description: 'Withdrawn from new customers at retail; default no' }),
      ),
      customer: Code(['residence', 'business'], 'Who uses it'),
      lowIncome: Type.Optional(Type.Boolean({ description: 'Eligible for Lifeline; default no' })),
      hadService: Type.Optional(
        Type.Boolean({ description: 'The customer had it when it was withdrawn; default no' }),
      ),
      on: Type.Optional(IsoDate('Day of the order')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const state = resaleState(view, trace);
    const list = view.term(notResoldTerm);
    const discount = view.term(discountTerm, facts.serviceClass);
    const names = [
      ...(facts.restriction === undefined ? [] : [facts.restriction]),
      ...(facts.grandfathered === true ? ['grandfathered'] : []),
    ];
    const limits = names.map((name) => view.term(restrictionTerm, name));
    const problems = [state, list, discount, ...limits].flatMap((part) =>
      part.ok ? [] : [...part.problems],
    );
    if (!state.ok || !list.ok || !discount.ok || problems.length > 0) return fail(...problems);
    const isListed = list.value.value.services.includes(facts.service);
    trace.add({
      id: 'service',
      sentence: `${facts.service} is ${isListed ? 'not resold' : 'not among what is not resold'}`,
      out: !isListed,
      ...cited(list.value),
    });
    let clause = isListed ? list.value.citation : state.value.clause;
    let permitted = !isListed && !state.value.ended;
    const is = (who: string): boolean =>
      who === facts.customer ||
      (who === 'low-income' && facts.lowIncome === true) ||
      (who === 'existing-user' && facts.hadService === true);
    for (const limit of limits.flatMap((part) => (part.ok ? [part.value] : []))) {
      const fits = limit.value.to.every(is);
      trace.add({
        id: 'restriction',
        sentence: `Resold only to: ${limit.value.to.join(' and ')}`,
        out: fits,
        ...cited(limit),
      });
      if (!fits && permitted) clause = limit.citation;
      permitted &&= fits;
    }
    const contracts = facts.serviceClass === 'contract' ? view.optional(contractsTerm) : undefined;
    if (contracts)
      trace.add({ id: 'contract', sentence: 'Its contract terms go with the service', ...cited(contracts) });
    return ok({
      value: permitted,
      clause,
      details: { contractTermsFollow: contracts?.value.terms === 'follow-the-service' },
    });
  },
});
