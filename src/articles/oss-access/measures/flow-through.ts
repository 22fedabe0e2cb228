import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { fail, ok } from '../../../base/result.ts';
import { partProblem, shareOutcome, shareText } from './share-outcome.ts';
import { flowThroughTerm } from './terms.ts';

/** Id of the problem of a product that has no target. */
export const NO_TARGET = 'oss-access/no-target';

/** Whether as many orders went through by themselves as the agreement wants of their product. */
export const flowThrough = defineDecision({
  name: 'flow-through',
  doc: 'Whether so many orders of a product that were acknowledged and confirmed without a person, of so many, meet the target: met, missed or no-activity.',
  facts: Type.Object(
    {
      product: Type.String({ minLength: 1, description: 'Product code' }),
      orders: Type.Integer({ minimum: 0, description: 'Orders of the product that were confirmed' }),
      through: Type.Integer({ minimum: 0, description: 'Those of them that no person touched' }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ product, orders, through }, view, trace) => {
    const term = view.term(flowThroughTerm);
    if (!term.ok) return term;
    const wrong = partProblem('through', through, orders);
    if (wrong) return fail(wrong);
    const { targets } = term.value.value;
    const target =
      targets.find(({ products }) => products?.includes(product)) ??
      targets.find(({ products }) => products === undefined);
    if (target === undefined)
      return fail({
        id: NO_TARGET,
        field: 'product',
        sentence: `Agreement ${view.agreement.id} has no flow-through target for ${product} on ${view.asOf}.`,
        cure: 'Measure a product that has one.',
        clause: term.value.citation,
      });
    const value = shareOutcome(target.share, through, orders);
    trace.add({
      id: 'compare',
      sentence: `${shareText(through, orders)}, against ${target.share} of ${target.products === undefined ? 'other products' : product} → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation, details: { share: target.share, orders, through } });
  },
});
