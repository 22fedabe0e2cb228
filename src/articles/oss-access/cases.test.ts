import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../base/result.ts';
import { runClocks } from '../../cases/clocks.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { CLOCK_EXPIRED, PROGRAM, START, allowedIn } from '../../cases/kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from '../../cases/kind.ts';
import { outageKind, outageSummary } from './availability/outage-case.ts';
import { changeKind } from './changes/change-case.ts';
import { kinds } from './kinds.ts';
import { misuseKind } from './misuse/misuse-case.ts';
import { misuseSummary } from './misuse/misuse-summary.ts';
import { reservationKind } from './reservations/reservation-case.ts';
import { CLEC, at, idsOf, missouri, play } from './test-ground.ts';

const agreement = missouri();
const state = (kind: CaseKind, ...events: readonly NewEvent[]): string =>
  stateAfter(kind, unwrap(play(agreement, kind, events)));
const refusals = (kind: CaseKind, ...events: readonly NewEvent[]): string[] =>
  idsOf(play(agreement, kind, events));
const dueDates = (kind: CaseKind, ...events: readonly NewEvent[]) =>
  Object.fromEntries(
    runClocks(agreement, kind, unwrap(play(agreement, kind, events))).map(({ name, dueAt, state: is }) => [
      name,
      `${dueAt} ${is}`,
    ]),
  );

describe('a reserved number', () => {
  const reserved = at('reserved', '2026-11-02T10:00', { number: '4175550101' }, CLEC);
  const assigned = at('assigned', '2026-11-12T10:00', { order: 'LSR/SCK/P1/00' }, CLEC);
  const returned = at('returned', '2026-11-22T10:00', { order: 'LSR/SCK/P1/00' });
  const expired: NewEvent = {
    ...at(CLOCK_EXPIRED, '2026-12-03T00:00', { clock: 'expiry' }),
    actor: PROGRAM,
  };

  test('is kept thirty days, without those in which a rejected order had it', () => {
    assert.deepEqual(dueDates(reservationKind, reserved), { expiry: '2026-12-02 running' });
    // The days from the 12th to the 21st do not count: ten.
    assert.deepEqual(dueDates(reservationKind, reserved, assigned, returned), {
      expiry: '2026-12-12 running',
    });
    assert.equal(
      state(
        reservationKind,
        reserved,
        assigned,
        at('put-in-service', '2026-11-20T10:00', { order: 'LSR/SCK/P1/00' }),
      ),
      'in-service',
    );
    assert.equal(state(reservationKind, reserved, at('released', '2026-11-03T10:00', {}, CLEC)), 'released');
  });

  test('ends by its clock, and by nobody before', () => {
    const effects = (...events: readonly NewEvent[]) =>
      reservationKind
        .effects?.(
          agreement,
          'RESERVATION/1',
          events.map((event, index) => ({ ...event, seq: index + 1, prevHash: '', hash: '' })),
        )
        .map(({ event }) => event);
    assert.deepEqual(effects(reserved, expired), ['expired']);
    assert.deepEqual(effects(reserved, assigned, expired), []);
    assert.deepEqual(effects(reserved, assigned, expired, { ...returned, occurredAt: expired.occurredAt }), [
      'expired',
    ]);
    assert.deepEqual(refusals(reservationKind, reserved, at('expired', '2026-11-03T10:00')), [
      'oss-access/not-over',
    ]);
  });

  test('another order does not give it back, another party does not release it, no number is none', () => {
    const other = { order: 'LSR/SCK/P2/00' };
    assert.deepEqual(
      refusals(reservationKind, reserved, assigned, at('returned', '2026-11-22T10:00', other)),
      ['oss-access/other-order'],
    );
    assert.deepEqual(refusals(reservationKind, reserved, at('released', '2026-11-03T10:00')), [
      'case/not-yours',
    ]);
    assert.deepEqual(refusals(reservationKind, at('reserved', '2026-11-02T10:00', { number: '117555010' })), [
      'case/body',
    ]);
  });

  test('is held against another reservation of the same number', () => {
    assert.deepEqual(reservationKind.holds?.(unwrap(play(agreement, reservationKind, [reserved]))), [
      { what: 'reserved-number', value: '4175550101' },
    ]);
  });
});

