import { parseExpr } from '../../base/expr/parse.ts';
import type { Expr } from '../../base/expr/ast.ts';
import { fail, ok, unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import {
  candidatesClickHouse,
  clickHouseType,
  matchParts,
  repeatsClickHouse,
  selectClickHouse,
} from '../plan/clickhouse.ts';
import type { TableNames } from '../plan/clickhouse.ts';
import { STORED_COLUMNS } from '../plan/build.ts';
import { dayNumber } from '../plan/clock-stages.ts';
import { encode } from '../plan/encode.ts';
import { rangeProblems } from '../plan/ranges.ts';
import { quoteName } from '../plan/select.ts';
import { specialise } from '../plan/specialise.ts';
import type { PlanMatch, UsagePlan } from '../plan/types.ts';
import { plansOf, resultsByNumber, sumGroups } from '../rate.ts';
import type { CallGroup, RateInput } from '../rate.ts';
import type { CommonSpan } from '../spans.ts';
import { replaceTable, rows, run, tableOf } from './cluster.ts';
import type { Cluster, Shard, ShardRow } from './cluster.ts';
import { LANDED, landedRanges, loadLanded, loadTables, mayBeOutside, mayBeWithin } from './load.ts';
import type { TableNaming } from './load.ts';

/** Table of the rated calls: what is stored of a call, and `rate_span`. */
export const CALLS = 'calls';

/** The records that a plan rates, by connect date: those of its days, and for the last plan those of no day of the month. */
interface Piece {
  readonly span: CommonSpan;
  readonly plan: UsagePlan;
  /** Condition on the landed record that lets a shard pass over the other days. */
  readonly near: string;
  /** Condition on the plan's `connect_day`. */
  readonly own: Expr;
}

/**
 * Rates all calls of a month on a cluster, like `rateCalls` on DuckDB. The calls are then in the table `calls` of each shard, look-up
 * tables and matches beside them, until their database is dropped. Each step replaces what an earlier run of it left.
 *
 * @returns the groups of calls that `rateCalls` returns, or problems `expr/range` where arithmetic may leave 64 bits.
 * @throws Error of the client for a server that cannot be reached or refuses.
 */
export async function rateOnClickHouse(
  input: RateInput,
  cluster: Cluster,
  options: { readonly done?: (share: number) => void } = {},
): Promise<Result<CallGroup[]>> {
  const plans = plansOf(input);
  const [any] = plans.values();
  if (!any) return ok([]);
  const done = (share: number): void => options.done?.(share);
  for (const { client, database } of cluster.shards)
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${quoteName(database)}` });
  await loadLanded(cluster, any, input.parts);
  done(0.3);
  const { ranges, empty } = await landedRanges(cluster, any);
  const pieces = piecesOf(
    [...plans].map(([span, plan]) => [span, encode(specialise(plan, empty), STORED_COLUMNS)]),
  );
  const [first] = pieces as [Piece];
  const prepared = [...new Set(pieces.map(({ plan }) => plan))];
  const problems = prepared.flatMap((plan) => rangeProblems(plan, ranges));
  if (problems.length > 0) return fail(...problems);
  const naming = await loadTables(cluster, prepared);
  for (const match of first.plan.matches) await findRepeats(cluster, pieces, naming, match);
  done(0.6);
  const found = await Promise.all(cluster.shards.map((shard) => rateShard(shard, pieces, naming)));
  done(1);
  return ok(sumGroups(found.flat(), resultsByNumber([...plans.values()])));
}

function piecesOf(plans: readonly (readonly [CommonSpan, UsagePlan])[]): Piece[] {
  const [first, last] = [plans[0]?.[0], plans.at(-1)?.[0]];
  if (!first || !last) return [];
  const [from, to] = [dayNumber(first.from), dayNumber(last.to)];
  const condition = (text: string): Expr => unwrap(parseExpr(text));
  const ofDays = plans.map(([span, plan]): Piece => {
    const [start, end] = [dayNumber(span.from), dayNumber(span.to)];
    return {
      span,
      plan,
      near: mayBeWithin(start, end),
      own: condition(`connect_day >= ${start} and connect_day <= ${end}`),
    };
  });
  const outside: Piece = {
    span: last,
    plan: plans.at(-1)?.[1] as UsagePlan,
    near: mayBeOutside(from, to),
    own: condition(`connect_day is missing or connect_day < ${from} or connect_day > ${to}`),
  };
  return [...ofDays, outside];
}

const source = (shard: Shard, { near }: Piece): string =>
  `SELECT * FROM ${tableOf(shard, LANDED)} WHERE ${near}`;

const namesOn =
  (shard: Shard, { plan }: Piece, naming: TableNaming): TableNames =>
  (table) =>
    tableOf(shard, naming(plan, table));

/**
 * The table of a match on each shard. Records that may repeat each other are brought together on one shard, by the hash of what is
 * compared; what is found goes to all.
 */
async function findRepeats(
  cluster: Cluster,
  pieces: readonly Piece[],
  naming: TableNaming,
  match: PlanMatch,
): Promise<void> {
  const { shards, everywhere } = cluster;
  const [own, met, found] = [`${match.name}_own`, `${match.name}_met`, `${match.name}_found`];
  await each(shards, (shard) => replaceTable(shard, found, 'seq Int64, first Int64', 'seq'));
  for (const part of matchParts(match)) {
    await each(shards, async (shard) => {
      const candidates = pieces.map((piece) => {
        const where: Expr = { kind: 'and', items: [match.where, piece.own] };
        const ofPiece = { ...part, match: { ...match, where } };
        return candidatesClickHouse(piece.plan, source(shard, piece), ofPiece, namesOn(shard, piece, naming));
      });
      await fill(shard, own, candidates.join('\nUNION ALL\n'));
    });
    await each(shards, async (shard, at) => {
      if (shards.length > 1)
        await fill(shard, met, `SELECT * FROM ${everywhere(own)} WHERE h % ${shards.length} = ${at}`);
      const together = tableOf(shard, shards.length > 1 ? met : own);
      await run(shard, `INSERT INTO ${tableOf(shard, found)} ${repeatsClickHouse(together, part)}`);
    });
  }
  await each(shards, (shard) =>
    fill(shard, match.name, `SELECT seq, min(first) AS first FROM ${everywhere(found)} GROUP BY seq`),
  );
  for (const table of [own, met, found])
    await each(shards, (shard) => run(shard, `DROP TABLE IF EXISTS ${tableOf(shard, table)} SYNC`));
}

/** A table of the rows of a query. */
async function fill(shard: Shard, table: string, query: string): Promise<void> {
  const name = tableOf(shard, table);
  await run(shard, `DROP TABLE IF EXISTS ${name} SYNC`);
  await run(shard, `CREATE TABLE ${name} ENGINE = MergeTree ORDER BY tuple() AS ${query}`);
}

async function rateShard(shard: Shard, pieces: readonly Piece[], naming: TableNaming): Promise<ShardRow[]> {
  const plan = (pieces[0] as Piece).plan;
  const types = new Map(plan.stages.flatMap(({ columns }) => columns.map(({ name, type }) => [name, type])));
  const columns = STORED_COLUMNS.map((name) => {
    const type = types.get(name) ?? plan.fields[name] ?? 'text';
    return `${quoteName(name)} ${ORDER.includes(name) ? 'Int64' : clickHouseType(type)}`;
  });
  await replaceTable(shard, CALLS, [...columns, 'rate_span Int64'].join(', '), `(${ORDER.join(', ')})`);
  const stored = STORED_COLUMNS.map(quoteName).join(', ');
  for (const piece of pieces) {
    const own = { name: IN_PIECE, type: 'boolean', expr: piece.own, text: '', doc: '' } as const;
    const stages = [...piece.plan.stages, { name: IN_PIECE, doc: '', columns: [own] }];
    const wanted = [...STORED_COLUMNS, IN_PIECE];
    const calls = selectClickHouse(
      { ...piece.plan, stages },
      source(shard, piece),
      wanted,
      namesOn(shard, piece, naming),
    );
    await run(
      shard,
      `INSERT INTO ${tableOf(shard, CALLS)} SELECT ${stored}, ${piece.span.rates} FROM (${calls}) AS c WHERE ${IN_PIECE}`,
    );
  }
  await balance(shard);
  return sumsOf(shard);
}

/** @throws Error where a record was rated twice or not at all. */
async function balance(shard: Shard): Promise<void> {
  const counts = [LANDED, CALLS].map((table) => `(SELECT count() FROM ${tableOf(shard, table)})`);
  const [found] = await rows(shard, `SELECT ${counts[0]} AS landed, ${counts[1]} AS rated`);
  if (found?.['landed'] !== found?.['rated'])
    throw new Error(
      `${String(found?.['landed'])} records were landed and ${String(found?.['rated'])} rated.`,
    );
}

/** Sums of 64 bits would wrap without a word. */
const sumsOf = (shard: Shard): Promise<ShardRow[]> =>
  rows(
    shard,
    `SELECT trunk_group, result_no, reader_reason, rate_span, count() AS calls, count(from_number) AS with_number,
       toString(sum(toInt128(conversation_ms))) AS recorded_ms, toString(sum(toInt128(measured_ms))) AS measured_ms
     FROM ${tableOf(shard, CALLS)} GROUP BY trunk_group, result_no, reader_reason, rate_span`,
  );

/** Calls stand in the order of files and lines. */
const ORDER: readonly string[] = ['file_no', 'line'];
const IN_PIECE = 'in_piece';
const each = async (
  shards: Cluster['shards'],
  work: (shard: Shard, at: number) => Promise<void>,
): Promise<void> => {
  await Promise.all(shards.map(work));
};
