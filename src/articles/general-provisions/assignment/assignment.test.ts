import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideValue, dueDates, loadMissouri, refusals } from '../test-relations.ts';
import { assignmentKind } from './assignment-case.ts';
import { assignmentEffect } from './assignment-effect.ts';

const missouri = loadMissouri();
const requested = (affiliate: boolean) =>
  [
    'requested',
    '2026-11-20T10:00',
    {
      notice: { method: 'email', sentAt: '2026-11-20T10:00', to: 'ilec' },
      assignee: 'Successor Example, LLC',
      affiliate,
      effectiveOn: '2027-03-01',
    },
  ] as const;
const refuse = (ground: string) =>
  ['refused', '2026-12-01T09:00', { ground, because: 'See the letter' }, 'centurytel'] as const;

test('to an affiliate sixty days of notice are enough and fifty-nine are not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), (days) => {
      const noticedOn = Temporal.PlainDate.from('2027-03-01').subtract({ days }).toString();
      const facts = { affiliate: true, noticedOn, effectiveOn: '2027-03-01', answer: 'none' };
      assert.equal(
        decideValue(assignmentEffect, missouri, facts),
        days >= 60 ? 'allowed' : 'notice-too-short',
      );
    }),
  );
});

test('the answer is due thirty days after the notice counts as received', () => {
  // By e-mail on Friday 20 November: received Monday 23; 7 of November and 23 of December make 30.
  assert.deepEqual(dueDates(missouri, assignmentKind, [requested(false)]), { consent: '2026-12-23' });
  // 60 days before 1 March are 31 December.
  assert.deepEqual(dueDates(missouri, assignmentKind, [requested(true)]), {
    'affiliate-notice': '2026-12-31',
  });
});

test('a stranger takes over with consent only, and nobody before the day', () => {
  const done = (on: string) => ['completed', '2027-03-01T09:00', { on }] as const;
  const consented = ['consented', '2026-12-01T09:00', {}, 'centurytel'] as const;
  assert.deepEqual(refusals(missouri, assignmentKind, [requested(false), done('2027-03-01')]), [
    'assignment/consent',
  ]);
  assert.deepEqual(refusals(missouri, assignmentKind, [requested(false), consented, done('2027-03-01')]), []);
  assert.deepEqual(refusals(missouri, assignmentKind, [requested(true), done('2027-03-01')]), []);
  assert.deepEqual(refusals(missouri, assignmentKind, [requested(false), done('2027-02-28')]), [
    'assignment/consent',
    'assignment/early',
  ]);
});

test('consent that was refused may still be given; nothing is done on a refusal', () => {
  const consented = ['consented', '2026-12-10T09:00', {}, 'centurytel'] as const;
  const done = ['completed', '2027-03-01T09:00', { on: '2027-03-01' }] as const;
  assert.deepEqual(
    refusals(missouri, assignmentKind, [requested(false), refuse('credit'), consented, done]),
    [],
  );
  assert.deepEqual(refusals(missouri, assignmentKind, [requested(false), refuse('credit'), done]), [
    'case/not-allowed',
  ]);
});

test('a refusal stands on a ground that the agreement names', () => {
  const facts = { affiliate: false, noticedOn: '2026-11-23', effectiveOn: '2027-03-01', answer: 'refused' };
  assert.equal(decideValue(assignmentEffect, missouri, { ...facts, ground: 'no-certificate' }), 'refused');
  assert.equal(decideValue(assignmentEffect, missouri, facts), 'refused-without-ground');
});
