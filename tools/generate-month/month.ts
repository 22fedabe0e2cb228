/** Draws the month: ordinary calls, plants and duplicates, in the order in which the files carry them. */
import { caller, type Draft } from './draft.ts';
import { duplicateCounts, plants } from './plants.ts';
import { prng, type Prng } from './prng.ts';
import { subscribers } from './subscribers.ts';
import type { Tables } from './tables.ts';
import { other, type Party } from './call.ts';

/** Ordinary calls of the full month, for which the plan counts the plants. */
export const fullMonth = 256_000;

export type Month = {
  /** By file name, without the ending that tells the compression; in the order of the names. */
  files: Map<string, Draft[]>;
  /** Number of lines of each plant. */
  planted: Record<string, number>;
};

export function fileName(party: Party, day: number): string {
  return `${party}-2026-10-${String(day).padStart(2, '0')}.emi`;
}

const isOfMonth = (draft: Draft): boolean => draft.expect.disposition !== 'held' && draft.spoil === undefined;

function duplicate(random: Prng, name: keyof typeof duplicateCounts, original: Draft, pair: number): Draft {
  original.pair = pair;
  const copy: Draft = { ...original, call: { ...original.call } };
  switch (name) {
    case 'duplicate-in-the-same-file':
      copy.arrival += random.between(1, 900);
      break;
    case 'duplicate-in-the-other-party-file':
      copy.recordedBy = other(original.recordedBy);
      break;
    case 'duplicate-on-the-next-day':
      copy.fileDay += 1;
      copy.arrival = random.between(0, 3600);
  }
  return copy;
}

export function drawMonth(tables: Tables, seed: number, records: number): Month {
  const random = prng(seed, 'calls');
  const people = subscribers(tables, seed);
  const calls = caller(random, people);
  const scaled = (count: number): number => Math.max(2, Math.round((count * records) / fullMonth));
  const ordinary = Array.from({ length: records }, () => calls.any());
  const drafts = [...ordinary];
  const planted: Record<string, number> = {};
  for (const { name, count, bucket, change } of plants) {
    planted[name] = scaled(count);
    for (let i = 0; i < scaled(count); i += 1) {
      drafts.push(calls.answered(bucket, (draft) => change(draft, random, people)));
    }
  }
  let pair = 0;
  for (const name of Object.keys(duplicateCounts) as (keyof typeof duplicateCounts)[]) {
    planted[name] = scaled(duplicateCounts[name]);
    for (let made = 0; made < scaled(duplicateCounts[name]);) {
      const original = random.pick(ordinary);
      const { call, fileDay } = original;
      if (original.pair !== undefined || !isOfMonth(original) || !call.answered || fileDay === 31) continue;
      drafts.push(duplicate(random, name, original, (pair += 1)));
      made += 1;
    }
  }

  const files = new Map<string, Draft[]>();
  for (const party of ['centurytel', 'socket'] as const) {
    for (let day = 1; day <= 31; day += 1) files.set(fileName(party, day), []);
  }
  for (const draft of drafts) files.get(fileName(draft.recordedBy, draft.fileDay))?.push(draft);
  for (const list of files.values()) list.sort((a, b) => a.arrival - b.arrival);
  return { files: markDuplicates(files), planted };
}

/** Of two drafts of one call, the one in the later place is the duplicate. */
function markDuplicates(files: Map<string, Draft[]>): Map<string, Draft[]> {
  const seen = new Set<number>();
  for (const draft of [...files.values()].flat()) {
    if (draft.pair === undefined) continue;
    if (seen.has(draft.pair)) draft.expect = { bucket: '', payer: '', disposition: 'duplicate' };
    seen.add(draft.pair);
  }
  return files;
}
