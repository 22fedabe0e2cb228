import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement, AgreementView, Term } from '../agreement/agreement.ts';
import { cited } from '../agreement/agreement.ts';
import { Code, Duration, IsoDate, Time, misfits } from '../agreement/schema.ts';
import { defineTerm } from '../agreement/vocabulary.ts';
import { computeDeadline, formatDeadline } from '../base/deadline.ts';
import type { ClockRule } from '../base/deadline.ts';
import { parseDuration } from '../base/quantity.ts';
import { Trace } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { calendarOf } from '../parties/calendars.ts';
import { localDate, readInstant } from './instant.ts';
import type { NewEvent } from './kind.ts';

const NoticeRule = Type.Object({
  after: Duration('Time from sending to deemed receipt: 0 calendar days, 1 business day, 5 calendar days'),
  proof: Type.Optional(Code(['return-receipt'], 'Whose date, when it is there, counts instead')),
  closes: Type.Optional(
    Time('Sent after this local time counts as sent on the next business day of the recipient'),
  ),
});
type NoticeRule = Static<typeof NoticeRule>;

/** When a notice sent in one way counts as received: `notice.certified-mail`. */
export const noticeTerm = defineTerm(
  'notice.*',
  NoticeRule,
  'When a notice that is sent in this way counts as received, by the business days of its recipient.',
);

/** A notice as the body of an event carries it, under `notice`. */
export const Notice = Type.Object(
  {
    method: Type.String({ minLength: 1, description: 'A way of sending that the agreement knows' }),
    sentAt: Type.String({ minLength: 10, description: 'Instant, or local date or date-time' }),
    receivedOn: Type.Optional(IsoDate('Date on the return receipt')),
    to: Type.Optional(Code(['ilec', 'clec'], 'The recipient; default: the other party')),
    address: Type.Optional(Type.String({ description: 'Where it was sent' })),
  },
  { additionalProperties: false },
);
export interface NoticeFacts {
  readonly method: string;
  readonly sentAt: string;
  readonly receivedOn?: string;
  readonly to?: 'ilec' | 'clec';
}

/** Day on which a notice counts as received, ISO, with the clause that says so. */
export interface DeemedReceipt {
  readonly on: string;
  readonly clause: string;
}

/**
 * Everything that is wrong with the notice comes back at once: its shape, and a method that the agreement has no rule for.
 * A notice that does not say to whom is answered where both parties would receive it on the same day.
 */
export function deemedReceipt(view: AgreementView, notice: unknown, trace: Trace): Result<DeemedReceipt> {
  const wrong = misfits(Notice, notice ?? {});
  if (wrong.length > 0) {
    return fail(
      ...wrong.map(({ path, sentence, cure }) => ({
        id: 'notice/facts',
        field: path === '' ? 'notice' : path,
        sentence,
        cure,
      })),
    );
  }
  const facts = notice as NoticeFacts;
  const term = view.optional(noticeTerm, facts.method);
  if (!term) {
    const known = view.members(noticeTerm).join(', ') || 'none';
    return fail({
      id: 'notice/no-rule',
      field: 'method',
      sentence: `Agreement ${view.agreement.id} does not say when a notice by "${facts.method}" counts as received.`,
      cure: `Send it in one of these ways: ${known}.`,
    });
  }
  const clause = term.citation;
  const { agreement } = view;
  const sent = readInstant(facts.sentAt, agreement.timeZone);
  if (!sent) {
    return fail({
      id: 'notice/facts',
      field: 'sentAt',
      sentence: `"${facts.sentAt}" is no point in time.`,
      cure: 'Write 2026-11-20T13:01-06:00, 2026-11-20T19:01Z, or a local date or date-time.',
    });
  }
  const sentOn = localDate(agreement, sent);
  if (term.value.proof !== undefined && facts.receivedOn !== undefined) {
    if (facts.receivedOn < sentOn) {
      return fail({
        id: 'notice/before-sent',
        field: 'receivedOn',
        sentence: `The return receipt says ${facts.receivedOn}, before it was sent on ${sentOn}.`,
        cure: 'Correct one of the dates.',
        clause,
      });
    }
    trace.add({
      id: 'deemed-receipt',
      sentence: `Sent by ${facts.method}; the return receipt says ${facts.receivedOn}`,
      out: facts.receivedOn,
      ...cited(term),
    });
    return ok({ on: facts.receivedOn, clause });
  }
  const inner = new Trace();
  const on = counted(view, term, sent, facts.to ?? 'ilec', inner);
  if (facts.to === undefined && counted(view, term, sent, 'clec', new Trace()) !== on) {
    return fail({
      id: 'notice/no-recipient',
      field: 'to',
      sentence: `It counts by the business days of its recipient, and ${agreement.parties.ilec} and ${agreement.parties.clec} do not have the same.`,
      cure: 'Say to whom it was sent: "to": "ilec" or "to": "clec".',
      clause,
    });
  }
  trace.add({
    id: 'deemed-receipt',
    sentence: `Sent by ${facts.method} on ${sentOn} → counts as received ${on}`,
    out: on,
    steps: inner.steps,
    ...cited(term),
  });
  return ok({ on, clause });
}

/** The notice of an event, sent to the other party than the one that records it where it does not say; undefined: none. */
export function noticeOf(agreement: Agreement, { body, actor }: Pick<NewEvent, 'body' | 'actor'>): unknown {
  const { notice } = body;
  const sender = agreement.party(actor);
  if (typeof notice !== 'object' || notice === null || sender === undefined) return notice;
  return { to: sender === agreement.parties.ilec ? 'clec' : 'ilec', ...notice };
}

/** The day on which it counts as received by the calendar of the recipient, ISO. */
function counted(
  { agreement, asKnown }: AgreementView,
  term: Term<NoticeRule>,
  sent: Temporal.Instant,
  to: 'ilec' | 'clec',
  trace: Trace,
): string {
  const length = parseDuration(term.value.after);
  if (!length) throw new Error(`${term.value.after} passed the schema and is no duration.`);
  const rule: ClockRule = {
    length,
    timeZone: agreement.timeZone,
    opens: '00:00',
    closes: '23:59',
    ...(term.value.closes === undefined ? {} : { cutoff: term.value.closes }),
    roll: 'none',
  };
  const calendar = calendarOf(agreement, agreement.parties[to], asKnown);
  return formatDeadline(computeDeadline(rule, sent, calendar, trace, cited(term))).slice(0, 10);
}
