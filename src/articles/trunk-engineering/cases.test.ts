import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runClocks } from '../../cases/clocks.ts';
import { START, allowedIn } from '../../cases/kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from '../../cases/kind.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { unwrap } from '../../base/result.ts';
import { trunkForecastKind } from './forecasts/trunk-forecast-case.ts';
import { kinds } from './kinds.ts';
import { pointKind } from './points/point-case.ts';
import { tgsrKind } from './servicing/tgsr-case.ts';
import { trunkGroupKind } from './servicing/trunk-group-case.ts';
import { event, idsOf, missouri, play } from './test-ground.ts';

const agreement = missouri();
const ILEC = 'centurytel';

const forecast = { trunkGroup: 'CO521001', kind: 'lec-to-lec', way: 'two-way', trunks: 24 };
const asr = {
  pon: 'TG-1',
  trunks: 24,
  aClli: 'CLMBMOZSDS1',
  zClli: 'CLMBMOZA05T',
  clciMsg: 'CO521001 CLMBMOZSDS1 CLMBMOZA05T',
  twoSixCode: 'CO521001',
  plu: 100,
  requestedOn: '2026-12-15',
};
const twelve = [
  event('forecast', '2026-11-02', forecast),
  event('ordered', '2026-11-03', asr),
  event('confirmed', '2026-11-05', { dueOn: '2026-12-15' }, ILEC),
  event('tested', '2026-12-14', {}, ILEC),
  event('put-in-service', '2026-12-15', { trunks: 24 }, ILEC),
];
const state = (kind: CaseKind, events: readonly NewEvent[]): string =>
  stateAfter(kind, unwrap(play(agreement, kind, events)));
const refusals = (kind: CaseKind, events: readonly NewEvent[]): string[] =>
  idsOf(play(agreement, kind, events));
const dueDates = (kind: CaseKind, events: readonly NewEvent[]) =>
  Object.fromEntries(
    runClocks(agreement, kind, unwrap(play(agreement, kind, events))).map(({ name, dueAt, state: is }) => [
      name,
      `${dueAt} ${is}`,
    ]),
  );

describe('a trunk group', () => {
  test('from forecast to service, made larger, and relieved by a direct group', () => {
    const over = event('load-over', '2027-02-01', { months: [{ required: 20, inService: 24 }] }, ILEC);
    const servicing = [
      ...twelve,
      over,
      event('service-requested', '2027-02-01', { request: 'TGSR/2027-001' }, ILEC),
      event('change-ordered', '2027-02-03', { pon: 'TG-2' }),
    ];
    const larger = [...servicing, event('augmented', '2027-03-01', { trunks: 48 }, ILEC)];
    assert.equal(state(trunkGroupKind, larger), 'in-service');
    assert.deepEqual(trunkGroupKind.view?.(agreement, unwrap(play(agreement, trunkGroupKind, larger))), {
      trunks: 48,
    });
    assert.deepEqual(
      refusals(trunkGroupKind, [...servicing, event('augmented', '2027-03-01', { trunks: 24 })]),
      ['trunks/size'],
    );
    assert.deepEqual(
      refusals(trunkGroupKind, [...servicing, event('resized', '2027-03-01', { trunks: 24 })]),
      ['trunks/size'],
    );
    const due = event('direct-group-due', '2027-07-01', {
      endOffice: 'ASHLAND',
      ccsByMonth: ['600', '600', '600'],
    });
    const relieved = [
      ...larger,
      due,
      event('direct-group-in-service', '2027-09-01', { trunkGroup: 'AS521004' }),
    ];
    assert.equal(state(trunkGroupKind, relieved), 'in-service');
  });

  test('a momentary peak makes nothing due', () => {
    const peak = event('direct-group-due', '2027-07-01', { endOffice: 'ASHLAND', ccsByMonth: ['9000'] });
    assert.deepEqual(refusals(trunkGroupKind, [...twelve, peak]), ['trunks/not-due']);
    const calm = event('load-over', '2027-02-01', { months: [{ required: 12, inService: 24 }] });
    assert.deepEqual(refusals(trunkGroupKind, [...twelve, calm]), ['trunks/not-due']);
    const once = event('load-under', '2027-02-01', { months: [{ required: 2, inService: 24 }] });
    assert.deepEqual(refusals(trunkGroupKind, [...twelve, once]), ['trunks/not-due']);
  });

  test('the order of a group is for one party to send, whole', () => {
    const orderBy = (actor: string, facts: object = {}, body: object = asr) =>
      refusals(trunkGroupKind, [
        event('forecast', '2026-11-02', { ...forecast, ...facts }),
        event('ordered', '2026-11-03', { ...body }, actor),
      ]);
    assert.deepEqual(orderBy('socket'), []);
    assert.deepEqual(orderBy(ILEC), ['trunks/order']);
    assert.deepEqual(orderBy(ILEC, { way: 'one-way', originator: 'ilec' }), []);
    assert.deepEqual(orderBy('socket', { way: 'one-way', originator: 'ilec' }), ['trunks/order']);
    assert.deepEqual(orderBy('socket', { way: 'one-way' }), ['trunks/order']);
    assert.deepEqual(orderBy('socket', { kind: 'access', way: 'one-way' }), ['trunks/order']);
    assert.deepEqual(orderBy('socket', { kind: 'choke' }), ['agreement/missing-term']);
    assert.deepEqual(orderBy('socket', {}, { ...asr, twoSixCode: 'C521001', plu: 101, zClli: 'CLMBMOZA' }), [
      'case/body',
      'case/body',
      'case/body',
    ]);
  });
});

