/** The people who call: numbers out of the real thousands-blocks of each carrier, some of them ported. */
import { ocnOf } from './call.ts';
import { prng, type Prng } from './prng.ts';
import type { Tables } from './tables.ts';

/** `lrn` is empty unless the number has been ported; then only an OCN or LRN tells who serves it. */
export type Subscriber = { number: string; lrn: string };

export type Place = { ocn: string; rateCentre: string };

/** Most active first: `caller` prefers the head of the list. */
export type Subscribers = {
  at(place: Place): Subscriber;
  /** Any number, in equal parts, out of the blocks that this carrier holds in the exchange. */
  native(place: Place): string;
};

const size = 700;
const portedShare = 0.12;

/** Who loses numbers to whom, and the routing number of the winner, by LATA. */
const winners: Record<string, { from: string; lrn: Record<string, string> }> = {
  [ocnOf.socket]: {
    from: ocnOf.centurytel,
    lrn: { 521: '5737770000', 520: '6368877000', 522: '4177246000', 524: '8168757000' },
  },
  [ocnOf.centurytel]: {
    from: ocnOf.socket,
    lrn: { 521: '5738750000', 520: '6363270000', 522: '4173340000', 524: '8168580000' },
  },
};

function holderOcn(tables: Tables, block: string): string | undefined {
  const holder = tables.blockHolders.get(block);
  if (holder !== undefined) return tables.ocnOfHolder.get(holder);
  return tables.exchanges.get(block.slice(0, 6))?.codeHolderOcn;
}

function blocksOf(tables: Tables, place: Place): string[] {
  const codes = [...tables.exchanges.values()].filter((e) => e.rateCentre === place.rateCentre);
  return codes
    .flatMap((exchange) => Array.from({ length: 10 }, (_, block) => exchange.code + String(block)))
    .filter((block) => holderOcn(tables, block) === place.ocn)
    .sort();
}

function draw(random: Prng, tables: Tables, blocks: readonly string[], taken: Set<string>): string {
  for (;;) {
    const number = random.pick(blocks) + String(random.below(1000)).padStart(3, '0');
    if (taken.has(number) || tables.ispNumbers.has(number) || tables.ocnOfLrn.has(number)) continue;
    taken.add(number);
    return number;
  }
}

export function subscribers(tables: Tables, seed: number): Subscribers {
  const lists = new Map<string, Subscriber[]>();
  const taken = new Set<string>();
  const random = prng(seed, 'subscribers');
  const activity = prng(seed, 'activity');

  const fill = (place: Place): Subscriber[] => {
    const own = blocksOf(tables, place);
    const winner = winners[place.ocn];
    const lata = [...tables.exchanges.values()].find((e) => e.rateCentre === place.rateCentre)?.lata ?? '';
    const lrn = winner?.lrn[lata] ?? '';
    const codeHolder = [...tables.exchanges.values()].find((e) => e.rateCentre === place.rateCentre);
    const loser = own.length === 0 ? codeHolder?.codeHolderOcn : winner?.from;
    const lost = loser === undefined ? [] : blocksOf(tables, { ...place, ocn: loser });
    return Array.from({ length: size }, () => {
      const ported = lrn !== '' && lost.length > 0 && (own.length === 0 || random.chance(portedShare));
      return { number: draw(random, tables, ported ? lost : own, taken), lrn: ported ? lrn : '' };
    });
  };

  return {
    at: (place) => {
      const key = `${place.ocn} ${place.rateCentre}`;
      const list = lists.get(key) ?? fill(place);
      lists.set(key, list);
      const subscriber = list[Math.floor(size * activity.next() ** 2)];
      if (subscriber === undefined) throw new Error(`no subscriber of ${key}`);
      return subscriber;
    },
    native: (place) => draw(activity, tables, blocksOf(tables, place), new Set()),
  };
}
