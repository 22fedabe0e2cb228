import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import { unwrap } from '../../base/result.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { batchSchedule } from './batch-schedule.ts';
import type { BookedDay, CutDay } from './hot-cut-schedule.ts';
import { loadMissouri } from './test-ground.ts';

const OFFICE_LINES = 100;
const ALL_LINES = 2500;
const missouri = unwrap(loadMissouri([elements, performance]));
const refusing = unwrap(
  loadMissouri([elements, performance], {
    edit: (file, text) =>
      file.startsWith('08-') ? text.replace('overCapacity: split', 'overCapacity: refused') : text,
  }),
);

const facts = (lines: number, taken: readonly BookedDay[] = []) => ({
  lines,
  office: 'BRSNMOXA',
  from: '2026-03-16',
  taken,
});
const daysOf = (lines: number, taken: readonly BookedDay[]): readonly CutDay[] => {
  const receipt = unwrap(runDecision(batchSchedule, missouri, facts(lines, taken), { asOf: '2026-03-16' }));
  return (receipt.details as { days: readonly CutDay[] }).days;
};

describe('the days of a cut', () => {
  test('are one, the first with room for all, unless no day has', () => {
    assert.deepEqual(daysOf(50, [{ date: '2026-03-16', lines: 51 }]), [{ date: '2026-03-17', lines: 50 }]);
    // 250 over 100 a day: 100, 100, 50.
    assert.deepEqual(
      daysOf(250, []).map(({ lines }) => lines),
      [100, 100, 50],
    );
  });
  test('a full day of all offices is full for each', () => {
    assert.deepEqual(daysOf(10, [{ date: '2026-03-16', lines: 0, providerLines: ALL_LINES }]), [
      { date: '2026-03-17', lines: 10 },
    ]);
  });
  test('a batch over the capacity is refused where the agreement says so', () => {
    const answer = runDecision(batchSchedule, refusing, facts(120), { asOf: '2026-03-16' });
    assert.ok(!answer.ok);
    assert.equal(answer.problems[0]?.id, 'ordering/over-capacity');
    assert.equal(answer.problems[0].clause, 'VIII §3.4');
    assert.ok(runDecision(batchSchedule, refusing, facts(100), { asOf: '2026-03-16' }).ok);
  });
  test('every day that is passed over is a step', () => {
    const taken = [16, 17, 18].map((day) => ({ date: `2026-03-${day}`, lines: 95 }));
    const receipt = unwrap(runDecision(batchSchedule, missouri, facts(10, taken), { asOf: '2026-03-16' }));
    assert.equal(receipt.value, '2026-03-19');
    assert.deepEqual(
      receipt.steps.map(({ id, out }) => [id, out]),
      [
        ['day', 0],
        ['day', 0],
        ['day', 0],
        ['day', 10],
      ],
    );
    assert.match(
      receipt.steps[0]?.sentence ?? '',
      /Mon 2026-03-16: 95 of 100 lines are booked, 5 free: too few/,
    );
  });
});

describe('cuts, whatever is booked already', () => {
  const booked = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 15 }).chain((offsets) =>
    fc.tuple(
      ...offsets.map((offset) =>
        fc.record({
          date: fc.constant(Temporal.PlainDate.from('2026-03-16').add({ days: offset }).toString()),
          lines: fc.integer({ min: 0, max: OFFICE_LINES }),
          providerLines: fc.integer({ min: OFFICE_LINES, max: ALL_LINES }),
        }),
      ),
    ),
  );
  test('have all lines, on business days, and never more than a day holds', () => {
    const calendar = calendarOf(missouri, missouri.parties.ilec);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), booked, (lines, taken) => {
        const days = daysOf(lines, taken);
        assert.equal(
          days.reduce((sum, day) => sum + day.lines, 0),
          lines,
        );
        assert.ok(lines > OFFICE_LINES || days.length === 1);
        for (const day of days) {
          const there = taken.find(({ date }) => date === day.date);
          assert.ok(isBusinessDay(calendar, Temporal.PlainDate.from(day.date)));
          assert.ok((there?.lines ?? 0) + day.lines <= OFFICE_LINES);
          assert.ok((there?.providerLines ?? 0) + day.lines <= ALL_LINES);
        }
      }),
    );
  });
});
