import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { trunkEngineering } from './index.ts';

export { event, play } from '../../cases/test-play.ts';

const dir = path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'missouri-2006');
const ARTICLE = '05-interconnection.md';

/** A piece of the article and what stands in its place. */
export type Change = readonly [from: string, to: string];

/** The sections of this room end here. */
const NEXT = '\n## 4 ';

/** For tests: the Missouri article on interconnection, with pieces of the sections of this room exchanged for others. */
export const load = (...changes: readonly Change[]): Result<Agreement> =>
  loadPart({
    dir,
    articles: [ARTICLE],
    tables: ['parties', 'holidays'],
    vocabulary: [cases, parties, trunkEngineering],
    edit: (file, text) => {
      if (file !== ARTICLE) return text;
      const end = text.indexOf(NEXT);
      const own = changes.reduce(
        (changed, [from, to]) => {
          if (!changed.includes(from)) throw new Error(`The text does not say "${from}".`);
          return changed.replaceAll(from, () => to);
        },
        text.slice(0, end),
      );
      return own + text.slice(end);
    },
  });

export const missouri = (...changes: readonly Change[]): Agreement => unwrap(load(...changes));

/** The decision of this room by its name. */
export function decide(agreement: Agreement, name: string, facts: unknown): Result<Receipt> {
  const decision = trunkEngineering.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf: '2026-11-22' });
}

export const valueOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).value;
export const detailsOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).details as Record<string, unknown>;

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);
