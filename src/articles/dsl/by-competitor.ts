import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import type { CaseEvent, NewEvent } from '../../cases/kind.ts';

/** What is about loops that the competitor has or wants is for the competitor to open: the incumbent answers it. */
export function byCompetitor(
  agreement: Agreement,
  _: readonly CaseEvent[],
  { actor, name }: NewEvent,
): Problem[] {
  const { clec } = agreement.parties;
  return agreement.party(actor) === clec
    ? []
    : [
        {
          id: 'case/not-yours',
          field: 'actor',
          sentence: `"${name}" is for ${clec} to say, and ${actor} says it.`,
          cure: `Let ${clec} open the case.`,
        },
      ];
}
