import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { decide, event, idsOf, missouri, play, valueOf } from '../test-ground.ts';
import { discontinuanceKind } from './discontinuance-case.ts';
import { endUserNoticeKind } from './end-user-notice-case.ts';

const agreement = missouri();
const whole = {
  steps: 'Choose another company by the day on which the service ends.',
  tollFreeNumber: '800-555-0100',
  billingAddress: 'PO Box 1, Columbia',
  serviceAddress: '1 Main Street, Columbia',
  numbers: ['5735550142'],
  service: 'local telephone service',
  endsOn: '2026-12-15',
};
const PARTS: Record<string, string> = {
  steps: 'EUN-0001',
  tollFreeNumber: 'EUN-0002',
  billingAddress: 'EUN-0003',
  serviceAddress: 'EUN-0004',
  numbers: 'EUN-0005',
  service: 'EUN-0006',
  endsOn: 'EUN-0007',
};
const noticed = (on: string, body: Record<string, unknown> = {}) =>
  event('noticed', on, { ...whole, exit: 'EXIT/1', ...body });

describe('the notice to an end user', () => {
  test('names exactly the edits of what it lacks, all of them, in order', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(PARTS)), (left) => {
        const said = Object.fromEntries(Object.entries(whole).filter(([part]) => !left.includes(part)));
        const answer = unwrap(decide(agreement, 'end-user-notice-complete', said));
        const ids = (answer.details as { edits: { id: string }[] }).edits.map(({ id }) => id);
        assert.deepEqual(ids, left.map((part) => PARTS[part]).sort());
        assert.equal(answer.value, left.length === 0);
      }),
    );
  });

  test('what is there and says nothing is not there', () => {
    const wrong = [
      [{ steps: ' ' }, 'EUN-0001'],
      [{ tollFreeNumber: '573-555-0100' }, 'EUN-0002'],
      [{ tollFreeNumber: '800' }, 'EUN-0002'],
      [{ numbers: ['817'] }, 'EUN-0005'],
      [{ numbers: [] }, 'EUN-0005'],
      [{ endsOn: '2026-02-30' }, 'EUN-0007'],
    ] as const;
    for (const [change, id] of wrong) {
      const { details } = unwrap(decide(agreement, 'end-user-notice-complete', { ...whole, ...change }));
      assert.deepEqual(
        (details as { edits: { id: string }[] }).edits.map((edit) => edit.id),
        [id],
      );
    }
    assert.equal(
      valueOf(agreement, 'end-user-notice-complete', { ...whole, numbers: [], circuit: '50.HCGS.1..SB' }),
      true,
    );
  });

  test('an agreement that asks for less is content with less', () => {
    const other = missouri([
      'contents: [steps, tollFreeNumber, billingAddress, serviceAddress, identifier, service, endsOn]',
      'contents: [steps, endsOn]',
    ]);
    assert.equal(
      valueOf(other, 'end-user-notice-complete', { steps: 'Choose.', endsOn: '2026-12-15' }),
      true,
    );
  });

  test('a defective one is found so at once; its days do not run, and begin with the corrected one', () => {
    const found = endUserNoticeKind.effects?.(
      agreement,
      'EXIT/1/A',
      unwrap(play(agreement, endUserNoticeKind, [noticed('2026-11-02', { steps: '' })])),
    );
    assert.deepEqual(found, [
      {
        kind: 'end-user-notice',
        caseId: 'EXIT/1/A',
        event: 'found-defective',
        body: { edits: ['EUN-0001'] },
      },
    ]);
    const events = unwrap(
      play(agreement, endUserNoticeKind, [
        noticed('2026-11-02', { steps: '' }),
        event('found-defective', '2026-11-02', { edits: ['EUN-0001'] }),
        noticed('2026-11-10'),
      ]),
    );
    // 10 November and 30 days: 20 days to the end of the month, 10 more.
    assert.deepEqual(
      runClocks(agreement, endUserNoticeKind, events)
        .filter(({ name }) => name === 'notice')
        .map(({ state, dueAt }) => `${state} ${dueAt}`),
      ['stopped 2026-12-02', 'running 2026-12-10'],
    );
  });
});

