/** Kinds of calls of the bench, each with the bucket that Article V puts it into: worked out here in straight lines, by no code of the product. */
import { CENTURYTEL, SOCKET, inCallingArea } from './world.ts';
import type { Carrier, Place, Trunk, World } from './world.ts';

export interface Template {
  readonly trunk: string;
  /** First seven digits of the calling number; undefined: none was delivered. */
  readonly fromBlock?: number;
  /** First seven digits of the called number, and the last three where they are not free. */
  readonly toBlock: number;
  readonly toLast?: number;
  /** The last three digits of the called number are of a ported number. */
  readonly toPorted: boolean;
  readonly dialled?: number;
  readonly originatingOcn?: string;
  readonly voip: boolean;
  readonly answered: boolean;
  /** Bucket, or `reason` of what has none. */
  readonly bucket?: string;
  readonly reason?: string;
  readonly direction?: 'ilec-to-clec' | 'clec-to-ilec';
  /** Of calls in transit: whether a party pays. */
  readonly partyPays: boolean;
}

export type Random = () => number;

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface End {
  readonly carrier: Carrier | undefined;
  readonly place: Place | undefined;
}

type Judged = Pick<Template, 'bucket' | 'reason' | 'direction' | 'partyPays'>;
type Draft = Omit<Template, keyof Judged>;

/** What Article V makes of a call: the first sentence that fits. */
function judge(world: World, draft: Draft, trunk: Trunk | undefined): Judged {
  const none = { partyPays: false };
  const byOcn = (ocn: string | undefined): Carrier | undefined =>
    world.carriers.get(ocn ?? '') ?? [...world.carriers.values()].find((carrier) => carrier.ocn === ocn);
  const holder = (block: number): string | undefined =>
    world.blocks.get(block) ?? world.places.get(Math.floor(block / 10))?.codeHolder;
  if (!trunk) return { ...none, reason: 'unknown-trunk-group' };
  if (!draft.answered) return { ...none, reason: 'unanswered' };
  const from: End = {
    carrier: byOcn(
      draft.originatingOcn ??
        trunk.oneWay ??
        (draft.fromBlock === undefined ? undefined : holder(draft.fromBlock)),
    ),
    place: draft.fromBlock === undefined ? undefined : world.places.get(Math.floor(draft.fromBlock / 10)),
  };
  const to: End = {
    carrier: byOcn(draft.toPorted ? SOCKET : holder(draft.toBlock)),
    place: world.places.get(Math.floor(draft.toBlock / 10)),
  };
  const role = ({ carrier }: End): 'ilec' | 'clec' | undefined =>
    carrier?.ocn === SOCKET ? 'clec' : carrier?.ocn === CENTURYTEL ? 'ilec' : undefined;
  const [a, b] = [role(from), role(to)];
  const direction =
    a === 'ilec'
      ? 'ilec-to-clec'
      : a === 'clec'
        ? 'clec-to-ilec'
        : b === 'clec'
          ? 'ilec-to-clec'
          : b === 'ilec'
            ? 'clec-to-ilec'
            : undefined;
  const into = (bucket: string, partyPays = true): Judged =>
    direction === undefined ? { ...none, reason: 'no-compensation' } : { bucket, direction, partyPays };
  if (draft.dialled === 911) return into('emergency');
  const digits = `${draft.toBlock}${String(draft.toLast ?? 0).padStart(3, '0')}`;
  if (/^8(00|33|44|55|66|77|88)/.test(digits)) return into('toll-free');
  if (digits.endsWith('5551212')) return into('operator-services');
  if (/^\d{3}95[89]/.test(digits)) return into('test');
  if (!to.carrier) return { ...none, reason: 'no-terminating-holder' };
  if (from.carrier && !from.place && from.carrier.kind !== 'wireless')
    return { ...none, reason: 'unknown-calling-place' };
  if (!from.carrier) return b ? into('unidentified') : { ...none, reason: 'J11' };
  if (!a && !b) return { ...none, reason: 'J20' };
  if (a === b) return { ...none, reason: 'J21' };
  if (!b) return into('transit', a !== undefined);
  if (from.carrier.kind === 'wireless')
    return into(from.place && from.place.mta !== to.place?.mta ? 'wireless-inter-mta' : 'wireless');
  const [x, y] = [from.place as Place, to.place as Place];
  if (trunk.kind === 'lec-to-lec' && x.lata !== y.lata) return into('violation');
  if (!a) return into('transit', false);
  if (trunk.kind === 'access' && x.lata === y.lata)
    return into(x.state === y.state ? 'intrastate-intralata' : 'interstate-intralata');
  const elsewhere = (block: number | undefined, place: Place): boolean =>
    block !== undefined && (world.virtual.get(block) ?? place.rateCentre) !== place.rateCentre;
  if (elsewhere(draft.toBlock, y) || elsewhere(draft.fromBlock, x)) return into('vnxx');
  if (draft.toLast !== undefined && world.ispNumbers.has(draft.toBlock * 1000 + draft.toLast))
    return into('isp-bound');
  if (x.mca && x.mca.area === y.mca?.area) return into('mca');
  if (x.rateCentre === y.rateCentre && x.state === y.state) return into('local');
  if (inCallingArea(x, y)) return into('eas');
  if (x.lata !== y.lata) return { ...none, reason: 'J93' };
  if (draft.voip) return into('voip-toll');
  return into(x.state === y.state ? 'intrastate-intralata' : 'interstate-intralata');
}

