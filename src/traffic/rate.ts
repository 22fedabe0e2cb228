import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Agreement } from '../agreement/agreement.ts';
import type { Network } from '../network/network.ts';
import { createTable, parquetPaths, parquetRelation, quote, select, withDuckDb } from './duck.ts';
import type { SqlRow } from './duck.ts';
import type { LandedPart } from './landing/index.ts';
import type { MonthTerms } from './month-terms.ts';
import { STORED_COLUMNS, buildPlan } from './plan/build.ts';
import { RESULT } from './plan/compensation-stages.ts';
import { writeResults } from './calls.ts';
import { dayNumber } from './plan/clock-stages.ts';
import { DUCKDB_TYPES, matchDuckDb, selectDuckDb, tableColumns } from './plan/duckdb.ts';
import { clockTable, networkTables } from './plan/network-tables.ts';
import { encode } from './plan/encode.ts';
import { specialise } from './plan/specialise.ts';
import type { Cell, PlanTable, UsagePlan } from './plan/types.ts';
import type { CommonSpan, Span, Spans } from './spans.ts';

/** Everything that the calls of a month are rated by. */
export interface RateInput {
  readonly agreement: Agreement;
  readonly network: Network;
  /** First and last day of the bill month. */
  readonly month: Span;
  readonly spans: Spans;
  readonly terms: MonthTerms;
  /** In the order of their names. */
  readonly files: readonly { readonly key: number; readonly name: string }[];
  readonly parts: readonly LandedPart[];
}

/** Days whose calls are rated in one piece, and the landed parts that may hold them. */
export interface RateTask {
  /** Name of its part of the rated calls. */
  readonly name: string;
  /** First and last connect date; undefined: what is of no day that the month can reach. */
  readonly days?: Span;
  readonly span: CommonSpan;
  readonly parts: readonly LandedPart[];
}

/** Rows of a task, at most as near as whole days allow: what is sorted and hashed at one time. */
const TASK_ROWS = 1_000_000;

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** Cuts the parts of a month into tasks by connect date. A record is in exactly one. */
export function rateTasks(
  { spans, parts, files }: Pick<RateInput, 'spans' | 'parts' | 'files'>,
  taskRows: number = TASK_ROWS,
): RateTask[] {
  const [first, last] = [spans.all[0], spans.all.at(-1)];
  if (!first || !last) throw new Error('A month has at least one span.');
  const order = new Map(files.map(({ key }, index) => [key, index]));
  const sorted = [...parts].sort(
    (a, b) =>
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) ||
      (a.day ?? '').localeCompare(b.day ?? '') ||
      (a.path < b.path ? -1 : 1),
  );
  const rowsOf = new Map<string, number>();
  for (const { day, rows } of parts) if (day !== null) rowsOf.set(day, (rowsOf.get(day) ?? 0) + rows);
  const tasks: RateTask[] = [];
  for (const span of spans.all) {
    let open: { from: string; to: string; rows: number } | undefined;
    const close = (): void => {
      if (!open) return;
      const days = { from: open.from, to: open.to };
      const own = sorted.filter((part) => mayHold(part, days));
      if (own.length > 0) tasks.push({ name: `${days.from}_${days.to}`, days, span, parts: own });
      open = undefined;
    };
    for (let day = span.from; day <= span.to; day = dayAfter(day, 1)) {
      const rows = rowsOf.get(day) ?? 0;
      if (open && open.rows + rows > taskRows) close();
      open = open ? { ...open, to: day, rows: open.rows + rows } : { from: day, to: day, rows };
    }
    close();
  }
  const outside = sorted.filter(
    (part) =>
      part.day === null ||
      part.day < first.from ||
      part.day > last.to ||
      (part.hasUtc && (part.day === first.from || part.day === last.to)),
  );
  if (outside.length > 0 || tasks.length === 0)
    tasks.push({ name: 'other-days', span: last, parts: outside });
  return tasks;
}

/** The plan of each span of a month. */
export function plansOf(input: Omit<RateInput, 'parts'>): ReadonlyMap<CommonSpan, UsagePlan> {
  const { agreement, network, month, spans, terms, files } = input;
  const zones = [...new Set(network.trunkGroups.map(({ value }) => value.time_zone))].sort();
  const clock = clockTable(network);
  const tables = networkTables(agreement, network, spans.all);
  return new Map(
    spans.all.map((span, index) => [
      span,
      buildPlan({
        agreement,
        no: index,
        month,
        days: { from: span.from, to: span.to },
        terms,
        rules: terms.rules[span.rules] ?? [],
        periods: terms.periods[span.rates] ?? [],
        measurement: terms.measurements[span.rates] as MonthTerms['measurements'][number],
        zones,
        tables: [clock, ...(tables[index] ?? [])],
        files,
      }),
    ]),
  );
}

/** Names that rated calls have on disk, where they differ from those of the plan. */
export const CALL_NAMES: Readonly<Record<string, string>> = { file_name: 'file', reason_code: 'reason' };

