import type { Agreement } from '../../agreement/agreement.ts';
import { changeDays, inForce } from '../../network/dated.ts';
import type { DatedRow } from '../../network/dated.ts';
import type { Network } from '../../network/network.ts';
import type { Span } from '../spans.ts';
import type { Cell, PlanTable } from './types.ts';

type Shape = Omit<PlanTable, 'rows'>;

/** A table of the plan and the dated rows that it is made from. */
interface Source {
  readonly shape: Shape;
  readonly from: (network: Network) => readonly (readonly DatedRow<unknown>[])[];
  readonly rows: (network: Network, day: string, agreement: Agreement) => Cell[][];
}

const code = ({ npa, nxx }: { npa: string; nxx: string }): number => Number(npa + nxx);
const values = <T>(rows: readonly DatedRow<T>[], day: string): T[] =>
  inForce(rows, day).map(({ value }) => value);

/** What is known of a code. */
const PLACE = {
  rate_centre: 'text',
  state: 'text',
  lata: 'text',
  code_holder: 'text',
  mta: 'text',
  mca_area: 'text',
  mca_tier: 'integer',
} as const;

/** A block that nobody holds any more. */
const TAKEN_BACK = Symbol('taken back');

/** Holders of pooled thousands-blocks; null: a carrier that is not listed. */
function blockHolders({ carriers, numberBlocks, numberBlockChanges }: Network, day: string) {
  const byHolder = new Map(values(carriers, day).map((c) => [c.block_holder ?? '', c.ocn]));
  const holders = new Map<number, string | null | typeof TAKEN_BACK>(
    numberBlocks.map(({ block, holder }) => [block, byHolder.get(holder) ?? null]),
  );
  for (const { npa, nxx, block, ocn } of values(numberBlockChanges, day)) {
    const key = Number(npa + nxx + block);
    if (ocn === undefined) holders.set(key, TAKEN_BACK);
    else holders.set(key, ocn);
  }
  return holders;
}

function codePlaces({ exchanges, mtas, mcaCodes }: Network, day: string): Map<number, Cell[]> {
  const mta = new Map(values(mtas, day).map((area) => [code(area), area.mta]));
  const mca = new Map(values(mcaCodes, day).map((one) => [code(one), one]));
  const rated = new Map(values(exchanges, day).map((exchange) => [code(exchange), exchange]));
  const codes = new Set([...rated.keys(), ...mta.keys(), ...mca.keys()]);
  return new Map(
    [...codes].map((key) => {
      const e = rated.get(key);
      const plan = mca.get(key);
      const place = [e?.rate_centre ?? null, e?.state ?? null, e?.lata ?? null, e?.code_holder_ocn ?? null];
      return [key, [...place, mta.get(key) ?? null, plan?.area ?? null, plan?.tier ?? null]];
    }),
  );
}

