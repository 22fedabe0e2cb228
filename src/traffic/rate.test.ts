/**
 * How a month is cut into tasks, engines and partitions changes nothing: neither a call, nor a sum, nor a byte of what is stored of a day.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { callParts, callsRelation } from './calls.ts';
import { parquetRelation, quote, select, withDuckDb } from './duck.ts';
import { everySource, testMonth } from './engine/test-month.ts';
import type { LandedPart } from './landing/index.ts';
import { CALL_GROUP, rateCalls, rateTasks } from './rate.ts';
import type { CallGroup } from './rate.ts';
import { summarise } from './summarise.ts';
import { trafficAgreement } from './test-agreement.ts';

const RECORDS = 6000;
/** Around changes of the network, and around the end of the month, which is the night in which clocks go back. */
const DAYS = ['09-30', '10-01', '10-09', '10-10', '10-15', '10-16', '10-30', '10-31', '11-01'].map(
  (day) => `2026-${day}`,
);
const CHICAGO = 'CO521001';
const DENVER = 'MT521010';
const ZONES: Readonly<Record<string, string>> = {
  [CHICAGO]: 'America/Chicago',
  [DENVER]: 'America/Denver',
  NOWHERE: 'UTC',
};

interface EdgeRecord {
  readonly file: number;
  readonly line: number;
  readonly utcMs: number;
  readonly group: string;
  readonly id?: string;
}

/** The first day that a call of the month can begin on, and the last that a task takes. */
const [FIRST, LAST] = ['2026-09-24', '2026-10-31'];

/**
 * Records with their time in UTC: at midnight on three clocks, a millisecond before and after, when it is another day in UTC, and in
 * the hour that comes twice.
 */
const atMidnight: EdgeRecord[] = [FIRST, ...DAYS, '2026-11-02']
  .flatMap((day) =>
    Object.entries(ZONES).flatMap(([group, zone]) => {
      const midnight = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
      const twice = Date.parse('2026-11-01T06:30:00Z') + 3_600_000 * (day > '2026-10-15' ? 1 : 0);
      return [midnight - 1, midnight, midnight + 1, Date.parse(`${day}T01:00:00Z`), twice].map((utcMs) => ({
        utcMs,
        group,
      }));
    }),
  )
  .map((record, at) => ({ file: 77, line: 500_000 + at, ...record }));

/** One record id of one caller in three files on three days, in the order of names a, b, c: the first stays. */
const FILES = { a: 77, b: 281_474_976_710_655, c: 1 } as const;
const LATE = Date.parse('2026-10-30T18:00:00Z');
const EARLY = Date.parse('2026-10-09T18:00:00Z');
const twice: EdgeRecord[] = [
  { file: FILES.c, line: 600_001, utcMs: EARLY, group: CHICAGO, id: 'TWICE' },
  { file: FILES.b, line: 600_002, utcMs: LATE, group: CHICAGO, id: 'TWICE' },
  { file: FILES.a, line: 600_003, utcMs: LATE - 86_400_000 * 14, group: CHICAGO, id: 'TWICE' },
  { file: FILES.c, line: 600_004, utcMs: EARLY + 3_600_000, group: CHICAGO, id: 'ONCE' },
];

const partKey = (file: number, utcMs: number): string =>
  `${file} ${new Date(utcMs).toISOString().slice(0, 10)}`;

