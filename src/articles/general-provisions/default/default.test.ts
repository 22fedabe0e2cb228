import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { CLOCK_EXPIRED } from '../../../cases/kind.ts';
import type { NewEvent } from '../../../cases/kind.ts';
import { event, idsOf, load, missouri, play, valueOf, decide } from '../test-ground.ts';
import { defaultKind } from './default-case.ts';

const agreement = missouri();
const notice = { method: 'certified-mail', sentAt: '2026-11-16', receivedOn: '2026-11-18', to: 'clec' };
const ilec = (name: string, on: string, body = {}): NewEvent => event(name, on, body, 'centurytel');
const noticed = (about = 'non-payment', undisputed: string | null = '800') =>
  ilec('noticed', '2026-11-16', {
    notice,
    about,
    breach: 'Bill 573A0001-202610 is unpaid',
    ...(undisputed === null ? {} : { undisputed }),
  });
const disputed = event('disputed', '2026-11-28', { grounds: 'It was paid on 2 November' });
const ruling = { docket: 'TC-2027-0001', decidedOn: '2026-12-08' };
const dismissed = event('dispute-dismissed', '2026-12-08', ruling);
const expired = (clock: string, on: string) => event(CLOCK_EXPIRED, on, { clock, run: 1 }, 'meetpoint');
const cure = (events: readonly NewEvent[]) =>
  runClocks(agreement, defaultKind, unwrap(play(agreement, defaultKind, events))).find(
    ({ name }) => name === 'cure',
  );

describe('a default', () => {
  test('may be cured within its own time, counted from receipt of the notice', () => {
    // 12 days of November after the 18th and 18 of December are 30; 12 + 31 + 17 of January are 60.
    assert.equal(cure([noticed()])?.dueAt, '2026-12-18');
    assert.equal(cure([noticed('other-breach', null)])?.dueAt, '2027-01-17');
  });

  test('does not run while it is disputed', () => {
    assert.equal(cure([noticed(), disputed])?.state, 'paused');
    // Days after 28 November up to 8 December do not count: ten of them, 18 + 10 = 28 December.
    assert.equal(cure([noticed(), disputed, dismissed])?.dueAt, '2026-12-28');
  });

  test('no party decides alone on a dispute of the default', () => {
    const run = (...events: NewEvent[]) =>
      idsOf(play(agreement, defaultKind, [noticed(), disputed, ...events]));
    for (const actor of ['centurytel', 'socket']) {
      for (const name of ['dispute-dismissed', 'dispute-upheld']) {
        assert.deepEqual(run(event(name, '2026-11-28', {}, actor)), ['case/body', 'case/body']);
        assert.deepEqual(run(event(name, '2026-12-08', ruling, actor)), []);
      }
    }
    // Each may give in.
    assert.deepEqual(run(event('dispute-withdrawn', '2026-12-08')), []);
    assert.deepEqual(run(ilec('dispute-withdrawn', '2026-12-08')), ['case/not-yours']);
    assert.deepEqual(run(ilec('withdrawn', '2026-12-08')), []);
    assert.equal(cure([noticed(), disputed, event('dispute-withdrawn', '2026-12-08')])?.dueAt, '2026-12-28');
  });

  test('is cured when the party that gave notice agrees; a cure that it denies is in dispute', () => {
    const claimed = event('cure-claimed', '2026-12-01', { cure: 'Paid today', evidence: ['Wire 77'] });
    const deniedCure = ilec('cure-denied', '2026-12-03', { reason: 'No wire came' });
    const run = (...events: NewEvent[]) => idsOf(play(agreement, defaultKind, [noticed(), ...events]));
    assert.deepEqual(run(event('cured', '2026-12-01')), ['case/not-yours']);
    assert.deepEqual(run(ilec('cured', '2026-12-01')), []);
    assert.deepEqual(run(event('cure-claimed', '2026-12-01', { cure: 'Paid', evidence: [] })), ['case/body']);
    assert.deepEqual(run(claimed, ilec('cured', '2026-12-02')), []);
    assert.deepEqual(run(claimed, ilec('cure-failed', '2026-12-20')), ['case/not-allowed']);
    assert.equal(cure([noticed(), claimed, deniedCure])?.state, 'paused');
    // It stands still from 1 to 8 December: 7 days more than 18 December.
    assert.equal(cure([noticed(), claimed, deniedCure, dismissed])?.dueAt, '2026-12-25');
    assert.deepEqual(run(claimed, deniedCure, ilec('dispute-upheld', '2026-12-08', ruling)), []);
  });

  test('the party in default has to meet its time', () => {
    const performer = (from: NewEvent) => {
      const basis = cure([from])?.basis;
      return basis && 'facts' in basis ? (basis.facts as { performer: string }).performer : undefined;
    };
    assert.equal(performer(noticed()), 'socket');
    const theirs = noticed('other-breach', null);
    const body = { ...theirs.body, notice: { ...notice, to: 'ilec' } };
    assert.equal(performer({ ...theirs, actor: 'socket', body }), 'centurytel');
  });

  test('notice of non-payment needs an amount that is not in dispute', () => {
    for (const undisputed of ['0', null]) {
      const none = play(agreement, defaultKind, [noticed('non-payment', undisputed)]);
      assert.deepEqual(idsOf(none), ['default/nothing-undisputed']);
    }
    assert.deepEqual(idsOf(play(agreement, defaultKind, [noticed('other-breach', '0')])), []);
  });

  test('is ended only when the time to cure has run out, and by a second notice', () => {
    const failed = ilec('cure-failed', '2026-12-20');
    const ended = ilec('terminated', '2026-12-21', {
      notice,
      endsOn: '2027-01-31',
      windDown: 'To other carriers',
    });
    const run = (...events: NewEvent[]) => idsOf(play(agreement, defaultKind, [noticed(), ...events]));
    assert.deepEqual(run(failed), ['default/time-runs']);
    assert.deepEqual(run(ended), ['case/not-allowed']);
    assert.deepEqual(run(expired('cure', '2026-12-19'), failed, ended), []);
    assert.deepEqual(run(expired('suspension-notice', '2026-12-04'), failed), ['default/time-runs']);
  });

  test('orders are suspended for non-payment alone, after the notice has stood its time', () => {
    const suspended = ilec('orders-suspended', '2026-12-20');
    const run = (...events: NewEvent[]) => idsOf(play(agreement, defaultKind, events));
    assert.deepEqual(run(noticed(), suspended), ['default/time-runs']);
    assert.deepEqual(run(noticed(), expired('suspension-notice', '2026-12-04'), suspended), []);
    assert.deepEqual(run(noticed('other-breach'), suspended), [
      'default/not-for-payment',
      'default/time-runs',
    ]);
  });

  test('insolvency needs no time to cure; a petition of others must stand', () => {
    const filed = { court: 'Bankruptcy Court', filedOn: '2026-11-01' };
    const ended = ilec('terminated', '2026-12-21', { notice, endsOn: '2027-01-31', windDown: 'x' });
    assert.deepEqual(
      idsOf(play(agreement, defaultKind, [ilec('insolvent', '2026-11-02', filed), ended])),
      [],
    );
    const petition = ilec('petition-filed', '2026-11-01', filed);
    const stands = ilec('petition-stands', '2027-01-02');
    assert.deepEqual(idsOf(play(agreement, defaultKind, [petition, stands])), ['default/time-runs']);
    const out = expired('petition', '2027-01-01');
    assert.deepEqual(idsOf(play(agreement, defaultKind, [petition, out, stands])), []);
  });
});

