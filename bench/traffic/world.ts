/**
 * The network of the bench: real thousands-blocks of Missouri and their holders; rate centres, calling areas, trunk groups, ported
 * numbers and all else made up, so that every rule of the agreement has calls.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BLOCK_LIST = fileURLToPath(
  new URL('../../reference/numbering/missouri-thousands-blocks.csv', import.meta.url),
);
const BLOCKS = 16_000;
const PORTED = 100_000;
/** The last three digits of ordinary numbers are below this; above are numbers to the Internet and ported ones. */
export const ORDINARY = 790;
const FIRST_PORTED = 800;

export const SOCKET = '9S01';
export const CENTURYTEL = '9C01';
const OTHER_ILEC = '9Z99';
const SOCKET_LRN = 5737770000;

export interface Carrier {
  readonly ocn: string;
  readonly kind: 'ilec' | 'clec' | 'wireless';
  readonly party?: 'socket' | 'centurytel';
  readonly holder?: string;
}

export interface Place {
  readonly rateCentre: string;
  readonly state: string;
  readonly lata: string;
  readonly mta: string;
  readonly mca?: { readonly area: string; readonly tier: number };
  readonly codeHolder: string;
}

export interface Trunk {
  readonly name: string;
  readonly kind: 'lec-to-lec' | 'access' | 'transit';
  readonly oneWay?: string;
}

export interface World {
  /** Holders by block of seven digits. */
  readonly blocks: ReadonlyMap<number, string>;
  /** By code of six digits. */
  readonly places: ReadonlyMap<number, Place>;
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly trunks: readonly Trunk[];
  /** Blocks of which the last 200 numbers are ported to Socket. */
  readonly portedBlocks: ReadonlySet<number>;
  readonly ispNumbers: ReadonlySet<number>;
  /** Physical rate centres by block. */
  readonly virtual: ReadonlyMap<number, string>;
}

const LATA: Readonly<Record<string, string>> = { 314: '520', 636: '520', 417: '522', 816: '524', 660: '524' };
const CENTRES = 12;

function placeOf(code: number): Place {
  const npa = String(code).slice(0, 3);
  const letter = code % CENTRES;
  const area = ['314', '636'].includes(npa) ? 'st-louis' : npa === '816' ? 'kansas-city' : undefined;
  return {
    rateCentre: rateCentre(npa, letter),
    state: code % 23 === 0 ? 'IL' : 'MO',
    lata: LATA[npa] ?? '521',
    mta: ['816', '660'].includes(npa) ? '34' : '19',
    ...(area !== undefined && letter < 3 ? { mca: { area, tier: letter } } : {}),
    codeHolder: code % 5 < 2 ? CENTURYTEL : OTHER_ILEC,
  };
}

const rateCentre = (npa: string, letter: number): string =>
  `${npa} CENTRE ${String.fromCharCode(65 + letter)}`;

const isParty = (holder: string): boolean => /SOCKET|CENTURYTEL/.test(holder);

export function makeWorld(): World {
  const listed = readFileSync(BLOCK_LIST, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, npa = '', nxx = '', block = '', quoted, plain] =
        /^(\d{3}),(\d{3}),(\d),(?:"([^"]*)"|([^,]*)),/.exec(line) ?? [];
      const holder = quoted ?? plain ?? '';
      return holder === '' ? [] : [{ block: Number(npa + nxx + block), holder }];
    });
  const chosen = [
    ...listed.filter(({ holder }) => isParty(holder)),
    ...listed.filter(({ holder }) => !isParty(holder)),
  ].slice(0, BLOCKS);
  const carriers = new Map<string, Carrier>();
  const byHolder = new Map<string, string>();
  for (const { holder } of chosen) {
    if (byHolder.has(holder)) continue;
    const ocn = /SOCKET/.test(holder)
      ? SOCKET
      : /CENTURYTEL/.test(holder)
        ? CENTURYTEL
        : `8${String(byHolder.size).padStart(3, '0')}`;
    byHolder.set(holder, ocn);
    const party = ocn === SOCKET ? 'socket' : ocn === CENTURYTEL ? 'centurytel' : undefined;
    const kind =
      party === 'centurytel'
        ? 'ilec'
        : /WIRELESS|CELLULAR|T-MOBILE|CINGULAR|SPRINT SPECTRUM/.test(holder)
          ? 'wireless'
          : 'clec';
    carriers.set(`${ocn} ${holder}`, { ocn, kind, holder, ...(party ? { party } : {}) });
  }
  carriers.set(OTHER_ILEC, { ocn: OTHER_ILEC, kind: 'ilec' });
  const blocks = new Map(chosen.map(({ block, holder }) => [block, byHolder.get(holder) as string]));
  const codes = new Set([...blocks.keys()].map((block) => Math.floor(block / 10)));
  const places = new Map([...codes].map((code) => [code, placeOf(code)]));
  const own = [...blocks].filter(([, ocn]) => ocn === SOCKET).map(([block]) => block);
  const theirs = [...blocks].filter(([, ocn]) => ocn !== SOCKET).map(([block]) => block);
  return {
    blocks,
    places,
    carriers,
    trunks: Array.from({ length: 50 }, (_, n): Trunk => {
      const name = `TG${String(n + 1).padStart(6, '0')}`;
      if (n < 4) return { name, kind: 'lec-to-lec', oneWay: n < 2 ? SOCKET : CENTURYTEL };
      return { name, kind: n < 8 ? 'access' : n < 12 ? 'transit' : 'lec-to-lec' };
    }),
    portedBlocks: new Set(theirs.slice(0, PORTED / (1000 - FIRST_PORTED))),
    ispNumbers: new Set(own.slice(10).map((block) => block * 1000 + ORDINARY + 5)),
    virtual: new Map(own.slice(0, 5).map((block) => [block, rateCentre('573', 11)])),
  };
}

