import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Agreement } from '../../agreement/agreement.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import type { Scope } from '../../platform/database.ts';
import { takeEvent } from '../../cases/take-event.ts';
import { sweep } from '../../platform/sweeper.ts';
import { OrderTest } from '../take-order/test-orders.ts';
import type { PreOrderAnswer } from './pre-order.ts';
import { claimReservations, fireReservation } from './settle-reservations.ts';
import { PreOrderTest, said, twoAgreements } from './test-ground.ts';

const { socket, prairie } = twoAgreements(vocabulary);
const agreements = new Map([socket, prairie].map((one) => [one.id, one]));
let ground: PreOrderTest;
before(async () => {
  ground = await PreOrderTest.start(migrations, kinds, [
    [socket, 'socket'],
    [prairie, 'prairie'],
  ]);
});
after(() => ground.db.close());

const by = (agreement: Agreement) => ({ party: agreement === socket ? 'socket' : 'prairie' });
const reserve = (facts: object, agreement = socket) =>
  ground.ask(agreement, 'number-reservation', { wireCenter: 'CLMAMOXA', ...facts }, by(agreement));
const release = (numbers: readonly string[], agreement = socket) =>
  ground.ask(agreement, 'number-release', { numbers }, by(agreement));
const numbersOf = (answer: Result<PreOrderAnswer>): string[] =>
  answer.ok ? String(answer.value.value).split(' ') : [];

const rows = <T>(sql: string, scope: Scope = { kind: 'install' }, values: unknown[] = []): Promise<T[]> =>
  ground.db.withTransaction(scope, (tx) => tx.query<T>(sql, values));
const stateOf = async (number: string): Promise<string | undefined> =>
  (
    await rows<{ state: string }>('SELECT state FROM telephone_number WHERE number = $1', undefined, [number])
  )[0]?.state;
/** State of a case under Socket's agreement. */
const caseOf = async (caseId: string): Promise<string | undefined> => {
  const sql = 'SELECT state FROM case_state WHERE agreement_id = $1 AND case_id = $2';
  return (await rows<{ state: string }>(sql, undefined, [socket.id, caseId]))[0]?.state;
};
/** Keeps one number, and says in which case. */
const keep = async (number: string): Promise<string> => {
  const { reservations } = unwrap(await reserve({ numbers: [number] })).details;
  return (reservations as { case: string }[])[0]?.case ?? '';
};
const settle = () =>
  sweep(ground.db, ground.clock.now(), claimReservations(agreements), fireReservation(agreements, kinds));
const runOut = () =>
  sweep(
    ground.db,
    ground.clock.now(),
    claimExpired(kinds, [...agreements.keys()]),
    fireExpired((id) => agreements.get(id), kinds),
  );