describe('the days of one end user', () => {
  const BASE = Temporal.PlainDate.from('2026-01-05');

  test('before 30 days its carrier’s service does not end; it may move on any of them', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 0, max: 60 }), (start, days) => {
        const [told, then] = [start, start + days].map((at) => BASE.add({ days: at }).toString());
        assert.ok(told !== undefined && then !== undefined);
        const end = play(agreement, endUserNoticeKind, [
          noticed(told, { endsOn: then }),
          event('interim-started', then),
        ]);
        assert.deepEqual(idsOf(end), days < 30 ? ['case/too-early'] : []);
        assert.ok(play(agreement, endUserNoticeKind, [noticed(told), event('migrated', then)]).ok);
      }),
    );
  });

  test('a service that the notice lets run longer runs longer', () => {
    const early = event('interim-started', '2026-12-14');
    assert.deepEqual(idsOf(play(agreement, endUserNoticeKind, [noticed('2026-11-02'), early])), [
      'end-user-notice/service-runs',
    ]);
  });

  test('the day on which a service ends begins at midnight in Missouri', () => {
    // 02:00 in Greenwich on 15 December is 20:00 on the 14th in Missouri; 06:00 is midnight.
    const at = (occurredAt: string) =>
      idsOf(
        play(agreement, endUserNoticeKind, [
          noticed('2026-11-02'),
          { ...event('interim-started', '2026-12-15'), occurredAt },
        ]),
      );
    assert.deepEqual(at('2026-12-15T02:00:00Z'), ['end-user-notice/service-runs']);
    assert.deepEqual(at('2026-12-15T06:00:00Z'), []);
  });

  test('nobody is disconnected before 30 days of interim service, noticed or abandoned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.boolean(), (days, abandoned) => {
        const until = Temporal.PlainDate.from('2026-12-15').add({ days }).toString();
        const before = abandoned
          ? [event('abandoned', '2026-12-15', { exit: 'EXIT/1' })]
          : [noticed('2026-11-02'), event('interim-started', '2026-12-15')];
        const cut = play(agreement, endUserNoticeKind, [...before, event('disconnected', until)]);
        assert.deepEqual(idsOf(cut), days < 30 ? ['case/too-early'] : []);
        assert.ok(play(agreement, endUserNoticeKind, [...before, event('migrated', until)]).ok);
      }),
    );
  });

  test('nobody who was not in interim service is disconnected', () => {
    assert.deepEqual(
      idsOf(play(agreement, endUserNoticeKind, [noticed('2026-11-02'), event('disconnected', '2027-03-01')])),
      ['case/not-allowed'],
    );
  });

  test('where it goes is not written down', () => {
    const moved = event('migrated', '2026-11-20', { to: 'Prairie Fiber' });
    assert.deepEqual(idsOf(play(agreement, endUserNoticeKind, [noticed('2026-11-02'), moved])), [
      'case/body',
    ]);
  });

  test('when its day comes: interim service after its days, abandoned before', () => {
    const atEnd = (endsOn: string) => {
      const events = unwrap(play(agreement, endUserNoticeKind, [noticed('2026-11-02', { endsOn })]));
      const last = {
        ...event('clock-expired', endsOn, { clock: 'service-end', run: 1 }),
        seq: 2,
        prevHash: '',
        hash: '',
      };
      return endUserNoticeKind
        .effects?.(agreement, 'EXIT/1/A', [...events, last])
        .map(({ event: name }) => name);
    };
    // 2 November and 30 days: 2 December.
    assert.deepEqual(atEnd('2026-12-01'), ['abandoned']);
    assert.deepEqual(atEnd('2026-12-02'), ['interim-started']);
  });

  test('its view: the first day, whether the day named is too soon, and that freezes are lifted', () => {
    const view = (terms: typeof agreement, endsOn: string) =>
      endUserNoticeKind.view?.(
        terms,
        unwrap(play(terms, endUserNoticeKind, [noticed('2026-11-02', { endsOn, freezes: ['local'] })])),
      ) ?? {};
    assert.deepEqual(view(agreement, '2026-12-01'), {
      edits: [],
      serviceEndsOn: '2026-12-01',
      notBefore: '2026-12-02',
      short: true,
      freezes: ['local'],
      freezesAre: 'lifted',
    });
    assert.equal(view(agreement, '2026-12-02')['short'], false);
    assert.equal(
      view(missouri(['underNotice: lifted', 'underNotice: stands']), '2026-12-02')['freezesAre'],
      'stands',
    );
  });
});

describe('what is owed meanwhile', () => {
  test('whenever it moves, it is paid for to the day before, and never beyond the interim service', () => {
    const end = Temporal.PlainDate.from('2026-12-15');
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 80 }), (days) => {
        const migratedOn = end.add({ days }).toString();
        const answer = valueOf(agreement, 'discontinuance-pays-through', {
          serviceEndsOn: '2026-12-15',
          migratedOn,
        });
        // 15 December and 30 days: 14 January.
        assert.equal(answer, days <= 30 ? end.add({ days: days - 1 }).toString() : '2027-01-14');
      }),
    );
  });

  test('late charges stand; another agreement stops with the service, and cancels', () => {
    const facts = { serviceEndsOn: '2026-12-15' };
    const other = missouri(
      ['paysThrough: interim-service', 'paysThrough: service-end'],
      ['lateCharges: stand', 'lateCharges: cancelled'],
    );
    const details = (terms: typeof agreement) =>
      unwrap(decide(terms, 'discontinuance-pays-through', facts)).details;
    assert.deepEqual(details(agreement), { interimEndsOn: '2027-01-14', lateCharges: 'stand' });
    assert.deepEqual(details(other), { interimEndsOn: '2027-01-14', lateCharges: 'cancelled' });
    assert.equal(valueOf(other, 'discontinuance-pays-through', facts), '2026-12-15');
  });
});

