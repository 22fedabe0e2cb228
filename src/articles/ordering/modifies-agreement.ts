import Type from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { modification } from '../../agreement/scope.ts';
import { ok } from '../../base/result.ts';

/** Whether something that happened outside the agreement changed its terms: only a document of the parties does. */
export const modifiesAgreement = defineDecision({
  name: 'modifies-agreement',
  doc: 'Whether a change of law, a tariff page or a practice has changed the terms of the agreement on a day.',
  facts: Type.Object(
    {
      cause: Code(['change-of-law', 'tariff-change', 'practice'], 'What happened'),
      document: Type.Optional(
        Type.Object(
          {
            title: Type.String({ minLength: 1, description: 'Amendment that incorporates the change' }),
            effectiveOn: IsoDate('First day on which it holds'),
          },
          { additionalProperties: false },
        ),
      ),
      on: Type.Optional(IsoDate('Day asked about')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: ({ cause, document }, view, trace) => {
    const rule = view.term(modification);
    if (!rule.ok) return rule;
    const inForce = document !== undefined && document.effectiveOn <= view.asOf;
    trace.add({
      id: 'document',
      sentence: document
        ? `"${document.title}" holds from ${document.effectiveOn}`
        : `No document of the parties incorporates the ${cause}`,
      out: inForce,
    });
    const { bySilence } = rule.value.value;
    trace.add({
      id: 'silence',
      sentence: `A required modification ${bySilence ? 'takes' : 'does not take'} effect without a document`,
      out: bySilence,
      ...cited(rule.value),
    });
    return ok({ value: inForce || (bySilence && document === undefined), clause: rule.value.citation });
  },
});
