import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { inTime, runClocks } from '../../../cases/clocks.ts';
import { decide, event, idsOf, missouri, play } from '../test-ground.ts';
import { lossKind } from './loss-case.ts';

const agreement = missouri();
const number = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.stringMatching(/^\d{2}[2-9]\d{6}$/))
  .map(([first, rest]) => `${first}${rest}`);
const winner = fc.record({
  name: fc.constantFrom(
    'Prairie Fiber, LLC',
    'The Ozark Telephone Company',
    'Socket Telecom, LLC',
    '7229 Networks',
  ),
  codes: fc.uniqueArray(fc.constantFrom('9S01', '7229', '8Z77', 'SKT', 'PRF'), { maxLength: 4 }),
});
/** Purchase order numbers with and without the winner in them. */
const pon = fc
  .array(fc.constantFrom('PRAIRIE', 'OZARK', 'SOCKET', '7229', '9S01', 'SKT', 'A1', '0042'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('-').slice(0, 16).replace(/-$/, ''));
const win = fc.record({
  pon,
  numbers: fc.uniqueArray(number, { minLength: 1, maxLength: 3 }),
  disconnectOn: fc.constantFrom('2026-11-10', '2026-12-01'),
  winner,
});

/** Words of a text, so that digits which fall together within a longer number are not taken for a code. */
const wordsOf = (value: unknown): string[] =>
  JSON.stringify(value)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
const COMMON = new Set(['THE', 'LLC', 'COMPANY', 'TELEPHONE', 'TELECOM', 'FIBER', 'NETWORKS']);

describe('the loss notice', () => {
  test('whatever the facts of the win, neither name nor code of the winner is in a notice that may be sent', () => {
    const seen = { sent: 0, refused: 0 };
    fc.assert(
      fc.property(win, (facts) => {
        const decided = decide(agreement, 'loss-notice', facts);
        if (!decided.ok) {
          seen.refused++;
          assert.deepEqual(idsOf(decided), ['loss/names-winner']);
          return;
        }
        seen.sent++;
        const { notice } = decided.value.details as { notice: Record<string, unknown> };
        assert.deepEqual(Object.keys(notice).sort(), ['disconnectOn', 'numbers', 'pon', 'reason']);
        const said = wordsOf(notice);
        for (const code of facts.winner.codes)
          assert.ok(!said.includes(code), `${code} in ${said.join(' ')}`);
        for (const word of wordsOf(facts.winner.name))
          assert.ok(COMMON.has(word) || !said.includes(word), `${word} in ${said.join(' ')}`);
        // What the steps say goes with the notice.
        assert.ok(!JSON.stringify(decided.value.steps).includes(facts.winner.name));
      }),
      { numRuns: 400 },
    );
    assert.ok(seen.sent > 20 && seen.refused > 20, JSON.stringify(seen));
  });

  test('digits that fall together with a company number within a telephone number tell nothing', () => {
    const facts = {
      pon: 'SKT-1',
      numbers: ['5737229123'],
      disconnectOn: '2026-11-10',
      winner: { name: 'Prairie Fiber', codes: ['7229'] },
    };
    assert.equal(unwrap(decide(agreement, 'loss-notice', facts)).value, true);
  });

  test('a circuit id may tell as well', () => {
    const facts = {
      pon: 'A1',
      numbers: [],
      circuit: '50.HCGS.123456..PRF',
      disconnectOn: '2026-11-10',
      winner: { name: 'Prairie Fiber', codes: ['PRF'] },
    };
    const decided = decide(agreement, 'loss-notice', facts);
    assert.ok(!decided.ok);
    assert.deepEqual(
      decided.problems.map(({ id, field }) => `${id} ${field}`),
      ['loss/names-winner circuit'],
    );
  });

  test('an agreement whose notice says less', () => {
    const other = missouri([
      'contents: [pon, service, disconnectOn, reason]',
      'contents: [service, disconnectOn]',
    ]);
    const facts = {
      pon: 'A1',
      numbers: ['5735550142'],
      disconnectOn: '2026-11-10',
      winner: { name: 'Prairie Fiber', codes: [] },
    };
    const { notice } = unwrap(decide(other, 'loss-notice', facts)).details as { notice: unknown };
    assert.deepEqual(notice, { numbers: ['5735550142'], disconnectOn: '2026-11-10' });
  });
});

describe('the case of a loss', () => {
  const lost = { pon: 'SKT-1', numbers: ['5735550142'], disconnectOn: '2026-11-10' };
  const opened = event('disconnected', '2026-11-02', lost);
  const sent = (body: Record<string, unknown>, on = '2026-11-04') => event('sent', on, body);

  test('has no room for another word: a field that is added is refused, in the order and in the notice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('winner', 'newProvider', 'remarks', 'spid', 'ocn', 'to'),
        fc.string({ minLength: 1 }),
        (field, text) => {
          const extra = { [field]: text };
          assert.deepEqual(
            idsOf(play(agreement, lossKind, [event('disconnected', '2026-11-02', { ...lost, ...extra })])),
            ['case/body'],
          );
          assert.deepEqual(
            idsOf(
              play(agreement, lossKind, [opened, sent({ ...lost, reason: 'changed-provider', ...extra })]),
            ),
            ['case/body'],
          );
        },
      ),
    );
  });

  test('the reason is generic, and the notice says what the case says', () => {
    const tries: [Record<string, unknown>, string][] = [
      [{ ...lost, reason: 'went-to-prairie' }, 'case/body'],
      [lost, 'case/body'],
      [{ ...lost, pon: 'PRAIRIE-1', reason: 'changed-provider' }, 'loss/other-service'],
      [{ ...lost, circuit: '50.HCGS.1..PRF', reason: 'changed-provider' }, 'loss/other-service'],
      [{ ...lost, numbers: [], reason: 'changed-provider' }, 'loss/other-service'],
    ];
    for (const [body, problem] of tries)
      assert.deepEqual(idsOf(play(agreement, lossKind, [opened, sent(body)])), [problem]);
    assert.deepEqual(
      idsOf(play(agreement, lossKind, [event('disconnected', '2026-11-02', { ...lost, numbers: [] })])),
      ['loss/no-service'],
    );
  });

  test('two business days: sent on Wednesday in time, on Thursday late', () => {
    // Monday 2 November 2026; Tuesday 3 and Wednesday 4 are the two days.
    const notice = { ...lost, reason: 'changed-provider' };
    const run = (on: string) =>
      runClocks(agreement, lossKind, unwrap(play(agreement, lossKind, [opened, sent(notice, on)])))[0];
    const [wednesday, thursday] = [run('2026-11-04'), run('2026-11-05')];
    assert.ok(wednesday && thursday);
    assert.equal(wednesday.dueAt, '2026-11-04');
    assert.equal(inTime(wednesday), true);
    assert.equal(inTime(thursday), false);
  });

  test('an order that is taken back needs no notice', () => {
    const events = unwrap(play(agreement, lossKind, [opened, event('withdrawn', '2026-11-03')]));
    assert.equal(runClocks(agreement, lossKind, events)[0]?.state, 'stopped');
    assert.deepEqual(
      idsOf(
        play(agreement, lossKind, [
          opened,
          event('withdrawn', '2026-11-03'),
          sent({ ...lost, reason: 'changed-provider' }),
        ]),
      ),
      ['case/not-allowed'],
    );
  });
});
