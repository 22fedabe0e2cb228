import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { accounts } from '../../accounts/index.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { generalProvisions } from './index.ts';

export { event, play } from '../../cases/test-play.ts';

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
