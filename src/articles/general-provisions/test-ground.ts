import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { accounts } from '../../accounts/index.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import type { CaseEvent, CaseKind, NewEvent } from '../../cases/kind.ts';
import { standsAgainst } from '../../cases/stands-against.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { generalProvisions } from './index.ts';

const dir = path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'missouri-2006');
const tables = ['parties', 'holidays', 'rates', 'contacts', 'coverages'].filter((name) =>
  existsSync(path.join(dir, `${name}.csv`)),
);

/** For tests: the general provisions of the Missouri agreement, with pieces of text exchanged for others. */
export const load = (...changes: readonly (readonly [string, string])[]): Result<Agreement> =>
  loadPart({
    dir,
    articles: ['03-general-provisions.md'],
    tables,
    vocabulary: [accounts, cases, parties, generalProvisions],
    edit: (file, text) => {
      if (file !== '03-general-provisions.md') return text;
      return changes.reduce((changed, [from, to]) => {
        if (!changed.includes(from)) throw new Error(`The text does not say "${from}".`);
        return changed.replace(from, () => to);
      }, text);
    },
  });

export const missouri = (): Agreement => unwrap(load());

/** The decision of this room by its name. */
export function decide(
  agreement: Agreement,
  name: string,
  facts: unknown,
  asOf = '2026-11-22',
): Result<Receipt> {
  const decision = generalProvisions.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf });
}

export const valueOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).value;

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);

/** An event at noon, Missouri time, of an ISO date. */
export const event = (name: string, on: string, body: CaseEvent['body'] = {}, actor = 'socket'): NewEvent => {
  const occurredAt = Temporal.PlainDateTime.from(`${on.slice(0, 10)}T12:00`)
    .toZonedDateTime('America/Chicago')
    .toInstant()
    .toString();
  return { name, occurredAt, recordedAt: occurredAt, actor, body };
};

/** The case after these events. Problems of the first that is refused come back, as the engine gives them. */
export function play(agreement: Agreement, kind: CaseKind, events: readonly NewEvent[]): Result<CaseEvent[]> {
  const taken: CaseEvent[] = [];
  for (const next of events) {
    const problems = standsAgainst(agreement, kind, 'X', taken, next);
    if (problems.length > 0) return { ok: false, problems };
    taken.push({ ...next, seq: taken.length + 1, prevHash: '', hash: '' });
  }
  return { ok: true, value: taken };
}
