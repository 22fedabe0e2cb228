/**
 * Every call of a generated month, in which every bucket has calls, has one answer: DuckDB's, ClickHouse's, the interpreter's and that of
 * the decision `call-jurisdiction`. All four could be wrong alike, so the steps of the pipeline have hand-worked calls in pipeline.test.ts.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { ClickHouseClient } from '@clickhouse/client';
import { openEmbeddedClickHouse, withoutClickHouse } from '../../../tools/clickhouse/embedded.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Row, Value } from '../../base/expr/ast.ts';
import { sumCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import { callsRelation } from '../../traffic/calls.ts';
import { CALL_FACT_NAMES } from '../../traffic/call-facts.ts';
import { parquetRelation, select, withDuckDb } from '../../traffic/duck.ts';
import type { SqlRow } from '../../traffic/duck.ts';
import { rows } from '../../traffic/engine/cluster.ts';
import type { Cluster } from '../../traffic/engine/cluster.ts';
import { onCluster } from '../../traffic/engine/index.ts';
import type { RateEngine } from '../../traffic/engine/index.ts';
import { fetchCalls } from '../../traffic/engine/fetch.ts';
import { rateOnClickHouse } from '../../traffic/engine/rate.ts';
import { everySource, testMonth } from '../../traffic/engine/test-month.ts';
import { dayNumber } from '../../traffic/plan/clock-stages.ts';
import { planInterpreter } from '../../traffic/plan/interpret.ts';
import type { Repeats } from '../../traffic/plan/interpret.ts';
import { plansOf, rateCalls, resultsByNumber } from '../../traffic/rate.ts';
import { closeTraffic, writeOutcomes } from '../../traffic/index.ts';
import { summarise } from '../../traffic/summarise.ts';
import { EXAMPLE } from '../../traffic/test-agreement.ts';
import { usageCharges } from './charges.ts';
import { callJurisdiction } from './call-jurisdiction.ts';
import { interconnectionAgreement } from './test-agreement.ts';

const skip = withoutClickHouse();
const CI = process.env['CI'] === 'true';
/** Enough that no bucket is empty; a million where nobody waits. */
const RECORDS = CI ? 1_000_000 : 100_000;

const agreement = interconnectionAgreement({ edit: everySource });
let client: ClickHouseClient;
before(() => {
  if (skip === false) client = openEmbeddedClickHouse();
});
after(async () => {
  if (skip === false) await client.close();
});

/** The rules that the decision gives a call, by its facts: many calls have the same. */
const decided = new Map<string, readonly [rule: string | null, bucket: string]>();

function decide(facts: Row): readonly [rule: string | null, bucket: string] {
  const given = Object.fromEntries(
    CALL_FACT_NAMES.filter((name) => name !== 'conversation_ms' && name !== 'connect_minute').map((name) => {
      const value = facts[name] ?? null;
      return [name, typeof value === 'bigint' ? Number(value) : value];
    }),
  );
  const key = JSON.stringify(given);
  const known = decided.get(key);
  if (known) return known;
  const result = runDecision(callJurisdiction, agreement, given, { asOf: String(given['connect_date']) });
  const found = result.ok
    ? ([(result.value.details as { rule: string }).rule, String(result.value.value)] as const)
    : ([null, 'held'] as const);
  decided.set(key, found);
  return found;
}

test('four ways to rate a call come to one answer, call by call and to the cent', { skip }, async () => {
  const month = await testMonth(agreement, RECORDS);
  const cluster: Cluster = {
    shards: [{ client, database: 'month' }],
    everywhere: (table) => `"month"."${table}"`,
  };
  const [duckDir, clickHouseDir] = [path.join(month.dir, 'duck'), path.join(month.dir, 'clickhouse')];
  const groups = await rateCalls(month, duckDir, { engines: 1 });
  assert.deepEqual(unwrap(await rateOnClickHouse(month, cluster)), groups);
  await fetchCalls(month, cluster, clickHouseDir);

  const summaries = summarise(agreement, groups, month);
  const cents = sumCents(unwrap(usageCharges(agreement, summaries)).map(({ amount }) => amount));
  assert.ok(cents > 0n);
  const filled = new Set(summaries.map(({ bucket }) => bucket));
  const wanted = new Set(month.terms.rules.flat().map((rule) => rule.then));
  wanted.delete('held');
  assert.deepEqual([...filled].sort(), [...wanted].sort());

  const repeats: Record<string, Map<bigint, bigint>> = {};
  for (const { name } of plansOf(month).values().next().value?.matches ?? [])
    repeats[name] = new Map(
      (await rows(cluster.shards[0], `SELECT seq, first FROM "month"."${name}"`)).map(({ seq, first }) => [
        BigInt(String(seq)),
        BigInt(String(first)),
      ]),
    );
  let compared = 0;
  await withDuckDb(month.dir, async (db) => {
    const [duck, clickHouse] = [duckDir, clickHouseDir].map((dir) => callsRelation(dir));
    const of = (prefix: string): string =>
      STORED.map((name) => `${prefix}.${name} AS ${prefix}_${name}`).join(', ');
    const landed = parquetRelation(month.parts.map((part) => part.path));
    await db.run(
      `CREATE TABLE record AS SELECT l.*, ${of('d')}, ${of('c')} FROM ${landed} l
       JOIN ${duck} d ON d.file_key = l.file AND d.line = l.line JOIN ${clickHouse} c ON c.seq = d.seq`,
    );
    const interpret = interpreterOf(month, repeats);
    for (let from = 0; from < RECORDS; from += CHUNK) {
      const records = await select(
        db,
        `SELECT * FROM record WHERE rowid >= ${from} AND rowid < ${from + CHUNK}`,
      );
      for (const record of records) {
        compare(record, interpret(record));
        compared += 1;
      }
    }
  });
  assert.equal(compared, RECORDS);
});

