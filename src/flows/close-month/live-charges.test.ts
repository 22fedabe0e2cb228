import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { loopCharges } from '../../articles/dsl/charges/loop-charges.ts';
import { loopConditioningKind } from '../../articles/dsl/conditioning/conditioning-case.ts';
import { GOOD_READINGS, event, loop as loopOf } from '../../articles/dsl/test-ground.ts';
import { cooperativeTestKind } from '../../articles/dsl/testing/cooperative-test-case.ts';
import { stationTransferKind } from '../../articles/dsl/transfer/station-transfer-case.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { formatCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import type { CaseKind, NewEvent } from '../../cases/kind.ts';
import { record } from '../../cases/record.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { OrderTest, ordersDatabase, testLoop } from '../take-order/test-orders.ts';
import { closeMonth } from './close-month.ts';
import type { ClosedMonth } from './summary.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));

const loop = (pon: string, changes: Partial<Asr> = {}): Asr =>
  testLoop(pon, {
    address: '9 Walnut St, Columbia',
    endUser: 'Boone Dental',
    desiredDueDate: '2026-10-20',
    cfa: `CLMAMOXA-C7-${pon}`,
    ...changes,
  });

const { ilec } = agreement.parties;
const coils = { loadCoils: [{ feetFromOffice: 3000 }] };
const accepted = event('accepted', '2026-10-31');
/** A loop that both carriers tested on a day, 46 minutes long. */
const together = (on: string): NewEvent[] => [
  event('requested', '2026-10-02', { circuit: 'LX/1' }),
  event('scheduled', '2026-10-05', { at: `${on}T15:00:00Z` }, ilec),
  event('passed', on, { readings: GOOD_READINGS, minutes: 46 }),
];
const loopCases: readonly (readonly [string, CaseKind, readonly NewEvent[]])[] = [
  [
    'CONDITION/2026-001',
    loopConditioningKind,
    [
      event('asked', '2026-10-01', { makeup: loopOf(coils), wanted: { loadCoils: [1] } }),
      event('quoted', '2026-10-02', { amount: '150.00' }, ilec),
      event('approved', '2026-10-05', { amount: '150.00', product: 'loop-2w-xdsl', quantity: 1 }),
      event('engineered', '2026-10-06', {}, ilec),
      event('conditioned', '2026-10-16', { takenOff: { loadCoils: [1] } }, ilec),
      event('tested', '2026-10-19', { readings: GOOD_READINGS }),
      { ...accepted, occurredAt: '2026-11-01T04:30:00Z' },
    ],
  ],
  [
    'LST/2026-001',
    stationTransferKind,
    [
      event('proposed', '2026-10-01', { makeup: loopOf({ ...coils, sparePairs: 1 }) }, ilec),
      event('swapped', '2026-10-05', { pair: '12/119' }, ilec),
      event('settled', '2026-10-06', { helped: false, fault: 'elsewhere', amount: '136.50' }),
    ],
  ],
  ['COOPTEST/2026-001', cooperativeTestKind, together('2026-10-14')],
];

