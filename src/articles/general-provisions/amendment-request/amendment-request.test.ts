import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueDates, loadMissouri, refusals } from '../test-relations.ts';
import { amendmentRequestKind } from './amendment-request-case.ts';

const missouri = loadMissouri();
const words = { sections: ['III §9.4'], text: 'The rate is another.' };
const requested = [
  'requested',
  '2026-11-16T10:00',
  { notice: { method: 'personal', sentAt: '2026-11-16T10:00', to: 'ilec' }, ...words },
] as const;

test('an answer is due thirty days after the request is handed over', () => {
  // 14 of November and 16 of December make 30.
  assert.deepEqual(dueDates(missouri, amendmentRequestKind, [requested]), { answer: '2026-12-16' });
});

test('from proposal to approval; nothing is filed unsigned or signed before both agree', () => {
  const way = [
    requested,
    ['countered', '2026-11-20T10:00', words, 'centurytel'],
    ['agreed', '2026-11-24T10:00'],
    ['signed', '2026-12-01T10:00', { signedOn: '2026-12-01' }],
    ['filed', '2026-12-02T10:00', { docket: 'TK-2027-0001', filedOn: '2026-12-02' }],
    ['approved', '2027-03-02T10:00', { approvedOn: '2027-03-02', amendment: 'late-rate' }],
  ] as const;
  assert.deepEqual(refusals(missouri, amendmentRequestKind, way), []);
  const skipped = (index: number) => way.filter((_, place) => place !== index);
  assert.deepEqual(refusals(missouri, amendmentRequestKind, skipped(2)), ['case/not-allowed']);
  assert.deepEqual(refusals(missouri, amendmentRequestKind, skipped(3)), ['case/not-allowed']);
});

test('a request that says nothing is refused', () => {
  const { notice } = requested[2];
  const empty = ['requested', '2026-11-16T10:00', { notice, sections: [], text: '' }] as const;
  assert.deepEqual(refusals(missouri, amendmentRequestKind, [empty]), ['case/body', 'case/body']);
});