const CHUNK = 20_000;
/** What is compared of a call, by the names under which it is listed. */
const STORED = [
  'seq',
  'connect_ms',
  'outcome',
  'rule',
  'bucket',
  'reason',
  'direction',
  'compensation',
  'payer',
  'measured_ms',
];

interface Interpreted {
  readonly facts: Row;
  readonly call: Readonly<Record<string, unknown>>;
  /** The bucket of the rule, or `held`; undefined where something keeps the record from the rules. */
  readonly ruled: string | undefined;
}

/** The plan of the record's own day, run by the interpreter. */
function interpreterOf(
  month: Awaited<ReturnType<typeof testMonth>>,
  repeats: Repeats,
): (record: SqlRow) => Interpreted {
  const plans = [...plansOf(month)].map(([span, plan]) => ({
    from: dayNumber(span.from),
    to: dayNumber(span.to),
    run: planInterpreter(plan, repeats),
    wanted: plan.stages.flatMap((stage) => stage.columns.map(({ name }) => name)),
    thenOf: new Map((month.terms.rules[span.rules] ?? []).map((rule) => [rule.id, rule.then])),
    fields: Object.keys(plan.fields),
  }));
  const last = plans.at(-1) ?? assert.fail();
  const results = resultsByNumber([...plansOf(month).values()]);
  return (record) => {
    const fields = Object.fromEntries(
      last.fields.map((name) => {
        const value = record[name] ?? null;
        return [name, typeof value === 'number' ? BigInt(value) : (value as Value)];
      }),
    );
    const day = last.run(fields, DAY)['connect_day'] as bigint | null;
    const own = plans.find(({ from, to }) => day !== null && from <= day && day <= to) ?? last;
    const row = own.run(fields, own.wanted);
    const [outcome, reason, rule, bucket, direction, , compensation, payer] =
      results.get(Number(row['result_no'])) ?? assert.fail();
    const { seq, connect_ms, measured_ms, reader_reason } = row;
    return {
      facts: { ...fields, ...row },
      call: {
        seq,
        connect_ms,
        outcome,
        rule,
        bucket,
        reason: reader_reason ?? reason,
        direction,
        compensation,
        payer,
        measured_ms,
      },
      ruled: row['fault_no'] === null ? (own.thenOf.get(String(rule)) ?? 'held') : undefined,
    };
  };
}

const DAY = ['connect_day'] as const;

function compare(record: SqlRow, { facts, call, ruled }: Interpreted): void {
  for (const [prefix, engine] of [
    ['d', 'DuckDB'],
    ['c', 'ClickHouse'],
  ] as const)
    for (const name of STORED)
      if (record[`${prefix}_${name}`] !== call[name])
        assert.deepEqual(
          record[`${prefix}_${name}`],
          call[name],
          `${name} of record ${String(call['seq'])} in ${engine}`,
        );
  if (ruled === undefined) return;
  const [rule, bucket] = decide(facts);
  if (rule !== call['rule'] || bucket !== ruled)
    assert.deepEqual([rule, bucket], [call['rule'], ruled], `decision of record ${String(call['seq'])}`);
}

test('the example month closes alike on both engines', { skip }, async () => {
  const plain = interconnectionAgreement();
  const cluster: Cluster = {
    shards: [{ client, database: 'october' }],
    everywhere: (table) => `"october"."${table}"`,
  };
  const close = async (rate?: RateEngine) => {
    const workDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-october-'));
    const closed = unwrap(
      await closeTraffic({
        agreement: plain,
        month: '2026-10',
        inputDir: EXAMPLE,
        workDir,
        ...(rate ? { rate } : {}),
      }),
    );
    const outcomes = path.join(workDir, 'outcomes.csv');
    await writeOutcomes(closed.callsParquet, outcomes);
    const { counts, reasons, minutesByBucket, summaries } = closed;
    const charges = unwrap(usageCharges(plain, summaries)).map(({ amount }) => amount);
    return { counts, reasons, minutesByBucket, summaries, charges, outcomes: readFileSync(outcomes, 'utf8') };
  };
  const [duck, clickHouse] = [await close(), await close(onCluster(cluster))];
  assert.ok(sumCents(duck.charges) > 0n && duck.counts.read > 200_000);
  assert.ok(clickHouse.outcomes === duck.outcomes);
  assert.deepEqual(clickHouse, duck);
});
