import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';

/** Asks the clock network-change-notice, which counts back from the day of the change. */
export const networkChangeTimely = defineDecision({
  name: 'network-change-timely',
  doc: 'Whether a change in a network was announced early enough: timely or late.',
  facts: Type.Object(
    {
      noticedOn: IsoDate('Day on which the notice counts as received'),
      changeOn: IsoDate('Day of the change'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ noticedOn }) => noticedOn,
  decide: ({ noticedOn, changeOn }, view, trace) => {
    const latest = due(view.agreement, 'network-change-notice', {
      at: noticedOn,
      facts: { dueOn: changeOn },
      asOf: view.asOf,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!latest.ok) return latest;
    if (!('dueAt' in latest.value)) throw new Error('A clock to a named date is not negotiated.');
    const { dueAt, clause, receipt } = latest.value;
    const value = noticedOn <= dueAt ? 'timely' : 'late';
    trace.add({
      id: 'latest',
      sentence: `Notice by ${dueAt}; it came on ${noticedOn} → ${value}`,
      out: dueAt,
      clause,
      steps: receipt.steps,
    });
    return ok({ value, clause, details: { latest: dueAt } });
  },
});
