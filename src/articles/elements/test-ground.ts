import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { accounts } from '../../accounts/index.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { event as atNoon } from '../../cases/test-play.ts';
import type { CaseEvent, NewEvent } from '../../cases/kind.ts';
import { inventory } from '../../inventory/index.ts';
import { network } from '../../network/index.ts';
import { parties } from '../../parties/index.ts';
import { elements } from './index.ts';

export { play } from '../../cases/test-play.ts';

/** A piece of a file and what stands in its place. */
export type Change = readonly [from: string, to: string];

/** For tests: the Missouri articles on elements with their law and tables, pieces of their text exchanged for others. */
export function load(...changes: readonly Change[]): Result<Agreement> {
  const open = new Set(changes);
  const loaded = loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['07-unbundled-network-elements.md', 'appendix-une-subloop.md'],
    tables: ['parties', 'holidays', 'products', 'rates', 'intervals', 'wire-centers', 'wire-center-status'],
    law: ['FCC 20-152', 'FCC 04-290', '47 CFR 51'],
    vocabulary: [parties, network, inventory, accounts, cases, elements],
    edit: (_, text) =>
      changes.reduce((changed, change) => {
        if (changed.includes(change[0])) open.delete(change);
        return changed.replaceAll(change[0], () => change[1]);
      }, text),
  });
  for (const [from] of open) throw new Error(`No text says "${from}".`);
  return loaded;
}

export const missouri = (...changes: readonly Change[]): Agreement => unwrap(load(...changes));

/** The decision of this room by its name. */
export function decide(agreement: Agreement, name: string, facts: unknown): Result<Receipt> {
  const decision = elements.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf: '2026-11-20' });
}

export const valueOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).value;

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);

/** An event at noon, Missouri time, of an ISO date, by the competitor where nobody else is named. */
export const event = (name: string, on: string, body: CaseEvent['body'] = {}, actor = 'socket'): NewEvent =>
  atNoon(name, on, body, actor);

export const ILEC = 'centurytel';