describe('a service request', () => {
  const request = {
    trunkGroup: 'CO521001',
    case: 'TRUNK/2026-001',
    change: 'augment',
    required: 20,
    inService: 24,
    month: '2027-01',
    serviceAffecting: true,
  };
  const issued = event('issued', '2026-11-23', request, ILEC);

  test('is answered within three business days of the competitor', () => {
    // After Monday 23 November: 24, 25 and, since 26 is Thanksgiving, 27.
    assert.deepEqual(dueDates(tgsrKind, [issued]), { order: '2026-11-27 running' });
    const ordered = event('ordered', '2026-11-24', { pon: 'TG-2', trunks: 48 });
    assert.equal(state(tgsrKind, [issued, ordered]), 'ordered');
    assert.deepEqual(refusals(tgsrKind, [issued, { ...ordered, actor: ILEC }]), ['case/not-yours']);
    assert.deepEqual(
      refusals(tgsrKind, [
        event('issued', '2026-11-23', { ...request, change: 'resize', required: 24 }, ILEC),
      ]),
      ['trunks/size'],
    );
  });

  test('tells the case of its group', () => {
    const follow = (...events: NewEvent[]) =>
      tgsrKind
        .effects?.(agreement, 'TGSR/2026-001', unwrap(play(agreement, tgsrKind, events)))
        .map(({ caseId, event: name, body }) => [caseId, name, body]);
    const ordered = event('ordered', '2026-11-24', { pon: 'TG-2', trunks: 48 });
    const declined = event('declined', '2026-11-24', { because: 'A direct group is on its way' });
    assert.deepEqual(follow(issued), [['TRUNK/2026-001', 'service-requested', { request: 'TGSR/2026-001' }]]);
    assert.deepEqual(follow(issued, ordered), [['TRUNK/2026-001', 'change-ordered', { pon: 'TG-2' }]]);
    assert.deepEqual(follow(issued, ordered, event('done', '2026-12-24', { trunks: 48 })), [
      ['TRUNK/2026-001', 'augmented', { trunks: 48 }],
    ]);
    assert.deepEqual(follow(issued, declined), [['TRUNK/2026-001', 'service-closed', {}]]);
    assert.deepEqual(follow(issued, declined, event('withdrawn', '2026-11-25', {}, ILEC)), []);
    const { case: _, ...alone } = request;
    assert.deepEqual(follow(event('issued', '2026-11-23', alone, ILEC)), []);
  });
});

