import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Charge } from '../../accounts/charge.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents } from '../../base/money.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { loadCase } from '../../cases/record.ts';
import { applyCompletions } from '../../inventory/apply-completions.ts';
import { readCircuits, storeInventory } from '../../inventory/store.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { elementAvailable } from '../elements/index.ts';
import { recurringCharges } from '../pricing/recurring-charges.ts';
import { closeOrders } from './close-orders.ts';
import type { ClosedOrders } from './close-orders.ts';
import { readEdits } from './edit-catalogue.ts';
import type { EditContext } from './edit-row.ts';
import { lsrKind } from './lsr.ts';
import type { Lsr } from './lsr.ts';
import { orderCharges } from './order-charges.ts';
import { runEdits } from './run-edits.ts';
import { MIGRATIONS, registerAgreement } from './test-ground.ts';

const load = (dir: string, edit?: (file: string, text: string) => string): Agreement =>
  unwrap(
    loadAgreement(dir, {
      vocabulary,
      ...(edit
        ? { files: (file) => (/\.(md|csv)$/.test(file) ? edit(file, readFileSync(file, 'utf8')) : undefined) }
        : {}),
    }),
  );
const missouri = load('agreements/missouri-2006');
const desk: EditContext = {
  circuit: () => undefined,
  pendingCircuit: () => false,
  pendingCfa: () => false,
  availability: elementAvailable,
};
/** Monday 5 October 09:00, for a day well after the interval. */
const plain: Lsr = {
  ccna: 'SKT',
  pon: 'P-1',
  ver: '01',
  reqtyp: 'AB',
  act: 'N',
  product: 'loop-ds1',
  nc: 'HC--',
  quantity: 1,
  wireCenter: 'CLMAMOXA',
  address: '1 Walnut St, Columbia',
  endUser: 'Ahrens Bakery',
  desiredDueDate: '2026-10-26',
  expedite: false,
  channel: 'electronic',
  receivedAt: '2026-10-05T09:00:00-05:00',
  ecckts: [],
  accountStatus: 'new',
  cfa: 'CLMAMOXA-C1-0001',
};
const elected: Lsr = {
  ...plain,
  vehicle: 'tariff',
  electedBy: 'Carrier relations',
  electedOn: '2026-10-01',
  evidence: 'Letter of 1 October 2026',
};
const failed = (lsr: Lsr, agreement = missouri): string[] =>
  unwrap(runEdits(agreement, lsr, desk)).rejections.map(({ id }) => id);

