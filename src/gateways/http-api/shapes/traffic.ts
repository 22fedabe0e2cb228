import { Type } from 'typebox';
import type { Static } from 'typebox';
import { DIRECTIONS, EXPORT_FORMATS, OUTCOMES } from '../../../traffic/index.ts';
import type { TrunkStudy as Study } from '../../../flows/trunk-study/study.ts';
import { IsoDate } from '../../../agreement/schema.ts';

const Count = (description: string) => Type.Integer({ minimum: 0, description });
const Milliseconds = Type.Integer({ minimum: 0, description: 'Conversation time as recorded, milliseconds' });
const OrNull = <T extends string>(description: T) => Type.Union([Type.String({ description }), Type.Null()]);

export const MonthPath = {
  form: Type.String(),
  variant: Type.String(),
  month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' }),
};

export const TrafficByDay = Type.Object({
  month: Type.String(),
  days: Type.Array(
    Type.Object({
      day: Type.String({ description: "Connect date on the clock of the call's trunk group" }),
      bucket: Type.String(),
      direction: Type.Union([Type.Enum([...DIRECTIONS]), Type.Null()]),
      calls: Count('Calls'),
      conversationMs: Milliseconds,
    }),
  ),
});
export type TrafficByDay = Static<typeof TrafficByDay>;

const GroupRecords = Type.Object({
  trunkGroup: OrNull('Trunk group; null: the record names none'),
  records: Count('Records'),
  conversationMs: Milliseconds,
});

export const UnbilledTraffic = Type.Object({
  month: Type.String(),
  reasons: Type.Array(
    Type.Object({
      outcome: Type.Enum([...OUTCOMES]),
      reason: Type.String({ description: 'Code, or the id of a rule of the agreement' }),
      sentence: Type.String({ description: 'What is the matter' }),
      cure: Type.String({ description: 'What to do next' }),
      clause: Type.Optional(Type.String({ description: 'Citation of the section that says so' })),
      records: Count('Records'),
      conversationMs: Milliseconds,
      firstDay: OrNull('First connect date'),
      lastDay: OrNull('Last connect date'),
      trunkGroups: Type.Array(GroupRecords),
    }),
  ),
  unidentified: Type.Array(
    Type.Object({
      bucket: Type.String(),
      rule: Type.String(),
      trunkGroup: OrNull('Trunk group'),
      calls: Count('Calls whose originating carrier is not known'),
      conversationMs: Milliseconds,
      sentence: Type.String({ description: 'Reason of the rule' }),
      clause: Type.Optional(Type.String()),
    }),
  ),
});
export type UnbilledTraffic = Static<typeof UnbilledTraffic>;

export const TrunkStudy = Type.Unsafe<Study>({
  type: 'object',
  description:
    'Busy-hour loads of the trunk groups in the closed months up to this one, the trunks that they require, and what is due, with receipts: months, groups, offices, actions, unknownGroups',
});

/** Which calls are meant. */
export const CallsQuery = {
  bucket: Type.Optional(Type.String({ maxLength: 100 })),
  direction: Type.Optional(Type.Enum([...DIRECTIONS])),
  trunkGroup: Type.Optional(Type.String({ maxLength: 100 })),
  outcome: Type.Optional(Type.Enum([...OUTCOMES])),
  reason: Type.Optional(Type.String({ maxLength: 100 })),
  rule: Type.Optional(Type.String({ maxLength: 100 })),
  originator: Type.Optional(
    Type.Enum(['unknown'], { description: 'Only calls whose originating carrier is not known' }),
  ),
  from: Type.Optional(IsoDate('First connect date')),
  to: Type.Optional(IsoDate('Last connect date')),
  calling: Type.Optional(Type.String({ pattern: '^\\d{10}$', description: 'Needs a purpose' })),
  called: Type.Optional(Type.String({ pattern: '^\\d{10}$', description: 'Needs a purpose' })),
  line: Type.Optional(
    Type.String({ maxLength: 100, description: 'Only calls that a bill line sums: <bill number>/<line>' }),
  ),
};

export const Paging = {
  limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|[1-4]\\d\\d|500)$', description: 'Default 50' })),
  offset: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
};

export const ExportQuery = { format: Type.Enum([...EXPORT_FORMATS]) };

export const Calls = Type.Object({
  month: Type.String(),
  total: Count('Calls of the selection'),
  conversationMs: Milliseconds,
  withheld: Type.Array(Type.String(), { description: 'Fields that are left out for want of a purpose' }),
  formats: Type.Array(Type.Enum([...EXPORT_FORMATS]), { description: 'In which so many can be exported' }),
  calls: Type.Array(
    Type.Object({
      id: Type.String({ description: 'Explained as <month>/<id>' }),
      connectedAt: OrNull('On the clock of the trunk group'),
      trunkGroup: OrNull('Trunk group'),
      calling: OrNull('Ten digits'),
      called: OrNull('Ten digits'),
      conversationMs: Type.Integer(),
      originator: OrNull('OCN'),
      terminator: OrNull('OCN'),
      outcome: Type.String(),
      reason: OrNull('Why it is not billed'),
      rule: OrNull('Rule of jurisdiction'),
      bucket: OrNull('Bucket'),
      direction: OrNull('Direction'),
      payer: OrNull('Party that pays'),
    }),
  ),
});
export type Calls = Static<typeof Calls>;
