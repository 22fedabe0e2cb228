import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { readTradeScript, WAYS } from './script.ts';
import { TradePlan } from './trade-plan.ts';

const script = unwrap(readTradeScript('examples/emulator/month.yaml'));
const plan = new TradePlan(script, 'America/Chicago');
const orders = [...plan.byDay.values()].flat();

describe('the plan of a trade', () => {
  test('is the same for both sides, and another one with another seed', () => {
    const again = [...new TradePlan(script, 'America/Chicago').byDay.values()].flat();
    assert.deepEqual(again, orders);
    const other = [...new TradePlan({ ...script, seed: 1 }, 'America/Chicago').byDay.values()].flat();
    assert.notDeepEqual(other, orders);
  });

  test('has each order once, on a working day of the script', () => {
    assert.equal(new Set(orders.map(({ pon }) => pon)).size, script.orders);
    // 1 October 2026 is a Thursday; the 3rd and the 4th are a weekend.
    assert.deepEqual(
      [...plan.byDay.keys()],
      ['01', '02', '05', '06', '07', '08', '09'].map((day) => `2026-10-${day}`),
    );
    assert.equal(plan.orderOf('E000001')?.number, 1);
    assert.equal(plan.orderOf('E001001'), undefined);
  });

  test('gives each way and each kind its share', () => {
    const all = Object.values(script.ways).reduce((sum, one) => sum + one, 0);
    for (const way of WAYS) {
      const found = orders.filter((one) => one.way === way).length / orders.length;
      // Three standard deviations of a share p of 1,000 draws are at most 3 × √(0.25 ÷ 1,000) = 0.047.
      assert.ok(Math.abs(found - (script.ways[way] ?? 0) / all) < 0.048, `${way}: ${found}`);
      assert.ok(found > 0, way);
    }
  });

  test('counts working days around weekends and holidays', () => {
    // From Thursday 1 October: 2, 5, 6, 7, 8, 9, then Monday the 12th is a holiday: 13, 14.
    assert.equal(plan.workingDay('2026-10-01', 8), '2026-10-14');
    assert.equal(plan.workingDay('2026-10-09', 1), '2026-10-13');
    assert.equal(plan.workingDayBefore('2026-10-13'), '2026-10-09');
  });

  test('puts four phases on a working day, in the time of the agreement', () => {
    const phases = plan.phases();
    assert.deepEqual(
      phases.slice(0, 5).map(({ at, side, part }) => `${at.toString()} ${side} ${part}`),
      [
        '2026-10-01T14:00:00Z clec send',
        '2026-10-01T16:00:00Z ilec answer',
        '2026-10-01T19:00:00Z ilec work',
        '2026-10-01T20:30:00Z clec react',
        '2026-10-02T14:00:00Z clec send',
      ],
    );
    // Central time is an hour further from UTC after 1 November.
    assert.equal(phases.find(({ day }) => day === '2026-11-02')?.at.toString(), '2026-11-02T15:00:00Z');
  });

  test('writes an order with its own number, assignment and telephone number', () => {
    const made = orders.find(({ kind }) => kind.name === 'loop-with-number');
    assert.ok(made);
    const { LSR, LSNP } = plan.document(made, '2026-10-01');
    assert.equal(LSR?.[0]?.['PON'], made.pon);
    assert.equal(LSR?.[0]?.['DDD'], '10-14-2026');
    assert.match(LSNP?.[0]?.['PORTEDNBR'] ?? '', /^573-700-\d{4}$/);
    assert.ok(!JSON.stringify(LSNP).includes('<'));
  });
});

test('a script that is wrong says all that is, with its lines', () => {
  const missing = readTradeScript('examples/emulator/none.yaml');
  assert.deepEqual(missing.ok || missing.problems.map(({ id }) => id), ['emulate/not-found']);
  const wrong = readTradeScript('examples/orders/01-new-loop.yaml');
  assert.ok(!wrong.ok && wrong.problems.length > 3 && wrong.problems.every(({ line }) => line !== undefined));
});
