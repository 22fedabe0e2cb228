import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { recordEvent } from '../../cases/desk.ts';
import { NOT_YOURS, askInAgreement } from './ask.ts';
import { PreOrderTest, said, twoAgreements } from './test-ground.ts';

const { socket, prairie } = twoAgreements(vocabulary);
let ground: PreOrderTest;
before(async () => {
  ground = await PreOrderTest.start(migrations, kinds, [
    [socket, 'socket'],
    [prairie, 'prairie'],
  ]);
});
after(() => ground.db.close());

const ask = (name: Parameters<PreOrderTest['ask']>[1], facts: object, more: object = {}) =>
  ground.ask(socket, name, facts, more);
const columbia = { city: 'Columbia', state: 'MO' };

describe('address validation', () => {
  const validate = async (address: string, more: object = columbia) =>
    said(await ask('address-validation', { address, ...more }));

  test('an address in both guides is exact, in its one spelling, however it was written', async () => {
    const one = '278 SAMPLE ST, COLUMBIA, MO 65201';
    assert.deepEqual(await validate('278 sample street'), ['exact', one]);
    assert.deepEqual(await validate('278 Sample St., Columbia, MO 65201', {}), ['exact', one]);
    const apartment = '1204 N MAIN ST APT 1, COLUMBIA, MO 65201';
    assert.deepEqual(await validate('1204 n. main st #1'), ['exact', apartment]);
    assert.deepEqual(await validate('1204 North Main Street, Apt 1'), ['exact', apartment]);
    assert.deepEqual(await validate('1204 North Main Street, Apt 9'), [
      'alternatives',
      null,
      'pre-order/no-such-address',
    ]);
  });

  test('a house with apartments is the house as a whole; one that has none as a whole is each of its parts', async () => {
    assert.deepEqual(await validate('1204 N Main St'), ['exact', '1204 N MAIN ST, COLUMBIA, MO 65201']);
    assert.deepEqual(await validate('1300 N Main St'), ['ambiguous', null, 'pre-order/ambiguous-address']);
  });

  test('an address that matches twice gets all candidates, and what tells them apart', async () => {
    const answer = unwrap(await ask('address-validation', { address: '500 Oak Street', ...columbia }));
    const { places } = answer.details as { places: { addressId: string; zip: string }[] };
    assert.deepEqual(
      places.map(({ addressId, zip }) => [addressId, zip]),
      [
        ['A-1201', '65201'],
        ['A-1202', '65203'],
      ],
    );
    assert.match(answer.problems[0]?.cure ?? '', /zip/);
    // Without a city Ashland's is meant, too.
    const wide = unwrap(await ask('address-validation', { address: '500 Oak Street' }));
    assert.equal((wide.details['places'] as object[]).length, 3);
    assert.deepEqual(await validate('500 Oak Street', { ...columbia, zip: '65203' }), [
      'exact',
      '500 OAK ST, COLUMBIA, MO 65203',
    ]);
  });

  test('in one guide and not in the other', async () => {
    assert.deepEqual(await validate('352 Placeholder Road'), [
      'exact',
      '352 PLACEHOLDER RD, COLUMBIA, MO 65201',
      'pre-order/not-in-msag',
    ]);
    assert.deepEqual(await validate('902 Meadow Lane'), ['msag-only', null, 'pre-order/not-in-guide']);
    // The stretch has even numbers alone.
    assert.deepEqual(await validate('903 Meadow Lane'), ['none', null, 'pre-order/not-served']);
  });

  test('one that nobody has, and one that is misspelt', async () => {
    assert.deepEqual(await validate('9 Nowhere Plaza'), ['none', null, 'pre-order/not-served']);
    const answer = unwrap(await ask('address-validation', { address: '278 Sampel Street', ...columbia }));
    assert.equal(answer.outcome, 'alternatives');
    assert.deepEqual(
      (answer.details['places'] as { address: string }[]).map(({ address }) => address),
      ['278 SAMPLE ST, COLUMBIA, MO 65201'],
    );
    // Another kind of street of the same name.
    assert.deepEqual(await validate('278 Sample Avenue'), [
      'alternatives',
      null,
      'pre-order/no-such-address',
    ]);
  });
});

