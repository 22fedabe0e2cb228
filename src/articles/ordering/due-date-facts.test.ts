import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import type { Asr } from './asr.ts';
import { bookHotCut } from './book-hot-cut.ts';
import { dueDateFacts } from './due-date-facts.ts';
import { dueDate } from './due-date.ts';
import { MIGRATIONS, loadMissouri, registerAgreement } from './test-ground.ts';

const missouri: Agreement = unwrap(loadMissouri([elements, performance]));
/** Monday 2 March 2026, 10:00 in Missouri. */
const NOW = '2026-03-02T16:00:00Z';

const order: Asr = {
  ccna: 'SKT',
  pon: 'A',
  ver: '01',
  reqtyp: 'AB',
  act: 'N',
  product: 'loop-2w-analog',
  nc: 'LX--',
  quantity: 4,
  wireCenter: 'BRSNMOXA',
  address: '',
  endUser: '',
  desiredDueDate: '',
  expedite: false,
  channel: 'electronic',
  receivedAt: NOW,
  ecckts: [],
  accountStatus: 'existing',
  cfa: '',
};

let db: Database;
const inScope = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, work);
before(async () => {
  db = await testDatabase(MIGRATIONS);
  await registerAgreement(db, missouri);
  const other = (pon: string, ver: string, quantity: number, state: string, more: object = {}) => [
    missouri.id,
    `LSR/SKT/${pon}/${ver}`,
    'lsr',
    state,
    1,
    NOW,
    NOW,
    'h',
    { pon, ver, ccna: 'SKT', product: 'loop-2w-analog', quantity, ...more },
  ];
  await inScope((tx) =>
    tx.insertMany(
      'case_state',
      ['agreement_id', 'case_id', 'kind', 'state', 'seq', 'opened_at', 'changed_at', 'hash', 'summary'],
      [
        other('B', '01', 50, 'superseded'),
        other('B', '02', 3, 'confirmed'),
        other('B', '03', 60, 'rejected'),
        other('C', '01', 70, 'cancelled'),
        other('D', '01', 80, 'confirmed', { product: 'loop-ds1' }),
        other('E', '01', 90, 'confirmed', { ccna: 'XYZ' }),
        other('F', '01', 2, 'acknowledged'),
      ],
    ),
  );
});
after(() => db.close());

const factsOf = (more: Partial<Asr>) =>
  inScope((tx) => dueDateFacts(tx, missouri, 'lsr', { ...order, ...more }));
const dateOf = async (more: Partial<Asr>): Promise<unknown> =>
  unwrap(runDecision(dueDate, missouri, await factsOf(more), { asOf: '2026-03-02' })).value;

describe('what the record adds to an order', () => {
  test('its related orders: the version of each that stands, of the same product and orderer', async () => {
    const related = async (...relatedPons: string[]) => (await factsOf({ relatedPons }))['relatedQuantity'];
    assert.equal(await related('B'), 3);
    assert.equal(await related('C', 'D', 'E'), undefined);
    // 3 of B and 2 of F; the order itself and an unknown number add nothing.
    assert.equal(await related('A', 'B', 'F', 'NONE'), 5);
    // 4 alone take 3 business days, 4 and 3 are 7 and take 5.
    assert.equal(await dateOf({}), '2026-03-05');
    assert.equal(await dateOf({ relatedPons: ['B'] }), '2026-03-09');
  });

  test('what is booked in its office, for a coordinated cut', async () => {
    const cut = { coordinated: true, quantity: 24 };
    assert.equal(await dateOf(cut), '2026-03-09');
    unwrap(
      await inScope((tx) =>
        bookHotCut(tx, missouri, {
          caseId: 'LSR/SKT/Z/01',
          office: 'BRSNMOXA',
          lines: 90,
          from: '2026-03-09',
          bookedAt: NOW,
        }),
      ),
    );
    // 90 of 100 are taken on Monday.
    assert.equal(await dateOf(cut), '2026-03-10');
  });

  test('what its activity asks for: a conversion in any of its three ways', async () => {
    for (const act of ['V', 'W', 'Z']) assert.equal((await factsOf({ act }))['orderType'], 'conversion', act);
    assert.equal((await factsOf({ act: 'S' }))['orderType'], undefined);
  });

  test('facilities that nobody has looked for are not said', async () => {
    assert.equal((await factsOf({ facilities: 'unknown' }))['facilities'], undefined);
    assert.equal(await dateOf({ facilities: 'none' }), 'negotiated');
  });
});