describe('the vehicle of an order', () => {
  test('is the agreement where nothing is elected, and the receipt says under which version of it', () => {
    const { rejections, vehicle } = unwrap(runEdits(missouri, plain, desk));
    assert.deepEqual(rejections, []);
    assert.deepEqual(
      [vehicle?.value, vehicle?.clause, vehicle?.agreement.hash],
      ['agreement', 'I Scope and Intent of Agreement ¶3', missouri.ref.hash],
    );
    assert.equal(
      unwrap(runEdits(missouri, { ...plain, vehicle: 'agreement' }, desk)).vehicle?.value,
      'agreement',
    );
  });
  test('is the tariff by express election, with its evidence', () => {
    const { rejections, vehicle } = unwrap(runEdits(missouri, elected, desk));
    assert.deepEqual([rejections, vehicle?.value], [[], 'tariff']);
    assert.deepEqual((vehicle?.facts as { evidence?: object } | undefined)?.evidence, {
      who: 'Carrier relations',
      when: '2026-10-01',
      document: 'Letter of 1 October 2026',
    });
  });

  const cases: [string, string, Lsr][] = [
    ['LSR-0601', 'a vehicle that is none', { ...plain, vehicle: 'special contract' }],
    ['LSR-0602', 'no document', { ...elected, evidence: '' }],
    ['LSR-0602', 'nobody who elected', { ...elected, electedBy: '' }],
    ['LSR-0602', 'a date that is none', { ...elected, electedOn: '' }],
    ['LSR-0602', 'an election after the order', { ...elected, electedOn: '2026-10-06' }],
    ['LSR-0604', 'a commercial agreement', { ...plain, vehicle: 'commercial-agreement' }],
    ['LSR-0605', 'a product that the tariff lacks', { ...elected, product: 'loop-2w-xdsl', nc: 'LXR-' }],
    ['LSR-0606', 'evidence of nothing', { ...plain, electedBy: 'Carrier relations' }],
    ['LSR-0702', 'an exchange before we operated in it', { ...plain, wireCenter: 'HLVLMOXA' }],
  ];
  const later = load('agreements/missouri-2006', (file, text) =>
    file.endsWith('service-areas.csv')
      ? text.replace(
          'HALLSVILLE,I Scope and Intent of Agreement,centurytel,,',
          'HALLSVILLE,I Scope and Intent of Agreement,centurytel,2026-10-06,',
        )
      : text,
  );
  for (const [id, name, lsr] of cases) {
    test(`${id}: ${name}`, () => {
      const agreement = id === 'LSR-0702' ? later : missouri;
      assert.deepEqual(failed(lsr, agreement), [id]);
      const [found] = unwrap(runEdits(agreement, lsr, desk)).rejections;
      assert.match(found?.clause ?? '', /^I Scope/);
    });
  }
  test('LSR-0603: an agreement that lets nobody elect', () => {
    const barred = load('agreements/missouri-2006', (_, text) =>
      text.replace('expressElection: true', 'expressElection: false'),
    );
    assert.deepEqual(failed(elected, barred), ['LSR-0603']);
  });
  test('LSR-0701: another state, of which the agreement has no wire center either', () => {
    assert.deepEqual(failed({ ...plain, wireCenter: 'KSCYKSXA' }), ['LSR-0204', 'LSR-0701']);
  });
  test('an agreement that says nothing of tariffs lets nobody elect, and its edits cite where edits are agreed', () => {
    const tiny = load('agreements/tiny');
    const lsr = {
      ...elected,
      ccna: 'JEX',
      product: 'loop-basic',
      nc: 'LX--',
      wireCenter: 'FSPGCOXA',
      receivedAt: '2026-10-05T09:00:00-06:00',
    };
    const { rejections } = unwrap(runEdits(tiny, lsr, desk));
    assert.deepEqual(
      rejections.map(({ id, clause }) => [id, clause.charAt(0)]),
      [['LSR-0603', 'C']],
    );
  });
  test('each edit of vehicle and reach is tested here', () => {
    const tested = new Set([...cases.map(([id]) => id), 'LSR-0603', 'LSR-0701', 'LSR-0703']);
    const all = unwrap(readEdits('lsr')).filter(({ id }) => /^LSR-0[67]/.test(id));
    assert.deepEqual(
      all.map(({ id }) => id).filter((id) => !tested.has(id)),
      [],
    );
  });
});

