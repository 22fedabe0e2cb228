import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { accounts } from '../../accounts/index.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { inventory } from '../../inventory/index.ts';
import { network } from '../../network/index.ts';
import type { LoopMakeup } from '../../network/plant/loop-makeup.ts';
import { parties } from '../../parties/index.ts';
import { dsl } from './index.ts';

export { event, play } from '../../cases/test-play.ts';

/** A piece of a file and what stands in its place. */
export type Change = readonly [from: string, to: string];

/** For tests: the Missouri article on loops for data with its law and tables, pieces of them exchanged for others. */
export function load(...changes: readonly Change[]): Result<Agreement> {
  const open = new Set(changes);
  const loaded = loadPart({
    dir: 'agreements/missouri-2006',
    articles: [
      '18-xdsl.md',
      '07-unbundled-network-elements.md',
      '08-ordering-and-provisioning.md',
      '03-general-provisions.md',
      '04-resold-services-and-elements.md',
    ],
    tables: [
      'parties',
      'holidays',
      'products',
      'rates',
      'intervals',
      'wire-centers',
      'gauge-factors',
      'technologies',
      'qualification-rules',
      'spectrum-classes',
      'test-limits',
    ],
    law: ['FCC 03-36', '47 CFR 51.230', '47 CFR 51.325'],
    vocabulary: [parties, network, inventory, accounts, cases, dsl],
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
  const decision = dsl.decisions.find((one) => one.name === name);
  if (!decision) throw new Error(`There is no decision ${name}.`);
  return runDecision(decision, agreement, facts, { asOf: '2026-11-20' });
}

export const valueOf = (agreement: Agreement, name: string, facts: unknown) =>
  unwrap(decide(agreement, name, facts)).value;

/** Ids of the problems, in their order; empty where there are none. */
export const idsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ id }) => id);

/** A short loop of one gauge with nothing on it, or with what is given. */
export const loop = (more: Partial<LoopMakeup> = {}): LoopMakeup => ({
  loop: 'CLMA-1-118',
  source: 'records',
  asOf: '2026-11-01',
  segments: [{ gauge: 26, feet: 9000 }],
  bridgedTaps: [],
  loadCoils: [],
  repeaters: [],
  carrier: 'none',
  ...more,
});

/** Readings of a good loop: every one within the limits of the agreement, some of them exactly at it. */
export const GOOD_READINGS = [
  { test: 'dc-resistance', value: '1300' },
  { test: 'short-resistance', value: '3500000' },
  { test: 'ground-resistance', value: '5000000' },
  { test: 'foreign-voltage', value: '-3' },
  { test: 'load-coils', value: '0' },
  { test: 'insertion-loss', value: '42.5' },
  { test: 'noise', value: '20' },
];

/** The same with a load coil left. */
export const BAD_READINGS = GOOD_READINGS.map((one) =>
  one.test === 'load-coils' ? { ...one, value: '1' } : one,
);

export const ILEC = 'centurytel';
