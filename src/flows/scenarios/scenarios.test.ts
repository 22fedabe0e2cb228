import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { readScenarioFile, readScenarios } from './read-scenarios.ts';
import { runScenarios } from './run-scenarios.ts';

let work: string;
let tiny: string;
before(() => {
  work = mkdtempSync(path.join(tmpdir(), 'scenarios-'));
  tiny = path.join(work, 'tiny');
  cpSync('agreements/tiny', tiny, { recursive: true });
});
after(() => rmSync(work, { recursive: true, force: true }));

function run(text: string) {
  mkdirSync(path.join(tiny, 'scenarios'), { recursive: true });
  writeFileSync(path.join(tiny, 'scenarios', 'some.yaml'), text);
  return runScenarios(tiny, { vocabulary });
}

/** Tiny compounds 0.0407 % a day: 10,000 × (1.000407^1 − 1) = 4.07. */
const ONE_DAY_LATE = `
- ask: late-payment-charge
  facts: { principal: '10000', dueOn: 2026-10-01, paidOn: 2026-10-02 }
  because: 10,000 × 0.000407 = 4.07
  clause: A §4
`;

test('an answer is compared as text, its clause by section; the outcome has the receipt', () => {
  const [right] = unwrap(run(`${ONE_DAY_LATE}  value: '4.07'\n`));
  assert.equal(right?.passed, true);
  assert.equal(right.expected, '4.07 (A §4)');
  assert.equal(right.receipt?.decision, 'late-payment-charge');
  const [amended] = unwrap(run(`${ONE_DAY_LATE.replace('A §4', "'A §4 (amended: x)'")}  value: '4.07'\n`));
  assert.equal(amended?.passed, true);
});

test('another amount, another clause and an unexpected answer fail with what came', () => {
  const [amount] = unwrap(run(`${ONE_DAY_LATE}  value: '4.08'\n`));
  assert.equal(amount?.passed, false);
  assert.equal(amount.got, '4.07 (A §4)');
  const [clause] = unwrap(run(`${ONE_DAY_LATE.replace('A §4', 'A §5')}  value: '4.07'\n`));
  assert.equal(clause?.passed, false);
  const [refused] = unwrap(run(`${ONE_DAY_LATE}  problem: decide/facts\n`));
  assert.equal(refused?.passed, false);
});

test('a clock is asked as due/<clock>; a question that must be refused names its problem', () => {
  // 45 days after Monday 2 November 2026 is Thursday 17 December.
  const clocks = `
- ask: due/bill-due
  facts: { at: 2026-11-02, performer: clec }
  value: 2026-12-17
  clause: A §3
  because: 28 days remain of November, and 17 of December make 45
- ask: due/bill-due
  facts: { at: soon }
  problem: clock/at
  because: '"soon" is no day'
- ask: due/bill-due
  facts: { at: 2026-11-02 }
  problem: clock/at
  because: A day is a day, so this expectation is wrong
- ask: due/bill-paid-twice
  facts: { at: 2026-11-02 }
  problem: clock/unknown
  because: No such clock
- ask: weather
  facts: {}
  value: 1
  clause: A §1
  because: No such decision
`;
  const ran = unwrap(run(clocks));
  assert.deepEqual(
    ran.map(({ passed }) => passed),
    [true, true, false, true, false],
  );
  assert.match(ran[4]?.got ?? '', /^problem scenario\/unknown-question/);
});

test('what is wrong in a file comes back at once, with its lines', () => {
  const read = readScenarioFile(
    'some.yaml',
    `- ask: late-payment-charge
  facts: {}
  because: neither a value nor a problem
- ask: due/bill-due
  facts: {}
  value: 1
  because: a value without a clause
`,
  );
  assert.deepEqual(read.ok ? [] : read.problems.map(({ id, line, field }) => [id, line, field]), [
    ['scenario/answer', 1, 'value'],
    ['scenario/answer', 4, 'clause'],
  ]);
  const shape = readScenarioFile('some.yaml', '- ask: x\n  fact: {}\n  because: misspelled\n');
  assert.deepEqual((shape.ok ? [] : shape.problems).map(({ id, line, field }) => [id, line, field]).sort(), [
    ['scenario/shape', 1, '0.facts'],
    ['scenario/shape', 2, '0.fact'],
  ]);
  const yaml = readScenarioFile('some.yaml', '- ask: [\n');
  assert.equal(yaml.ok ? '' : yaml.problems[0]?.id, 'agreement/yaml');
});

test('a folder without scenarios, and a variant that is not there, are problems', () => {
  const none = readScenarios(path.join(work, 'nowhere'));
  assert.equal(none.ok ? '' : none.problems[0]?.id, 'scenario/none');
  const south = run(`${ONE_DAY_LATE}  value: '4.07'\n  variant: south\n`);
  assert.deepEqual(south.ok ? [] : south.problems.map(({ id, line }) => [id, line]), [
    ['scenario/variant', 2],
  ]);
});