const SOURCES: readonly Source[] = [
  {
    shape: {
      name: 'carrier',
      doc: 'Carriers by operating company number',
      keys: { ocn: 'text' },
      columns: { known: 'text', kind: 'text', party: 'text' },
    },
    from: ({ carriers }) => [carriers],
    rows: ({ carriers }, day, agreement) => {
      const byOcn = new Map(values(carriers, day).map((carrier) => [carrier.ocn, carrier]));
      return [...byOcn.values()].map(({ ocn, kind, party }) => [ocn, ocn, kind, roleOf(agreement, party)]);
    },
  },
  {
    shape: {
      name: 'number',
      doc: 'Thousands-blocks: their holders, and where their codes are rated',
      keys: { block: 'integer' },
      columns: { holder: 'text', pooled: 'boolean', taken_back: 'boolean', ...PLACE },
    },
    from: ({ carriers, numberBlockChanges, exchanges, mtas, mcaCodes }) => [
      carriers,
      numberBlockChanges,
      exchanges,
      mtas,
      mcaCodes,
    ],
    rows: (network, day) => {
      const holders = blockHolders(network, day);
      const places = codePlaces(network, day);
      const blocks = new Set(holders.keys());
      for (const code of places.keys())
        for (let digit = 0; digit < 10; digit++) blocks.add(code * 10 + digit);
      const none = Object.keys(PLACE).map(() => null);
      return [...blocks].map((block) => {
        const holder = holders.get(block);
        const place = places.get(Math.floor(block / 10)) ?? none;
        if (holder === TAKEN_BACK) return [block, null, null, true, ...place];
        return [block, holder ?? null, holder === undefined ? null : true, null, ...place];
      });
    },
  },
  {
    shape: {
      name: 'exchange',
      doc: 'Codes: where they are rated, who holds them, which plans and areas they belong to',
      keys: { npa_nxx: 'integer' },
      columns: PLACE,
    },
    from: ({ exchanges, mtas, mcaCodes }) => [exchanges, mtas, mcaCodes],
    rows: (network, day) => [...codePlaces(network, day)].map(([key, place]) => [key, ...place]),
  },
  {
    shape: {
      name: 'area',
      doc: 'Local calling areas from one rate centre to another',
      keys: { origin: 'text', terminating: 'text' },
      columns: { kind: 'text' },
    },
    from: ({ localCallingAreas }) => [localCallingAreas],
    rows: ({ localCallingAreas }, day) =>
      values(localCallingAreas, day).map((a) => [a.rate_centre_a, a.rate_centre_b, a.kind]),
  },
  {
    shape: {
      name: 'trunk',
      doc: 'Trunk groups',
      keys: { trunk_group: 'text' },
      columns: { kind: 'text', one_way_ocn: 'text' },
    },
    from: ({ trunkGroups }) => [trunkGroups],
    rows: ({ trunkGroups }, day) =>
      values(trunkGroups, day).map((t) => [
        t.trunk_group,
        t.kind,
        t.way === 'one-way' ? (t.originating_ocn ?? null) : null,
      ]),
  },
  {
    shape: {
      name: 'routing',
      doc: 'Routing numbers and the carriers whose switches they name',
      keys: { lrn: 'integer' },
      columns: { ocn: 'text' },
    },
    from: ({ routingNumbers }) => [routingNumbers],
    rows: ({ routingNumbers }, day) => values(routingNumbers, day).map(({ lrn, ocn }) => [Number(lrn), ocn]),
  },
  {
    shape: {
      name: 'ported',
      doc: 'Ported numbers and the routing numbers of the switches that serve them',
      keys: { tn: 'integer' },
      columns: { lrn: 'integer' },
    },
    from: ({ portedNumbers }) => [portedNumbers],
    rows: ({ portedNumbers }, day) =>
      values(portedNumbers, day).map(({ tn, lrn }) => [Number(tn), Number(lrn)]),
  },
  {
    shape: {
      name: 'isp',
      doc: 'Numbers known to be dial-up access to the Internet',
      keys: { tn: 'integer' },
      columns: { known: 'boolean' },
    },
    from: ({ ispNumbers }) => [ispNumbers],
    rows: ({ ispNumbers }, day) => values(ispNumbers, day).map(({ tn }) => [Number(tn), true]),
  },
  {
    shape: {
      name: 'virtual',
      doc: 'Numbers and thousands-blocks whose customers are elsewhere than they are rated',
      keys: { number: 'integer' },
      columns: { rate_centre: 'text' },
    },
    from: ({ virtualNumbers }) => [virtualNumbers],
    rows: ({ virtualNumbers }, day) =>
      values(virtualNumbers, day).map((v) => [Number(v.number), v.physical_rate_centre]),
  },
  {
    shape: {
      name: 'special',
      doc: 'First digits of numbers that ask for a service',
      keys: { prefix: 'integer' },
      columns: { service: 'text' },
    },
    from: ({ specialNumbers }) => [specialNumbers],
    rows: ({ specialNumbers }, day) => {
      const byPrefix = new Map(values(specialNumbers, day).map((s) => [Number(s.prefix), s.service]));
      return [...byPrefix];
    },
  },
  {
    shape: {
      name: 'interexchange',
      doc: 'Interexchange carriers by their identification codes',
      keys: { cic: 'text' },
      columns: { ocn: 'text' },
    },
    from: ({ interexchangeCarriers }) => [interexchangeCarriers],
    rows: ({ interexchangeCarriers }, day) => values(interexchangeCarriers, day).map((c) => [c.cic, c.ocn]),
  },
  {
    shape: {
      name: 'switch',
      doc: 'Switches, their owners and roles',
      keys: { clli: 'text' },
      columns: { ocn: 'text', role: 'text' },
    },
    from: ({ switches }) => [switches],
    rows: ({ switches }, day) => values(switches, day).map(({ clli, ocn, role }) => [clli, ocn, role]),
  },
];

/** Role of a carrier's party in the agreement. */
function roleOf(agreement: Agreement, party: string | undefined): string | null {
  const id = party === undefined ? undefined : agreement.party(party);
  return id === undefined ? null : id === agreement.parties.ilec ? 'ilec' : 'clec';
}

/**
 * The tables of the network for each span, as of its first day. A table in which nothing changes from one span to the next is
 * the same object in both, so that an engine need not load it again.
 */
export function networkTables(
  agreement: Agreement,
  network: Network,
  spans: readonly Span[],
): (readonly PlanTable[])[] {
  const made = SOURCES.map(({ shape, from, rows }) => {
    const first = spans[0]?.from ?? '';
    const changes = changeDays(from(network).flat(), first, spans.at(-1)?.to ?? '');
    let table: PlanTable | undefined;
    return spans.map(({ from: day }) => {
      if (!table || changes.has(day)) table = { ...shape, rows: rows(network, day, agreement) };
      return table;
    });
  });
  return spans.map((_, span) => made.map((bySpan) => bySpan[span] as PlanTable));
}

/**
 * The zone of each trunk group's clocks. A clock does not move, so this table is one for all days: it says on which day a call was,
 * before anything of that day is known.
 */
export const clockTable = (network: Network): PlanTable => ({
  name: 'clock',
  doc: 'Time zones of the clocks of trunk groups',
  keys: { trunk_group: 'text' },
  columns: { zone: 'text' },
  rows: [...new Map(network.trunkGroups.map(({ value }) => [value.trunk_group, value.time_zone]))].map(
    (pair) => [...pair],
  ),
});
