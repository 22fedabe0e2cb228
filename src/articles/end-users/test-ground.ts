import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import type { CaseEvent, NewEvent } from '../../cases/kind.ts';
import { event as atNoon } from '../../cases/test-play.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { endUsers } from './index.ts';

export { play } from '../../cases/test-play.ts';

const dir = path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'missouri-2006');
const ARTICLE = '04-resold-services-and-elements.md';

/** A piece of the article and what stands in its place. */
export type Change = readonly [from: string, to: string];

/** For tests: the Missouri article on resold services and elements, with pieces of its text exchanged for others. */
export const load = (...changes: readonly Change[]): Result<Agreement> =>
  loadPart({
    dir,
    articles: [ARTICLE],
    tables: ['parties', 'holidays'],
    law: ['47 CFR 51.613'],
    vocabulary: [cases, parties, endUsers],
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
  const decision = endUsers.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf: '2026-11-22' });
}

export const valueOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).value;

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);

/** An event at noon, Missouri time, of an ISO date, by the incumbent where nobody else is named. */
export const event = (
  name: string,
  on: string,
  body: CaseEvent['body'] = {},
  actor = 'centurytel',
): NewEvent => atNoon(name, on, body, actor);
