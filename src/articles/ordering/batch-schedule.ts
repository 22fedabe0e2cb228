import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate } from '../../agreement/schema.ts';
import type { Trace } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import { hotCutsTerm } from './due-date-terms.ts';
import type { HotCuts } from './due-date-terms.ts';
import { scheduleCut } from './hot-cut-schedule.ts';

/** Lines that are booked on days already, as a fact of a decision. */
export const Taken = Type.Array(
  Type.Object(
    {
      date: IsoDate('Day'),
      lines: Type.Integer({ minimum: 0, description: 'Lines of all carriers in the office' }),
      providerLines: Type.Optional(
        Type.Integer({ minimum: 0, description: 'In all offices; default: those of the office' }),
      ),
      ownLines: Type.Optional(
        Type.Integer({ minimum: 0, description: "The orderer's own in the office; default none" }),
      ),
    },
    { additionalProperties: false },
  ),
);

/** Which clock is the lead time of a cut of so many lines. */
export const leadClock = (cuts: Term<HotCuts>, lines: number): string =>
  lines >= cuts.value.batchFrom ? 'batch-hot-cut' : 'hot-cut';

/** The first day on which lines may be cut over that were asked for at a moment: after their lead time. */
export function leadDate(
  view: AgreementView,
  cuts: Term<HotCuts>,
  lines: number,
  receivedAt: string,
  trace: Trace,
): Result<string> {
  const clock = leadClock(cuts, lines);
  const lead = due(view.agreement, clock, {
    at: receivedAt,
    asOf: view.asOf,
    ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
  });
  if (!lead.ok) return lead;
  const date = 'dueAt' in lead.value ? lead.value.dueAt.slice(0, 'YYYY-MM-DD'.length) : '';
  trace.add({
    id: 'lead',
    sentence: `${lines} lines ${clock === 'hot-cut' ? `are fewer than the ${cuts.value.batchFrom} of a batch` : `are a batch, which begins at ${cuts.value.batchFrom}`}: not before ${date}`,
    out: date,
    steps: lead.value.receipt.steps,
    ...cited(cuts),
  });
  return ok(date);
}

/** When lines are cut over in an office whose frames all carriers share. */
export const batchSchedule = defineDecision({
  name: 'batch-schedule',
  doc: 'First day on which so many lines can be cut over in an office, with the lines of each day.',
  facts: Type.Object(
    {
      lines: Type.Integer({ minimum: 1 }),
      office: Type.String({ description: 'CLLI of the building' }),
      from: IsoDate('First day that comes into question'),
      receivedAt: Type.Optional(
        Type.String({ description: 'When it was asked for: the lead time counts from then' }),
      ),
      taken: Taken,
    },
    { additionalProperties: false },
  ),
  value: 'date',
  asOf: ({ from }) => from,
  decide: ({ lines, office, from, receivedAt, taken }, view, trace) => {
    const cuts = view.term(hotCutsTerm);
    if (!cuts.ok) return cuts;
    const lead = receivedAt === undefined ? ok(from) : leadDate(view, cuts.value, lines, receivedAt, trace);
    if (!lead.ok) return lead;
    const first = lead.value > from ? lead.value : from;
    const days = scheduleCut(view, cuts.value, { lines, office, from: first, taken }, trace);
    if (!days.ok) return days;
    return ok({
      value: days.value[0]?.date ?? first,
      clause: cuts.value.citation,
      details: { batch: lines >= cuts.value.value.batchFrom, days: days.value },
    });
  },
});
