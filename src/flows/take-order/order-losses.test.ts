import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { unwrap } from '../../base/result.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import { takeEvent } from '../../cases/take-event.ts';
import type { Database } from '../../platform/database.ts';
import { sweep } from '../../platform/sweeper.ts';
import { claimLosses, fireLoss } from './tell-losers.ts';
import { OrderTest, ordersDatabase, outcome } from './test-orders.ts';

const FOLDER = 'agreements/missouri-2006';
const socket = unwrap(loadAgreement(FOLDER, { vocabulary }));
/** The same incumbent's agreement with another carrier, which is made up. */
const prairie: Agreement = unwrap(
  loadAgreement(FOLDER, {
    vocabulary,
    files: (file) =>
      /(agreement\.yaml|parties\.csv)$/.test(file) && existsSync(file)
        ? readFileSync(file, 'utf8')
            .replace('id: missouri-2006', 'id: prairie-2006')
            .replaceAll('9S01', '9P01')
            .replaceAll('SKT', 'PRF')
        : undefined,
  }),
);
const agreements = new Map([socket, prairie].map((agreement) => [agreement.id, agreement]));
const NUMBER = '5735550144';

/** A loop with a port: the end user of this number comes from another carrier. Ordered on 16 November 2026. */
const migration = (pon: string, changes: Partial<Asr> = {}): Asr => ({
  ccna: 'SKT',
  pon,
  ver: '01',
  reqtyp: 'AB',
  act: 'V',
  product: 'loop-2w-analog',
  nc: 'LX--',
  quantity: 1,
  wireCenter: 'CLMAMOXA',
  address: '1 Walnut St, Columbia',
  endUser: 'Ahrens Bakery',
  desiredDueDate: '2026-12-08',
  expedite: false,
  channel: 'electronic',
  receivedAt: '',
  ecckts: [],
  accountStatus: 'new',
  cfa: `CLMAMOXA-C8-${pon}`,
  numbers: [NUMBER],
  oldProvider: '9P01',
  authority: 'on-file',
  ...changes,
});