describe('numbers of the pool', () => {
  test('the lowest free ones are kept, with their end and the receipt of it', async () => {
    const answer = await reserve({ quantity: 2 });
    assert.deepEqual(numbersOf(answer), ['5732347300', '5732347301']);
    const { receipt, details } = unwrap(answer);
    assert.equal(receipt?.decision, 'reservation-expiry');
    // Thirty calendar days after Monday 23 November end with 23 December in Missouri.
    assert.match(String(details['until']), /^2026-12-2[34]T/);
    assert.deepEqual(await Promise.all(['5732347300', '5732347301', '5732347302'].map(stateOf)), [
      'reserved',
      'reserved',
      'available',
    ]);
    assert.equal(unwrap(await release(['573-234-7300', '573-234-7301'])).outcome, 'released');
    assert.equal(await stateOf('5732347300'), 'available');
    // It may be kept again, by a case of its own.
    const again = await reserve({ numbers: ['5732347300'] });
    assert.deepEqual(unwrap(again).details['reservations'], [
      { number: '5732347300', case: 'RESERVATION/5732347300-2' },
    ]);
    unwrap(await release(['5732347300']));
  });

  test('a number that was named and is not free: none is kept', async () => {
    unwrap(await reserve({ numbers: ['5732347310'] }, prairie));
    const taken = await reserve({
      numbers: ['5732347309', '5732347310', '5732347010', '5732347320', '5737771310'],
    });
    // Another's, in use, aging until January, and ported in.
    assert.deepEqual(taken.ok || taken.problems.map(({ sentence }) => sentence.slice(0, 10)), [
      '5732347310',
      '5732347010',
      '5732347320',
      '5737771310',
    ]);
    assert.equal(await stateOf('5732347309'), 'available');
    // Nor is it told whose it is, or given back by somebody else.
    assert.deepEqual(said(await release(['5732347310'])), ['pre-order/not-reserved']);
    unwrap(await release(['5732347310'], prairie));
  });

  test('a number that is named twice, however it is written, is one', async () => {
    assert.deepEqual(numbersOf(await reserve({ numbers: ['5732347305', '573-234-7305'] })), ['5732347305']);
    const back = await release(['573-234-7305', '5732347305']);
    assert.deepEqual(said(back), ['released', '5732347305']);
  });

  test('more than there are: none is kept', async () => {
    assert.deepEqual(said(await reserve({ quantity: 21 })), ['pre-order/no-numbers']);
    assert.deepEqual(said(await reserve({ wireCenter: 'BRSNMOXA' })), ['pre-order/no-numbers']);
    const kept = await rows('SELECT FROM number_claim');
    assert.equal(kept.length, 0);
  });

  test('two never get the same number, however many ask at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 4 }), own: fc.boolean() }), {
          minLength: 2,
          maxLength: 8,
        }),
        async (asked) => {
          const answers = await Promise.all(
            asked.map(({ quantity, own }) => reserve({ quantity }, own ? socket : prairie)),
          );
          const given = answers.flatMap(numbersOf);
          assert.equal(new Set(given).size, given.length, given.join(' '));
          for (const [index, answer] of answers.entries())
            if (answer.ok) assert.equal(numbersOf(answer).length, asked[index]?.quantity);
          const claims = await rows<{ number: string }>('SELECT number FROM number_claim ORDER BY number');
          assert.deepEqual(
            claims.map(({ number }) => number),
            [...given].sort(),
          );
          for (const [index, answer] of answers.entries())
            if (answer.ok)
              unwrap(await release(numbersOf(answer), asked[index]?.own === true ? socket : prairie));
          assert.equal((await rows('SELECT FROM number_claim')).length, 0);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('a case that is opened by hand for a number that is not free is refused in words', async () => {
    unwrap(await reserve({ numbers: ['5732347314'] }, prairie));
    const now = ground.clock.now().toString();
    const byHand = (number: string) =>
      takeEvent(
        ground.db,
        { agreement: socket, kinds },
        {
          kind: 'number-reservation',
          caseId: `RESERVATION/2026-${number}`,
          event: {
            name: 'reserved',
            occurredAt: now,
            recordedAt: now,
            actor: 'socket',
            body: { number, office: 'CLMAMOXA' },
          },
        },
      );
    for (const number of ['5732347314', '5732347010', '5737771310']) {
      const refused = await byHand(number);
      assert.deepEqual(refused.ok || refused.problems.map(({ id, field }) => [id, field]), [
        ['pre-order/number-taken', 'number'],
      ]);
    }
    unwrap(await byHand('5732347315'));
    assert.equal(await stateOf('5732347315'), 'reserved');
    unwrap(await release(['5732347314'], prairie));
    unwrap(await release(['5732347315']));
  });

  test('each carrier sees its own reservations and nothing of the others', async () => {
    unwrap(await reserve({ numbers: ['5732347311'] }));
    const seen = (scope: Scope) => rows('SELECT FROM number_claim', scope).then(({ length }) => length);
    assert.equal(await seen({ kind: 'party', party: 'socket', user: 'u' }), 1);
    assert.equal(await seen({ kind: 'party', party: 'centurytel', user: 'u' }), 1);
    assert.equal(await seen({ kind: 'party', party: 'prairie', user: 'u' }), 0);
    assert.equal(await seen({ kind: 'agreement', agreementId: prairie.id }), 0);
    unwrap(await release(['5732347311']));
  });
});