describe('a forecast of trunks', () => {
  const quarters = ['2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1', '2028-Q2', '2028-Q3'];
  const lines = (trunks: number, names = quarters) => ({
    lines: [
      {
        trunkGroup: 'CO521001',
        aClli: 'CLMBMOZSDS1',
        zClli: 'CLMBMOZA05T',
        traffic: 'local',
        interface: 'DS1',
        quarters: names.map((quarter) => ({ quarter, trunks })),
      },
    ],
  });
  const planned = event('planned', '2026-11-02', { lata: '521', dueOn: '2027-05-01' });
  const filed = event('filed', '2026-11-16', lines(48));

  test('comes 90 days before the first connection and every six months', () => {
    // 30 days of April, 31 of March and 28 of February leave 1: 90 days before 1 May is 31 January.
    assert.deepEqual(dueDates(trunkForecastKind, [planned]), { first: '2027-01-31 running' });
    assert.deepEqual(dueDates(trunkForecastKind, [planned, filed]), {
      first: '2027-01-31 stopped',
      next: '2027-05-16 running',
    });
  });

  test('covers eight quarters without a gap, from this one or the next', () => {
    const file = (names: string[]) =>
      refusals(trunkForecastKind, [event('filed', '2026-11-16', lines(48, names))]);
    assert.deepEqual(file(quarters), []);
    assert.deepEqual(file([...quarters.slice(1), '2028-Q4']), []);
    assert.deepEqual(file(quarters.slice(0, 7)), ['trunks/forecast-quarters']);
    assert.deepEqual(file([...quarters.slice(2), '2028-Q4', '2029-Q1']), ['trunks/forecast-quarters']);
    assert.deepEqual(file([...quarters.slice(0, 3), ...quarters.slice(4), '2028-Q4']), [
      'trunks/forecast-quarters',
    ]);
    assert.deepEqual(file(['2026-Q5']), ['case/body']);
  });

  test('more than 24 trunks between the two are reconciled, or each party goes one way', () => {
    const compared = (trunks: number) => [filed, event('compared', '2026-11-20', lines(trunks), ILEC)];
    const then = (trunks: number, name: string, body: object = {}) =>
      refusals(trunkForecastKind, [...compared(trunks), event(name, '2026-11-30', { ...body })]);
    assert.deepEqual(then(72, 'agreed'), []);
    assert.deepEqual(then(72, 'not-reconciled'), ['trunks/forecasts-agree']);
    assert.deepEqual(
      then(73, 'agreed'),
      Array.from({ length: 8 }, () => 'trunks/forecasts-differ'),
    );
    assert.deepEqual(then(73, 'not-reconciled'), []);
    assert.deepEqual(then(73, 'reconciled', lines(60)), []);
    const seen = trunkForecastKind.view?.(
      agreement,
      unwrap(play(agreement, trunkForecastKind, compared(73))),
    );
    assert.deepEqual((seen?.['differences'] as unknown[] | undefined)?.[0], {
      trunkGroup: 'CO521001',
      quarter: '2026-Q4',
      ilec: 73,
      clec: 48,
    });
    // 30 calendar days after 20 November.
    assert.equal(dueDates(trunkForecastKind, compared(73))['reconciliation'], '2026-12-20 running');
    assert.deepEqual(refusals(trunkForecastKind, [filed, event('compared', '2026-11-20', lines(48))]), [
      'case/not-yours',
    ]);
  });
});

describe('a point of interconnection', () => {
  const opened = event('opened', '2026-11-02', { lata: '521', exchange: 'ASHLAND' });
  const months = (localDs1s: number) => ({
    months: [{ localDs1s: 1 }, { localDs1s }, { localDs1s: 2 }],
    customers: true,
  });
  const triggered = event('triggered', '2026-11-16', months(1), ILEC);
  const planned = event('planned', '2026-12-01', {
    location: 'ASLDMOXA',
    method: 'fiber-meet',
    ilecDs1s: 2,
    clecDs1s: 2,
  });

  test('60 days to plan, 120 to build, and a cause that excuses stops the time', () => {
    // 14 days of November, 31 of December and 15 of January make 60.
    assert.equal(dueDates(pointKind, [opened, triggered])['plan'], '2027-01-15 running');
    // 30 of December, 31 of January, 28 of February and 31 of March make 120.
    assert.equal(dueDates(pointKind, [opened, triggered, planned])['build'], '2027-03-31 running');
    const late = [
      opened,
      triggered,
      planned,
      event('held-up', '2027-01-11', { because: 'The river crossing is flooded' }),
      event('taken-up', '2027-01-21'),
    ];
    // Paused at noon of the 11th and let go on at noon of the 21st: ten days do not count.
    assert.equal(dueDates(pointKind, late)['build'], '2027-04-10 running');
    assert.equal(state(pointKind, [...late, event('connected', '2027-03-01')]), 'direct');
  });

  test('traffic of three months triggers it, a peak does not', () => {
    assert.deepEqual(refusals(pointKind, [opened, event('triggered', '2026-11-16', months(0))]), [
      'interconnection/not-due',
    ]);
    assert.deepEqual(
      refusals(pointKind, [
        opened,
        event('triggered', '2026-11-16', { months: [{ localDs1s: 50 }], customers: true }),
      ]),
      ['interconnection/not-due'],
    );
  });

  test('a point that is not feasible is refused; a further one may be agreed on', () => {
    const ask = (facts: object) =>
      refusals(pointKind, [
        opened,
        event('requested', '2026-11-16', {
          location: 'ASLDMOXA',
          method: 'fiber-meet',
          feasible: true,
          inLata: 0,
          ...facts,
        }),
      ]);
    assert.deepEqual(ask({}), []);
    assert.deepEqual(ask({ inLata: 3 }), []);
    assert.deepEqual(ask({ feasible: false }), ['interconnection/refused']);
  });
});