/** How often calls of a kind come, in a thousand; kinds that are not named come once. */
const OFTEN: Readonly<Record<string, number>> = {
  local: 300,
  eas: 120,
  'isp-bound': 200,
  'intrastate-intralata': 120,
  'interstate-intralata': 30,
  transit: 60,
  mca: 40,
  unidentified: 20,
  wireless: 40,
  unanswered: 50,
};

const EACH = 60;

/** Templates of every kind, and a table of how often each is used. */
export function makeTemplates(world: World, random: Random): { templates: Template[]; often: Uint32Array } {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const all = [...world.blocks.keys()];
  const parties = { socket: blocksOf(world, SOCKET), centurytel: blocksOf(world, CENTURYTEL) };
  const held = [...world.places].filter(([, place]) => place.codeHolder === CENTURYTEL).map(([code]) => code);
  const free = held
    .flatMap((code) => Array.from({ length: 10 }, (_, n) => code * 10 + n))
    .filter((block) => !world.blocks.has(block));
  const theirs = [...parties.centurytel, ...free.slice(0, 3000)];
  const wireless = [...world.carriers.values()].filter(({ kind }) => kind === 'wireless');
  const third = [...world.carriers.values()].filter(({ party, kind }) => !party && kind === 'clec');
  const isp = [...world.ispNumbers];
  const ported = [...world.portedBlocks];
  const found = new Map<string, Template[]>();
  for (let tries = 0; tries < 400_000; tries++) {
    const shape = random();
    const side = random();
    const fromBlock =
      random() < 0.03
        ? undefined
        : side < 0.45
          ? pick(parties.socket)
          : side < 0.9
            ? pick(theirs)
            : pick(all);
    const turn = random();
    const special =
      shape < 0.004 ? 800555 * 10 + 1 : shape < 0.006 ? 5739580 : shape < 0.008 ? 5735551 : undefined;
    const toIsp = turn < 0.1 ? pick(isp) : undefined;
    const toPorted = special === undefined && toIsp === undefined && turn < 0.15;
    const unknown = turn > 0.995;
    const toBlock =
      special ??
      (toIsp === undefined ? undefined : Math.floor(toIsp / 1000)) ??
      (toPorted
        ? pick(ported)
        : unknown
          ? 2125550
          : turn < 0.5
            ? pick(theirs)
            : turn < 0.95
              ? pick(parties.socket)
              : pick(all));
    const trunk = random() < 0.004 ? undefined : pick(world.trunks);
    const ocn = random();
    const draft: Draft = {
      trunk: trunk?.name ?? 'NOWHERE',
      ...(fromBlock === undefined ? {} : { fromBlock }),
      toBlock,
      ...(special === 5735551 ? { toLast: 212 } : toIsp === undefined ? {} : { toLast: toIsp % 1000 }),
      toPorted,
      ...(shape > 0.998 ? { dialled: 911 } : {}),
      ...(ocn < 0.08
        ? { originatingOcn: pick(wireless).ocn }
        : ocn < 0.12
          ? { originatingOcn: pick(third).ocn }
          : {}),
      voip: random() < 0.04,
      answered: random() < 0.97,
    };
    if (!isTold(draft)) continue;
    const template: Template = { ...draft, ...judge(world, draft, trunk) };
    const key = `${template.bucket ?? template.reason} ${template.direction ?? ''}`;
    const own = found.get(key) ?? [];
    if (own.length < EACH) found.set(key, [...own, template]);
  }
  const templates = [...found.values()].flat();
  const often = [...found].flatMap(([key, own], _, kinds) => {
    const kind = key.split(' ')[0] ?? '';
    const ways = kinds.filter(([other]) => other.split(' ')[0] === kind).length;
    const share = Math.ceil(((OFTEN[kind] ?? 3) * 100) / ways / own.length);
    return own.map(() => share);
  });
  return { templates, often: Uint32Array.from(often) };
}

/** Whether no two of a hundred million calls are alike by chance: what is not measured must be told by its numbers. */
const isTold = ({ fromBlock, toLast, answered }: Draft): boolean =>
  answered
    ? fromBlock !== undefined || toLast === undefined
    : fromBlock !== undefined && toLast === undefined;

const blocksOf = (world: World, ocn: string): number[] =>
  [...world.blocks].filter(([, holder]) => holder === ocn).map(([block]) => block);
