import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, Effect, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';
import { FREEZES } from '../orders/terms.ts';
import { localDate } from '../../../cases/instant.ts';
import { NoticeContents } from './end-user-notice-complete.ts';
import { exitCopies } from './exit-copies.ts';
import { COPIES } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Ref = Type.String({ pattern: '^[A-Z0-9-]{1,20}$', description: 'The end user within this case' });
const CaseId = Type.String({ minLength: 1, description: 'Case of the end user' });

const CustomersNoticed = Type.Object(
  {
    notices: Type.Array(
      Type.Object(
        { endUser: Ref, ...NoticeContents.properties, freezes: Type.Optional(Type.Array(Code(FREEZES))) },
        closed,
      ),
      { minItems: 1, description: 'Each notice as it was sent' },
    ),
  },
  closed,
);
const Abandoned = Type.Object(
  { endUsers: Type.Array(Ref, { uniqueItems: true, description: 'End users who had no notice' }) },
  closed,
);

/** A competitor leaves, or is in default; each of its end users gets a case of its own. */
export const discontinuanceKind = defineCaseKind({
  kind: 'discontinuance',
  title: 'Discontinuance',
  doc: 'A competitor leaves its end users, who are told and do not go dark. Case ids: `EXIT/2026-001`.',
  states: [
    { name: 'exit-noticed', doc: 'The competitor says that it leaves.' },
    { name: 'in-default', doc: 'It is in default, and the agreement may be ended.' },
    { name: 'customers-noticed', doc: 'End users are told; the base is not sold any more.' },
    { name: 'abandoned', doc: 'It is gone, without the notice that is due.' },
    { name: 'base-sold', doc: 'Another carrier took the end users before they were told.', final: true },
    { name: 'withdrawn', doc: 'It stays.', final: true },
    { name: 'closed', doc: 'Every end user has moved or is disconnected.', final: true },
  ],
  events: [
    {
      name: 'exit-noticed',
      from: [START],
      to: 'exit-noticed',
      doc: 'The competitor gives notice that it leaves.',
      body: Type.Object(
        {
          notice: Notice,
          exitOn: IsoDate('Last day of its service'),
          because: Code(['leaves-market', 'bankrupt', 'other']),
        },
        closed,
      ),
    },
    {
      name: 'defaulted',
      from: [START],
      to: 'in-default',
      doc: 'Its default was not cured.',
      body: Type.Object(
        { default: Type.String({ minLength: 1, description: 'Case of the default' }) },
        closed,
      ),
    },
    {
      name: 'customers-noticed',
      from: ['exit-noticed', 'in-default', 'customers-noticed'],
      to: 'customers-noticed',
      doc: 'Notices to end users were sent.',
      body: CustomersNoticed,
      guard: noticedOnce,
    },
    {
      name: 'copied',
      from: ['exit-noticed', 'in-default', 'customers-noticed', 'abandoned'],
      to: STAY,
      doc: 'A copy of the notice was given.',
      body: Type.Object({ to: Code(COPIES) }, closed),
    },
    {
      name: 'base-sold',
      from: ['exit-noticed', 'in-default'],
      to: 'base-sold',
      doc: 'The base is sold, which nobody may do after the end users were told.',
    },
    {
      name: 'abandoned',
      from: [START, 'exit-noticed', 'in-default', 'customers-noticed'],
      to: 'abandoned',
      doc: 'Its service stops without the notice that is due.',
      body: Abandoned,
    },
    {
      name: 'end-user-in-interim',
      from: ['customers-noticed', 'abandoned'],
      to: STAY,
      doc: 'The incumbent serves an end user.',
      body: Type.Object({ endUser: CaseId }, closed),
    },
    {
      name: 'end-user-settled',
      from: ['customers-noticed', 'abandoned'],
      to: STAY,
      doc: 'An end user has moved, is disconnected, or stays.',
      body: Type.Object({ endUser: CaseId, how: Code(['migrated', 'disconnected', 'kept']) }, closed),
    },
    {
      name: 'withdrawn',
      from: ['exit-noticed', 'in-default', 'customers-noticed'],
      to: 'withdrawn',
      doc: 'The competitor stays: its end users are kept.',
    },
    {
      name: 'closed',
      from: ['customers-noticed', 'abandoned'],
      to: 'closed',
      doc: 'No end user is open.',
      guard: allSettled,
    },
  ],
  clocks: [
    {
      name: 'customer-notice',
      startsOn: ['exit-noticed'],
      stopsOn: ['customers-noticed', 'abandoned', 'base-sold', 'withdrawn'],
      clock: () => 'exit-customer-notice',
      clocks: ['exit-customer-notice'],
      facts: ({ exitOn }) => ({ dueOn: exitOn }),
      optional: true,
    },
  ],
  customer: ['notices'],
  documents: { 'exit-noticed': 'notice of exit', 'customers-noticed': 'notices to end users' },
  effects: (_, caseId, events) => toEndUsers(caseId, events),
  view: exitView,
});

