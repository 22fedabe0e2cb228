import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { packageRoot } from './paths.ts';

const LAUNCHER = path.join(packageRoot, 'bin', 'meetpoint.cjs');
const work = mkdtempSync(path.join(tmpdir(), 'scenarios-command-'));
after(() => rmSync(work, { recursive: true, force: true }));

function scenarios(...words: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, 'scenarios', ...words], {
    encoding: 'utf8',
    cwd: packageRoot,
  });
  return { status, out: stdout, err: stderr };
}

test('all answers as worked out: the count and exit code 0', () => {
  const { status, out } = scenarios('agreements/sample-west');
  assert.match(out, /^\d+ passed, 0 failed\n$/);
  assert.equal(status, 0);
});

test('another answer is shown with what was expected, why, and where; exit code 1', () => {
  const dir = path.join(work, 'agreements', 'west');
  cpSync(path.join(packageRoot, 'law'), path.join(work, 'law'), { recursive: true });
  cpSync(path.join(packageRoot, 'agreements', 'sample-west'), dir, { recursive: true });
  const file = path.join(dir, 'section-05-terms.md');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('0.0407 %', '0.0507 %'));
  const plain = scenarios(dir);
  assert.equal(plain.status, 1);
  assert.match(plain.out, /twelve-questions\.yaml:\d+: late-payment-charge \(cascadia\)/);
  assert.match(plain.out, /expected 151\.70 \(Section 5 §5\.4\.3\)/);
  // 10,000 × (1.000507^37 − 1) = 187.59 + 1.71 + 0.01
  assert.match(plain.out, /got {6}189\.31 \(Section 5 §5\.4\.3\)/);
  const json = JSON.parse(scenarios(dir, '--json').out) as {
    ok: boolean;
    failed: number;
    scenarios: { ask: string; passed: boolean; because: string }[];
  };
  assert.equal(json.ok, false);
  assert.equal(json.failed, json.scenarios.filter(({ passed }) => !passed).length);
  assert.ok(json.scenarios.every(({ because }) => because !== ''));
});

test('a folder without scenarios, an unknown variant and no folder are said', () => {
  const none = scenarios('agreements/tiny');
  assert.equal(none.status, 1);
  assert.match(none.err, /scenario\/none/);
  const variant = scenarios('agreements/sample-west', '--variant', 'north');
  assert.equal(variant.status, 1);
  assert.match(variant.err, /agreement\/unknown-variant/);
  assert.equal(scenarios().status, 2);
});
