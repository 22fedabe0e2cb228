import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, event, idsOf, missouri, play, valueOf } from '../test-ground.ts';
import { countCalls } from './count-misdirected-calls.ts';
import { misdirectedCallKind } from './misdirected-call-case.ts';

const agreement = missouri();
const owner = { answeredBy: 'ilec', owner: 'clec', name: 'Socket', number: '573-817-0000' };
const words = 'This is not the company that serves you. Please call Socket at 573-817-0000.';

describe('the referral', () => {
  test('the words are the agreement’s, with the company and its number', () => {
    assert.deepEqual(unwrap(decide(agreement, 'misdirected-referral', owner)).details, { say: words });
    const other = missouri([
      'This is not the company that serves you. Please call {owner} at {number}.',
      'You want {number}.',
    ]);
    assert.deepEqual(unwrap(decide(other, 'misdirected-referral', owner)).details, {
      say: 'You want 573-817-0000.',
    });
  });

  test('any word beside them is refused', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), (more, before) => {
        fc.pre(more.trim() !== '');
        const said = before ? `${more}${words}` : `${words}${more}`;
        assert.deepEqual(idsOf(decide(agreement, 'misdirected-referral', { ...owner, said })), [
          'end-users/off-script',
        ]);
      }),
    );
    assert.equal(valueOf(agreement, 'misdirected-referral', { ...owner, said: `${words} ` }), 'refer');
  });
});

describe('the case', () => {
  const received = event('received', '2026-11-02', { answeredBy: 'ilec', intended: 'clec' });
  const identified = event('identified', '2026-11-02', { owner: 'clec' });
  const referred = (said: string) =>
    event('referred', '2026-11-02', { name: 'Socket', number: '5738170000', said });

  test('received, identified, referred, closed', () => {
    const events = unwrap(
      play(agreement, misdirectedCallKind, [
        received,
        identified,
        referred(words),
        event('closed', '2026-11-02'),
      ]),
    );
    assert.deepEqual(misdirectedCallKind.view?.(agreement, events), { neutral: true });
  });

  test('its view says when the caller heard something else', () => {
    const events = unwrap(
      play(agreement, misdirectedCallKind, [received, identified, referred('Stay with us!')]),
    );
    const { neutral, problems } = misdirectedCallKind.view?.(agreement, events) ?? {};
    assert.equal(neutral, false);
    assert.deepEqual(
      (problems as { id: string }[]).map(({ id }) => id),
      ['end-users/off-script'],
    );
  });

  test('nobody is referred before its owner is known, and the own customer is not referred', () => {
    assert.deepEqual(idsOf(play(agreement, misdirectedCallKind, [received, referred(words)])), [
      'case/not-allowed',
    ]);
    assert.deepEqual(
      idsOf(
        play(agreement, misdirectedCallKind, [
          received,
          event('identified', '2026-11-02', { owner: 'ilec' }),
        ]),
      ),
      ['misdirected-call/own-customer'],
    );
  });
});

describe('the count of a month', () => {
  const call = (answeredBy: string, receivedAt: string, referred = true) => ({
    answeredBy,
    receivedAt,
    referred,
  });

  test('months begin at midnight in Missouri, and a party without calls has zero', () => {
    // Midnight of 1 November 2026 is 05:00 UTC (daylight time), that of 1 December 06:00 UTC.
    const calls = [
      call('ilec', '2026-11-01T04:59:59Z'),
      call('ilec', '2026-11-01T05:00:00Z'),
      call('ilec', '2026-12-01T05:59:59Z', false),
      call('ilec', '2026-12-01T06:00:00Z'),
    ];
    assert.deepEqual(countCalls(agreement, calls, '2026-11'), [
      { party: 'centurytel', answered: 2, referred: 1 },
      { party: 'socket', answered: 0, referred: 0 },
    ]);
  });

  test('each call is in one month and with one party', () => {
    const when = fc
      .integer({ min: 0, max: 365 * 24 })
      .map((hours) => Temporal.Instant.from('2026-01-01T06:00:00Z').add({ hours }).toString());
    const some = fc.array(fc.tuple(fc.constantFrom('ilec', 'clec'), when), { maxLength: 30 });
    fc.assert(
      fc.property(some, (list) => {
        const calls = list.map(([by, at]) => call(by, at));
        const months = Array.from({ length: 13 }, (_, index) =>
          Temporal.PlainYearMonth.from('2026-01').add({ months: index }).toString(),
        );
        const counted = months
          .flatMap((month) => countCalls(agreement, calls, month))
          .reduce((sum, { answered }) => sum + answered, 0);
        assert.equal(counted, calls.length);
      }),
    );
  });
});
