import { createReadStream } from 'node:fs';
import type { Range } from '../../base/expr/range.ts';
import { quoteName } from '../plan/select.ts';
import { clickHouseType } from '../plan/clickhouse.ts';
import type { PlanTable, UsagePlan } from '../plan/types.ts';
import { DAY_MS } from '../plan/clock-stages.ts';
import { replaceTable, rows, tableOf } from './cluster.ts';
import type { Cluster, Shard } from './cluster.ts';

/** Table of the landed records, in the order of their days before their clocks are known. */
export const LANDED = 'landed';

const DAYS = [
  ['local_day', 'local_ms'],
  ['utc_day', 'utc_ms'],
] as const;

/**
 * Conditions on landed records, which need no clock and let a shard pass over other days: those that may be of the days `from` to `to`
 * (days since 1970), and those that may be outside of them. The clock of a record is at most a day off.
 */
export const mayBeWithin = (from: number, to: number): string =>
  DAYS.map(([day]) => `${day} BETWEEN ${from - 1} AND ${to + 1}`).join(' OR ');
export const mayBeOutside = (from: number, to: number): string =>
  `(local_ms IS NULL AND utc_ms IS NULL) OR ${DAYS.map(([day, ms]) => `${ms} IS NOT NULL AND NOT (${day} BETWEEN ${from + 1} AND ${to - 1})`).join(' OR ')}`;

const INSERT_ROWS = 50_000;

/** What a plan calls a table: plans of other days have tables of the same name with other rows. */
export type TableNaming = (plan: UsagePlan, table: string) => string;

/** Look-up tables of all plans on each shard, each content once. */
export async function loadTables(cluster: Cluster, plans: readonly UsagePlan[]): Promise<TableNaming> {
  const names = new Map<PlanTable['rows'], string>();
  const byPlan = new Map<UsagePlan, Map<string, string>>();
  const copies = new Map<string, number>();
  for (const plan of plans) {
    const own = new Map<string, string>();
    byPlan.set(plan, own);
    for (const table of plan.tables) {
      let name = names.get(table.rows);
      if (name === undefined) {
        const copy = copies.get(table.name) ?? 0;
        copies.set(table.name, copy + 1);
        name = `${table.name}_${copy}`;
        names.set(table.rows, name);
        for (const shard of cluster.shards) await loadTable(shard, name, table);
      }
      own.set(table.name, name);
    }
  }
  return (plan, table) => byPlan.get(plan)?.get(table) ?? table;
}

async function loadTable(shard: Shard, name: string, table: PlanTable): Promise<void> {
  const types = { ...table.keys, ...table.columns };
  const columns = Object.entries(types).map(
    ([column, type]) => `${quoteName(column)} ${clickHouseType(type)}`,
  );
  await replaceTable(shard, name, columns.join(', '), 'tuple()');
  for (let at = 0; at < table.rows.length; at += INSERT_ROWS)
    await shard.client.insert({
      table: tableOf(shard, name),
      values: table.rows.slice(at, at + INSERT_ROWS),
      format: 'JSONCompactEachRow',
    });
}

export interface Part {
  readonly path: string;
  readonly rows: number;
}

/**
 * Landed records, each part on one shard.
 * @throws Error when a shard has other records than its parts.
 */
export async function loadLanded(cluster: Cluster, plan: UsagePlan, parts: readonly Part[]): Promise<void> {
  const fields = Object.entries(plan.fields);
  const columns = [
    ...fields.map(([name, type]) => `${quoteName(name)} ${clickHouseType(type)}`),
    ...DAYS.map(([day, ms]) => `${day} Int64 MATERIALIZED intDiv(coalesce(${ms}, -1), ${DAY_MS})`),
  ].join(', ');
  const { shards } = cluster;
  await Promise.all(
    shards.map(async (shard, at) => {
      const own = parts.filter((_, index) => index % shards.length === at);
      await replaceTable(shard, LANDED, columns, `(${DAYS.map(([day]) => day).join(', ')})`);
      for (const part of own)
        await shard.client.insert({
          table: tableOf(shard, LANDED),
          columns: fields.map(([name]) => name) as [string, ...string[]],
          values: createReadStream(part.path),
          format: 'Parquet',
        });
      const [found] = await rows(shard, `SELECT count() AS n FROM ${tableOf(shard, LANDED)}`);
      const wanted = own.reduce((sum, part) => sum + part.rows, 0);
      if (Number(found?.['n']) !== wanted)
        throw new Error(`Shard ${at} has ${String(found?.['n'])} landed records instead of ${wanted}.`);
    }),
  );
}

/** The least and the most in each whole-number field of the landed records, and the fields that no record has. */
export async function landedRanges(
  cluster: Cluster,
  plan: UsagePlan,
): Promise<{ ranges: Map<string, Range>; empty: Map<string, null> }> {
  const fields = Object.entries(plan.fields);
  const ends = fields.flatMap(([name, type]) =>
    type === 'integer'
      ? [
          `toString(min(${quoteName(name)})) AS "least ${name}"`,
          `toString(max(${quoteName(name)})) AS "most ${name}"`,
        ]
      : [`if(count(${quoteName(name)}) = 0, NULL, '') AS "least ${name}"`],
  );
  const landed = cluster.everywhere(LANDED);
  const [found = {}] = await rows(cluster.shards[0], `SELECT ${ends.join(', ')} FROM ${landed}`);
  const empty = fields.filter(([name]) => found[`least ${name}`] === null);
  const whole = fields.filter(([name, type]) => type === 'integer' && found[`least ${name}`] !== null);
  const end = (name: string): bigint => BigInt(String(found[name]));
  return {
    ranges: new Map(
      whole.map(([name]) => [name, { least: end(`least ${name}`), most: end(`most ${name}`) }]),
    ),
    empty: new Map(empty.map(([name]) => [name, null])),
  };
}
