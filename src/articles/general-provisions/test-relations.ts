import path from 'node:path';
import { accounts } from '../../accounts/index.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { runClocks } from '../../cases/clocks.ts';
import type { ClockRun } from '../../cases/clocks.ts';
import type { CaseEvent, CaseKind, EventBody } from '../../cases/kind.ts';
import { standsAgainst } from '../../cases/stands-against.ts';
import { partialAgreement } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { generalProvisions } from './index.ts';

const dir = path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'missouri-2006');

/** For tests: the general provisions of the Missouri agreement with the law that they rest on. */
export const loadMissouri = (variant = 'centurytel', amendments: readonly string[] = []): Agreement =>
  partialAgreement({
    dir,
    articles: ['03-general-provisions.md'],
    tables: ['parties', 'holidays', 'rates', 'contacts', 'coverages'],
    vocabulary: [accounts, cases, parties, generalProvisions],
    law: ['47 CFR 64'],
    variant,
    amendments,
  });

/** One step of a case: event, local date-time in Missouri in winter, body, party. */
export type StepOfCase = readonly [name: string, at: string, body?: EventBody, actor?: string];

/** Plays events of a case as they would be recorded, without a database; stops at the first that is refused. */
export function play(
  agreement: Agreement,
  kind: CaseKind,
  steps: readonly StepOfCase[],
): { events: CaseEvent[]; clocks: ClockRun[]; problems: Problem[] } {
  const events: CaseEvent[] = [];
  for (const [name, at, body = {}, actor = 'socket'] of steps) {
    const occurredAt = Temporal.PlainDateTime.from(at).toZonedDateTime(agreement.timeZone).toInstant();
    const event = { name, occurredAt: occurredAt.toString(), recordedAt: occurredAt.toString(), actor, body };
    const problems = standsAgainst(agreement, kind, 'TEST/1', events, event);
    if (problems.length > 0) return { events, clocks: runClocks(agreement, kind, events), problems };
    events.push({ ...event, seq: events.length + 1, prevHash: '', hash: '' });
  }
  return { events, clocks: runClocks(agreement, kind, events), problems: [] };
}

/** Ids of the problems of a step that is refused; none when all are taken. */
export const refusals = (agreement: Agreement, kind: CaseKind, steps: readonly StepOfCase[]): string[] =>
  play(agreement, kind, steps).problems.map(({ id }) => id);

/** Due dates of the clocks of a case, by clock; the last run of each. */
export const dueDates = (
  agreement: Agreement,
  kind: CaseKind,
  steps: readonly StepOfCase[],
): Record<string, string | undefined> =>
  Object.fromEntries(play(agreement, kind, steps).clocks.map(({ name, dueAt }) => [name, dueAt]));

/** The value of a decision, or the ids of the problems. */
export function decideValue(decision: Decision, agreement: Agreement, facts: unknown): unknown {
  const made = runDecision(decision, agreement, facts, { asOf: '2026-11-16' });
  return made.ok ? made.value.value : made.problems.map(({ id }) => id);
}

/** Details of a decision. */
export function decideDetails(decision: Decision, agreement: Agreement, facts: unknown): unknown {
  return unwrap(runDecision(decision, agreement, facts, { asOf: '2026-11-16' })).details;
}
