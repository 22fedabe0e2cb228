import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parquetRelation, select, withDuckDb } from '../duck.ts';
import { DayFiles } from './day-files.ts';
import { temporaryFolder } from './test-usage.ts';

const DAY_MS = 86_400_000;
const FILLED = ['line', 'status', 'local_ms', 'trunk_group', 'conversation_ms', 'record_id'] as const;

interface Row {
  /** -1: undated */
  readonly day: number;
  readonly group: number;
}

/** Runs of rows of a day, as files have them, and days that change with every row. */
const rows = fc
  .array(
    fc.record({
      day: fc.oneof(fc.integer({ min: 20_000, max: 20_060 }), fc.constant(-1)),
      group: fc.nat(200),
      times: fc.integer({ min: 1, max: 90 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((runs) => runs.flatMap(({ times, ...row }) => Array.from({ length: times }, (): Row => row)));

test('within any bounds each record lands in the file of its day, in its order, with its texts', async () => {
  let number = 0;
  const root = temporaryFolder();
  const property = fc.asyncProperty(
    rows,
    fc.record({ rows: fc.integer({ min: 1, max: 600 }), words: fc.integer({ min: 3, max: 40 }) }),
    async (all, bounds) => {
      const dir = path.join(root, String(++number));
      const days = new DayFiles(dir, { file: 7, format: 'emi', filled: FILLED }, bounds);
      for (const [i, { day, group }] of all.entries()) {
        if (i % 25 === 0) await days.ready();
        const ms = day < 0 ? -1 : day * DAY_MS + i;
        const row = days.begin(ms);
        days.rows.line[row] = i + 1;
        days.rows.status[row] = days[i % 7 === 0 ? 'damaged' : 'record'];
        days.rows.local_ms[row] = ms;
        days.rows.trunk_group[row] = days.words.text(`G${group}`);
        days.rows.conversation_ms[row] = i;
        days.rows.record_id[row] = i % 3 === 0 ? undefined : `r${i}`;
      }
      const files = await days.end();
      const expected = [...new Set(all.map(({ day }) => day))]
        .sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b))
        .map((day) => ({
          day: day < 0 ? null : new Date(day * DAY_MS).toISOString().slice(0, 10),
          rows: all.filter((row) => row.day === day).length,
          hasUtc: false,
          hasLocal: day >= 0,
        }));
      assert.deepEqual(
        files.map(({ day, rows, hasUtc, hasLocal }) => ({ day, rows, hasUtc, hasLocal })),
        expected,
      );
      assert.deepEqual(days.totals, {
        read: all.length,
        damaged: Math.ceil(all.length / 7),
        rejected: 0,
        conversationMs: (all.length * (all.length - 1)) / 2,
      });
      const read = await withDuckDb(undefined, (db) =>
        select(
          db,
          `SELECT line, status, local_ms, trunk_group, record_id, file, jip
           FROM ${parquetRelation(files.map((file) => path.join(dir, file.path)))}`,
        ),
      );
      const order = all.map((row, i) => ({ ...row, i })).toSorted((a, b) => place(a.day) - place(b.day));
      assert.deepEqual(
        read,
        order.map(({ day, group, i }) => ({
          line: i + 1,
          status: i % 7 === 0 ? 'damaged' : 'record',
          local_ms: day < 0 ? null : BigInt(day * DAY_MS + i),
          trunk_group: `G${group}`,
          record_id: i % 3 === 0 ? null : `r${i}`,
          file: 7n,
          jip: null,
        })),
      );
    },
  );
  await fc.assert(property, { numRuns: 25 });
});

const place = (day: number): number => (day < 0 ? Infinity : day);