describe('an outage', () => {
  const plan = { reason: 'New disks', startsAt: '2026-11-21T18:00:00Z', endsAt: '2026-11-21T22:00:00Z' };

  test('that is planned is announced, moved, begun and over', () => {
    const moved = { ...plan, startsAt: '2026-11-28T18:00:00Z', endsAt: '2026-11-28T22:00:00Z' };
    const events = [
      at('announced', '2026-11-10T09:00', plan),
      at('moved', '2026-11-20T09:00', moved),
      at('begun', '2026-11-28T12:05'),
      at('restored', '2026-11-28T15:00'),
    ];
    assert.equal(state(outageKind, ...events), 'restored');
    // Announced anew on the 20th for the 28th.
    assert.deepEqual(outageSummary(unwrap(play(agreement, outageKind, events))), {
      kind: 'scheduled',
      announcedAt: '2026-11-20T15:00:00Z',
      plannedFrom: '2026-11-28T18:00:00Z',
      plannedTo: '2026-11-28T22:00:00Z',
      from: '2026-11-28T18:05:00Z',
      to: '2026-11-28T21:00:00Z',
      reason: 'New disks',
    });
    assert.equal(
      state(outageKind, at('announced', '2026-11-10T09:00', plan), at('cancelled', '2026-11-20T09:00')),
      'cancelled',
    );
  });

  test('that is found is told within two hours', () => {
    const found = at('found', '2026-11-03T09:00', { reason: 'No answer', startedAt: '2026-11-03T14:50:00Z' });
    assert.deepEqual(dueDates(outageKind, found), { notice: '2026-11-03T11:00:00-06:00 running' });
    assert.equal(
      state(outageKind, found, at('noticed', '2026-11-03T10:00'), at('restored', '2026-11-03T12:00')),
      'restored',
    );
  });

  test('is for the incumbent to say, and ends after it begins', () => {
    assert.deepEqual(refusals(outageKind, at('found', '2026-11-03T09:00', { reason: 'Slow' }, CLEC)), [
      'case/not-yours',
    ]);
    assert.deepEqual(
      refusals(outageKind, at('announced', '2026-11-10T09:00', { ...plan, endsAt: plan.startsAt })),
      ['oss-access/time'],
    );
    assert.deepEqual(
      refusals(
        outageKind,
        at('found', '2026-11-03T09:00', { reason: 'Slow', startedAt: '2026-11-03T15:00:01Z' }),
      ),
      ['oss-access/time'],
    );
  });
});

describe('a change of the interfaces', () => {
  const release = { version: '7.3', type: 'minor', what: 'A field more', effectiveOn: '2026-12-23' };
  const announced = at('announced', '2026-11-23T09:00', release);
  const tested = at('test-opened', '2026-12-09T09:00');
  const live = (on: string) => at('went-live', `${on}T00:30`);

  test('is announced thirty days ahead and tested for fourteen', () => {
    assert.equal(state(changeKind, announced, tested, live('2026-12-23')), 'live');
    assert.deepEqual(refusals(changeKind, at('announced', '2026-11-24T09:00', release)), [
      'oss-access/late-notice',
    ]);
    assert.deepEqual(refusals(changeKind, announced, tested, live('2026-12-22')), [
      'oss-access/before-its-day',
      'oss-access/not-tested',
    ]);
    assert.deepEqual(refusals(changeKind, announced, live('2026-12-23')), ['oss-access/not-tested']);
    const late = at('test-opened', '2026-12-10T09:00');
    assert.deepEqual(refusals(changeKind, announced, late, live('2026-12-23')), ['oss-access/not-tested']);
    assert.equal(state(changeKind, announced, late, live('2026-12-24')), 'live');
  });

  test('waits for the answer to an objection, which comes in time or not at all', () => {
    const objected = at('objected', '2026-12-08T17:00', { reason: 'We need longer' }, CLEC);
    assert.deepEqual(refusals(changeKind, announced, objected, live('2026-12-23')), ['case/not-allowed']);
    assert.deepEqual(refusals(changeKind, announced, { ...objected, actor: 'centurytel' }), [
      'case/not-yours',
    ]);
    const answered = at('answered', '2026-12-10T09:00', { answer: 'A week more of test' });
    assert.equal(state(changeKind, announced, objected, answered), 'announced');
    // Fifteen days after 23 November are over with 8 December.
    const tooLate = at('objected', '2026-12-09T09:00', { reason: 'We need longer' }, CLEC);
    assert.deepEqual(refusals(changeKind, announced, tooLate), ['case/too-late']);
  });

  test('a later day needs no new notice, a sooner one does', () => {
    const moved = (effectiveOn: string) => at('rescheduled', '2026-12-01T09:00', { effectiveOn });
    assert.deepEqual(refusals(changeKind, announced, moved('2027-01-15')), []);
    assert.deepEqual(refusals(changeKind, announced, moved('2026-12-22')), ['oss-access/late-notice']);
  });
});