describe('orders that take a line over', () => {
  let db: Database;
  let desk: OrderTest;
  const SENT = '2026-11-16T09:00';
  before(async () => {
    db = await ordersDatabase(migrations, socket, prairie);
    desk = new OrderTest(db, socket, kinds);
  });
  after(() => db.close());
  const now = Temporal.Instant.from('2026-12-08T22:00:00Z');
  const tell = () => sweep(db, now, claimLosses(agreements), fireLoss(kinds));
  const losses = () =>
    db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ agreement_id: string; kind: string; body: Record<string, unknown> }>(
        `SELECT agreement_id, kind, body FROM event WHERE kind LIKE 'loss.%' ORDER BY seq`,
      ),
    );

  test('the loser is told at completion, in its own agreement, once, and not who won', async () => {
    unwrap(await desk.send(migration('W1'), SENT));
    const id = 'LSR/SKT/W1/01';
    unwrap(await desk.answer(id, 'confirmed', '2026-11-16T11:00', { dueDate: '2026-12-08' }));
    assert.deepEqual([(await tell()).fired, await losses()], [0, []]);
    const ecckts = ['10.LZFU.008001.CTM'];
    unwrap(await desk.answer(id, 'completed', '2026-12-08T15:00', { ecckts }));
    assert.equal((await tell()).fired, 1);
    assert.equal((await tell()).fired, 0);
    const told = await losses();
    assert.deepEqual(
      told.map(({ agreement_id: under, kind }) => [under, kind]),
      [
        [prairie.id, 'loss.disconnected'],
        [prairie.id, 'loss.sent'],
      ],
    );
    const said = told[1]?.body ?? {};
    assert.deepEqual(
      [said['numbers'], said['disconnectOn'], said['reason']],
      [[NUMBER], '2026-12-08', 'changed-provider'],
    );
    assert.doesNotMatch(JSON.stringify(told.map(({ body }) => body)), /SKT|9S01|Socket|W1/i);
  });

  test('an order that comes from the incumbent, or from the orderer itself, tells nobody', async () => {
    for (const [pon, oldProvider] of [
      ['W2', '9C01'],
      ['W3', '9S01'],
    ] as const) {
      unwrap(await desk.send(migration(pon, { oldProvider, numbers: [] }), SENT));
      const id = `LSR/SKT/${pon}/01`;
      unwrap(await desk.answer(id, 'confirmed', '2026-11-16T11:00', { dueDate: '2026-12-08' }));
      const ecckts = [`10.LZFU.00800${pon.slice(1)}.CTM`];
      unwrap(await desk.answer(id, 'completed', '2026-12-08T15:00', { ecckts }));
    }
    assert.equal((await tell()).fired, 0);
  });

  test('it rests on an authority that is held and covers its numbers', async () => {
    const other = '5735550155';
    assert.deepEqual(outcome(await desk.send(migration('X1', { authority: '', numbers: [other] }), SENT)), [
      'LSR-0812',
    ]);
    const named = { authority: 'AUTH/2026-0007', numbers: [other] };
    assert.deepEqual(outcome(await desk.send(migration('X2', named), SENT)), ['LSR-0813']);
    const granted = await takeEvent(
      db,
      { agreement: socket, kinds },
      {
        kind: 'authority',
        caseId: 'AUTH/2026-0007',
        event: {
          name: 'granted',
          occurredAt: '2026-11-16T14:00:00Z',
          recordedAt: '2026-11-16T14:00:00Z',
          actor: 'socket',
          body: {
            form: 'recorded',
            numbers: [other],
            name: 'Ahrens Bakery',
            address: '1 Walnut St, Columbia',
            from: 'Prairie Fiber',
            to: 'Socket',
            signedOn: '2026-11-15',
            evidence: 'call 17',
          },
        },
      },
    );
    assert.ok(granted.ok);
    assert.deepEqual(outcome(await desk.send(migration('X3', named), SENT)), ['acknowledged']);
  });

  describe('a freeze that the end user has not lifted', () => {
    const freeze = (under: Agreement, actor: string, id: string, name: string, body: object) =>
      takeEvent(
        db,
        { agreement: under, kinds },
        {
          kind: 'service-freeze',
          caseId: `FREEZE/${id}`,
          event: {
            name,
            occurredAt: '2026-11-16T14:00:00Z',
            recordedAt: '2026-11-16T14:00:00Z',
            actor,
            body: { ...body, evidence: 'letter 4' },
          },
        },
      );
    const placed = (number: string) => ({ numbers: [number], freezes: ['local'] });
    const sent = async (pon: string, number: string, ver = '01') =>
      outcome(await desk.send(migration(pon, { numbers: [number], ver }), SENT));

    test('stands against it, and is lifted where it was placed, not by who wants the line', async () => {
      const number = '5735550166';
      assert.ok((await freeze(socket, 'centurytel', '2026-001', 'placed', placed(number))).ok);
      assert.deepEqual(await sent('Y1', number), ['LSR-0811']);
      const own = await freeze(socket, 'socket', '2026-001', 'lifted', {});
      assert.deepEqual(own.ok ? [] : own.problems.map(({ id }) => id), ['case/not-yours']);
      assert.ok((await freeze(socket, 'centurytel', '2026-001', 'lifted', {})).ok);
      assert.deepEqual(await sent('Y1', number, '02'), ['acknowledged']);
    });

    test('stands under the agreement of the carrier that has the line, and of no other', async () => {
      const [theirs, incumbents, nobodys] = ['5735550111', '5735550112', '5735550113'] as const;
      const { clec, ilec } = prairie.parties;
      await db.withTransaction({ kind: 'agreement', agreementId: prairie.id }, (tx) =>
        tx.execute(
          `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source, numbers)
           VALUES ($1, '10.LZFU.007001.CTM', 'loop-2w-analog', 'CLMAMOXA', '', '2026-01-02', 'opening', $2)`,
          [prairie.id, [theirs]],
        ),
      );
      assert.ok((await freeze(prairie, clec, '2026-011', 'placed', placed(theirs))).ok);
      assert.ok((await freeze(prairie, ilec, '2026-012', 'placed', placed(incumbents))).ok);
      assert.ok((await freeze(prairie, clec, '2026-013', 'placed', placed(nobodys))).ok);
      assert.deepEqual(await sent('Y2', theirs), ['LSR-0811']);
      assert.deepEqual(await sent('Y3', incumbents), ['LSR-0811']);
      assert.deepEqual(await sent('Y4', nobodys), ['acknowledged']);
    });
  });

  test('numbers that are on another open order, or of nobody, are refused', async () => {
    const number = '5735550177';
    unwrap(await desk.send(migration('Z1', { numbers: [number] }), SENT));
    assert.deepEqual(outcome(await desk.send(migration('Z2', { numbers: [number] }), SENT)), ['LSR-0809']);
    const gone = migration('Z3', {
      act: 'D',
      numbers: ['5735550188'],
      ecckts: ['10.LZFU.008001.CTM'],
      cfa: '',
    });
    assert.deepEqual(outcome(await desk.send({ ...gone, accountStatus: 'existing' }, SENT)), ['LSR-0810']);
  });

  test('a coordinated order books the frames; with its time it loses them, and a clock cancels it', async () => {
    const order = migration('CUT1', {
      numbers: [],
      quantity: 24,
      coordinated: true,
      desiredDueDate: '2026-12-15',
      oldProvider: '9C01',
    });
    unwrap(await desk.send(order, SENT));
    const id = 'LSR/SKT/CUT1/01';
    unwrap(await desk.answer(id, 'confirmed', '2026-11-16T11:00', { dueDate: '2026-12-15' }));
    const booked = () =>
      db.withTransaction({ kind: 'install' }, async (tx) => {
        const [row] = await tx.query<{ lines: number }>(
          'SELECT coalesce(sum(lines), 0)::int AS lines FROM capacity_booking WHERE released_at IS NULL',
        );
        return row?.lines;
      });
    assert.equal(await booked(), 24);
    unwrap(await desk.answer(id, 'customer-not-ready', '2026-12-15T16:00', { code: '1E' }));
    assert.equal(await booked(), 0);
    // 15 December + 30 days is 14 January; the clock has run out on the 15th.
    const late = Temporal.Instant.from('2027-01-15T12:00:00Z');
    const fired = await sweep(
      db,
      late,
      claimExpired(kinds, [socket.id]),
      fireExpired((name) => agreements.get(name), kinds),
    );
    assert.deepEqual(fired.failed, []);
    const [row] = await db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ state: string }>('SELECT state FROM case_state WHERE case_id = $1', [id]),
    );
    assert.equal(row?.state, 'cancelled');
  });
});