describe('suspension', () => {
  const facts = {
    billOn: '2026-11-01',
    dueOn: '2026-12-01',
    pastDue: '1000',
    disputed: '200',
    noticedOn: '2026-12-02',
  };

  test('says in its receipt which days must be over', () => {
    const { steps } = unwrap(decide(agreement, 'suspension', { ...facts, on: '2026-12-17' }));
    assert.match(JSON.stringify(steps), /After 2026-12-16 and 2026-12-16, both/);
    assert.match(JSON.stringify(steps), /After 2026-12-31 and 2027-01-01, both/);
  });

  test('a balance that is in dispute suspends nothing, however old and large', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.integer({ min: 0, max: 2000 }),
        (dollars, days) => {
          const on = Temporal.PlainDate.from('2026-11-20').add({ days }).toString();
          const all = { ...facts, pastDue: String(dollars), disputed: String(dollars), on };
          assert.equal(valueOf(agreement, 'suspension', all), 'none');
        },
      ),
      { numRuns: 50 },
    );
  });

  test('gets harder with the days and never milder', () => {
    const order = ['none', 'suspend-orders', 'terminate'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 30 }), (days, more) => {
        const on = (add: number) => Temporal.PlainDate.from('2026-12-02').add({ days: add }).toString();
        const step = (day: string) =>
          order.indexOf(String(valueOf(agreement, 'suspension', { ...facts, on: day })));
        assert.ok(step(on(days)) <= step(on(days + more)));
      }),
      { numRuns: 40 },
    );
  });

  test('where nothing may be withheld, disputed amounts count', () => {
    const payFirst = unwrap(load(['  withhold: disputed-part', '  withhold: nothing']));
    const all = { ...facts, disputed: '1000', on: '2027-01-02' };
    assert.equal(valueOf(payFirst, 'suspension', all), 'terminate');
    assert.equal(valueOf(agreement, 'suspension', all), 'none');
  });
});
