import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticeOf } from './queue.ts';

const row = {
  id: 1n,
  attempts: 0,
  message_id: 'm',
  subscription_id: 's',
  party: 'ril',
  agreement_id: 'form/river',
  case_id: 'NR/1',
  seq: 2,
  kind: 'number-reservation.assigned',
  occurred_at: '2026-11-02T15:00:00Z',
  recorded_at: '2026-11-02T15:00:00Z',
  state: 'assigned',
  summary: {},
};

test('a notice names no telephone number of an end user, and leaves the rest of the summary as it is', () => {
  const told = (summary: Record<string, unknown>) => noticeOf({ ...row, summary }).summary;
  assert.deepEqual(told({ number: '5737770001', party: 'rcl', order: 'LSR/SKT/P1/01' }), {
    party: 'rcl',
    order: 'LSR/SKT/P1/01',
  });
  assert.deepEqual(told({ circuit: '5737770001' }), {});
  assert.deepEqual(told({ circuit: 'LX/1001' }), { circuit: 'LX/1001' });
  // An order number may be ten digits.
  assert.deepEqual(told({ pon: '5737770001' }), { pon: '5737770001' });
});