/** Landed parts of the records, as landing makes them: by file and the day in UTC. */
async function landEdges(dir: string, like: LandedPart): Promise<LandedPart[]> {
  const parts: LandedPart[] = [];
  await withDuckDb(undefined, async (db) => {
    const groups = Map.groupBy([...atMidnight, ...twice], ({ file, utcMs }) => partKey(file, utcMs));
    for (const [key, records] of groups) {
      const target = path.join(dir, `edge ${key}.parquet`);
      const values = records.map(
        ({ line, utcMs, group, id }) =>
          `(${line}, ${utcMs}, '${group}', ${id === undefined ? 'NULL' : quote(id)}, ${5_737_770_000 + (id === undefined ? line % 10_000 : 1)})`,
      );
      await db.run(
        `COPY (SELECT l.* REPLACE (${records[0]?.file ?? 0}::BIGINT AS file, e.line::INTEGER AS line, NULL::BIGINT AS local_ms, e.utc_ms::BIGINT AS utc_ms,
            e.trunk_group AS trunk_group, e.record_id::VARCHAR AS record_id, '9C01' AS recorded_by, (e.from_number)::BIGINT AS from_number,
            5738741234::BIGINT AS to_number, 'record' AS status, NULL::VARCHAR AS reason, TRUE AS answered, 60000::BIGINT AS conversation_ms, NULL::VARCHAR AS recording_switch)
          FROM (SELECT * FROM ${parquetRelation([like.path])} WHERE status = 'record' LIMIT 1) l,
            (VALUES ${values.join(', ')}) e(line, utc_ms, trunk_group, record_id, from_number) ORDER BY e.line)
         TO ${quote(target)} (FORMAT parquet)`,
      );
      const [file = '', day = ''] = key.split(' ');
      parts.push({
        file: Number(file),
        day,
        path: target,
        rows: records.length,
        hasUtc: true,
        hasLocal: false,
      });
    }
  });
  return parts;
}

const agreement = trafficAgreement({ edit: everySource });
const whole = await testMonth(agreement, RECORDS);
const near = whole.parts.filter(({ day }) => day === null || DAYS.includes(day));
const month = { ...whole, parts: [...near, ...(await landEdges(whole.dir, near[0] ?? assert.fail()))] };
const landed = month.parts.reduce((sum, { rows }) => sum + rows, 0);

interface Rated {
  readonly groups: readonly CallGroup[];
  readonly dir: string;
}
async function rate(
  options: { readonly engines: number; readonly taskRows?: number },
  parts = month.parts,
): Promise<Rated> {
  const dir = path.join(mkdtempSync(path.join(month.dir, 'rated-')), 'calls');
  return { groups: await rateCalls({ ...month, parts }, dir, options), dir };
}

const known = await rate({ engines: 1 });

