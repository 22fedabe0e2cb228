import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents, sumCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { explain } from '../explain/explain.ts';
import { playOrders } from '../play-orders/play.ts';
import { readPlayScript } from '../play-orders/script.ts';
import { wordsOf } from '../play-orders/words.ts';
import type { Words } from '../play-orders/words.ts';
import { ordersDatabase } from '../take-order/test-orders.ts';
import { closeMonth } from './close-month.ts';
import type { ClosedMonth } from './summary.ts';

const STORIES = 'examples/orders';
const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const clock = fixedClock('2026-12-02T15:00:00Z');

describe('stories of orders that are played in November, in the close of November', () => {
  let db: Database;
  let work: string;
  let closed: ClosedMonth;
  before(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'meetpoint-story-'));
    // What is in service, and a day of calls, without which no month closes; the files' orders and the other side's bill are of October.
    cpSync('examples/october-2026', path.join(work, 'month'), {
      recursive: true,
      filter: (file) => !/truth|their-bill|[/\\]sip|[/\\]emi[/\\].*2026-10-(?!31)/.test(file),
    });
    for (const name of ['lsr.csv', 'events.csv']) {
      const file = path.join(work, 'month', 'orders', name);
      writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]}\n`);
    }
    db = await ordersDatabase(migrations, agreement);
    const carriers = parse(readFileSync(path.join(STORIES, 'carriers.yaml'), 'utf8')) as Record<
      string,
      Words
    >;
    const decisions = vocabulary.flatMap((room) => room.decisions);
    for (const file of ['01-new-loop.yaml', '04-eel.yaml', '10-sup-after-foc.yaml']) {
      const script = unwrap(readPlayScript(path.join(STORIES, file)));
      const words = wordsOf(script, carriers, agreement.ref.id);
      await playOrders({ db, agreement, kinds, decisions, words }, script);
    }
    closed = unwrap(
      await closeMonth({
        db,
        agreement,
        month: '2026-11',
        inputDir: path.join(work, 'month'),
        usageDir: path.join(work, 'usage'),
        numberingDir: 'reference/numbering',
        clock,
      }),
    );
  });
  after(async () => {
    await db.close();
    rmSync(work, { recursive: true, force: true });
  });

  test('the bill has the charges that the stories work out, by version', () => {
    const lines = closed.invoices.flatMap(({ lines: all }) => all);
    const sums = Map.groupBy(
      lines.filter(({ source }) => /^[AL]SR\//.test(source?.id ?? '')),
      ({ source }) => source?.id ?? '',
    );
    const billed = [...sums].map(([id, of]) => [id, formatCents(sumCents(of.map(({ amount }) => amount)))]);
    assert.deepEqual(billed.sort(), [
      ['ASR/SKT/EEL-0001/01', '230.00'],
      ['LSR/SKT/NEW-0001/01', '110.00'],
      // Version 02 changed the confirmed order, 03 moved it to a later date, once free, and is the one whose work was done.
      ['LSR/SKT/SUP-0001/02', '10.00'],
      ['LSR/SKT/SUP-0001/03', '350.00'],
    ]);
  });

  test('a line is explained down to the version, and the version to its date and edits', async () => {
    const invoice = closed.invoices.find(({ lines }) =>
      lines.some(({ source }) => source?.id === 'LSR/SKT/NEW-0001/01'),
    );
    const line = invoice?.lines.find(({ source }) => source?.id === 'LSR/SKT/NEW-0001/01');
    assert.ok(invoice && line);
    const ask = async (id: string) =>
      unwrap(
        await explain({
          db,
          scope: { kind: 'agreement', agreementId: agreement.id },
          agreement,
          id,
          usageDir: path.join(work, 'usage'),
          clock,
        }),
      );
    const why = await ask(`${invoice.number}/${line.line}`);
    assert.equal(why.receipt?.decision, 'order-charges');
    assert.equal(why.receipt?.value, '110.00');
    assert.ok(why.related.includes('LSR/SKT/NEW-0001/01'), JSON.stringify(why.related));
    assert.match((await ask('LSR/SKT/NEW-0001/01')).title, /NEW-0001 version 01/);
  });

  test('each confirmation is a row of the measure, by its version', () => {
    const rows = Object.values(closed.details.measured).flat();
    const of = (id: string) => rows.filter(({ caseId }) => caseId === id).map(({ inTime }) => inTime);
    // Confirmed at 10:30, by 12:00; each version of the other within two hours, of five business hours.
    for (const id of ['NEW-0001/01', 'SUP-0001/01', 'SUP-0001/02', 'SUP-0001/03'])
      assert.deepEqual(of(`LSR/SKT/${id}`), [true], id);
  });
});