describe('customer service record', () => {
  const record = (number: string, more: object = { purpose: 'pre-ordering', authority: 'AUTH/2026-001' }) =>
    ask('customer-service-record', { number }, more);
  before(async () => {
    // Socket's blanket certification.
    await ground.db.withTransaction({ kind: 'agreement', agreementId: socket.id }, async (tx) => {
      unwrap(
        await recordEvent(tx, { agreement: socket, kinds }, 'authority', 'AUTH/2026-001', {
          name: 'granted',
          occurredAt: '2026-11-02T15:00:00Z',
          recordedAt: '2026-11-02T15:00:00Z',
          actor: 'socket',
          body: {
            form: 'blanket',
            numbers: [],
            to: 'Socket',
            signedOn: '2026-11-02',
            evidence: 'blanket.pdf',
          },
        }),
      );
    });
  });

  test('nothing is shown without a purpose, and that is on record', async () => {
    const before = (await ground.log()).length;
    assert.deepEqual(said(await record('573-234-7010', {})), ['customer-record/purpose']);
    assert.deepEqual(said(await record('573-234-7010', { purpose: 'marketing' })), [
      'customer-record/forbidden',
    ]);
    assert.deepEqual(
      (await ground.log()).slice(before).map(({ outcome, subject, purpose }) => [outcome, subject, purpose]),
      [
        ['refused', '5732347010', 'none said'],
        ['refused', '5732347010', 'marketing'],
      ],
    );
    const audit = await ground.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ n: number }>(
        `SELECT count(*)::integer AS n FROM audit WHERE what = 'refused customer record'`,
      ),
    );
    assert.equal(audit[0]?.n, 2);
  });

  test('a frozen account says so', async () => {
    const answer = unwrap(await record('573-234-7010'));
    assert.deepEqual(said({ ok: true, value: answer }), ['retail-account', 'B-7010', 'pre-order/frozen']);
    assert.equal(answer.details['name'], 'Sample Household');
    assert.equal(answer.details['address'], '1204 N MAIN ST APT 1, COLUMBIA, MO');
    assert.deepEqual(answer.details['freezes'], ['local']);
  });

  test('an order that is open makes the record stale', async () => {
    const answer = unwrap(await record('5732347012'));
    assert.deepEqual(said({ ok: true, value: answer }), [
      'retail-account',
      'B-7011',
      'pre-order/pending-order',
    ]);
    assert.match(answer.problems[0]?.sentence ?? '', /R-20261120-4, due 2026-11-30/);
  });

  test('a number of nobody, one of another carrier and no number', async () => {
    assert.deepEqual(said(await record('5732349999')), ['not-found', null, 'pre-order/no-account']);
    assert.deepEqual(said(await record('57323')), ['pre-order/number']);
    await ground.db.withTransaction({ kind: 'agreement', agreementId: prairie.id }, (tx) =>
      tx.execute(
        `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source, numbers)
         VALUES ($1, '60.LXFU.1.P', 'loop-2w-analog', 'CLMAMOXA', '1 Elm St', '2026-01-05', 'opening', '{5732347888}')`,
        [prairie.id],
      ),
    );
    const other = unwrap(await record('5732347888'));
    assert.deepEqual(said({ ok: true, value: other }), ['other-carrier', null, 'pre-order/other-carrier']);
    // Not whose, and nothing of it.
    assert.deepEqual(other.details, { number: '5732347888' });
  });

  test("what is in service under one's own agreement", async () => {
    await ground.db.withTransaction({ kind: 'agreement', agreementId: socket.id }, (tx) =>
      tx.execute(
        `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source, numbers)
         VALUES ($1, '60.LXFU.2.S', 'loop-2w-analog', 'CLMAMOXA', '2 Elm St', '2026-02-06', 'opening', '{5732347889}')`,
        [socket.id],
      ),
    );
    const own = unwrap(await record('5732347889'));
    assert.deepEqual(
      [own.outcome, own.value, own.details['inServiceOn']],
      ['own-circuit', '60.LXFU.2.S', '2026-02-06'],
    );
  });
});

