import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';

/** `early` while the time to negotiate runs, `open` on the days after it. */
export const changeOfLawPetition = defineDecision({
  name: 'change-of-law-petition',
  doc: 'Whether a change of law may be taken to the Commission on a day: early or open.',
  facts: Type.Object(
    {
      noticeReceivedOn: IsoDate('Day on which the notice counts as received'),
      petitionOn: IsoDate('Day of the petition'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ noticeReceivedOn }) => noticeReceivedOn,
  decide: ({ noticeReceivedOn, petitionOn }, view, trace) => {
    const negotiation = due(view.agreement, 'change-of-law-negotiation', {
      at: noticeReceivedOn,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!negotiation.ok) return negotiation;
    if (!('dueAt' in negotiation.value)) throw new Error('A clock without a table is not negotiated.');
    const { dueAt, clause, receipt } = negotiation.value;
    const value = petitionOn > dueAt ? 'open' : 'early';
    trace.add({
      id: 'negotiation',
      sentence: `The parties negotiate until ${dueAt}; a petition on ${petitionOn} is ${value}`,
      out: value,
      clause,
      steps: receipt.steps,
    });
    return ok({ value, clause, details: { negotiationEnds: dueAt } });
  },
});
