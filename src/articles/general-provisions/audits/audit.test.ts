import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import type { NewEvent } from '../../../cases/kind.ts';
import { event, idsOf, load, missouri, play, valueOf } from '../test-ground.ts';
import { contractYear } from '../rules/contract-year.ts';
import { auditKind } from './audit-case.ts';

const agreement = missouri();
const notice = { method: 'personal', sentAt: '2026-11-16', to: 'ilec' };
const requested = (to = '2026-10-31') =>
  event('requested', '2026-11-16', {
    notice,
    kind: 'billing',
    scope: 'Bills of 2026',
    from: '2026-01-01',
    to,
  });
const begun = event('fieldwork-begun', '2026-12-01');
const reported = event('reported', '2026-12-20', { audited: '100000', error: '6000' });
const adjusted = (amount: string) => event('adjusted', '2027-01-10', { amount, bill: 'B' }, 'centurytel');
const run = (...events: NewEvent[]) => idsOf(play(agreement, auditKind, events));

describe('an audit', () => {
  test('begins and is adjusted in its times', () => {
    const clocks = runClocks(
      agreement,
      auditKind,
      unwrap(play(agreement, auditKind, [requested(), begun, reported])),
    );
    // 14 days of November, 31 of December, 15 of January: 60. 11 of December and 19 of January: 30.
    assert.deepEqual(
      clocks.map(({ name, dueAt }) => [name, dueAt]),
      [
        ['start', '2027-01-15'],
        ['adjustments', '2027-01-19'],
      ],
    );
  });

  test('is closed when all of its error is adjusted and not before', () => {
    const done = event('closed', '2027-02-01');
    assert.deepEqual(run(requested(), begun, reported, done), ['audit/open-error']);
    assert.deepEqual(run(requested(), begun, reported, adjusted('6000.01')), ['audit/adjustment']);
    assert.deepEqual(run(requested(), begun, reported, adjusted('0')), ['audit/adjustment']);
    assert.deepEqual(run(requested(), begun, reported, adjusted('2000'), adjusted('4000'), done), []);
    assert.deepEqual(run(requested('2025-12-31')), ['audit/period']);
  });

  test('another agreement lets the auditing party bear the cost whatever it finds', () => {
    const own = unwrap(
      load(
        ['  costShift: 5 %\n', ''],
        [' An error of 5 % of what was audited or more puts the cost of the audit on the audited Party.', ''],
      ),
    );
    const facts = { audited: '100', error: '100' };
    assert.equal(valueOf(own, 'audit-cost', facts), 'auditing-party');
    assert.equal(valueOf(agreement, 'audit-cost', facts), 'audited-party');
  });

  test('the contract year begins on the anniversary, on 28 February for one of a leap day', () => {
    assert.deepEqual(contractYear('2006-10-08', '2026-10-07'), { from: '2025-10-08', to: '2026-10-07' });
    assert.deepEqual(contractYear('2006-10-08', '2026-10-08'), { from: '2026-10-08', to: '2027-10-07' });
    assert.deepEqual(contractYear('2024-02-29', '2026-03-01'), { from: '2026-02-28', to: '2027-02-27' });
    assert.deepEqual(contractYear('2004-02-29', '2025-02-28'), { from: '2025-02-28', to: '2026-02-27' });
    const days = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(days, days, (start, more) => {
        const on = (add: number) => Temporal.PlainDate.from('2004-02-20').add({ days: add }).toString();
        const { from, to } = contractYear(on(start), on(start + more));
        assert.ok(from <= on(start + more) && on(start + more) <= to);
      }),
    );
  });
});