describe('features, facilities and dates', () => {
  test('what the switch does not offer yet is named with its day', async () => {
    const answer = unwrap(
      await ask('feature-availability', {
        address: '278 Sample St',
        ...columbia,
        features: ['esx', 'NXMMN'],
      }),
    );
    assert.deepEqual(said({ ok: true, value: answer }), ['some', false, 'pre-order/no-feature']);
    assert.match(answer.problems[0]?.sentence ?? '', /NXMMN before 2027-03-01/);
    assert.deepEqual(said(await ask('feature-availability', { wireCenter: 'CLMAMOXA', features: ['ESX'] })), [
      'available',
      true,
    ]);
    assert.deepEqual(said(await ask('feature-availability', { wireCenter: 'ASLDMOXA' })), [
      'pre-order/no-switch',
    ]);
  });

  test('spare pairs at the place and at its terminal count; those on a carrier system do not', async () => {
    const facilities = async (addressId: string, more: object = {}) =>
      said(await ask('facility-availability', { addressId, ...more }));
    // Terminal T-101 has L-1051 and L-1052 spare.
    assert.deepEqual(await facilities('A-1001', { quantity: 2 }), ['available', 'available']);
    assert.deepEqual(await facilities('A-1001', { quantity: 3 }), ['none', 'none', 'pre-order/no-facility']);
    assert.deepEqual(await facilities('A-1301'), ['none', 'none', 'pre-order/no-facility']);
    // L-1401 is loaded and long: 15,000 × 0.75 + 6,000 × 0.60 = 14,850 ft of equivalent length, within 18,000: conditioning would do.
    assert.deepEqual(await facilities('A-1401', { technology: 'adsl' }), ['conditioned', 'conditioned']);
    assert.deepEqual(await facilities('A-1401'), ['available', 'available']);
    // Contradicted by its test, which counts: loaded.
    assert.deepEqual(await facilities('A-1201', { technology: 'adsl' }), [
      'conditioned',
      'conditioned',
      'pre-order/record-contradicted',
    ]);
  });

  test('the date is that of the decision that dates orders', async () => {
    const answer = unwrap(
      await ask('due-date-availability', { addressId: 'A-1001', product: 'loop-2w-xdsl', quantity: 1 }),
    );
    assert.equal(answer.outcome, 'date');
    assert.equal(answer.receipt?.decision, 'due-date');
    assert.equal(answer.value, answer.receipt?.value);
    assert.equal(answer.details['facilities'], 'available');
    // Five business days after Monday, 23 November: 24, 25, 30, 1, 2; the incumbent is closed on 26 and 27.
    assert.equal(answer.value, '2026-12-02');
    // What has to be conditioned takes ten: 3, 4, 7, 8, 9 December.
    const longer = { addressId: 'A-1401', product: 'loop-2w-xdsl', technology: 'adsl' };
    assert.equal(unwrap(await ask('due-date-availability', longer)).value, '2026-12-09');
    const wrong = await ask('due-date-availability', { wireCenter: 'CLMAMOXA', product: 'loop-9w' });
    assert.ok(!wrong.ok && wrong.problems.length > 0);
  });
});

