import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const LAUNCHER = path.join(import.meta.dirname, '..', '..', 'bin', 'meetpoint.cjs');
const dir = mkdtempSync(path.join(tmpdir(), 'cli-'));
after(() => rmSync(dir, { recursive: true, force: true }));

function meetpoint(...words: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...words], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

interface Refusal {
  readonly ok: boolean;
  readonly problems: readonly {
    readonly id: string;
    readonly file?: string;
    readonly line?: number;
    readonly sentence: string;
    readonly cure: string;
  }[];
}

test('help names the commands', () => {
  const { status, out } = meetpoint('--help');
  assert.equal(status, 0);
  for (const name of ['check', 'terms', 'decide']) assert.match(out, new RegExp(`^  ${name} `, 'm'));
  assert.equal(meetpoint('check', '--help').status, 0);
});

test('wrong use exits 2 and says so', () => {
  for (const words of [
    ['frobnicate'],
    ['check'],
    ['check', dir, '--frobnicate'],
    ['terms', dir, '--as-of', 'soon'],
    [],
  ]) {
    const { status, out, err } = meetpoint(...words);
    assert.equal(status, 2, words.join(' '));
    assert.equal(out, '');
    assert.notEqual(err, '');
  }
  assert.match(meetpoint('terms', dir, '--as-of', '2026-02-30').err, /2026-10-31/);
});

test('nothing is recorded in a case that is still to come, or at no moment', () => {
  const refused = (at: string): string[] => {
    const words = ['case', 'record', 'agreements/missouri-2006', 'bfr', 'BFR/1', 'submitted', '--by', 'clec'];
    const { status, out } = meetpoint(...words, '--at', at, '--json');
    assert.equal(status, 1, at);
    return (JSON.parse(out) as Refusal).problems.map(({ id }) => id);
  };
  assert.deepEqual(refused('2199-01-01T00:00:00Z'), ['case/future']);
  assert.deepEqual(refused('Friday'), ['case/at']);
});

test('a body that cannot be read is named by its own option', () => {
  for (const body of ['{bad', '@missing.json']) {
    const words = ['case', 'record', 'agreements/missouri-2006', 'bfr', 'BFR/1', 'submitted', '--by', 'clec'];
    const { status, out } = meetpoint(...words, '--body', body, '--json');
    assert.equal(status, 1, body);
    const [problem] = (JSON.parse(out) as { problems: { field: string; sentence: string; cure: string }[] })
      .problems;
    assert.equal(problem?.field, '--body');
    assert.doesNotMatch(`${problem.sentence} ${problem.cure}`, /--facts/);
  }
});

test('a folder without an agreement is a problem', () => {
  const plain = meetpoint('check', dir);
  assert.equal(plain.status, 1);
  assert.equal(plain.out, '');
  assert.match(plain.err, /agreement\/not-found There is no agreement\.yaml in this folder/);
  assert.match(plain.err, /^1 problem$/m);
  for (const command of ['check', 'terms', 'decide']) {
    const { status, out } = meetpoint(command, dir, '--json');
    assert.equal(status, 1, command);
    const answer = JSON.parse(out) as Refusal;
    assert.equal(answer.ok, false);
    assert.deepEqual(
      answer.problems.map(({ id }) => id),
      ['agreement/not-found'],
    );
  }
});

test('problems have file and line, in the words of a reader', () => {
  writeFileSync(path.join(dir, 'agreement.yaml'), 'id: x\ntitle: X\nstatus: done\n');
  const answer = JSON.parse(meetpoint('check', dir, '--json').out) as Refusal;
  const status = answer.problems.find(({ line }) => line === 3);
  assert.equal(status?.id, 'agreement/manifest');
  assert.equal(status.file, path.join(dir, 'agreement.yaml'));
  assert.match(status.cure, /draft, released/);
  assert.match(meetpoint('check', dir).err, /agreement\.yaml:3: agreement\/manifest \[status\]/);
});

test('the facts of one decision are listed, with which must be given', () => {
  const { status, out } = meetpoint('decide', 'agreements/tiny', 'due-date', '--list');
  assert.equal(status, 0);
  assert.match(out, /^│ product +│ yes +│ text/m);
  assert.match(out, /^│ desired +│ +│ like "2026-10-31"/m);
  assert.doesNotMatch(out, /late-payment-charge/);
});
