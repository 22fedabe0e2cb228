import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Provenance, Receipt } from './common.ts';

const OrNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Text = (description?: string) => Type.String(description === undefined ? {} : { description });

const Excluded = Type.Object({ id: Text(), reason: Text(), count: Type.Integer() });

export const AccessView = Type.Object({
  month: Text(),
  functions: Type.Array(
    Type.Object({
      function: Text(),
      name: Text(),
      within: Text('Time in which it is to be answered'),
      share: Text('Share of the month that is to be'),
      standard: Text('parity, or meaningful-opportunity'),
      clause: Text(),
      provenance: Provenance,
      percent: OrNull(Type.String({ description: 'Of those that count, answered in time' })),
      averageSeconds: OrNull(Type.String()),
      all: Type.Integer({ description: 'Queries of the month: those that count and those that do not' }),
      counted: Type.Integer(),
      timely: Type.Integer(),
      skewed: Type.Integer({ description: 'In how many the clock of the source differs' }),
      excluded: Type.Array(Excluded),
      outcome: Text('met, missed or no-activity'),
      receipt: Receipt,
    }),
  ),
  availability: Type.Union([
    Type.Object({
      percent: OrNull(Type.String()),
      target: Text(),
      outcome: Text('met, missed or no-activity'),
      scheduledMinutes: Text(),
      excludedMinutes: Text('Downtime announced in time'),
      downMinutes: Text(),
      clause: Text(),
      receipt: Receipt,
    }),
    Type.Null(),
  ]),
  loopData: Type.Union([
    Type.Object({
      share: Text('Share of the records of tested loops that is to hold'),
      tested: Type.Integer({ description: 'Loops tested in the month, each once' }),
      held: Type.Integer({ description: 'Those whose record no test contradicted' }),
      outcome: Text('met, missed or no-activity'),
      clause: Text(),
      receipt: Receipt,
    }),
    Type.Null(),
  ]),
  flowThrough: Type.Union([
    Type.Array(
      Type.Object({
        product: Text(),
        share: Text('Share of its orders that is to go through by itself'),
        orders: Type.Integer({
          description: 'Versions confirmed in the month of which it is known who confirmed them',
        }),
        through: Type.Integer({
          description: 'Those of them that a program confirmed, and about which nobody asked anything',
        }),
        unknown: Type.Integer({ description: 'Versions confirmed by nobody knows whom: they do not count' }),
        outcome: Text('met, missed or no-activity'),
        clause: Text(),
        receipt: Receipt,
      }),
      { description: 'Products of which something was confirmed' },
    ),
    Type.Null(),
  ]),
  outages: Type.Array(
    Type.Object({
      id: Text('Its case'),
      state: Text(),
      kind: Text('scheduled or unscheduled'),
      reason: Text(),
      from: OrNull(Type.String()),
      to: OrNull(Type.String()),
      plannedFrom: OrNull(Type.String()),
      plannedTo: OrNull(Type.String()),
      announced: OrNull(Type.String({ description: 'timely or late' })),
      excludedMinutes: Text(),
      downMinutes: Text(),
    }),
  ),
  misuse: Type.Array(
    Type.Object({
      id: Text('Its case'),
      state: Text(),
      open: Type.Boolean(),
      pattern: Text(),
      who: Text('User or API client'),
      party: Text(),
      from: Text(),
      to: Text(),
      withoutOrder: Type.Integer(),
      of: Type.Integer(),
      suspended: Text('none, user or carrier'),
      emergency: Type.Boolean(),
      nextDueAt: OrNull(Type.String()),
    }),
  ),
  changes: Type.Array(
    Type.Object({
      id: Text('Its case'),
      state: Text(),
      version: Text(),
      type: Text(),
      what: Text(),
      effectiveOn: Text(),
    }),
  ),
});
export type AccessView = Static<typeof AccessView>;

export const LogView = Type.Object({
  entries: Type.Array(
    Type.Object({
      id: Text(),
      function: Text(),
      subject: Text('What was looked at; its last four characters unless a purpose is given'),
      who: Text(),
      party: Text(),
      purpose: Text(),
      authority: OrNull(Type.String()),
      askedAt: Text(),
      answeredAt: Text(),
      outcome: Text(),
      via: Text(),
      test: Type.Boolean(),
      order: OrNull(Type.String({ description: 'Order about it within the days of the agreement' })),
    }),
  ),
  next: Type.Optional(Type.String({ description: '`after` of the next page' })),
});
export type LogView = Static<typeof LogView>;
