import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { changeOfLawTerm, resaleLawTerm } from '../terms.ts';

/** What remains where resale at a discount ended. */
export type Remains = 'agreement' | 'commercial-agreement' | 'none';

/** Whether the agreement still sells for resale at its discount. */
export const resaleAvailable = defineDecision({
  name: 'resale-available',
  doc: 'Whether a retail service may be ordered, or kept, for resale at the discount on a date.',
  facts: Type.Object(
    {
      orderType: Code(['new', 'embedded'], 'new: an order; embedded: a line in service'),
      on: Type.Optional(IsoDate()),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: ({ orderType }, view, trace) => {
    const state = resaleState(view, trace);
    if (!state.ok) return state;
    const { ended, clause, embedded } = state.value;
    const left = orderType === 'new' || embedded === 'commercial-rate' ? 'commercial-agreement' : 'none';
    const remains: Remains = ended ? left : 'agreement';
    trace.add({
      id: 'remains',
      sentence: ended
        ? `What remains for ${orderType === 'new' ? 'new lines' : 'lines in service'}: ${remains.replace('-', ' ')}`
        : 'Resale at the discount is available',
      out: !ended,
    });
    return ok({ value: !ended, clause, details: { remains } });
  },
});

/** Whether law ended resale and prevails over the agreement on the day. */
export function resaleState(
  view: AgreementView,
  trace: Trace,
): Result<{
  readonly ended: boolean;
  readonly clause: string;
  readonly embedded: 'commercial-rate' | 'end';
}> {
  const rank = view.term(changeOfLawTerm);
  if (!rank.ok) return rank;
  const { effect, embedded } = rank.value.value;
  const law = view.optional(resaleLawTerm);
  const { citation } = rank.value;
  if (!law) {
    trace.add({ id: 'law', sentence: 'No law on file ends resale', ...cited(rank.value) });
    return ok({ ended: false, clause: citation, embedded });
  }
  const inForce = law.value.from <= view.asOf;
  trace.add({
    id: 'law',
    sentence: `${law.citation} ends the duty of resale from ${law.value.from}: ${inForce ? 'past' : 'not yet'} on ${view.asOf}`,
    out: inForce,
    ...cited(law),
  });
  if (!inForce) return ok({ ended: false, clause: citation, embedded });
  const prevails = effect === 'self-executing';
  trace.add({
    id: 'rank',
    sentence: prevails
      ? 'The agreement lets a change of law apply by itself'
      : 'The agreement stands until the parties amend it',
    out: prevails ? 'law' : 'agreement',
    ...cited(rank.value),
  });
  return ok({ ended: prevails, clause: prevails ? law.citation : citation, embedded });
}