/** What sums are made by, beside the span of rates. */
export const CALL_GROUP = [
  'trunk_group',
  'outcome',
  'reason',
  'bucket',
  'direction',
  'compensation',
  'payer',
  'rate_period',
] as const;

/** Calls of a span of rates that are alike in all that sums are made by. Milliseconds. */
export interface CallGroup extends Readonly<Record<(typeof CALL_GROUP)[number], string | null>> {
  readonly rate_span: number;
  readonly calls: number;
  /** Calls that carried a calling number. */
  readonly with_number: number;
  readonly recorded_ms: number;
  readonly measured_ms: number;
}

/** Small and quick to write: whole numbers as differences, then packed. */
const PARQUET = 'FORMAT parquet, PARQUET_VERSION v2, COMPRESSION lz4_raw';

/**
 * Rates all calls of a month into `callsDir`, one Parquet part a task, and sums them. Tasks run on `engines` engines of one thread
 * each: which of them did what changes no byte.
 */
export async function rateCalls(
  input: RateInput,
  callsDir: string,
  options: { readonly engines: number; readonly taskRows?: number; readonly done?: (share: number) => void },
): Promise<CallGroup[]> {
  rmSync(callsDir, { recursive: true, force: true });
  mkdirSync(callsDir, { recursive: true });
  const tasks = rateTasks(input, options.taskRows);
  const plans = plansOf(input);
  const groups = new Map<RateTask, SqlRow[]>();
  const waiting = [...tasks];
  let rated = 0;
  const work = async (_: unknown, engine: number): Promise<void> => {
    const scratch = path.join(path.dirname(callsDir), `engine-${engine}`);
    await withDuckDb(scratch, async (db) => {
      const loaded = new Map<string, PlanTable>();
      const [first] = plans.values();
      if (first) await matchMonth(db, first, loaded, input.parts);
      const prepared = new Map<string, UsagePlan>();
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        const empty = await emptyColumns(db, nearParts(task, input.parts));
        const key = JSON.stringify([task.span.from, empty]);
        const plan = prepared.get(key) ?? prepare(plans.get(task.span) as UsagePlan, empty);
        prepared.set(key, plan);
        await loadTables(db, plan, loaded);
        groups.set(task, await rateTask(db, plan, task, input, callsDir));
        rated += 1;
        options.done?.(rated / tasks.length);
      }
    });
    rmSync(scratch, { recursive: true, force: true });
  };
  const engines = Math.max(1, Math.min(options.engines, tasks.length));
  await Promise.all(Array.from({ length: engines }, work));
  const results = [...plans.values()].map(resultsOf);
  await writeResults(callsDir, input.files, results);
  return sumGroups(
    tasks.flatMap((task) => groups.get(task) ?? []),
    resultsByNumber([...plans.values()]),
  );
}

/** The plan for records without these columns, with numbers for texts. */
const prepare = (plan: UsagePlan, empty: readonly string[]): UsagePlan =>
  encode(
    specialise(
      plan,
      new Map(empty.filter((name) => Object.hasOwn(plan.fields, name)).map((name) => [name, null])),
    ),
    STORED_COLUMNS,
  );

export const resultsOf = (plan: UsagePlan): PlanTable =>
  plan.tables.find(({ name }) => name === RESULT) as PlanTable;

/** What the number of a result stands for, without the number. */
export const resultsByNumber = (plans: readonly UsagePlan[]): Map<number, readonly Cell[]> =>
  new Map(plans.flatMap((plan) => resultsOf(plan).rows.map((row) => [Number(row[0]), row.slice(1)])));

/**
 * Sums of an engine (`trunk_group`, `result_no`, `reader_reason`, `rate_span` and the sums) with their results in words; groups that
 * differ only in how they came about are one.
 */
