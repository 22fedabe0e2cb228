import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, isDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { localDate } from '../../../cases/instant.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, CaseKind, Effect, EventBody, NewEvent } from '../../../cases/kind.ts';
import { PROGRAM } from '../../../cases/kind.ts';
import { FREEZES, freezesTerm } from '../orders/terms.ts';
import { NoticeContents, failedNoticeEdits } from './end-user-notice-complete.ts';
import { exitNoticeTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Exit = Type.String({ minLength: 1, description: 'Case of the discontinuance' });
const Nothing = Type.Object({}, closed);

/**
 * One end user of a competitor that leaves. Its days are its own: they begin with its notice, and its service goes on
 * until it has moved or has let the interim service go by. Where it moves is not written down: both parties read a case.
 */
export const endUserNoticeKind: CaseKind = defineCaseKind({
  kind: 'end-user-notice',
  title: 'Notice to an end user',
  doc: 'An end user is told that its service ends, and chooses. Case ids: `EXIT/2026-001/<end user>`.',
  states: [
    { name: 'noticed', doc: 'Told; it may choose, and its service goes on.' },
    { name: 'defective', doc: 'The notice lacks something: its days do not run.' },
    { name: 'interim', doc: 'Its carrier is gone; the incumbent serves it.' },
    { name: 'migrated', doc: 'It has another carrier.', final: true },
    { name: 'disconnected', doc: 'It did not choose in time.', final: true },
    { name: 'kept', doc: 'Its carrier stays.', final: true },
  ],
  events: [
    {
      name: 'noticed',
      from: [START, 'defective'],
      to: 'noticed',
      doc: 'The notice was sent.',
      body: Type.Object(
        {
          ...NoticeContents.properties,
          exit: Exit,
          freezes: Type.Optional(Type.Array(Code(FREEZES), { description: 'Freezes on its line' })),
        },
        closed,
      ),
    },
    {
      name: 'found-defective',
      from: ['noticed'],
      to: 'defective',
      doc: 'The notice fails these edits.',
      body: Type.Object({ edits: Type.Array(Type.String(), { minItems: 1 }) }, closed),
    },
    {
      name: 'abandoned',
      from: [START, 'noticed', 'defective'],
      to: 'interim',
      doc: 'Its service stopped on less notice than is due: equivalent service at once.',
      body: Type.Object({ exit: Type.Optional(Exit) }, closed),
    },
    {
      name: 'interim-started',
      from: ['noticed'],
      to: 'interim',
      doc: 'The day has come and it has not chosen.',
      body: Nothing,
      admits: dayHasCome,
    },
    {
      name: 'migrated',
      from: ['noticed', 'defective', 'interim'],
      to: 'migrated',
      doc: 'It has another carrier.',
      body: Nothing,
    },
    {
      name: 'disconnected',
      from: ['interim'],
      to: 'disconnected',
      doc: 'The interim service is over and it has not chosen.',
      body: Nothing,
    },
    {
      name: 'withdrawn',
      from: ['noticed', 'defective', 'interim'],
      to: 'kept',
      doc: 'Its carrier stays.',
      body: Nothing,
    },
  ],
  clocks: [
    {
      name: 'notice',
      startsOn: ['noticed'],
      stopsOn: ['migrated', 'interim-started', 'found-defective', 'abandoned', 'withdrawn'],
      clock: () => 'end-user-notice',
      clocks: ['end-user-notice'],
      optional: true,
    },
    {
      name: 'service-end',
      startsOn: ['noticed'],
      stopsOn: ['migrated', 'interim-started', 'found-defective', 'abandoned', 'withdrawn'],
      clock: ({ endsOn }) =>
        typeof endsOn === 'string' && isDate(endsOn) ? 'end-user-service-end' : undefined,
      clocks: ['end-user-service-end'],
      facts: ({ endsOn }) => ({ dueOn: endsOn }),
      optional: true,
    },
    {
      name: 'interim',
      startsOn: ['interim-started', 'abandoned'],
      stopsOn: ['migrated', 'disconnected', 'withdrawn'],
      clock: () => 'interim-service',
      clocks: ['interim-service'],
      optional: true,
    },
  ],
  customer: ['billingAddress', 'serviceAddress', 'numbers', 'circuit'],
  documents: { noticed: 'notice to an end user' },
  effects: follow,
  view: noticeView,
});

/** What its last event brings about: in the case itself, and in the discontinuance that it belongs to. */
function follow(agreement: Agreement, caseId: string, events: readonly CaseEvent[]): Effect[] {
  const last = events.at(-1);
  const exit = events.map(({ body }) => body['exit']).find((one) => typeof one === 'string');
  if (!last) return [];
  const here = (event: string, body: EventBody = {}): Effect => ({
    kind: 'end-user-notice',
    caseId,
    event,
    body,
  });
  const there = (event: string, body: EventBody = {}): Effect[] =>
    exit === undefined
      ? []
      : [{ kind: 'discontinuance', caseId: exit, event, body: { endUser: caseId, ...body } }];
  switch (last.name) {
    case 'noticed': {
      const edits = editsOf(agreement, last);
      return edits.length === 0 ? [] : [here('found-defective', { edits })];
    }
    case CLOCK_EXPIRED:
      return last.body['clock'] === 'service-end'
        ? [here(noticedInTime(agreement, events, last) ? 'interim-started' : 'abandoned')]
        : [];
    case 'interim-started':
    case 'abandoned':
      return there('end-user-in-interim');
    case 'migrated':
    case 'disconnected':
      return there('end-user-settled', { how: last.name });
    case 'withdrawn':
      // Where the whole discontinuance is withdrawn, it knows.
      return last.actor === PROGRAM ? [] : there('end-user-settled', { how: 'kept' });
    default:
      return [];
  }
}

/** Its carrier serves it to the end of the day that the notice names. */
function dayHasCome(
  agreement: Agreement,
  history: readonly CaseEvent[],
  { occurredAt }: NewEvent,
): Problem[] {
  const endsOn = history.findLast(({ name }) => name === 'noticed')?.body['endsOn'];
  if (typeof endsOn !== 'string' || localDate(agreement, occurredAt) >= endsOn) return [];
  return [
    {
      id: 'end-user-notice/service-runs',
      field: 'occurredAt',
      sentence: `The service of its carrier runs to ${endsOn}, as the notice says.`,
      cure: 'Wait for that day, or record that the service was abandoned.',
    },
  ];
}

const asOf = (agreement: Agreement, { occurredAt }: CaseEvent) =>
  agreement.at(localDate(agreement, occurredAt));

/** Numbers of the edits that the notice fails. */
function editsOf(agreement: Agreement, noticed: CaseEvent): string[] {
  const term = asOf(agreement, noticed).optional(exitNoticeTerm);
  return term ? failedNoticeEdits(noticed.body as NoticeContents, term).map(({ id }) => id) : [];
}

/** Whether the notice had run its days when the service ended; where the agreement names no days, it had. */
function noticedInTime(agreement: Agreement, events: readonly CaseEvent[], end: CaseEvent): boolean {
  const since = runClocks(agreement, endUserNoticeKind, events).findLast(
    ({ name }) => name === 'notice',
  )?.since;
  return since === undefined || Temporal.Instant.compare(end.occurredAt, since) >= 0;
}

function noticeView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const noticed = events.findLast(({ name }) => name === 'noticed');
  if (!noticed) return {};
  const run = runClocks(agreement, endUserNoticeKind, events).findLast(({ name }) => name === 'notice');
  const endsOn = noticed.body['endsOn'];
  const freezes = noticed.body['freezes'] ?? [];
  return {
    edits: editsOf(agreement, noticed),
    serviceEndsOn: endsOn,
    notBefore: run?.notBefore,
    short: typeof endsOn === 'string' && run?.notBefore !== undefined && endsOn < run.notBefore,
    freezes,
    freezesAre: asOf(agreement, noticed).optional(freezesTerm)?.value.underNotice,
  };
}