/** The case of an end user, from a reference or from what names a case already. */
const refOf = (endUser: unknown): string => String(endUser).split('/').at(-1) ?? '';

/** References of end users, with what is known of each. */
function endUsers(events: readonly CaseEvent[]) {
  const refs = (name: string) =>
    events.filter((event) => event.name === name).map(({ body }) => refOf(body['endUser']));
  const all = events.flatMap(({ name, body }) =>
    name === 'customers-noticed'
      ? ((body as Partial<Static<typeof CustomersNoticed>>).notices ?? []).map(({ endUser }) => endUser)
      : name === 'abandoned'
        ? ((body as Partial<Static<typeof Abandoned>>).endUsers ?? [])
        : [],
  );
  const [settled, interim] = [new Set(refs('end-user-settled')), new Set(refs('end-user-in-interim'))];
  return { all: [...new Set(all)], settled, interim };
}

function toEndUsers(caseId: string, events: readonly CaseEvent[]): Effect[] {
  const last = events.at(-1);
  const tell = (ref: string, event: string, body: Effect['body'] = {}): Effect => ({
    kind: 'end-user-notice',
    caseId: `${caseId}/${ref}`,
    event,
    body,
  });
  const { all, settled, interim } = endUsers(events);
  switch (last?.name) {
    case 'customers-noticed':
      return (last.body as Static<typeof CustomersNoticed>).notices.map(({ endUser, ...contents }) =>
        tell(endUser, 'noticed', { ...contents, exit: caseId }),
      );
    case 'abandoned':
      return all
        .filter((ref) => !settled.has(ref) && !interim.has(ref))
        .map((ref) => tell(ref, 'abandoned', { exit: caseId }));
    case 'withdrawn':
      return all.filter((ref) => !settled.has(ref)).map((ref) => tell(ref, 'withdrawn'));
    default:
      return [];
  }
}

/** A notice that is corrected is corrected in the end user's own case. */
function noticedOnce(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const before = new Set(endUsers(history).all);
  return (body as Static<typeof CustomersNoticed>).notices.flatMap(({ endUser }) => {
    const again = before.has(endUser);
    before.add(endUser);
    return again
      ? [
          {
            id: 'discontinuance/noticed-twice',
            field: 'notices',
            sentence: `End user ${endUser} has a notice already.`,
            cure: "Correct it in the end user's own case.",
          },
        ]
      : [];
  });
}

function allSettled(history: readonly CaseEvent[]): Problem[] {
  const { all, settled } = endUsers(history);
  return all
    .filter((ref) => !settled.has(ref))
    .map((ref) => ({
      id: 'discontinuance/end-user-open',
      field: 'endUser',
      sentence: `End user ${ref} has neither moved nor been disconnected.`,
      cure: 'Wait for its choice or the end of its interim service.',
    }));
}

/** How many end users are where, and who still needs a copy. */
function exitView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const first = events[0];
  if (!first) return {};
  const { all, settled, interim } = endUsers(events);
  const copiedTo = events.flatMap(({ name, body }) => (name === 'copied' ? [body['to']] : []));
  const asOf = localDate(agreement, first.occurredAt);
  const copies = runDecision(exitCopies, agreement, { copiedTo }, { asOf });
  return {
    endUsers: all.length,
    inInterim: [...interim].filter((ref) => !settled.has(ref)).length,
    settled: settled.size,
    open: all.filter((ref) => !settled.has(ref)),
    ...(copies.ok ? { missingCopies: (copies.value.details as { missing: string[] }).missing } : {}),
  };
}