export function sumGroups(
  rows: readonly SqlRow[],
  results: ReadonlyMap<number, readonly Cell[]>,
): CallGroup[] {
  const groups = new Map<string, CallGroup>();
  for (const row of rows) {
    const result = results.get(Number(row['result_no'])) ?? [];
    const [outcome, reason, , bucket, direction, , compensation, payer, period] = result.map(textOf);
    const by = {
      trunk_group: textOf(row['trunk_group']),
      outcome: outcome ?? null,
      reason: textOf(row['reader_reason']) ?? reason ?? null,
      bucket: bucket ?? null,
      direction: direction ?? null,
      compensation: compensation ?? null,
      payer: payer ?? null,
      rate_period: period ?? null,
      rate_span: Number(row['rate_span']),
    };
    const key = JSON.stringify(by);
    const own = groups.get(key);
    groups.set(key, {
      ...by,
      calls: (own?.calls ?? 0) + Number(row['calls']),
      with_number: (own?.with_number ?? 0) + Number(row['with_number']),
      recorded_ms: (own?.recorded_ms ?? 0) + Number(row['recorded_ms']),
      measured_ms: (own?.measured_ms ?? 0) + Number(row['measured_ms']),
    });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** Loads the tables of a plan that are not there yet. */
async function loadTables(
  db: DuckDBConnection,
  plan: UsagePlan,
  loaded: Map<string, PlanTable>,
): Promise<void> {
  for (const table of plan.tables) {
    if (loaded.get(table.name)?.rows === table.rows) continue;
    await createTable(db, table.name, tableColumns(table), table.rows);
    loaded.set(table.name, table);
  }
}

/** The matches over the whole month, which no task can find by itself. Records and clocks are the same under every plan. */
async function matchMonth(
  db: DuckDBConnection,
  plan: UsagePlan,
  loaded: Map<string, PlanTable>,
  parts: readonly LandedPart[],
): Promise<void> {
  const wide = plan.matches.filter((match) => match.kind === 'key' && match.over === 'month');
  if (wide.length === 0) return;
  await loadTables(db, plan, loaded);
  const source = recordsOf(plan, parts);
  for (const match of wide)
    await db.run(`CREATE OR REPLACE TABLE ${match.name} AS ${matchDuckDb(plan, source, match)}`);
}

/** Columns that are empty in all of these files: no record of their format has them. */
async function emptyColumns(db: DuckDBConnection, parts: readonly LandedPart[]): Promise<string[]> {
  if (parts.length === 0) return [];
  const rows = await select(
    db,
    `SELECT path_in_schema AS name FROM parquet_metadata(${parquetPaths(parts.map((part) => part.path))})
     GROUP BY 1 HAVING bool_and(coalesce(stats_null_count = num_values, FALSE)) ORDER BY 1`,
  );
  return rows.map(({ name }) => String(name));
}

async function rateTask(
  db: DuckDBConnection,
  plan: UsagePlan,
  task: RateTask,
  input: RateInput,
  callsDir: string,
): Promise<SqlRow[]> {
  const source = ofDays(plan, task.days, task.parts, input.spans);
  const wide = plan.matches.some(({ kind }) => kind === 'points');
  const from = wide ? ofDays(plan, widened(task.days), nearParts(task, input.parts), input.spans) : source;
  for (const match of plan.matches) {
    if (match.kind === 'key' && match.over === 'month') continue;
    await db.run(`CREATE OR REPLACE TABLE ${match.name} AS ${matchDuckDb(plan, from, match)}`);
  }
  const target = path.join(callsDir, `${task.name}.parquet`);
  await db.run(`COPY (${selectDuckDb(plan, source, STORED_COLUMNS)}) TO ${quote(target)} (${PARQUET})`);
  return select(
    db,
    `SELECT trunk_group, result_no, reader_reason, ${task.span.rates} AS rate_span,
       count(*) AS calls, count(from_number) AS with_number,
       sum(conversation_ms)::BIGINT AS recorded_ms, sum(measured_ms)::BIGINT AS measured_ms
     FROM ${parquetRelation([target])} GROUP BY ALL ORDER BY ALL`,
  );
}

function recordsOf(plan: UsagePlan, parts: readonly LandedPart[]): string {
  if (parts.length > 0) return `SELECT * FROM ${parquetRelation(parts.map((part) => part.path))}`;
  const none = Object.entries(plan.fields).map(([name, type]) => `NULL::${DUCKDB_TYPES[type]} AS ${name}`);
  return `SELECT ${none.join(', ')} WHERE FALSE`;
}

/** The records of some days among those of the parts; without days those that no task of a day takes. */
function ofDays(plan: UsagePlan, days: Span | undefined, parts: readonly LandedPart[], spans: Spans): string {
  const records = recordsOf(plan, parts);
  if (days && parts.every((part) => !part.hasUtc)) return records;
  const day = selectDuckDb(plan, records, [...Object.keys(plan.fields), 'connect_day']);
  const [first, last] = [spans.all[0]?.from ?? '', spans.all.at(-1)?.to ?? ''];
  const where = days
    ? `connect_day BETWEEN ${dayNumber(days.from)} AND ${dayNumber(days.to)}`
    : `connect_day IS NULL OR connect_day < ${dayNumber(first)} OR connect_day > ${dayNumber(last)}`;
  return `SELECT * EXCLUDE (connect_day) FROM (${day}) WHERE ${where}`;
}

/** A record with its time in UTC may be a day off on the clock of its trunk group. */
const mayHold = (part: LandedPart, { from, to }: Span): boolean =>
  part.day !== null &&
  (part.hasUtc
    ? dayAfter(part.day, 1) >= from && part.day <= dayAfter(to, 1)
    : part.day >= from && part.day <= to);

function nearParts(task: RateTask, parts: readonly LandedPart[]): readonly LandedPart[] {
  const days = widened(task.days);
  return days ? parts.filter((part) => mayHold(part, days)) : task.parts;
}

/** Two switches may record one call on both sides of midnight. */
const widened = (days: Span | undefined): Span | undefined =>
  days && { from: dayAfter(days.from, -1), to: dayAfter(days.to, 1) };
