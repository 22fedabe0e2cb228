import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { ILEC, event, idsOf, missouri, play } from '../test-ground.ts';
import { subloopWorkKind } from './subloop-work-case.ts';

const agreement = missouri();
const asked = (body: object = {}) =>
  event('asked', '2026-03-02', {
    terminal: 'SAI-1042',
    access: 'distribution',
    medium: 'copper',
    feederPair: 'F1 12/118',
    distributionPair: 'F2 3/44',
    loopFeet: 6200,
    ...body,
  });
const surveyed = event('surveyed', '2026-03-12', {}, ILEC);
const quoted = event('quoted', '2026-03-20', { amount: '1850.00', days: 30 }, ILEC);
const accepted = (on: string, crossConnect = 'incumbent') => event('accepted', on, { crossConnect });
const ids = (...events: ReturnType<typeof event>[]) => idsOf(play(agreement, subloopWorkKind, events));

describe('a subloop work request', () => {
  test('goes from the question to what is in service, and back', () => {
    const events = unwrap(
      play(agreement, subloopWorkKind, [
        asked(),
        surveyed,
        quoted,
        accepted('2026-04-01'),
        event('begun', '2026-04-10', {}, ILEC),
        event('built', '2026-04-20', {}, ILEC),
        event('failed', '2026-04-21', { because: 'No tone on the pair' }),
        event('built', '2026-04-23', {}, ILEC),
        event('activated', '2026-04-24'),
        event('released', '2026-10-01'),
      ]),
    );
    // 30 business days from 3 March: 13 April. 20 March and 60 days: 11 in March, 30 in April, 19 May.
    assert.deepEqual(
      runClocks(agreement, subloopWorkKind, events).map(({ name, state, dueAt }) => [name, state, dueAt]),
      [
        ['quote', 'stopped', '2026-04-13'],
        ['acceptance', 'stopped', '2026-05-19'],
      ],
    );
  });

  test('feeders of high capacity are left out, and so is access that the agreement does not name', () => {
    assert.deepEqual(ids(asked({ medium: 'ds3-feeder' })), ['elements/subloop-medium']);
    const narrower = missouri([
      'accessPoints: [feeder, distribution, riser, multiunit-point, interface-device]',
      'accessPoints: [interface-device]',
    ]);
    assert.deepEqual(idsOf(play(narrower, subloopWorkKind, [asked({ medium: 'ds1-feeder' })])), [
      'elements/subloop-access',
      'elements/subloop-medium',
    ]);
  });

  test('a quote is taken in time, and by a builder that the agreement names', () => {
    assert.deepEqual(ids(asked(), surveyed, quoted, accepted('2026-05-19', 'competitor')), []);
    assert.deepEqual(ids(asked(), surveyed, quoted, accepted('2026-05-20')), ['case/too-late']);
    const own = missouri(['crossConnect: [incumbent, competitor]', 'crossConnect: [competitor]']);
    assert.deepEqual(idsOf(play(own, subloopWorkKind, [asked(), surveyed, quoted, accepted('2026-04-01')])), [
      'elements/subloop-builder',
    ]);
  });

  test('nothing is built before a quote is taken, and the survey is the incumbent’s', () => {
    assert.deepEqual(ids(asked(), surveyed, quoted, event('begun', '2026-04-10')), ['case/not-allowed']);
    assert.deepEqual(ids(asked(), event('surveyed', '2026-03-12')), ['case/not-yours']);
  });
});