describe('a reserved number and its order', () => {
  const order = (pon: string, number: string): Asr => ({
    ccna: 'SKT',
    pon,
    ver: '01',
    reqtyp: 'AB',
    act: 'N',
    product: 'loop-2w-analog',
    nc: 'LX--',
    quantity: 1,
    wireCenter: 'CLMAMOXA',
    address: '278 Sample St, Columbia',
    endUser: 'Sample Household',
    desiredDueDate: '2027-01-20',
    expedite: false,
    channel: 'electronic',
    receivedAt: '',
    ecckts: [],
    accountStatus: 'new',
    cfa: `CLMAMOXA-C1-${pon}`,
    numbers: [number],
    authority: 'on-file',
  });
  const orders = () => new OrderTest(ground.db, socket, kinds);

  test('an order takes it up; rejected, it is reserved as before; completed, it is in service', async () => {
    const number = '5732347312';
    const kept = await keep(number);
    const first = unwrap(await orders().send(order('PRE1', number), '2026-11-23T10:00'));
    ground.clock.moveTo(Temporal.Instant.from('2026-11-24T17:00:00Z'));
    assert.deepEqual((await settle()).failed, []);
    assert.equal(await caseOf(kept), 'assigned');
    unwrap(
      await orders().answer(first.id, 'rejected', '2026-11-24T11:30', {
        rejections: [
          {
            id: 'LSR-0001',
            form: 'LSR',
            field: 'PON',
            severity: 'fatal',
            sentence: 'No.',
            cure: 'Send it again.',
            clause: 'VIII §2.3',
            source: 'test',
          },
        ],
      }),
    );
    ground.clock.moveTo(Temporal.Instant.from('2026-11-24T18:00:00Z'));
    assert.deepEqual((await settle()).failed, []);
    assert.equal(await caseOf(kept), 'reserved');
    assert.equal(await stateOf(number), 'reserved');

    const second = unwrap(await orders().send(order('PRE2', number), '2026-11-25T10:00'));
    unwrap(await orders().answer(second.id, 'confirmed', '2026-11-25T11:00', { dueDate: '2027-01-20' }));
    ground.clock.moveTo(Temporal.Instant.from('2026-11-25T18:00:00Z'));
    await settle();
    // Its time stands still while the order has it: it does not run out in January.
    ground.clock.moveTo(Temporal.Instant.from('2027-01-20T18:00:00Z'));
    await settle();
    await runOut();
    assert.equal(await caseOf(kept), 'assigned');
    unwrap(
      await orders().answer(second.id, 'completed', '2027-01-20T12:30', {
        completedOn: '2027-01-20',
        ecckts: ['60.LXFU.5.S'],
      }),
    );
    ground.clock.moveTo(Temporal.Instant.from('2027-01-20T19:00:00Z'));
    await settle();
    assert.equal(await caseOf(kept), 'in-service');
    assert.equal(await stateOf(number), 'assigned');
    assert.equal((await rows('SELECT FROM number_claim')).length, 0);
  });

  test('one that nobody orders comes back when its time is over', async () => {
    const kept = await keep('5732347313');
    // Reserved on 20 January: thirty days end on 19 February.
    ground.clock.moveTo(Temporal.Instant.from('2027-02-19T18:00:00Z'));
    await runOut();
    assert.equal(await stateOf('5732347313'), 'reserved');
    ground.clock.moveTo(Temporal.Instant.from('2027-02-21T18:00:00Z'));
    assert.deepEqual((await runOut()).failed, []);
    assert.equal(await caseOf(kept), 'expired');
    assert.equal(await stateOf('5732347313'), 'available');
    assert.deepEqual(numbersOf(await reserve({ numbers: ['5732347313'] }, prairie)), ['5732347313']);
    // An aging number has aged by now.
    assert.deepEqual(numbersOf(await reserve({ numbers: ['5732347320'] }, prairie)), ['5732347320']);
  });

  test('a number that an order gives back (number-reservation.returned) is reserved for the time that was left', async () => {
    const number = '5732347316';
    const moveTo = (at: string) => ground.clock.moveTo(Temporal.Instant.from(at));
    // Monday, 1 March 2027, 10:00 in Missouri: thirty days end with 31 March.
    moveTo('2027-03-01T16:00:00Z');
    const kept = await keep(number);
    const due = async (): Promise<string | undefined> => {
      const sql = "SELECT due_at FROM clock WHERE agreement_id = $1 AND case_id = $2 AND state = 'running'";
      return (await rows<{ due_at: string }>(sql, undefined, [socket.id, kept]))[0]?.due_at;
    };
    assert.equal(await due(), '2027-03-31');
    const desired = { desiredDueDate: '2027-03-24' };
    const sent = unwrap(await orders().send({ ...order('PRE3', number), ...desired }, '2027-03-03T10:00'));
    moveTo('2027-03-03T18:00:00Z');
    await settle();
    assert.equal(await caseOf(kept), 'assigned');
    unwrap(
      await orders().answer(sent.id, 'rejected', '2027-03-08T10:00', {
        rejections: [
          {
            id: 'LSR-0001',
            form: 'LSR',
            field: 'PON',
            severity: 'fatal',
            sentence: 'No.',
            cure: 'Send it again.',
            clause: 'VIII §2.3',
            source: 'test',
          },
        ],
      }),
    );
    moveTo('2027-03-08T18:00:00Z');
    await settle();
    const told = await rows<{ kind: string; actor: string; order: string | null }>(
      "SELECT kind, actor, body ->> 'order' AS order FROM event WHERE agreement_id = $1 AND case_id = $2 ORDER BY seq",
      undefined,
      [socket.id, kept],
    );
    assert.deepEqual(
      told.map(({ kind, actor, order: of }) => [kind, actor, of]),
      [
        ['number-reservation.reserved', 'socket', null],
        ['number-reservation.assigned', 'meetpoint', sent.id],
        ['number-reservation.returned', 'meetpoint', sent.id],
      ],
    );
    // It stood still from 3 to 8 March, five days: 31 March and five are 5 April.
    assert.equal(await due(), '2027-04-05');
    moveTo('2027-04-05T18:00:00Z');
    await runOut();
    assert.equal(await caseOf(kept), 'reserved');
    moveTo('2027-04-06T18:00:00Z');
    await runOut();
    assert.equal(await caseOf(kept), 'expired');
    assert.equal(await stateOf(number), 'available');
  });
});
