import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './test-ground.ts';
import type { Change } from './test-ground.ts';

const fields = (...changes: readonly Change[]): string[] => {
  const loaded = load(...changes);
  return loaded.ok ? [] : loaded.problems.map(({ id, field }) => `${id} ${field}`);
};

test('the article stands', () => assert.deepEqual(fields(), []));

test('a group is not made larger and smaller at once', () => {
  assert.deepEqual(
    fields(['resizeBelow: 60 %', 'resizeBelow: 75 %'], ['stays below 60 %', 'stays below 75 %']),
    ['trunks/terms trunks.servicing.resizeBelow'],
  );
  assert.deepEqual(
    fields(['releaseBelow: 60 %', 'releaseBelow: 101 %'], ['below 60 % of that', 'below 101 % of that']),
    ['trunks/terms trunks.direct-trunks.releaseBelow'],
  );
});

test('a grade lies between none and all, a trigger has what its measure needs', () => {
  assert.deepEqual(fields(['blocking: 1 %', 'blocking: 100 %'], ['more than 1 % of', 'more than 100 % of']), [
    'trunks/terms trunks.grade.end-office.blocking',
  ]);
  assert.deepEqual(fields(['measure: local-ds1s', 'measure: transit-charges']), [
    'trunks/terms interconnection.trigger.local-traffic.measure',
  ]);
});

test('months are months, and clocks start where the cases start them', () => {
  assert.match(fields(['releaseFor: 3 months', 'releaseFor: 90 calendar days'])[0] ?? '', /releaseFor/);
  assert.deepEqual(fields(['starts: [tgsr.issued, tgsr.reissued]', 'starts: tgsr.issued']), [
    'clock/events clock.tgsr-order.starts',
  ]);
});

test('text and terms say the same', () => {
  assert.notDeepEqual(fields(['aboveCcs: 512', 'aboveCcs: 513']), []);
  assert.notDeepEqual(fields(['within 120 calendar days', 'within 130 calendar days']), []);
});
