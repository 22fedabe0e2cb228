import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
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
import { explain } from '../explain/explain.ts';
import { OrderTest, ordersDatabase, outcome, testLoop } from '../take-order/test-orders.ts';
import { closeMonth } from './close-month.ts';
import { monthFiles } from './files.ts';
import type { ClosedMonth } from './summary.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const scope = { kind: 'agreement', agreementId: agreement.id } as const;

const loop = (pon: string, changes: Partial<Asr> = {}): Asr =>
  testLoop(pon, {
    address: '9 Walnut St, Columbia',
    endUser: 'Boone Dental',
    desiredDueDate: '2026-10-20',
    cfa: `CLMAMOXA-C7-${pon}`,
    ...changes,
  });

describe('orders that are answered by hand, in the close of their month', () => {
  let db: Database;
  let desk: OrderTest;
  let work: string;
  let closed: ClosedMonth;
  const close = async (issue = false): Promise<ClosedMonth> =>
    unwrap(
      await closeMonth({
        db,
        agreement,
        month: '2026-10',
        inputDir: path.join(work, 'month'),
        usageDir: path.join(work, 'usage'),
        numberingDir: 'reference/numbering',
        clock: fixedClock('2026-11-02T15:00:00Z'),
        issue,
      }),
    );
  const stateOf = async (id: string): Promise<string | undefined> => {
    const rows = await db.withTransaction(scope, (tx) =>
      tx.query<{ state: string }>('SELECT state FROM case_state WHERE case_id = $1', [id]),
    );
    return rows[0]?.state;
  };

  before(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'meetpoint-live-'));
    cpSync('examples/october-2026', path.join(work, 'month'), {
      recursive: true,
      filter: (file) => !/truth|their-bill|[/\\]emi[/\\].*2026-10-(?!0[12])/.test(file),
    });
    db = await ordersDatabase(migrations, agreement);
    desk = new OrderTest(db, agreement, kinds);
    const done = loop('LIVE-1');
    unwrap(await desk.send(done, '2026-10-05T09:00'));
    unwrap(
      await desk.answer('LSR/SKT/LIVE-1/01', 'confirmed', '2026-10-05T11:00', { dueDate: '2026-10-20' }),
    );
    unwrap(
      await desk.send({ ...done, ver: '02', sup: '2', desiredDueDate: '2026-10-21' }, '2026-10-06T09:00'),
    );
    unwrap(
      await desk.answer('LSR/SKT/LIVE-1/02', 'confirmed', '2026-10-06T16:30', { dueDate: '2026-10-21' }),
    );
    const ecckts = ['60.LXFU.009900.CTM'];
    unwrap(await desk.answer('LSR/SKT/LIVE-1/02', 'completed', '2026-10-21T10:00', { ecckts }));
    // Sent in October, answered in November: of October it is an open request.
    unwrap(await desk.send(loop('LIVE-2', { desiredDueDate: '2026-11-10' }), '2026-10-30T16:00'));
    const late = { dueDate: '2026-11-10' };
    unwrap(await desk.answer('LSR/SKT/LIVE-2/01', 'confirmed', '2026-11-02T09:00', late));
    // Done on Friday 30 October, and reported on Monday.
    unwrap(await desk.send(loop('LIVE-3', { desiredDueDate: '2026-10-30' }), '2026-10-05T09:00'));
    const friday = '2026-10-30';
    unwrap(await desk.answer('LSR/SKT/LIVE-3/01', 'confirmed', '2026-10-05T11:00', { dueDate: friday }));
    const reported = { completedOn: friday, ecckts: ['60.LXFU.009903.CTM'] };
    unwrap(await desk.answer('LSR/SKT/LIVE-3/01', 'completed', '2026-11-02T08:00', reported));
    closed = await close();
  });
  after(async () => {
    await db.close();
    rmSync(work, { recursive: true, force: true });
  });

  test('the work is on the bill, each line with its receipt, down to the version', async () => {
    const lines = closed.invoices.flatMap(({ lines: all, number }) =>
      all.flatMap((line) => (line.source?.id === 'LSR/SKT/LIVE-1/02' ? [{ ...line, number }] : [])),
    );
    const priced = lines.map(({ element, amount }) => [element, formatCents(amount)]);
    for (const wanted of ['service-order-initial-electronic', 'loop-install-first'])
      assert.ok(
        priced.some(([element]) => element === wanted),
        JSON.stringify(priced),
      );
    const [first] = lines;
    assert.ok(first);
    const why = unwrap(
      await explain({
        db,
        scope,
        agreement,
        id: `${first.number}/${first.line}`,
        usageDir: path.join(work, 'usage'),
        clock: fixedClock('2026-11-02T15:00:00Z'),
      }),
    );
    assert.ok(JSON.stringify(why).includes('LSR/SKT/LIVE-1/02'));
    const order = unwrap(
      await explain({
        db,
        scope,
        agreement,
        id: 'LSR/SKT/LIVE-1/02',
        usageDir: '',
        clock: fixedClock('2026-11-02T15:00:00Z'),
      }),
    );
    assert.match(order.title, /LIVE-1 version 02/);
  });

  test('its recurring charge begins on the day of the work', () => {
    const recurring = closed.invoices
      .flatMap(({ lines }) => lines)
      .filter(({ source }) => source?.id === '60.LXFU.009900.CTM');
    assert.ok(
      recurring.some(({ from }) => from === '2026-10-21'),
      JSON.stringify(recurring.map(({ from, to, element }) => [element, from, to])),
    );
  });

  test('work of the month that was reported after it is on its bill', async () => {
    const elements = closed.invoices
      .flatMap(({ lines }) => lines)
      .filter(({ source }) => source?.id === 'LSR/SKT/LIVE-3/01')
      .map(({ element }) => element);
    assert.ok(elements.includes('loop-install-first'), JSON.stringify(elements));
    assert.equal(await stateOf('LSR/SKT/LIVE-3/01'), 'billed');
  });

  test('each confirmation due in the month is a row of the measure, by its own version', () => {
    const rows = Object.values(closed.details.measured)
      .flat()
      .filter(({ caseId }) => caseId.includes('LIVE'));
    assert.deepEqual(
      rows.map(({ caseId, inTime }) => [caseId, inTime]),
      [
        // Monday 5 October 09:00 + 5 hours: 14:00. Tuesday 6 October 09:00 + 5 hours: 14:00, and confirmed at 16:30.
        ['LSR/SKT/LIVE-1/01', true],
        ['LSR/SKT/LIVE-3/01', true],
        ['LSR/SKT/LIVE-1/02', false],
      ],
    );
  });

  test('the draft says that its billing is complete, and says it again when it is made again', async () => {
    assert.equal(await stateOf('LSR/SKT/LIVE-1/02'), 'billed');
    assert.equal(await stateOf('LSR/SKT/LIVE-2/01'), 'confirmed');
    const again = await close();
    assert.deepEqual([...monthFiles(again)], [...monthFiles(closed)]);
    assert.equal(await stateOf('LSR/SKT/LIVE-1/02'), 'billed');
  });

  test('once the bills are issued no work is said to be done in that month', async () => {
    await close(true);
    const done = (completedOn: string) =>
      desk.answer('LSR/SKT/LIVE-2/01', 'completed', '2026-11-03T10:00', {
        completedOn,
        ecckts: ['60.LXFU.009901.CTM'],
      });
    assert.deepEqual(outcome(await done('2026-10-31')), ['orders/month-issued']);
    assert.deepEqual(outcome(await done('2026-11-03')), ['completed']);
  });
});
