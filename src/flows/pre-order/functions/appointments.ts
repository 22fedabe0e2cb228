import { Type } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { windowsBetween } from '../../../articles/oss-access/appointments/visit-windows.ts';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import { OfficeFact, PlaceFacts, placeSubject } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';
import { visitsOf, whereTo } from '../visits.ts';

/** The windows in which a technician of an office may come, with how many visits each has left. It keeps none. */
export const appointments = defineFunction({
  name: 'appointments',
  doc: 'Windows in which a technician may come: available (the first day that has one) or none.',
  facts: Type.Object(
    {
      ...PlaceFacts,
      wireCenter: OfficeFact,
      from: Type.Optional(IsoDate('First day that would do; default the first that can be had')),
      to: Type.Optional(IsoDate('Last day that would do; default a week after the first')),
    },
    { additionalProperties: false },
  ),
  subject: (facts) => facts.wireCenter ?? placeSubject(facts),
  answer: async (tx, { agreement }, { askedAt }, facts) => {
    const where = await whereTo(tx, agreement, facts, askedAt);
    if (!where.ok) return where;
    const { office, term, days } = where.value;
    const from = facts.from !== undefined && facts.from > days.first ? facts.from : days.first;
    const to = facts.to ?? Temporal.PlainDate.from(from).add({ weeks: 1 }).toString();
    const windows = await visitsOf(tx, agreement, where.value, windowsBetween(term, days, { from, to }));
    const first = windows.find(({ free }) => free > 0);
    return ok({
      outcome: first === undefined ? 'none' : 'available',
      value: first?.on ?? null,
      details: {
        wireCenter: office,
        windows,
        first: days.first,
        last: days.last,
        clause: term.citation,
        provenance: term.provenance,
      },
      problems: first === undefined ? [noVisit(office, from, to, days.last)] : [],
    });
  },
});

const noVisit = (office: string, from: string, to: string, last: string): Problem => ({
  id: 'pre-order/no-visit',
  field: 'from',
  sentence: `No technician of ${office} is free from ${from} to ${to}.`,
  cure: `Ask about other days; visits are given to ${last}.`,
});
