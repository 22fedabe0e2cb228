import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { TrunkStudy } from '../flows/trunk-study/study.ts';
import { writeRatedCalls } from '../traffic/test-rated-calls.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const dir = mkdtempSync(path.join(tmpdir(), 'trunks-'));
after(() => rmSync(dir, { recursive: true, force: true }));

function trunks(month: string, ...words: string[]): { status: number | null; out: string; err: string } {
  const launcher = path.join(ROOT, 'bin', 'meetpoint.cjs');
  const agreement = path.join(ROOT, 'agreements', 'missouri-2006');
  const asked = ['--agreement', agreement, '--month', month, '--in', dir, '--data', path.join(dir, 'data')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, 'trunks', ...asked, ...words], {
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

/** CO521001 of the example as a tandem group of 24 trunks, with 10 calls of a whole hour each weekday of October at 9. */
before(async () => {
  cpSync(path.join(ROOT, 'examples', 'october-2026', 'network'), path.join(dir, 'network'), {
    recursive: true,
  });
  const file = path.join(dir, 'network', 'trunk-groups.csv');
  const [head = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const extended = rows.map((row) => `${row},${row.startsWith('CO521001') ? '24,tandem' : ','}`);
  writeFileSync(file, [`${head},trunks,traffic_class`, ...extended, ''].join('\n'));
  const folder = path.join(dir, 'data', 'usage', 'missouri-2006', 'centurytel', '2026-10', 'calls.parquet');
  const october = Array.from({ length: 31 }, (_, index) =>
    Temporal.PlainDate.from('2026-10-01').add({ days: index }),
  );
  const weekdays = october.filter(({ dayOfWeek }) => dayOfWeek <= 5);
  await writeRatedCalls(
    folder,
    weekdays.flatMap((day) =>
      Array.from({ length: 10 }, () => ({
        group: 'CO521001',
        at: `${day.toString()}T09:00:00`,
        spoken: 3600,
        direction: 'clec-to-ilec',
        from: 5737773456,
        to: 5738741234,
      })),
    ),
  );
});

test('load, trunks and what is due, as a table and as JSON', () => {
  const { status, out, err } = trunks('2026-10');
  assert.deepEqual([status, err], [0, '']);
  // 10 erlangs are 360 CCS; at P.005 18 trunks carry 9.578 and 19 carry 10.331. 19 ÷ 24 = 79.2 %.
  assert.match(out, /CO521001 +│ tandem +│ 09:00 +│ 360\.0000 +│ 10\.0000 +│ +19 +│ +24 +│ 79\.2 %/);
  assert.match(
    out,
    /CO521001: Send a trunk group service request: 19 trunks are required and 24 are in service\. \(V §3\.4\)/,
  );
  assert.match(out, /COLUMBIA +│ 360\.0000 +│ not due/);
  assert.match(out, /Not sized, for trunk-groups\.csv does not say traffic_class and trunks: .*CO521003/);
  const study = JSON.parse(trunks('2026-10', '--json').out) as TrunkStudy;
  assert.deepEqual(
    study.actions.map(({ what, trunkGroup }) => [what, trunkGroup]),
    [['augment', 'CO521001']],
  );
  assert.equal(
    study.groups.find(({ trunkGroup }) => trunkGroup === 'CO521001')?.receipts['trunks-required']?.value,
    19,
  );
});

test('a month that is not closed is a problem, a missing option is wrong use', () => {
  const { status, err } = trunks('2026-11');
  assert.equal(status, 1);
  assert.match(err, /trunks\/not-closed/);
  const { status: usage } = spawnSync(process.execPath, [path.join(ROOT, 'bin', 'meetpoint.cjs'), 'trunks']);
  assert.equal(usage, 2);
});