/** The block list of the world, and the public special numbers. */
export function writeNumbering(world: World, dir: string): void {
  mkdirSync(dir, { recursive: true });
  const holders = new Map([...world.carriers.values()].map(({ ocn, holder }) => [ocn, holder ?? '']));
  const rows = [...world.blocks].map(([block, ocn]) => {
    const digits = String(block);
    return `${digits.slice(0, 3)},${digits.slice(3, 6)},${digits.slice(6)},"${holders.get(ocn) ?? ''}",\n`;
  });
  writeFileSync(
    path.join(dir, 'bench-thousands-blocks.csv'),
    `npa,nxx,block,holder,locality\n${rows.join('')}`,
  );
  cpSync(path.join(path.dirname(BLOCK_LIST), 'special-numbers.csv'), path.join(dir, 'special-numbers.csv'));
}

/** The tables of the world as a carrier imports them. */
export function writeWorld(world: World, dir: string): void {
  mkdirSync(dir, { recursive: true });
  const table = (
    name: string,
    header: string,
    rows: Iterable<readonly (string | number)[]>,
    source = 'made up for a bench',
  ): void =>
    writeFileSync(
      path.join(dir, `${name}.csv`),
      `${header},effective_from,effective_to,provenance,source\n${[...rows].map((row) => `${row.join(',')},2020-01-01,,assumed,${source}\n`).join('')}`,
    );
  table(
    'carriers',
    'ocn,name,kind,party,block_holder',
    [...world.carriers.values()].map((c) => [
      c.ocn,
      c.ocn,
      c.kind,
      c.party ?? '',
      c.holder === undefined ? '' : `"${c.holder}"`,
    ]),
  );
  const places = [...world.places].map(([code, place]) => ({
    npa: Math.floor(code / 1000),
    nxx: String(code).slice(3),
    place,
  }));
  table(
    'exchanges',
    'npa,nxx,rate_centre,state,lata,code_holder_ocn',
    places.map(({ npa, nxx, place: p }) => [npa, nxx, p.rateCentre, p.state, p.lata, p.codeHolder]),
  );
  table(
    'mtas',
    'npa,nxx,mta',
    places.map(({ npa, nxx, place }) => [npa, nxx, place.mta]),
  );
  table(
    'mca-codes',
    'npa,nxx,area,tier',
    places.flatMap(({ npa, nxx, place }) => (place.mca ? [[npa, nxx, place.mca.area, place.mca.tier]] : [])),
  );
  table(
    'local-calling-areas',
    'rate_centre_a,rate_centre_b,kind',
    [...new Set(places.map(({ npa }) => npa))].flatMap((npa) =>
      Array.from({ length: CENTRES - 1 }, (_, n) => [
        rateCentre(String(npa), n),
        rateCentre(String(npa), n + 1),
      ]).flatMap(([a = '', b = '']) => [
        [a, b, 'eas'],
        [b, a, 'eas'],
      ]),
    ),
  );
  table(
    'trunk-groups',
    'trunk_group,kind,way,originating_ocn,a_party,z_party,lata,switch_clli,time_zone',
    world.trunks.map((t) => [
      t.name,
      t.kind,
      t.oneWay ? 'one-way' : 'two-way',
      t.oneWay ?? '',
      'socket',
      'centurytel',
      '521',
      'CLMBMOZA05T',
      'America/Chicago',
    ]),
  );
  table('lrns', 'lrn,ocn,switch_clli', [[SOCKET_LRN, SOCKET, 'CLMBMOZSDS1']]);
  table(
    'isp-numbers',
    'tn',
    [...world.ispNumbers].map((tn) => [tn]),
  );
  table('virtual-numbers', 'number,physical_rate_centre', world.virtual);
  table(
    'ported-numbers',
    'tn,lrn',
    [...world.portedBlocks].flatMap((block) =>
      Array.from({ length: 1000 - FIRST_PORTED }, (_, n) => [block * 1000 + FIRST_PORTED + n, SOCKET_LRN]),
    ),
  );
}

/** Rate centres share a calling area when they are the same or follow each other in one area code. */
export const inCallingArea = (a: Place, b: Place): boolean =>
  a.rateCentre.slice(0, 3) === b.rateCentre.slice(0, 3) &&
  Math.abs(a.rateCentre.charCodeAt(11) - b.rateCentre.charCodeAt(11)) === 1;