describe('what live orders and lines in service of every kind bear in a closed month', () => {
  let db: Database;
  let work: string;
  let closed: ClosedMonth;

  before(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'meetpoint-charges-'));
    const month = path.join(work, 'month');
    cpSync('examples/october-2026', month, {
      recursive: true,
      filter: (file) => !/truth|their-bill|[/\\]emi[/\\].*2026-10-(?!0[12])/.test(file),
    });
    const opening = path.join(month, 'opening', 'inventory.csv');
    const [head = '', ...rows] = readFileSync(opening, 'utf8').trimEnd().split('\n');
    writeFileSync(opening, [`${head},z_wire_center`, ...rows.map((row) => `${row},`), ''].join('\n'));
    appendFileSync(
      opening,
      [
        '5735551000,resale-residence,CLMAMOXA,4 Elm,2020-01-01,,',
        '60.HCGS.000900.CTM,transport-ds1,CLMAMOXA,Columbia office,2020-01-01,,ASLDMOXA',
        '60.HCGS.000901.CTM,eel-ds1,CLMAMOXA,5 Elm,2020-01-01,,HLVLMOXA',
        '',
      ].join('\n'),
    );
    db = await ordersDatabase(migrations, agreement);
    const desk = new OrderTest(db, agreement, kinds);
    const confirm = async (id: string, at: string, dueDate: string): Promise<void> => {
      unwrap(await desk.answer(id, 'confirmed', at, { dueDate }));
    };
    const [gone, early, moved] = [loop('GONE'), loop('EARLY'), loop('MOVED')];
    unwrap(await desk.send(gone, '2026-10-05T09:00'));
    await confirm('LSR/SKT/GONE/01', '2026-10-05T11:00', '2026-10-20');
    unwrap(await desk.send({ ...gone, ver: '02', sup: '1' }, '2026-10-06T09:00'));
    unwrap(await desk.send(early, '2026-10-05T09:00'));
    unwrap(await desk.send({ ...early, ver: '02', sup: '1' }, '2026-10-05T10:00'));
    unwrap(await desk.send(moved, '2026-10-05T09:00'));
    await confirm('LSR/SKT/MOVED/01', '2026-10-05T11:00', '2026-10-20');
    unwrap(
      await desk.send({ ...moved, ver: '02', sup: '2', desiredDueDate: '2026-10-27' }, '2026-10-06T09:00'),
    );
    await confirm('LSR/SKT/MOVED/02', '2026-10-06T11:00', '2026-10-27');
    unwrap(
      await desk.send({ ...moved, ver: '03', sup: '2', desiredDueDate: '2026-11-03' }, '2026-10-07T09:00'),
    );
    await confirm('LSR/SKT/MOVED/03', '2026-10-07T11:00', '2026-11-03');
    for (const [caseId, kind, events] of loopCases) await at(caseId, kind, ...events);
    closed = unwrap(
      await closeMonth({
        db,
        agreement,
        month: '2026-10',
        inputDir: month,
        usageDir: path.join(work, 'usage'),
        numberingDir: 'reference/numbering',
        clock: fixedClock('2026-11-02T15:00:00Z'),
        issue: true,
      }),
    );
  });
  after(async () => {
    await db.close();
    rmSync(work, { recursive: true, force: true });
  });

  /** Records events of a case as its parties would. */
  const at = async (caseId: string, kind: CaseKind, ...events: readonly NewEvent[]): Promise<void> => {
    await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) =>
      unwrap(await record(tx, agreement, kind, caseId, ...events)),
    );
  };
  const dueIn = (month: string) =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) =>
      unwrap(await loopCharges(tx, agreement, month)).map(({ source, element, from }) => [
        source.id,
        element,
        from,
      ]),
    );

  const linesOf = (about: string): string[] =>
    closed.invoices
      .flatMap(({ lines }) => lines)
      .filter(({ source, receipt }) => source.id.includes(about) || JSON.stringify(receipt).includes(about))
      .map(({ element, amount }) => `${element} ${formatCents(amount)}`);

  test('a cancellation bears the service order at any stage, and its own charge after the confirmation', () => {
    assert.deepEqual(linesOf('/GONE/'), [
      'service-order-initial-electronic 20.00',
      'order-cancellation 25.00',
    ]);
    assert.deepEqual(linesOf('/EARLY/'), ['service-order-initial-electronic 20.00']);
  });

  test('the first later date is free, the second is a charged change', () => {
    assert.deepEqual(linesOf('/MOVED/'), ['order-change 10.00']);
  });

  test('a resold line is billed by its tariff less the discount, transport by its miles, a combination by its parts', () => {
    // 13.60 × 0.868 = 11.8048, in advance for November.
    assert.deepEqual(linesOf('5735551000'), ['residence-line 11.80']);
    // Columbia to Ashland: 12 miles × 3.50.
    assert.deepEqual(linesOf('60.HCGS.000900.CTM').sort(), [
      'transport-ds1-fixed 150.00', // both circuits have the fixed part: 2 × 75.00
      'transport-ds1-mile 42.00',
    ]);
    // Columbia to Hallsville: 12 miles × 3.50, and the loop.
    const parts = linesOf('60.HCGS.000901.CTM').sort();
    assert.ok(parts.includes('transport-ds1-mile 42.00') && parts.includes('transport-ds1-fixed 150.00'));
    assert.ok(
      parts.some((part) => part.startsWith('loop-ds1 ')),
      parts.join(', '),
    );
  });

  test('conditioning that was accepted, a swap of pairs and a test stand on the bill, each on its own line', () => {
    assert.deepEqual(linesOf('CONDITION/2026-001'), ['load-coil-pair 150.00']);
    assert.deepEqual(linesOf('LST/2026-001'), ['line-station-transfer 72.50', 'maintenance-visit 64.00']);
    // 46 minutes: 16 beyond the free 30, two quarters of $84.00.
    assert.deepEqual(linesOf('COOPTEST/2026-001'), ['cooperative-test-hour 42.00']);
    // Accepted at 23:30 of 31 October, Missouri time, which is November by Greenwich.
    const line = closed.invoices
      .flatMap(({ lines }) => lines)
      .find(({ source }) => source.id === 'CONDITION/2026-001');
    assert.deepEqual(
      [line?.from, line?.unit, line?.clause],
      ['2026-10-31', 'pair', 'Appendix UNE Pricing §2.6'],
    );
  });

  test('what is recorded after its month was issued is on the next bill, once', async () => {
    assert.deepEqual(await dueIn('2026-11'), []);
    await at('COOPTEST/2026-002', cooperativeTestKind, ...together('2026-10-30'));
    await at('COOPTEST/2026-003', cooperativeTestKind, ...together('2026-11-02'));
    const due = [
      ['COOPTEST/2026-002', 'cooperative-test-hour', '2026-10-30'],
      ['COOPTEST/2026-003', 'cooperative-test-hour', '2026-11-02'],
    ];
    assert.deepEqual(await dueIn('2026-11'), due);
    // The month after sees what no issued bill has, too; what is to come is for its own month.
    assert.deepEqual(await dueIn('2026-12'), due);
  });
});
