import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { recordExchange } from './index.ts';

export { event, play } from '../../cases/test-play.ts';

const dir = path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'missouri-2006');
const ARTICLE = '05-interconnection.md';

/** A piece of the article and what stands in its place. */
export type Change = readonly [from: string, to: string];

/** For tests: the Missouri article on interconnection with the state's rule on records, with pieces of the article exchanged. */
export const load = (...changes: readonly Change[]): Result<Agreement> =>
  loadPart({
    dir,
    articles: [ARTICLE],
    tables: ['parties', 'holidays'],
    vocabulary: [cases, parties, recordExchange],
    law: ['20 CSR 4240-29'],
    edit: (file, text) => {
      if (file !== ARTICLE) return text;
      return changes.reduce((changed, [from, to]) => {
        if (!changed.includes(from)) throw new Error(`The text does not say "${from}".`);
        return changed.replaceAll(from, () => to);
      }, text);
    },
  });

export const missouri = (...changes: readonly Change[]): Agreement => unwrap(load(...changes));

/** The decision of this room by its name. */
export function decide(agreement: Agreement, name: string, facts: unknown): Result<Receipt> {
  const decision = recordExchange.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf: '2026-11-22' });
}

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);