describe('every kind, every state, every event', () => {
  for (const kind of kinds)
    test(kind.kind, () => {
      const names = kind.events.map(({ name }) => name);
      const states = new Set([START, ...kind.states.map(({ name }) => name)]);
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...names), { maxLength: 30 }),
          fc.array(fc.boolean()),
          (tried, whole) => {
            let taken: CaseEvent[] = [];
            for (const [index, name] of tried.entries()) {
              const before = stateAfter(kind, taken);
              const by = kind.events.find((one) => one.name === name)?.by === 'other' ? ILEC : 'socket';
              const next = event(name, '2026-11-02', whole[index] === true ? bodyOf(kind, name) : {}, by);
              const now = play(agreement, kind, [...taken, next]);
              const legal = allowedIn(kind, before).includes(name);
              if (!legal) assert.equal(idsOf(now)[0], 'case/not-allowed', `${name} in ${before}`);
              else assert.ok(!idsOf(now).includes('case/not-allowed'), `${name} in ${before}`);
              if (now.ok) taken = now.value;
              assert.ok(states.has(stateAfter(kind, taken)));
              // No clock runs in a case that is over.
              if (kind.states.some(({ name: is, final }) => is === stateAfter(kind, taken) && final === true))
                assert.ok(
                  runClocks(agreement, kind, taken).every(({ state: is }) => is !== 'running'),
                  kind.kind,
                );
            }
          },
        ),
        { numRuns: 60 },
      );
    });
});

/** A body that fits, so that walks get far. */
function bodyOf(kind: CaseKind, name: string): Record<string, unknown> {
  const quarters = ['2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1', '2028-Q2', '2028-Q3'];
  const line = {
    trunkGroup: 'A1',
    aClli: 'CLMBMOZSDS1',
    zClli: 'CLMBMOZA05T',
    traffic: 'local',
    interface: 'DS1',
  };
  const lines = [{ ...line, quarters: quarters.map((quarter) => ({ quarter, trunks: 24 })) }];
  const ds1 = { localDs1s: 2 };
  const bodies: Record<string, Record<string, unknown>> = {
    'trunk-group.forecast': forecast,
    'trunk-group.ordered': asr,
    'trunk-group.rejected': { edits: [{}] },
    'trunk-group.confirmed': { dueOn: '2026-12-15' },
    'trunk-group.test-failed': { what: 'Loss' },
    'trunk-group.put-in-service': { trunks: 24 },
    'trunk-group.load-over': { months: [{ required: 24, inService: 24 }] },
    'trunk-group.load-under': { months: [1, 2, 3].map(() => ({ required: 1, inService: 24 })) },
    'trunk-group.direct-group-due': { endOffice: 'X', ccsByMonth: ['600', '600', '600'] },
    'trunk-group.service-requested': { request: 'TGSR/2026-001' },
    'trunk-group.change-ordered': { pon: 'P' },
    'trunk-group.augmented': { trunks: 48 },
    'trunk-group.resized': { trunks: 12 },
    'trunk-group.direct-group-in-service': { trunkGroup: 'B1' },
    'tgsr.issued': {
      trunkGroup: 'A1',
      change: 'augment',
      required: 2,
      inService: 1,
      month: '2026-10',
      serviceAffecting: false,
    },
    'tgsr.reissued': {
      trunkGroup: 'A1',
      change: 'augment',
      required: 2,
      inService: 1,
      month: '2026-10',
      serviceAffecting: false,
    },
    'tgsr.ordered': { pon: 'P', trunks: 48 },
    'tgsr.declined': { because: 'No' },
    'tgsr.done': { trunks: 48 },
    'trunk-forecast.planned': { lata: '521', dueOn: '2027-05-01' },
    'trunk-forecast.filed': { lines },
    'trunk-forecast.compared': { lines },
    'trunk-forecast.reconciled': { lines },
    'point-of-interconnection.opened': { lata: '521', exchange: 'X' },
    'point-of-interconnection.requested': { location: 'X', method: 'fiber-meet', feasible: true, inLata: 0 },
    'point-of-interconnection.triggered': { months: [ds1, ds1, ds1], customers: true },
    'point-of-interconnection.planned': { location: 'X', method: 'fiber-meet', ilecDs1s: 1, clecDs1s: 1 },
    'point-of-interconnection.held-up': { because: 'Flood' },
  };
  return bodies[`${kind.kind}.${name}`] ?? {};
}
