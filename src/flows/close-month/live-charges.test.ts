import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { formatCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
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
    closed = unwrap(
      await closeMonth({
        db,
        agreement,
        month: '2026-10',
        inputDir: month,
        usageDir: path.join(work, 'usage'),
        numberingDir: 'reference/numbering',
        clock: fixedClock('2026-11-02T15:00:00Z'),
      }),
    );
  });
  after(async () => {
    await db.close();
    rmSync(work, { recursive: true, force: true });
  });

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
});
