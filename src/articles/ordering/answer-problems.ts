import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { CaseEvent, EventBody } from '../../cases/kind.ts';
import type { OrderAnswer } from './answer-order.ts';
import { findJeopardyCode, jeopardyCodes } from './jeopardy-codes.ts';
import { bodyOf } from './order-events.ts';
import type { Jeopardy } from './order-events.ts';
import type { OrderKindName } from './order-id.ts';
import { UNANSWERED } from './order-kind.ts';
import type { VersionHead } from './order-records.ts';
import { lastPromisedDay } from './order-summary.ts';
import { jeopardyTerm } from './terms.ts';

interface Answered {
  readonly caseId: string;
  readonly head: VersionHead | undefined;
  readonly versions: readonly VersionHead[];
  readonly state: string;
  readonly events: readonly CaseEvent[];
  readonly answer: OrderAnswer;
}

/** Answers of which a version has one. */
const VERDICTS: ReadonlySet<string> = new Set(['confirmed', 'rejected']);

/** What stands against an answer before its shape and state are looked at: there is no such version, or somebody answered it. */
export function answerProblems({ caseId, head, versions, state, events, answer }: Answered): Problem[] {
  const problem = (slug: string, sentence: string, cure: string): Problem[] => [
    { id: `orders/${slug}`, field: 'event', sentence, cure },
  ];
  if (head === undefined) {
    const known = versions.map((version) => version.caseId).join(', ');
    return problem(
      'unknown-case',
      `There is no request ${caseId}.`,
      known === '' ? 'Correct CCNA, PON or VER.' : `Versions on record: ${known}.`,
    );
  }
  if (head.replayed)
    return problem(
      'kept-by-files',
      `${caseId} is kept by the files of a month.`,
      'Write into those files what was done with it.',
    );
  if (state === 'superseded') {
    const by = events.findLast(({ name }) => name === 'superseded')?.body['by'];
    return problem(
      'superseded',
      `${caseId} lives no more: ${String(by)} took its place.`,
      `Answer ${String(by)}.`,
    );
  }
  const supplement = versions.find((one) => one.ver > head.ver && UNANSWERED.includes(one.state));
  if (answer.name === 'cancelled' && supplement)
    return problem(
      'supplement-pending',
      `${supplement.caseId} is a supplement to ${caseId} that waits for its answer.`,
      'Cancel both with SUP 1.',
    );
  const given = events.findLast(({ name }) => VERDICTS.has(name));
  if (VERDICTS.has(answer.name) && given !== undefined)
    return problem(
      'already-answered',
      `${caseId} was ${given.name} by ${given.actor} at ${given.occurredAt}.`,
      'A version has one verdict: what comes after it is a supplement, a jeopardy or a completion.',
    );
  return [];
}

/** Of work after its date: who missed it, by the code that is named or by the last jeopardy. */
export function missedProblems(about: {
  readonly agreement: Agreement;
  readonly kind: OrderKindName;
  readonly events: readonly CaseEvent[];
  readonly body: EventBody;
  readonly at: string;
}): Result<{ readonly missed?: { readonly code: string; readonly causedBy: string } }> {
  const { agreement, kind, events, body, at } = about;
  const promised = lastPromisedDay(events);
  const term = agreement.at(localDate(agreement, at)).optional(jeopardyTerm);
  if (term === undefined || promised === undefined || String(body['completedOn']) <= promised) return ok({});
  const last = events.findLast(({ name }) => name === 'jeopardy');
  const code =
    (body['missed'] as { code?: string } | undefined)?.code ?? (last && bodyOf<Jeopardy>(last.body).code);
  const known = code === undefined ? undefined : findJeopardyCode(kind, code);
  if (known) return ok({ missed: { code: known.code, causedBy: known.causedBy } });
  return fail({
    id: 'orders/miss-without-cause',
    field: 'missed',
    sentence: `The work was done on ${String(body['completedOn'])}, after ${promised}, and nothing says who missed the date.`,
    cure: `Name one of the codes ${jeopardyCodes(kind)
      .map((one) => one.code)
      .join(', ')}.`,
    clause: term.citation,
  });
}
