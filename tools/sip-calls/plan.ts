/** The calls to place: who calls whom over which trunk group, how long they talk and how the call ends. */

export type Carrier = 'socket' | 'centurytel';
export type Ending = 'caller' | 'callee' | 'busy' | 'away' | 'cancelled';

export interface PlannedCall {
  readonly recordId: string;
  /** File name, without `.xml`, of the caller's SIPp scenario. */
  readonly scenario: string;
  readonly from: Carrier;
  readonly recordedBy: Carrier;
  readonly trunkGroup: string;
  readonly calling: string;
  readonly called: string;
  readonly lrn: string;
  readonly originatingOcn: string;
  readonly ringMs: number;
  readonly talkMs: number;
  readonly ending: Ending;
}

interface Route {
  /** Calls of this kind among 240. */
  readonly share: number;
  readonly trunkGroup: 'CO521001' | 'WN520001';
  readonly from: Carrier;
  readonly to: Carrier;
  readonly calling: readonly string[];
  readonly called: readonly string[];
  readonly lrn?: string;
  readonly alwaysAnswered?: boolean;
}

const OCN: Record<Carrier, string> = { socket: '9S01', centurytel: '9C01' };
const ISP_NUMBER = '5737773999';
const SOCKET_LRN = '5737770000';

const prefixes = (stem: string, digits: string) => [...digits].map((digit) => stem + digit);
const SOCKET_COLUMBIA = prefixes('573777', '13456789');
const SOCKET_WENTZVILLE = ['6368877'];
// 573-875-9XXX is left out: those are the numbers ported to Socket.
const CENTURYTEL_COLUMBIA = [...prefixes('573875', '012345678'), ...prefixes('573876', '0123456789')];
const CENTURYTEL_ASHLAND = prefixes('573657', '012');
const CENTURYTEL_WENTZVILLE = prefixes('636327', '0123456789');
const PORTED_COLUMBIA = ['5738759'];

const between = (from: Carrier, calling: readonly string[], to: Carrier, called: readonly string[]) => ({
  from,
  calling,
  to,
  called,
});
const ROUTES: readonly Route[] = [
  {
    share: 60,
    trunkGroup: 'CO521001',
    ...between('centurytel', CENTURYTEL_COLUMBIA, 'socket', SOCKET_COLUMBIA),
  },
  {
    share: 50,
    trunkGroup: 'CO521001',
    ...between('socket', SOCKET_COLUMBIA, 'centurytel', CENTURYTEL_COLUMBIA),
  },
  {
    share: 25,
    trunkGroup: 'CO521001',
    ...between('centurytel', CENTURYTEL_ASHLAND, 'socket', SOCKET_COLUMBIA),
  },
  {
    share: 35,
    trunkGroup: 'WN520001',
    ...between('centurytel', CENTURYTEL_WENTZVILLE, 'socket', SOCKET_WENTZVILLE),
  },
  {
    share: 30,
    trunkGroup: 'WN520001',
    ...between('socket', SOCKET_WENTZVILLE, 'centurytel', CENTURYTEL_WENTZVILLE),
  },
  {
    share: 28,
    trunkGroup: 'CO521001',
    ...between('centurytel', CENTURYTEL_COLUMBIA, 'socket', [ISP_NUMBER]),
    alwaysAnswered: true,
  },
  {
    share: 12,
    trunkGroup: 'CO521001',
    ...between('centurytel', CENTURYTEL_COLUMBIA, 'socket', PORTED_COLUMBIA),
    lrn: SOCKET_LRN,
    alwaysAnswered: true,
  },
];

/** Numbers in [0, 1) that the seed fixes (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function scenarioOf(ending: Ending, lrn: string): string {
  if (ending === 'caller') return lrn === '' ? 'caller-hangs-up' : 'ported-number';
  if (ending === 'callee') return 'callee-hangs-up';
  return ending === 'cancelled' ? 'caller-gives-up' : 'not-answered';
}

/**
 * The same calls for the same count and seed. Talk times run from 300 to 8000 ms, short ones being commoner;
 * one in nine of the calls that may fail does, and one in three of the others is ended by the callee.
 */
export function planCalls(count: number, seed = 20261014): PlannedCall[] {
  const random = randomFrom(seed);
  const deck = shuffled(
    ROUTES.flatMap((route) => Array.from({ length: route.share }, () => route)),
    random,
  );
  const taken = new Set([ISP_NUMBER]);
  const pick = (prefixes: readonly string[]): string => {
    const prefix = prefixes[Math.floor(random() * prefixes.length)]!;
    if (prefix.length === 10) return prefix;
    const line = Math.floor(random() * 10 ** (10 - prefix.length));
    const number = prefix + String(line).padStart(10 - prefix.length, '0');
    return taken.has(number) ? pick(prefixes) : number;
  };
  const placed = new Map<string, number>();
  let mayFail = 0;
  return Array.from({ length: count }, (_, index): PlannedCall => {
    const route = deck[index % deck.length]!;
    const calling = pick(route.calling);
    taken.add(calling);
    const called = pick(route.called);
    taken.add(called);
    let ending: Ending = route.lrn === undefined && index % 3 === 0 ? 'callee' : 'caller';
    if (route.alwaysAnswered !== true && mayFail++ % 9 === 4) {
      ending = (['busy', 'cancelled', 'away'] as const)[Math.floor(mayFail / 9) % 3]!;
    }
    const lrn = route.lrn ?? '';
    const scenario = scenarioOf(ending, lrn);
    const group = `${scenario}.${route.from}`;
    const callNumber = (placed.get(group) ?? 0) + 1;
    placed.set(group, callNumber);
    return {
      recordId: `${group}.${callNumber}@127.0.0.1`,
      scenario,
      from: route.from,
      recordedBy: route.to,
      trunkGroup: route.trunkGroup,
      calling,
      called,
      lrn,
      originatingOcn: OCN[route.from],
      ringMs: 200 + Math.floor(random() * 1300),
      talkMs: 300 + Math.floor(random() ** 1.5 * 7700),
      ending,
    };
  });
}
