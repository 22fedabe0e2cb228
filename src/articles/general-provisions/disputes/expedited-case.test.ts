import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import type { NewEvent } from '../../../cases/kind.ts';
import { event, idsOf, load, missouri, play } from '../test-ground.ts';
import { expeditedDisputeKind } from './expedited-case.ts';

const agreement = missouri();
const filed = (about: string) =>
  event('filed', '2026-11-02', {
    about,
    grounds: 'No dial tone since 30 October',
    issue: 'Whether the circuit is repaired at once',
    efforts: 'Called the repair center three times',
    sections: ['IX §2.1'],
    proposal: 'Repair within a day',
  });
/** Monday 9 November, an answer in time. */
const answered = (servedOn = '2026-11-09') =>
  event('answered', '2026-11-09', { answer: 'Repaired', answeredOn: '2026-11-09', servedOn }, 'centurytel');
const run = (...events: NewEvent[]) => idsOf(play(agreement, expeditedDisputeKind, events));

describe('an expedited dispute', () => {
  test('is of service, never of the accuracy of bills', () => {
    assert.deepEqual(run(filed('outage')), []);
    assert.deepEqual(run(filed('billing')), ['dispute/not-expedited']);
    assert.deepEqual(run(filed('weather')), ['case/body']);
  });

  test('is what the agreement names, and nothing that it leaves out', () => {
    // Article III §8.3 names establishment, interruption, outage and disconnection.
    for (const about of ['establishment-of-service', 'interruption', 'disconnection'])
      assert.deepEqual(run(filed(about)), []);
    assert.deepEqual(run(filed('other')), ['dispute/not-expedited']);
    const less = unwrap(
      load([
        '  about: [establishment-of-service, interruption, outage, disconnection]',
        '  about: [disconnection]',
      ]),
    );
    assert.deepEqual(idsOf(play(less, expeditedDisputeKind, [filed('outage')])), ['dispute/not-expedited']);
  });

  test('is not resolved by who is complained of alone', () => {
    const by = (actor: string, body = {}) => event('resolved', '2026-11-03', body, actor);
    assert.deepEqual(run(filed('outage'), by('centurytel')), ['dispute/not-decided']);
    assert.deepEqual(run(filed('outage'), by('centurytel', { docket: 'TC-2027-0001' })), []);
    assert.deepEqual(run(filed('outage'), by('socket')), []);
  });

  test('is answered in five business days, served the same day', () => {
    const clocks = runClocks(
      agreement,
      expeditedDisputeKind,
      unwrap(play(agreement, expeditedDisputeKind, [filed('outage')])),
    );
    // 3, 4, 5, 6 and 9 November.
    assert.equal(clocks[0]?.dueAt, '2026-11-09');
    assert.deepEqual(run(filed('outage'), answered('2026-11-10')), ['dispute/not-served']);
  });

  test('is met about from the fifth to the tenth business day after the answer', () => {
    // 10 to 13 November are 4 business days, Monday the 16th is the 5th; 17 to 20 make 9, Monday the 23rd is the 10th.
    const clocks = runClocks(
      agreement,
      expeditedDisputeKind,
      unwrap(play(agreement, expeditedDisputeKind, [filed('outage'), answered()])),
    );
    const meeting = clocks.find(({ name }) => name === 'meeting');
    assert.equal(meeting?.notBefore, '2026-11-16');
    assert.equal(meeting.dueAt, '2026-11-23');
    assert.deepEqual(run(filed('outage'), answered(), event('met', '2026-11-13')), ['case/too-early']);
    assert.deepEqual(run(filed('outage'), answered(), event('met', '2026-11-16')), []);
  });

  test('the lower bound holds the meeting and nothing else', () => {
    for (const [name, body] of [
      ['withdrawn', {}],
      ['resolved', {}],
      ['referred', { reason: 'No service is affected' }],
    ] as const) {
      assert.deepEqual(run(filed('outage'), answered(), event(name, '2026-11-10', body)), [], name);
    }
  });

  test('a clock that binds an event which does not stop it is refused', () => {
    const wrong = load(['  binds: [expedited-dispute.met]', '  binds: [expedited-dispute.filed]']);
    assert.deepEqual(idsOf(wrong), ['clock/binds']);
  });
});
