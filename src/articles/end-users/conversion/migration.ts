import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { migrationTerm } from './terms.ts';

/** The answer is the name of a rate element; what stays as it is and what must be updated is in the details. */
export const migration = defineDecision({
  name: 'migration',
  doc: 'The rate element of a migration: as is, or as specified.',
  facts: Type.Object(
    {
      as: Code(['is', 'specified'], 'What the order says'),
      changes: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), { description: 'Features and intercepts that it changes' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ as, changes = [] }, view, trace) => {
    const term = view.term(migrationTerm);
    if (!term.ok) return term;
    if ((as === 'is') !== (changes.length === 0)) return fail(otherThanSaid(as, term.value.citation));
    const { asIs, asSpecified, keeps, updates } = term.value.value;
    const value = as === 'is' ? asIs : asSpecified;
    trace.add({
      id: 'migration',
      sentence:
        as === 'is'
          ? `As is: ${keeps.join(' and ')} stay as they are`
          : `As specified: ${changes.join(', ')} change, which has a charge of its own`,
      out: value,
      ...cited(term.value),
    });
    return ok({
      value,
      clause: term.value.citation,
      details: { keeps: as === 'is' ? keeps : [], changes, updates },
    });
  },
});

const otherThanSaid = (as: 'is' | 'specified', clause: string): Problem => ({
  id: 'end-users/migration',
  field: 'changes',
  sentence:
    as === 'is' ? 'A transfer as is lists changes.' : 'A migration as specified lists nothing that changes.',
  cure:
    as === 'is' ? 'Order it as specified, or leave the changes out.' : 'List the changes, or order it as is.',
  clause,
});