describe('the exit', () => {
  const { exit: _, ...contents } = { ...whole, exit: '' };
  const notices = (...refs: string[]) => ({ notices: refs.map((endUser) => ({ endUser, ...contents })) });
  const leaves = event(
    'exit-noticed',
    '2026-11-02',
    {
      notice: { method: 'certified-mail', sentAt: '2026-11-02' },
      exitOn: '2026-12-15',
      because: 'leaves-market',
    },
    'socket',
  );
  const told = event('customers-noticed', '2026-11-03', notices('A', 'B'), 'socket');

  test('end users are told 30 days before it', () => {
    // 30 days before 15 December: 15 November.
    const events = unwrap(play(agreement, discontinuanceKind, [leaves]));
    assert.equal(runClocks(agreement, discontinuanceKind, events)[0]?.dueAt, '2026-11-15');
  });

  test('each end user gets a case with its notice', () => {
    const effects = discontinuanceKind.effects?.(
      agreement,
      'EXIT/1',
      unwrap(play(agreement, discontinuanceKind, [leaves, told])),
    );
    assert.deepEqual(
      effects?.map(({ kind, caseId, event: name, body }) => [
        kind,
        caseId,
        name,
        body['exit'],
        body['steps'],
      ]),
      ['A', 'B'].map((ref) => ['end-user-notice', `EXIT/1/${ref}`, 'noticed', 'EXIT/1', whole.steps]),
    );
  });

  test('the base is sold before the notice, and not after', () => {
    const sold = event('base-sold', '2026-11-04', {}, 'socket');
    assert.ok(play(agreement, discontinuanceKind, [leaves, sold]).ok);
    assert.deepEqual(idsOf(play(agreement, discontinuanceKind, [leaves, told, sold])), ['case/not-allowed']);
  });

  test('nobody is noticed twice, in one list or in two', () => {
    const twice = event('customers-noticed', '2026-11-03', notices('A', 'A'), 'socket');
    const again = event('customers-noticed', '2026-11-04', notices('B', 'C'), 'socket');
    assert.deepEqual(idsOf(play(agreement, discontinuanceKind, [leaves, twice])), [
      'discontinuance/noticed-twice',
    ]);
    assert.deepEqual(idsOf(play(agreement, discontinuanceKind, [leaves, told, again])), [
      'discontinuance/noticed-twice',
    ]);
  });

  test('it is not closed while an end user is open', () => {
    const settled = (ref: string) =>
      event('end-user-settled', '2026-11-20', { endUser: `EXIT/1/${ref}`, how: 'migrated' });
    const close = event('closed', '2026-11-21');
    assert.deepEqual(idsOf(play(agreement, discontinuanceKind, [leaves, told, settled('A'), close])), [
      'discontinuance/end-user-open',
    ]);
    assert.ok(play(agreement, discontinuanceKind, [leaves, told, settled('A'), settled('B'), close]).ok);
  });

  test('its view: who is where, and who still needs a copy', () => {
    const events = [
      leaves,
      told,
      event('copied', '2026-11-03', { to: 'commission' }),
      event('end-user-in-interim', '2026-12-15', { endUser: 'EXIT/1/A' }),
      event('end-user-settled', '2026-12-20', { endUser: 'EXIT/1/B', how: 'migrated' }),
    ];
    assert.deepEqual(
      discontinuanceKind.view?.(agreement, unwrap(play(agreement, discontinuanceKind, events))),
      {
        endUsers: 2,
        inInterim: 1,
        settled: 1,
        open: ['A'],
        missingCopies: ['incumbents', 'long-distance-carriers'],
      },
    );
  });

  test('one who is left without notice is served at once; who has moved is left alone', () => {
    const gone = event('abandoned', '2026-11-10', { endUsers: ['C'] });
    const moved = event('end-user-settled', '2026-11-05', { endUser: 'EXIT/1/A', how: 'migrated' });
    const effects = discontinuanceKind.effects?.(
      agreement,
      'EXIT/1',
      unwrap(play(agreement, discontinuanceKind, [leaves, told, moved, gone])),
    );
    assert.deepEqual(
      effects?.map(({ caseId, event: name }) => `${caseId} ${name}`),
      ['EXIT/1/B abandoned', 'EXIT/1/C abandoned'],
    );
  });
});