describe('terminations and codes', () => {
  test('a termination is free, used, asked for, elsewhere or nobody knows it', async () => {
    const cfa = async (which: string, more: object = {}) =>
      said(await ask('cfa-validation', { cfa: which, ...more }));
    assert.deepEqual(await cfa('clmamoxa-c1-0101', { wireCenter: 'CLMAMOXA' }), ['free', 'free']);
    assert.deepEqual(await cfa('CLMAMOXA-C1-0101', { wireCenter: 'HLVLMOXA' }), [
      'other-office',
      'other-office',
      'pre-order/cfa-other-office',
    ]);
    assert.deepEqual(await cfa('CLMAMOXA-C9-0101'), ['unknown', 'unknown', 'pre-order/cfa-unknown']);
    await ground.db.withTransaction({ kind: 'agreement', agreementId: socket.id }, (tx) =>
      tx.execute(
        `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source, cfa)
         VALUES ($1, '60.LXFU.3.S', 'loop-2w-xdsl', 'CLMAMOXA', '3 Elm St', '2026-02-06', 'opening', 'CLMAMOXA-C1-0102')`,
        [socket.id],
      ),
    );
    assert.deepEqual(await cfa('CLMAMOXA-C1-0102'), ['in-use', 'in-use', 'pre-order/cfa-in-use']);
    // Prairie has no list of terminations here: what nobody uses is free as far as is known.
    const other = unwrap(
      await ground.ask(prairie, 'cfa-validation', { cfa: 'CLMAMOXA-C1-0102' }, { party: 'prairie' }),
    );
    assert.deepEqual([other.outcome, other.details['listed']], ['free', false]);
  });

  test('channel and interface codes go together or do not', async () => {
    assert.deepEqual(
      said(await ask('nc-nci-validation', { nc: 'LXR-', nci: '02QB9.00A', secnci: '02DU9.00A' })),
      ['valid', 'loop-2w-xdsl'],
    );
    assert.deepEqual(said(await ask('nc-nci-validation', { nc: 'LXR-', nci: '04QB9.11' })), [
      'invalid',
      null,
      'pre-order/nc-nci',
    ]);
    const wrong = unwrap(await ask('nc-nci-validation', { nc: 'ZZ--' }));
    assert.equal(wrong.problems[0]?.field, 'nc');
  });
});

describe('the log', () => {
  test('what is not understood is refused with all that is wrong with it, and on record', async () => {
    const wrong = await ask('loop-qualification', { technology: 'A B', loops: 3 });
    assert.deepEqual(wrong.ok || wrong.problems.map(({ field }) => field).sort(), ['loops', 'technology']);
    assert.deepEqual((await ground.log()).at(-1), {
      function: 'loop-qualification',
      subject: 'not understood',
      outcome: 'refused',
      purpose: 'pre-ordering',
      test: false,
    });
  });

  test('who is no party of the agreement is told nothing, and is not on its log', async () => {
    const before = (await ground.log()).length;
    assert.deepEqual(said(await ask('loop-makeup', { loop: 'L-1101' }, { party: 'prairie' })), [NOT_YOURS]);
    assert.equal((await ground.log()).length, before);
  });

  test('a test is marked, and what the system fails to answer is on record as failed', async () => {
    await ask('nc-nci-validation', { nc: 'LX--' }, { test: true });
    assert.equal((await ground.log()).at(-1)?.test, true);
    const { clock, db } = ground;
    let lost = false;
    const failing: Pick<typeof db, 'withTransaction'> = {
      withTransaction: (scope, work) => {
        if (lost) return db.withTransaction(scope, work);
        lost = true;
        return Promise.reject(new Error('The disk is full.'));
      },
    };
    await assert.rejects(
      askInAgreement(
        failing,
        { agreement: socket, kinds, clock },
        {
          function: 'address-validation',
          facts: { address: '1 Elm St' },
          party: 'socket',
          who: 'ann',
          askedAt: clock.now().toString(),
          via: 'api',
        },
      ),
      /disk is full/,
    );
    assert.equal((await ground.log()).at(-1)?.outcome, 'failed');
  });
});
