import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { RatedMonth } from '../flows/month-traffic/rate-month.ts';
import { SOME_CALLS, writeStoredCalls } from '../traffic/test-stored-calls.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLE = path.join(ROOT, 'examples', 'october-2026');
const FILE = 'centurytel-2026-10-01.emi';
const dir = mkdtempSync(path.join(tmpdir(), 'traffic-commands-'));
const input = path.join(dir, 'in');

before(async () => {
  mkdirSync(path.join(input, 'usage', 'emi'), { recursive: true });
  cpSync(path.join(EXAMPLE, 'network'), path.join(input, 'network'), { recursive: true });
  const name = `${FILE}.gz`;
  cpSync(path.join(EXAMPLE, 'usage', 'emi', name), path.join(input, 'usage', 'emi', name));
  const calls = path.join(dir, 'data', 'usage', 'missouri-2006', 'centurytel', '2026-10', 'calls.parquet');
  await writeStoredCalls(calls, SOME_CALLS);
});
after(() => rmSync(dir, { recursive: true }));

function run(command: string, ...words: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'bin', 'meetpoint.cjs'), command, ...words],
    { encoding: 'utf8', env: { ...process.env, MEETPOINT_DATA: path.join(dir, 'data') } },
  );
  return { status, out: stdout, err: stderr };
}
const MISSOURI = ['--agreement', path.join(ROOT, 'agreements', 'missouri-2006'), '--variant', 'centurytel'];
const OCTOBER = [...MISSOURI, '--month', '2026-10'];

describe('meetpoint rate', () => {
  const rows = gunzipSync(readFileSync(path.join(EXAMPLE, 'truth', 'records.csv.gz')))
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([file]) => file === FILE);
  /** Of what the makers of the example say of the file. */
  const truth = (at: number, value: string): number => rows.filter((row) => row[at] === value).length;

  test('counts, buckets and prices of usage alone; the store and the rated calls are kept where asked', () => {
    const store = path.join(dir, 'store');
    const out = path.join(dir, 'rated');
    const { status, out: text } = run(
      'rate',
      ...OCTOBER,
      '--in',
      input,
      '--store',
      store,
      '--out',
      out,
      '--json',
    );
    assert.equal(status, 0);
    const rated = JSON.parse(text) as RatedMonth;
    assert.deepEqual(
      [rated.counts.rated, rated.counts.held, rated.counts.duplicate, rated.counts.rejected],
      ['rated', 'held', 'duplicate', 'rejected'].map((outcome) => truth(4, outcome)),
    );
    const local = rated.buckets.filter(({ bucket }) => bucket === 'local');
    assert.equal(
      local.reduce((sum, { calls }) => sum + calls, 0),
      truth(2, 'local'),
    );
    const held = rated.reasons.filter(({ outcome }) => outcome === 'held');
    assert.equal(
      held.reduce((sum, { records }) => sum + records, 0),
      truth(4, 'held'),
    );
    for (const { cure } of held) assert.match(cure, /\.$/);
    assert.ok(rated.charges.some(({ amount, clause }) => Number(amount) > 0 && clause !== ''));
    assert.ok(existsSync(path.join(out, 'calls.parquet')) && readdirSync(store).length > 0);
    assert.equal(existsSync(path.join(dir, 'data', 'postgres')), false, 'no database is made');
  });

  test('a table for people says that no bill is made; without usage there is a problem', () => {
    const { status, out } = run('rate', ...OCTOBER, '--in', input);
    assert.equal(status, 0);
    assert.match(out, /a preview: no bill is made/);
    assert.match(out, /would bill \$[\d.]+ for usage/);
    const empty = run('rate', ...OCTOBER, '--in', path.join(input, 'network'));
    assert.equal(empty.status, 1);
    assert.match(empty.err, /traffic\/no-usage/);
    assert.equal(run('rate', ...OCTOBER).status, 2);
  });
});

describe('meetpoint plan', () => {
  test('stages with their sections, rules in their order, tables with their rows', () => {
    const { status, out } = run('plan', ...MISSOURI, '--on', '2026-10-05', '--in', input);
    assert.equal(status, 0);
    assert.match(out, /month_day \(Day that decides the month of the call; V §5\.3\)/);
    assert.ok(out.indexOf('│ J80 ') < out.indexOf('│ J90 '));
    assert.match(out, /│ trunk +│ +6 │/);
  });

  test('SQL of both engines, and what the stages are as JSON', () => {
    for (const [engine, mark] of [
      ['duckdb', /LEFT JOIN/],
      ['clickhouse', /LEFT ANY JOIN/],
    ] as const) {
      const { status, out } = run('plan', ...MISSOURI, '--sql', engine);
      assert.equal(status, 0);
      assert.match(out, mark);
      assert.match(out, /^CREATE TABLE duplicate/);
    }
    const { out } = run('plan', ...MISSOURI, '--on', '2026-10-05', '--json');
    const plan = JSON.parse(out) as { rules: { id: string }[]; stages: unknown[]; output: string[] };
    assert.ok(plan.stages.length > 5 && plan.output.includes('bucket'));
    assert.equal(plan.rules[0]?.id, 'J1');
    assert.equal(run('plan', ...MISSOURI, '--sql', 'excel').status, 2);
  });
});

describe('meetpoint calls', () => {
  test('a list leaves telephone numbers out and asks no database', () => {
    const { status, out } = run('calls', ...OCTOBER, '--bucket', 'local', '--direction', 'clec-to-ilec');
    assert.equal(status, 0);
    assert.match(out, /^2 calls of 2026-10, 90,500 ms of conversation/);
    assert.match(out, /Telephone numbers are left out: say --purpose/);
    assert.doesNotMatch(out, /5735550001/);
    assert.equal(existsSync(path.join(dir, 'data', 'postgres')), false);
    const from = JSON.parse(run('calls', ...OCTOBER, '--from', '2026-10-03', '--json').out) as {
      total: number;
    };
    assert.equal(from.total, 2);
  });

  test('an export needs a purpose that the agreement allows', () => {
    const file = path.join(dir, 'calls.csv');
    const refused = run('calls', ...OCTOBER, '--export', file);
    assert.equal(refused.status, 1);
    assert.match(refused.err, /customer-record\/purpose/);
    const forbidden = run('calls', ...OCTOBER, '--export', file, '--purpose', 'marketing');
    assert.match(forbidden.err, /not used for marketing.*III §6\.2/);
    assert.equal(existsSync(file), false);
    const { status, out } = run(
      'calls',
      ...OCTOBER,
      '--called',
      '573-555-0002',
      '--export',
      file,
      '--purpose',
      'dispute',
    );
    assert.equal(status, 0);
    assert.match(out, /^2 calls in /);
    assert.match(readFileSync(file, 'utf8'), /5735550002/);
  });

  test('a file without a known ending, a month that is not closed and a bill line that is not there are problems', () => {
    for (const [words, id] of [
      [[...OCTOBER, '--export', 'calls.doc', '--purpose', 'audit'], /traffic\/export-format/],
      [[...MISSOURI, '--month', '2026-09'], /traffic\/not-closed/],
      [[...OCTOBER, '--line', 'NONE/1'], /traffic\/no-line/],
    ] as const) {
      const { status, err } = run('calls', ...words);
      assert.equal(status, 1);
      assert.match(err, id);
    }
    assert.equal(run('calls', ...OCTOBER, '--limit', '0').status, 2);
  });
});
