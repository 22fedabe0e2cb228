import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defineCaseKind } from '../../src/cases/kind.ts';
import type { Ground } from './ground.ts';
import { claimProblems, count, cover } from './state.ts';
import type { Rule } from './rules.ts';

const port = defineCaseKind({
  kind: 'port',
  doc: 'A port.',
  states: [{ name: 'received', doc: 'It is here.', final: true }],
  events: [{ name: 'sent', from: ['start'], to: 'received', doc: 'It comes.' }],
  clocks: [],
  documents: {},
});

const ground: Ground = {
  keys: new Map([
    ['money.late', []],
    ['money.idle', []],
    ['clock.port-foc', []],
    ['clock.orphan', []],
    ['rates#so-new', ['service-order-new']],
  ]),
  starts: new Map([['clock.orphan', ['audit.requested']]]),
  read: new Map([
    ['money.late', true],
    ['money.idle', false],
    ['clock.*', true],
    ['rates', true],
    ['holidays', true],
  ]),
  decisions: new Set(['late-charge']),
  kinds: new Map([['port', port]]),
  constants: new Map([['decision:late-charge', 'lateCharge']]),
  edits: new Set(['LSR-0101']),
  commands: new Set(['diff']),
  sources: new Map([['src/base/days.ts', 'export function addDays(): void {}']]),
  tests: [
    { file: 'src/a.test.ts', text: `decide('late-charge'); 'money.late' 'port' 'sent'` },
    { file: 'src/b.test.ts', text: `quoted 'service-order-new' and addDays()` },
    { file: 's.yaml', text: 'ask: due/port-foc', asks: new Set(['due/port-foc']) },
  ],
};

const rule = (by: string, reason = ''): Rule => ({
  id: 'I.1-1',
  type: 'rule',
  name: 'A rule',
  subject: 'ordering',
  by: by.split(' ').filter((word) => word !== ''),
  reason,
  file: 'rules.csv',
  line: 2,
});

describe('the state of a rule is computed', () => {
  for (const [by, reason, state, tests] of [
    ['money.late decision:late-charge', '', 'modelled', ['src/a.test.ts']],
    ['clock.port-foc', '', 'modelled', ['s.yaml']],
    ['rates#so-new', '', 'modelled', ['src/b.test.ts']],
    ['code:src/base/days.ts', '', 'modelled', ['src/b.test.ts']],
    ['case:port.sent', '', 'modelled', ['src/a.test.ts']],
    // A reason says that something is missing, whatever runs.
    ['money.late', 'The cap is missing.', 'partly', ['src/a.test.ts']],
    // One of two is read.
    ['money.late money.idle', '', 'partly', ['src/a.test.ts']],
    // The clock answers, and no case of the program starts it.
    ['clock.port-foc clock.orphan', '', 'partly', ['s.yaml']],
    // A test of the term is no test of the edit.
    ['money.late edit:LSR-0101', '', 'partly', ['src/a.test.ts']],
    // It runs and no test names it.
    ['edit:LSR-0101', '', 'partly', []],
    // Held and shown, but nothing reads it.
    ['money.idle', '', 'unmodelled', []],
    ['', 'Not yet.', 'unmodelled', []],
  ] as const) {
    test(`${by === '' ? 'nothing' : by}${reason === '' ? '' : ', with a reason'}: ${state}`, () => {
      const covered = cover(rule(by, reason), ground);
      assert.equal(covered.state, state);
      assert.deepEqual(covered.tests, tests);
      assert.equal(covered.reason === '', state === 'modelled');
    });
  }

  test('another agreement without the subject is unmodelled there, and says so', () => {
    const covered = cover(rule('money.late decision:late-charge'), { ...ground, keys: new Map() });
    assert.equal(covered.state, 'unmodelled');
    assert.match(covered.reason, /has no `money\.late`/);
  });

  test('counts', () => {
    const covered = ['money.late', 'money.idle'].map((by) => cover(rule(by), ground));
    assert.deepEqual(count(covered), { modelled: 1, partly: 0, unmodelled: 1 });
  });
});

describe('a claim that is not so is a problem with file and line', () => {
  for (const by of [
    'decision:none',
    'case:none',
    'case:port.none',
    'edit:LSR-9999',
    'command:none',
    'code:src/none.ts',
    'table:none',
    'table:holidays',
    'rates#none',
    'money.none',
    'clock.none',
    'money.none.*',
    'strange:word',
    'money.late test:src/none.test.ts',
    // The test is there and names nothing of the rule.
    'money.late test:src/b.test.ts',
  ])
    test(by, () => {
      const [problem, ...more] = claimProblems(rule(by), ground);
      assert.deepEqual([problem?.file, problem?.line, problem?.field], ['rules.csv', 2, 'by']);
      assert.deepEqual(more, []);
    });

  test('a true one is none', () => {
    assert.deepEqual(claimProblems(rule('money.late clock.* test:src/a.test.ts'), ground), []);
  });
});
