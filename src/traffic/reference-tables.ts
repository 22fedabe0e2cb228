import type { DuckDBConnection } from '@duckdb/node-api';
import type { Agreement } from '../agreement/agreement.ts';
import { inForce } from '../network/dated.ts';
import type { Network } from '../network/network.ts';
import { createTable } from './duck.ts';
import { ORIGINATOR_CLASSES, findCompensation, sidesOf } from './compensation.ts';
import { HELD } from './jurisdiction.ts';
import type { JurisdictionRule } from './jurisdiction.ts';
import type { Span, Spans } from './spans.ts';
import { DIRECTIONS } from './tables.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** The compiled rules, one list a span. */
export type RulesBySpan = readonly (readonly JurisdictionRule[])[];

/**
 * Compiles network and agreement into tables that are joined by equality only: a day knows its spans, and a row of a
 * dated table stands once in each span in which it is in force.
 */
export async function createReferenceTables(
  db: DuckDBConnection,
  input: { agreement: Agreement; network: Network; spans: Spans; rules: RulesBySpan },
): Promise<void> {
  await createDays(db, input.spans);
  await createNetwork(db, input.agreement, input.network, input.spans.network);
  await createRules(db, input.rules);
  await createCompensation(db, input.agreement, input.spans.rates, input.rules);
}

async function createDays(db: DuckDBConnection, spans: Spans): Promise<void> {
  const first = spans.network[0]?.from ?? '';
  const last = spans.network.at(-1)?.to ?? '';
  const spanOf = (list: readonly Span[], day: number): number =>
    list.findIndex(({ from, to }) => dayNumber(from) <= day && day <= dayNumber(to));
  const rows: (number | string)[][] = [];
  for (let day = dayNumber(first); day <= dayNumber(last); day++)
    rows.push([
      day,
      new Date(day * DAY_MS).toISOString().slice(0, 10),
      spanOf(spans.network, day),
      spanOf(spans.rules, day),
      spanOf(spans.rates, day),
    ]);
  await createTable(
    db,
    'day',
    { day: 'BIGINT', date: 'VARCHAR', network_span: 'BIGINT', rule_span: 'BIGINT', rate_span: 'BIGINT' },
    rows,
  );
}

async function createNetwork(
  db: DuckDBConnection,
  agreement: Agreement,
  network: Network,
  spans: readonly Span[],
): Promise<void> {
  const inSpans = <T>(make: (day: string, span: number) => T[]): T[] =>
    spans.flatMap(({ from }, span) => make(from, span));
  const role = (party: string | undefined): string | null => {
    const id = party === undefined ? undefined : agreement.party(party);
    return id === undefined ? null : id === agreement.parties.ilec ? 'ilec' : 'clec';
  };
  await createTable(
    db,
    'carrier',
    { span: 'BIGINT', ocn: 'VARCHAR', kind: 'VARCHAR', party: 'VARCHAR' },
    inSpans((day, span) => {
      const byOcn = new Map(inForce(network.carriers, day).map(({ value }) => [value.ocn, value]));
      return [...byOcn.values()].map((c) => [span, c.ocn, c.kind, role(c.party)]);
    }),
  );
  await createTable(
    db,
    'block',
    { span: 'BIGINT', block: 'BIGINT', ocn: 'VARCHAR' },
    inSpans((day, span) => {
      const byHolder = new Map(
        inForce(network.carriers, day).map(({ value }) => [value.block_holder ?? '', value.ocn]),
      );
      return network.numberBlocks.map((b) => [span, b.block, byHolder.get(b.holder) ?? null]);
    }),
  );
  await createTable(
    db,
    'exchange',
    {
      span: 'BIGINT',
      npa_nxx: 'BIGINT',
      rate_centre: 'VARCHAR',
      state: 'VARCHAR',
      lata: 'VARCHAR',
      code_holder: 'VARCHAR',
    },
    inSpans((day, span) =>
      inForce(network.exchanges, day).map(({ value: e }) => [
        span,
        Number(e.npa + e.nxx),
        e.rate_centre,
        e.state,
        e.lata,
        e.code_holder_ocn ?? null,
      ]),
    ),
  );
  await createTable(
    db,
    'area',
    { span: 'BIGINT', a: 'VARCHAR', b: 'VARCHAR', kind: 'VARCHAR' },
    inSpans((day, span) =>
      inForce(network.localCallingAreas, day).map(({ value: v }) => [
        span,
        v.rate_centre_a,
        v.rate_centre_b,
        v.kind,
      ]),
    ),
  );
  await createTable(
    db,
    'trunk',
    { span: 'BIGINT', trunk_group: 'VARCHAR', kind: 'VARCHAR', one_way_ocn: 'VARCHAR', zone: 'VARCHAR' },
    inSpans((day, span) =>
      inForce(network.trunkGroups, day).map(({ value: t }) => [
        span,
        t.trunk_group,
        t.kind,
        t.way === 'one-way' ? (t.originating_ocn ?? null) : null,
        t.time_zone,
      ]),
    ),
  );
  await createTable(
    db,
    'routing',
    { span: 'BIGINT', lrn: 'BIGINT', ocn: 'VARCHAR' },
    inSpans((day, span) =>
      inForce(network.routingNumbers, day).map(({ value }) => [span, Number(value.lrn), value.ocn]),
    ),
  );
  await createTable(
    db,
    'isp',
    { span: 'BIGINT', tn: 'BIGINT' },
    inSpans((day, span) => inForce(network.ispNumbers, day).map(({ value }) => [span, Number(value.tn)])),
  );
}

async function createRules(db: DuckDBConnection, rules: RulesBySpan): Promise<void> {
  await createTable(
    db,
    'rule',
    { span: 'BIGINT', id: 'VARCHAR', bucket: 'VARCHAR' },
    rules.flatMap((list, span) => list.map((rule) => [span, rule.id, rule.then === HELD ? null : rule.then])),
  );
}

async function createCompensation(
  db: DuckDBConnection,
  agreement: Agreement,
  spans: readonly Span[],
  rules: RulesBySpan,
): Promise<void> {
  const buckets = new Set(rules.flat().map((rule) => rule.then));
  const rows = spans.flatMap(({ from }, span) => {
    const view = agreement.at(from);
    return [...buckets].flatMap((bucket) =>
      DIRECTIONS.flatMap((direction) =>
        ORIGINATOR_CLASSES.flatMap((originator) => {
          const row = findCompensation(view, { bucket, direction, originator });
          if (!row) return [];
          const payer = sidesOf(row.value, direction)?.payer;
          const party = payer === undefined ? null : agreement.parties[payer];
          return [[span, bucket, direction, originator, row.id, row.value.regime, party]];
        }),
      ),
    );
  });
  await createTable(
    db,
    'compensation',
    {
      span: 'BIGINT',
      bucket: 'VARCHAR',
      direction: 'VARCHAR',
      originator: 'VARCHAR',
      id: 'VARCHAR',
      regime: 'VARCHAR',
      payer: 'VARCHAR',
    },
    rows,
  );
}
