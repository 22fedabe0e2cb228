import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import type { CaseEvent, NewEvent } from '../../cases/kind.ts';

/** What is about the incumbent's own systems is for the incumbent to say. */
export function byIncumbent(
  agreement: Agreement,
  _: readonly CaseEvent[],
  { actor, name }: NewEvent,
): Problem[] {
  const { ilec } = agreement.parties;
  return actor === ilec
    ? []
    : [
        {
          id: 'case/not-yours',
          field: 'actor',
          sentence: `"${name}" is for ${ilec} to say, whose systems these are, and ${actor} says it.`,
          cure: `Let ${ilec} record it.`,
        },
      ];
}
