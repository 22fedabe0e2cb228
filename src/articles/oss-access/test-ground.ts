import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import type { NewEvent } from '../../cases/kind.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { ossAccess } from './index.ts';

export { play } from '../../cases/test-play.ts';

const dir = path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'missouri-2006');
const ARTICLE = '13-oss-access.md';

export const ILEC = 'centurytel';
export const CLEC = 'socket';

/** A piece of the article and what stands in its place. */
export type Change = readonly [from: string, to: string];

/** For tests: the Missouri article on access, with pieces of it exchanged for others. */
export const load = (...changes: readonly Change[]): Result<Agreement> =>
  loadPart({
    dir,
    articles: [ARTICLE],
    tables: ['parties', 'holidays', 'pre-order-functions'],
    vocabulary: [cases, parties, ossAccess],
    edit: (file, text) =>
      file === ARTICLE
        ? changes.reduce((changed, [from, to]) => {
            if (!changed.includes(from)) throw new Error(`The text does not say "${from}".`);
            return changed.replaceAll(from, () => to);
          }, text)
        : text,
  });

export const missouri = (...changes: readonly Change[]): Agreement => unwrap(load(...changes));

/** The decision of this room by its name. */
export function decide(agreement: Agreement, name: string, facts: unknown): Result<Receipt> {
  const decision = ossAccess.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf: '2026-11-23' });
}

export const valueOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).value;
export const detailsOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).details as Record<string, unknown>;

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);

/** An event at a local date-time of Missouri, by the incumbent unless said otherwise. */
export function at(name: string, local: string, body: NewEvent['body'] = {}, actor = ILEC): NewEvent {
  const occurredAt = Temporal.PlainDateTime.from(local)
    .toZonedDateTime('America/Chicago')
    .toInstant()
    .toString();
  return { name, occurredAt, recordedAt: occurredAt, actor, body };
}
