import { Type } from 'typebox';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, CaseSummary, NewEvent } from '../../../cases/kind.ts';
import { byIncumbent } from '../by-incumbent.ts';
import { PRE_ORDER_FUNCTIONS } from '../functions.ts';

const What = {
  functions: Type.Optional(
    Type.Array(Code(PRE_ORDER_FUNCTIONS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What is down; all when none is named',
    }),
  ),
  reason: Type.String({ minLength: 1 }),
};
const Planned = Type.Object({
  ...What,
  startsAt: IsoInstant('When it is to begin'),
  endsAt: IsoInstant('When it is to be over'),
});
const Found = Type.Object({
  ...What,
  startedAt: Type.Optional(IsoInstant('When it began; default: when it was found')),
});

/** A time in which the systems are down: planned and announced, or found. It feeds the availability. */
export const outageKind = defineCaseKind({
  kind: 'oss-outage',
  title: 'Outage of the systems',
  doc: "Downtime of the incumbent's systems, planned or not, and its notice. Case ids: `OUTAGE/2026-001`.",
  states: [
    { name: 'scheduled', doc: 'Announced; not begun.' },
    { name: 'maintenance', doc: 'Down as announced.' },
    { name: 'down', doc: 'Down and not planned; the other party is to be told.' },
    { name: 'told', doc: 'Down; the other party knows.' },
    { name: 'restored', doc: 'Up again.', final: true },
    { name: 'cancelled', doc: 'The planned downtime does not happen.', final: true },
  ],
  events: [
    {
      name: 'announced',
      from: [START],
      to: 'scheduled',
      doc: 'A planned downtime is announced; late notice is taken and counts against the availability.',
      body: Planned,
      guard: endsAfterItStarts,
      admits: byIncumbent,
    },
    {
      name: 'moved',
      from: ['scheduled'],
      to: STAY,
      by: 'opener',
      doc: 'Announced anew for another time.',
      body: Planned,
      guard: endsAfterItStarts,
    },
    {
      name: 'begun',
      from: ['scheduled'],
      to: 'maintenance',
      by: 'opener',
      doc: 'The planned downtime begins.',
    },
    {
      name: 'found',
      from: [START],
      to: 'down',
      doc: 'The systems are found to be down.',
      body: Found,
      guard: startedBefore,
      admits: byIncumbent,
    },
    {
      name: 'noticed',
      from: ['down'],
      to: 'told',
      by: 'opener',
      doc: 'The other party is told, with what is known of the end.',
      body: Type.Object({ expectedAt: Type.Optional(IsoInstant('When it is expected to be over')) }),
    },
    {
      name: 'restored',
      from: ['maintenance', 'down', 'told'],
      to: 'restored',
      by: 'opener',
      doc: 'The systems are up again.',
      body: Type.Object({ cause: Type.Optional(Type.String({ minLength: 1 })) }),
    },
    { name: 'cancelled', from: ['scheduled'], to: 'cancelled', by: 'opener', doc: 'It does not happen.' },
  ],
  clocks: [
    {
      name: 'notice',
      startsOn: ['found'],
      stopsOn: ['noticed', 'restored'],
      clock: () => 'oss-outage-notice',
      clocks: ['oss-outage-notice'],
      optional: true,
    },
  ],
  documents: { announced: 'notice of planned downtime', noticed: 'notice of an outage' },
  summary: outageSummary,
});

/** What availability and lists read of an outage. Instants are ISO text. */
export function outageSummary(events: readonly CaseEvent[]): CaseSummary {
  const plan = events.findLast(({ name }) => name === 'announced' || name === 'moved');
  const begun = events.find(({ name }) => name === 'begun');
  const found = events.find(({ name }) => name === 'found');
  const restored = events.find(({ name }) => name === 'restored');
  const from = begun?.occurredAt ?? found?.body['startedAt'] ?? found?.occurredAt;
  return {
    kind: found === undefined ? 'scheduled' : 'unscheduled',
    ...(plan === undefined
      ? {}
      : {
          announcedAt: plan.occurredAt,
          plannedFrom: String(plan.body['startsAt']),
          plannedTo: String(plan.body['endsAt']),
        }),
    ...(from === undefined ? {} : { from: String(from) }),
    ...(restored === undefined ? {} : { to: restored.occurredAt }),
    reason: String((plan ?? found)?.body['reason'] ?? ''),
  };
}

function endsAfterItStarts(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  return Temporal.Instant.compare(String(body['startsAt']), String(body['endsAt'])) < 0
    ? []
    : [
        {
          id: 'oss-access/time',
          field: 'endsAt',
          sentence: `It is to be over at ${String(body['endsAt'])}, and begins at ${String(body['startsAt'])}.`,
          cure: 'Give a later end.',
        },
      ];
}

function startedBefore(_: readonly CaseEvent[], { body, occurredAt }: NewEvent): Problem[] {
  const startedAt = body['startedAt'];
  return startedAt === undefined || Temporal.Instant.compare(String(startedAt), occurredAt) <= 0
    ? []
    : [
        {
          id: 'oss-access/time',
          field: 'startedAt',
          sentence: `It is found at ${occurredAt}, before it began at ${String(startedAt)}.`,
          cure: 'Give the time at which it began.',
        },
      ];
}
