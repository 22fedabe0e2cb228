import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { localDate, readLocalDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent } from '../../../cases/kind.ts';
import { Notice, noticeOf } from '../../../cases/notice.ts';
import type { NoticeFacts } from '../../../cases/notice.ts';
import { noticeValid } from './notice-valid.ts';

const Sent = Type.Object({
  notice: Notice,
  subject: Type.String({ minLength: 1 }),
  /** Section on which it is given. */
  under: Type.Optional(Type.String({ minLength: 1 })),
  text: Type.Optional(Type.String()),
  /** Where copies went. */
  addresses: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  /** Day by which an answer is asked for. */
  answerBy: Type.Optional(IsoDate()),
});

/** A formal notice: its receipt is a clock of the agreement, so that one sent in an unknown way is refused. */
export const noticeKind = defineCaseKind({
  kind: 'notice',
  title: 'Notice',
  doc: 'A formal notice of one party to the other. Case ids: `NOTICE/2026-001`.',
  states: [
    { name: 'sent', doc: 'On its way, or received and not answered.' },
    { name: 'acknowledged', doc: 'The recipient says that it has it.' },
    { name: 'answered', doc: 'The recipient has answered.', final: true },
    { name: 'returned', doc: 'It came back undelivered: it counts as not given.', final: true },
    { name: 'withdrawn', doc: 'Taken back by the sender.', final: true },
  ],
  events: [
    { name: 'sent', from: [START], to: 'sent', doc: 'The notice was sent.', body: Sent },
    { name: 'acknowledged', from: ['sent'], to: 'acknowledged', by: 'other', doc: 'Receipt is confirmed.' },
    {
      name: 'answered',
      from: ['sent', 'acknowledged'],
      to: 'answered',
      by: 'other',
      doc: 'The recipient answers.',
      body: Type.Object({ answer: Type.String({ minLength: 1 }) }),
    },
    { name: 'returned', from: ['sent'], to: 'returned', by: 'opener', doc: 'It came back undelivered.' },
    {
      name: 'withdrawn',
      from: ['sent', 'acknowledged'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'The sender takes it back.',
    },
  ],
  clocks: [
    {
      name: 'receipt',
      startsOn: ['sent'],
      stopsOn: ['acknowledged', 'answered', 'returned', 'withdrawn'],
      clock: () => 'notice-receipt',
      clocks: ['notice-receipt'],
      passes: true,
      optional: true,
    },
    {
      name: 'answer',
      startsOn: ['sent'],
      stopsOn: ['answered', 'returned', 'withdrawn'],
      clock: (body) => (body['answerBy'] === undefined ? undefined : 'notice-answer'),
      clocks: ['notice-answer'],
      facts: (body) => ({ dueOn: body['answerBy'] }),
      optional: true,
    },
  ],
  documents: { sent: 'notice', answered: 'answer' },
  view: noticeView,
});

/** Whether it reached whom it must reach, and when it counts as received. */
function noticeView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const sent = events.find(({ name }) => name === 'sent');
  const body = sent?.body as Static<typeof Sent> | undefined;
  if (!sent || !body) return {};
  const { addresses } = body;
  const { to, method, sentAt } = noticeOf(agreement, sent) as NoticeFacts;
  const facts = { to, method, sentAt, addresses };
  const asOf = readLocalDate(agreement, sentAt) ?? localDate(agreement, sent.occurredAt);
  const decided = runDecision(noticeValid, agreement, facts, { asOf });
  return decided.ok
    ? { validity: decided.value.value, ...(decided.value.details as object) }
    : { problems: decided.problems };
}