describe('a DS1 loop bought from the tariff in October 2026', () => {
  const LSR = `ccna,pon,ver,reqtyp,act,product,nc,quantity,wire_center,address,end_user,desired_due_date,expedite,channel,received_at,ecckts,account_status,cfa,vehicle,elected_by,elected_on,evidence
SKT,T-1,01,AB,N,loop-ds1,HC--,1,CLMAMOXA,1 Walnut St,Ahrens,2026-10-26,no,electronic,2026-10-01T09:00:00-05:00,,new,C1,tariff,Carrier relations,2026-09-30,Letter of 30 September 2026
SKT,T-2,01,AB,N,loop-ds1,HC--,1,CLMAMOXA,2 Walnut St,Boone,2026-10-26,no,electronic,2026-10-01T09:00:00-05:00,,existing,C2,,,,
`;
  const EVENTS = `ccna,pon,ver,event,at,due_date,ecckts
SKT,T-1,01,foc,2026-10-01T10:00:00-05:00,2026-10-14,
SKT,T-2,01,foc,2026-10-01T10:00:00-05:00,2026-10-14,
SKT,T-1,01,complete,2026-10-14T10:00:00-05:00,,70.HCFU.000001.CTM
SKT,T-2,01,complete,2026-10-14T10:00:00-05:00,,70.HCFU.000002.CTM
`;
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-vehicle-'));
  const scope = { kind: 'agreement', agreementId: missouri.id } as const;
  let db: Database;
  let closed: ClosedOrders;
  before(async () => {
    mkdirSync(path.join(dir, 'orders'));
    writeFileSync(path.join(dir, 'orders', 'lsr.csv'), LSR);
    writeFileSync(path.join(dir, 'orders', 'events.csv'), EVENTS);
    db = await testDatabase([...MIGRATIONS, 'src/inventory/migrations']);
    await registerAgreement(db, missouri);
    closed = unwrap(
      await db.withTransaction(scope, (tx) =>
        closeOrders({
          tx,
          agreement: missouri,
          month: '2026-10',
          inputDir: dir,
          circuit: () => undefined,
          availability: elementAvailable,
          recordedAt: '2026-11-02T00:00:00Z',
        }),
      ),
    );
  });
  after(async () => {
    rmSync(dir, { recursive: true, force: true });
    await db.close();
  });
  const lines = (charges: readonly Charge[]): string[] =>
    charges.map(({ element, from, to, amount, clause }) =>
      [element, from, to, formatCents(amount), clause].join(' | '),
    );

  test('the case keeps what was elected, by whom, and the agreement that ranked it', async () => {
    const record = await db.withTransaction(scope, (tx) => loadCase(tx, missouri, lsrKind, 'LSR/SKT/T-1/01'));
    const body = record.events.find(({ name }) => name === 'acknowledged')?.body as { vehicle: Receipt };
    assert.equal(body.vehicle.value, 'tariff');
    assert.equal(body.vehicle.agreement.hash, missouri.ref.hash);
    assert.match(JSON.stringify(body.vehicle.facts), /Letter of 30 September 2026/);
  });

  test('installation is of the tariff, the service order of the agreement', () => {
    const [tariff, own] = closed.completions.map((each) => lines(unwrap(orderCharges(missouri, each))));
    assert.deepEqual(tariff, [
      'service-order-initial-electronic | 2026-10-14 | 2026-10-14 | 20.00 | Appendix UNE Pricing §2.2',
      'loop-install-first | 2026-10-14 | 2026-10-14 | 95.00 | Sample Tariff No. 1 §4.1',
    ]);
    assert.deepEqual(own, [
      'service-order-subsequent-electronic | 2026-10-14 | 2026-10-14 | 12.00 | Appendix UNE Pricing §2.2',
      'loop-install-first | 2026-10-14 | 2026-10-14 | 60.00 | Appendix UNE Pricing §2.3',
    ]);
  });

  test('the months follow the pages of the tariff; those of the neighbour follow the agreement', async () => {
    const served = unwrap(applyCompletions([], closed.completions));
    await db.withTransaction(scope, (tx) => storeInventory(tx, missouri.id, '2026-10', served));
    const circuits = await db.withTransaction(scope, (tx) => readCircuits(tx, missouri.id));
    assert.deepEqual(circuits, served);
    assert.deepEqual(
      circuits.map(({ vehicle, vehicleEvidence }) => [vehicle, vehicleEvidence]),
      [
        ['tariff', 'Carrier relations, 2026-09-30, Letter of 30 September 2026'],
        [undefined, undefined],
      ],
    );
    const charges = unwrap(recurringCharges({ agreement: missouri, month: '2026-10', circuits }));
    const of = (clause: RegExp): string[] => lines(charges.filter((charge) => clause.test(charge.clause)));
    // 30-day month. 14 and 15 October: 2/30 × 145.00 = 9.67. From the 16th, (30 − 16 + 1)/30 × 152.50 = 76.25.
    assert.deepEqual(of(/Tariff/).sort(), [
      'loop-ds1 | 2026-10-14 | 2026-10-15 | 9.67 | Sample Tariff No. 1 §4.1',
      'loop-ds1 | 2026-10-16 | 2026-10-31 | 76.25 | Sample Tariff No. 1 §4.1',
      'loop-ds1 | 2026-11-01 | 2026-11-30 | 152.50 | Sample Tariff No. 1 §4.1',
    ]);
    // (30 − 14 + 1)/30 × 110.00 = 62.33.
    assert.deepEqual(of(/Appendix/).sort(), [
      'loop-ds1 | 2026-10-14 | 2026-10-31 | 62.33 | Appendix UNE Pricing §2.1',
      'loop-ds1 | 2026-11-01 | 2026-11-30 | 110.00 | Appendix UNE Pricing §2.1',
    ]);
    const evidence = charges.find(({ clause }) => /Tariff/.test(clause))?.receipt.details;
    assert.match(JSON.stringify(evidence), /LSR\/SKT\/T-1\/01.*Letter of 30 September 2026/);
  });

  test('the database lets nobody change under what a circuit was bought, nor a tariff stand without evidence', async () => {
    const run = (sql: string): Promise<unknown> =>
      db.withTransaction(scope, (tx) => tx.execute(sql, [missouri.id]));
    await assert.rejects(
      run(`UPDATE circuit SET vehicle = 'agreement' WHERE agreement_id = $1 AND vehicle = 'tariff'`),
      /bought under its tariff/,
    );
    await assert.rejects(
      run(
        `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source, vehicle)
         VALUES ($1, 'X', 'loop-ds1', 'CLMAMOXA', 'a', '2026-10-01', 'opening', 'tariff')`,
      ),
      /check constraint/,
    );
  });
});
