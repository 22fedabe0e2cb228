import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Agreement } from '../agreement/agreement.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { holidaysTable } from '../parties/calendars.ts';
import { due } from './due.ts';
import type { DueAnswer, DueQuestion } from './due.ts';
import { cases } from './index.ts';
import { partialAgreement } from './test-partial-agreement.ts';

const parties: Vocabulary = { subject: 'parties', terms: [], tables: [holidaysTable], decisions: [] };
const missouri = partialAgreement({
  dir: 'agreements/missouri-2006',
  articles: ['12-local-number-portability.md'],
  tables: ['holidays', 'intervals'],
  vocabulary: [parties, cases],
});

function answer(agreement: Agreement, clock: string, question: DueQuestion): DueAnswer {
  const result = due(agreement, clock, question);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}
function dueAt(agreement: Agreement, clock: string, question: DueQuestion): string {
  const value = answer(agreement, clock, question);
  assert.ok('dueAt' in value);
  return value.dueAt;
}

describe('confirmation of a simple port', () => {
  const port = (at: string, performer?: string): string =>
    dueAt(missouri, 'simple-port-foc', { at, ...(performer === undefined ? {} : { performer }) });

  // Friday 20 November 2026, Central Standard Time (-06:00). Business 08:00–17:00, cut-off 13:00, four hours.
  test('12:59 is before the cut-off: 12:59 + 4 h = 16:59 the same Friday', () => {
    assert.equal(port('2026-11-20T12:59'), '2026-11-20T16:59:00-06:00');
  });
  test('13:00 is at the cut-off and counts: 13:00 + 4 h = 17:00, as business closes', () => {
    assert.equal(port('2026-11-20T13:00'), '2026-11-20T17:00:00-06:00');
    assert.equal(port('2026-11-20T13:00:59'), '2026-11-20T17:00:00-06:00');
  });
  test('13:01 is after it: deemed Monday 08:00; 08:00 + 4 h = Monday 12:00', () => {
    assert.equal(port('2026-11-20T13:01'), '2026-11-23T12:00:00-06:00');
  });
  test('07:30 is before business opens: 08:00 + 4 h = 12:00', () => {
    assert.equal(port('2026-11-20T07:30'), '2026-11-20T12:00:00-06:00');
  });
  test('a Saturday is no business day: deemed Monday 08:00, due Monday 12:00', () => {
    assert.equal(port('2026-11-21T10:00'), '2026-11-23T12:00:00-06:00');
  });
  test('the old provider counts by its own holidays', () => {
    // Wed 25 Nov 13:01 → next business day. Thu 26 is a holiday of both; Fri 27 one of CenturyTel only.
    assert.equal(port('2026-11-25T13:01', 'centurytel'), '2026-11-30T12:00:00-06:00');
    assert.equal(port('2026-11-25T13:01', 'ilec'), '2026-11-30T12:00:00-06:00');
    assert.equal(port('2026-11-25T13:01', 'socket'), '2026-11-27T12:00:00-06:00');
    assert.equal(port('2026-11-25T13:01', 'clec'), '2026-11-27T12:00:00-06:00');
    assert.equal(port('2026-11-25T13:01'), '2026-11-30T12:00:00-06:00');
  });
  test('an instant is an instant, however it is written', () => {
    assert.equal(port('2026-11-20T19:01Z'), '2026-11-23T12:00:00-06:00');
    assert.equal(port('2026-11-20T13:01-06:00'), '2026-11-23T12:00:00-06:00');
  });
  test('the receipt lists each step with its clause and term', () => {
    const { receipt, clause } = answer(missouri, 'simple-port-foc', { at: '2026-11-25T13:01' });
    assert.equal(clause, 'XII §2.1');
    assert.deepEqual(
      receipt.steps.map(({ id }) => id),
      ['calendar', 'received', 'deemed', 'count'],
    );
    assert.match(
      receipt.steps[2]?.sentence ?? '',
      /After the 13:00 cut-off → deemed received Mon 2026-11-30 08:00/,
    );
    assert.match(
      receipt.steps[2]?.sentence ?? '',
      /Thanksgiving Day \(centurytel's holiday\).*Day after Thanksgiving/,
    );
    assert.ok(receipt.steps.every((step) => step.clause === 'XII §2.1' && step.term?.provenance === 'rule'));
  });
});

describe('wrong questions', () => {
  const problems = (clock: string, question: DueQuestion): string[] => {
    const result = due(missouri, clock, question);
    assert.ok(!result.ok);
    return result.problems.map(({ id, field }) => `${id} ${field}`);
  };
  test('an unknown clock says which there are', () => {
    const result = due(missouri, 'port-foc', { at: '2026-11-20T12:59' });
    assert.ok(!result.ok);
    assert.match(result.problems[0]?.cure ?? '', /Clocks are: simple-port-foc\./);
  });
  test('a moment that calendars do not reach is none', () => {
    for (const at of ['+275760-09-13T00:00:00Z', '1899-12-31T00:00:00Z', '2201-01-01'])
      assert.deepEqual(problems('simple-port-foc', { at }), ['clock/at at'], at);
  });
  test('an unknown clock names a day only where one is asked for', () => {
    const sentence = (question: DueQuestion): string => {
      const result = due(missouri, 'port-foc', question);
      return result.ok ? '' : (result.problems.at(-1)?.sentence ?? '');
    };
    assert.match(sentence({ at: 'Friday' }), /has no clock "port-foc"\.$/);
    assert.match(sentence({ at: 'Friday', asOf: '2026-10-31' }), /in force on 2026-10-31\.$/);
    assert.match(sentence({ at: '2026-11-20T12:59' }), /in force on 2026-11-20\.$/);
  });
  test('everything wrong comes back at once', () => {
    assert.deepEqual(
      problems('simple-port-foc', { at: 'Friday', performer: 'verizon', facts: { colour: 'red', size: 1 } }),
      ['clock/at at', 'clock/performer performer', 'clock/facts colour', 'clock/facts size'],
    );
  });
});
