import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CLOCK_EXPIRED } from '../../../cases/kind.ts';
import { decideValue, dueDates, loadMissouri, play, refusals } from '../test-relations.ts';
import { changeOfLawKind } from './change-of-law-case.ts';
import { changeOfLawEffect } from './change-of-law-effect.ts';
import { changeOfLawPetition } from './petition-window.ts';

const missouri = loadMissouri();
const noticed = [
  'noticed',
  '2026-11-20T10:00',
  {
    notice: { method: 'overnight', sentAt: '2026-11-20T10:00', to: 'ilec' },
    law: 'An order of the Federal Communications Commission',
    effectiveOn: '2027-01-01',
    sections: ['VII §1.1'],
  },
] as const;
const petitioned = (why: string) =>
  ['petitioned', '2026-12-24T09:00', { docket: 'TO-2027-0001', why }] as const;

test('the agreement keeps its terms until it is amended, and then from the day that the amendment says', () => {
  const day = (offset: number) => Temporal.PlainDate.from('2026-01-01').add({ days: offset }).toString();
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), fc.nat(400), (on, amended, back) => {
      const facts = { lawEffectiveOn: '2026-01-01', on: day(on) };
      assert.equal(decideValue(changeOfLawEffect, missouri, facts), 'old-terms');
      const amendedOn = day(amended);
      const plain = on >= amended ? 'new-terms' : 'old-terms';
      assert.equal(decideValue(changeOfLawEffect, missouri, { ...facts, amendedOn }), plain);
      const retroactive = { ...facts, amendedOn, retroactiveTo: day(back) };
      const expected =
        back > amended ? ['change-of-law/retroactive'] : on >= back ? 'new-terms' : 'old-terms';
      assert.deepEqual(decideValue(changeOfLawEffect, missouri, retroactive), expected);
    }),
  );
});

test('the Commission is asked after thirty days of negotiation, or when both give up', () => {
  // By overnight courier on Friday 20 November: received Monday 23; 7 of November and 23 of December make 30.
  assert.deepEqual(dueDates(missouri, changeOfLawKind, [noticed]), { negotiation: '2026-12-23' });
  const over = [CLOCK_EXPIRED, '2026-12-24T00:00', { clock: 'negotiation', run: 1 }, 'meetpoint'] as const;
  assert.deepEqual(refusals(missouri, changeOfLawKind, [noticed, petitioned('time-is-over')]), [
    'change-of-law/early',
  ]);
  assert.deepEqual(refusals(missouri, changeOfLawKind, [noticed, over, petitioned('time-is-over')]), []);
  assert.deepEqual(refusals(missouri, changeOfLawKind, [noticed, petitioned('both-declare-impasse')]), []);
  const window = (petitionOn: string) =>
    decideValue(changeOfLawPetition, missouri, { noticeReceivedOn: '2026-11-23', petitionOn });
  assert.deepEqual([window('2026-12-23'), window('2026-12-24')], ['early', 'open']);
});

test('the view says from when the terms change; an amendment cannot reach forward', () => {
  const amended = (body: object) => ['amended', '2026-12-24T09:00', { amendment: 'a-1', ...body }] as const;
  const { events } = play(missouri, changeOfLawKind, [
    noticed,
    amended({ effectiveOn: '2027-02-01', retroactiveTo: '2027-01-01' }),
  ]);
  assert.deepEqual(changeOfLawKind.view?.(missouri, events), {
    law: '2027-01-01',
    termsChangeOn: '2027-01-01',
  });
  const forward = amended({ effectiveOn: '2027-01-01', retroactiveTo: '2027-02-01' });
  assert.deepEqual(refusals(missouri, changeOfLawKind, [noticed, forward]), ['change-of-law/retroactive']);
});