test('whatever order events are tried in, what is taken leads along the declared ways, and what is refused changes nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.array(fc.tuple(fc.nat(30), fc.boolean(), fc.nat(2000)), { maxLength: 25 }),
      (kind, tries) => {
        let events: CaseEvent[] = [];
        let hours = 0;
        for (const [pick, byIlec, later] of tries) {
          const def = kind.events[pick % kind.events.length];
          if (!def) continue;
          hours += later;
          const occurredAt = Temporal.Instant.from('2026-10-05T15:00:00Z').add({ hours }).toString();
          const event: NewEvent = {
            name: def.name,
            occurredAt,
            recordedAt: occurredAt,
            actor: byIlec ? 'centurytel' : CLEC,
            body: BODIES[`${kind.kind}.${def.name}`] ?? {},
          };
          const before = stateAfter(kind, events);
          const taken = play(agreement, kind, [...events, event]);
          if (!taken.ok) continue;
          assert.ok(allowedIn(kind, before).includes(def.name), `${def.name} in ${before}`);
          events = taken.value;
        }
        const now = stateAfter(kind, events);
        assert.ok(now === START || kind.states.some(({ name }) => name === now));
        assert.doesNotThrow(() => runClocks(agreement, kind, events));
        if (kind === misuseKind && events.length > 0) {
          // Nobody is suspended who had no notice, save by an emergency.
          const { suspended, emergency } = misuseSummary(events);
          const names = events.map(({ name }) => name);
          assert.ok(suspended === 'none' || emergency === true || names.includes('noticed'));
        }
      },
    ),
    { numRuns: 300 },
  );
});

const BODIES: Readonly<Record<string, NewEvent['body']>> = {
  'number-reservation.reserved': { number: '4175550101' },
  'number-reservation.assigned': { order: 'LSR/1' },
  'number-reservation.returned': { order: 'LSR/1' },
  'number-reservation.put-in-service': { order: 'LSR/1' },
  'oss-outage.announced': { reason: 'x', startsAt: '2026-11-21T18:00:00Z', endsAt: '2026-11-21T22:00:00Z' },
  'oss-outage.moved': { reason: 'x', startsAt: '2026-12-21T18:00:00Z', endsAt: '2026-12-21T22:00:00Z' },
  'oss-outage.found': { reason: 'x' },
  'oss-change.announced': { version: '8', type: 'emergency', what: 'x', effectiveOn: '2029-01-01' },
  'oss-change.rescheduled': { effectiveOn: '2029-02-01' },
  'oss-change.objected': { reason: 'x' },
  'oss-change.answered': { answer: 'x' },
  'oss-misuse.suspected': {
    pattern: 'sequential-scraping',
    who: 'a',
    party: CLEC,
    from: '2026-09-01T15:00:00Z',
    to: '2026-09-01T15:00:00Z',
    subjects: 15,
    withoutOrder: 15,
    of: 15,
    queries: ['1'],
  },
  'oss-misuse.explained': { explanation: 'x' },
  'oss-misuse.carrier-suspended': { continued: 'x' },
  'oss-misuse.taken-to-commission': { docket: 'x' },
  'oss-misuse.emergency-blocked': { harm: 'network-harm', of: 'carrier', what: 'x' },
  'oss-misuse.lifted': { reason: 'x' },
  'oss-misuse.cured': { cure: 'x' },
  'oss-misuse.dismissed': { reason: 'x' },
  'oss-misuse.decided': { order: 'x' },
};