/** Name and hash of each part of a month's calls. */
const bytesOf = ({ dir }: Rated): Map<string, string> =>
  new Map(
    callParts(dir).map((file) => [
      path.basename(file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );

/** How many calls of these months there are that the known one has not, or has otherwise. */
async function differing(others: readonly Rated[]): Promise<unknown> {
  const all = others.map(({ dir }) => `SELECT * FROM ${callsRelation(dir)}`).join(' UNION ALL ');
  const [found] = await withDuckDb(month.dir, (db) =>
    select(
      db,
      `WITH known AS (SELECT * FROM ${callsRelation(known.dir)}), other AS (${all})
       SELECT (SELECT count(*)::INTEGER FROM other) AS calls, (SELECT count(DISTINCT seq)::INTEGER FROM other) AS records,
         (SELECT count(*)::INTEGER FROM (FROM known EXCEPT ALL FROM other)) AS lost,
         (SELECT count(*)::INTEGER FROM (FROM other EXCEPT ALL FROM known)) AS other`,
    ),
  );
  return found;
}
const ALL_THERE = { calls: landed, records: landed, lost: 0, other: 0 };

const ONE_DAY = 1;
test('tasks of one day or of many, on one engine or two, give the same calls, sums and bytes', async () => {
  const bytes = bytesOf(known);
  const same = async (engines: number, taskRows: number): Promise<void> => {
    const found = await rate({ engines, taskRows });
    assert.deepEqual(found.groups, known.groups);
    assert.deepEqual(await differing([found]), ALL_THERE);
    for (const [name, hash] of bytesOf(found)) {
      if (bytes.has(name))
        assert.equal(hash, bytes.get(name), `${name} on ${engines} engines, ${taskRows} rows a task`);
      bytes.set(name, hash);
    }
  };
  await same(2, Number.MAX_SAFE_INTEGER);
  await same(2, ONE_DAY);
  await fc.assert(fc.asyncProperty(fc.constantFrom(1, 2), fc.integer({ min: 100, max: landed }), same), {
    numRuns: 2,
  });
});

test('a record is in the task of its day on the clock of its trunk group, and in no other', async () => {
  const { dir } = await rate({ engines: 2, taskRows: ONE_DAY });
  const names = rateTasks(month, ONE_DAY).map(({ name }) => name);
  assert.deepEqual(
    callParts(dir).map((file) => path.basename(file, '.parquet')),
    [...names].sort(),
  );
  const found = new Map<number, string>();
  await withDuckDb(undefined, async (db) => {
    for (const file of callParts(dir))
      for (const row of await select(
        db,
        `SELECT line::INTEGER AS line FROM ${parquetRelation([file])} WHERE line >= 500000 AND line < 600000`,
      )) {
        assert.ok(!found.has(Number(row['line'])));
        found.set(Number(row['line']), path.basename(file, '.parquet'));
      }
  });
  assert.equal(found.size, atMidnight.length);
  for (const { line, utcMs, group } of atMidnight) {
    const day = Temporal.Instant.fromEpochMilliseconds(utcMs)
      .toZonedDateTimeISO(ZONES[group] ?? '')
      .toPlainDate()
      .toString();
    const wanted = day < FIRST || day > LAST ? 'other-days' : day;
    const name = found.get(line) ?? '';
    const [from = '', to = ''] = name.split('_');
    assert.ok(name === wanted || (from <= wanted && wanted <= to), `${day} of record ${line} is in ${name}`);
  }
});

test('a record id that comes again is a duplicate, whatever file, day and task it comes in', async () => {
  const outcomes = async ({ dir }: Rated): Promise<unknown> => {
    const rows = await withDuckDb(undefined, (db) =>
      select(
        db,
        `SELECT line::INTEGER AS line, outcome = 'duplicate' AS again FROM ${callsRelation(dir)} WHERE line > 600000 ORDER BY line`,
      ),
    );
    return Object.fromEntries(rows.map(({ line, again }) => [String(line), again]));
  };
  // a.emi comes first by name although its day lies between those of the two others.
  const wanted = { 600001: true, 600002: true, 600003: false, 600004: false };
  assert.deepEqual(await outcomes(known), wanted);
  assert.deepEqual(await outcomes(await rate({ engines: 1, taskRows: 50 })), wanted);
});

/** The parts with the records of one hash of the numbers of the call: what repeats a record has the same. */
async function partition(of: number, no: number, salt: number): Promise<LandedPart[]> {
  const dir = mkdtempSync(path.join(month.dir, 'partition-'));
  const parts: LandedPart[] = [];
  await withDuckDb(undefined, async (db) => {
    for (const [at, part] of month.parts.entries()) {
      const target = path.join(dir, `${at}.parquet`);
      await db.run(
        `COPY (SELECT * FROM ${parquetRelation([part.path])} WHERE hash(from_number, to_number, ${salt}) % ${of} = ${no})
         TO ${quote(target)} (FORMAT parquet)`,
      );
      const [found] = await select(db, `SELECT count(*)::INTEGER AS rows FROM ${parquetRelation([target])}`);
      parts.push({ ...part, path: target, rows: Number(found?.['rows']) });
    }
  });
  return parts;
}

/** Groups of partitions as those of one month. */
function together(groups: readonly CallGroup[]): CallGroup[] {
  const key = (group: CallGroup): string =>
    JSON.stringify([...CALL_GROUP, 'rate_span'].map((name) => group[name as keyof CallGroup]));
  return [...Map.groupBy(groups, key).values()].map((alike) => {
    const sum = (name: 'calls' | 'with_number' | 'recorded_ms' | 'measured_ms'): number =>
      alike.reduce((total, group) => total + group[name], 0);
    return {
      ...(alike[0] as CallGroup),
      calls: sum('calls'),
      with_number: sum('with_number'),
      recorded_ms: sum('recorded_ms'),
      measured_ms: sum('measured_ms'),
    };
  });
}

test('one partition and several, cut through each day, give the same calls and the same summaries', async () => {
  const wanted = summarise(agreement, known.groups, month);
  assert.ok(wanted.length > 20);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 3 }), fc.nat(1000), async (of, salt) => {
      const rated: Rated[] = [];
      for (let no = 0; no < of; no++) rated.push(await rate({ engines: 2 }, await partition(of, no, salt)));
      assert.ok(rated.every(({ groups }) => groups.length > 0));
      assert.deepEqual(await differing(rated), ALL_THERE);
      assert.deepEqual(summarise(agreement, together(rated.flatMap(({ groups }) => groups)), month), wanted);
    }),
    { numRuns: 2 },
  );
});
