import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { closeMonth } from './close-month.ts';
import { usageFolder } from './landing.ts';
import type { ClosedMonth } from './summary.ts';

const EXAMPLE = 'examples/october-2026';
const LSR_COLUMNS =
  'ccna,pon,ver,reqtyp,act,product,nc,quantity,wire_center,address,end_user,desired_due_date,expedite,channel,received_at,ecckts,account_status,cfa';
const EVENT_COLUMNS = 'ccna,pon,ver,event,at,due_date,ecckts';
const SERVICES = '573S010001';
const OLD_BILL = `${SERVICES}-202609`;

const agreement: Agreement = unwrap(
  loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel', amendments: [] }),
);
let work: string;
before(() => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-next-'));
});
after(() => rmSync(work, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

/** October with a day of usage. */
function october(name: string, files: Files = {}): string {
  const folder = path.join(work, name);
  cpSync(EXAMPLE, folder, {
    recursive: true,
    filter: (file) => !/truth|their-bill|[/\\]sip|[/\\]emi[/\\].*2026-10-(?!01)/.test(file),
  });
  return put(folder, files);
}

/** A later month: October's first day of usage with its dates moved, no rows but those given. */
function later(name: string, month: string, files: Files = {}): string {
  const folder = path.join(work, name);
  mkdirSync(path.join(folder, 'usage', 'emi'), { recursive: true });
  cpSync(path.join(EXAMPLE, 'network'), path.join(folder, 'network'), { recursive: true });
  const date = month.slice(2).replace('-', '');
  for (const party of ['socket', 'centurytel']) {
    const day = gunzipSync(readFileSync(path.join(EXAMPLE, `usage/emi/${party}-2026-10-01.emi.gz`)));
    const lines = day.toString('latin1').split('\n');
    const moved = lines.map((line) => (line === '' ? '' : `${line.slice(0, 6)}${date}01${line.slice(12)}`));
    writeFileSync(path.join(folder, `usage/emi/${party}-${month}-01.emi`), moved.join('\n'), 'latin1');
  }
  return put(folder, {
    'accounts.csv': readFileSync(path.join(EXAMPLE, 'accounts.csv'), 'utf8'),
    'payments.csv': 'ban,bill,received_on,amount\n',
    'opening/balances.csv': 'ban,bill,billed_on,due_on,amount,disputed\n',
    'opening/inventory.csv': 'ecckt,product,wire_center,address,in_service_on,lsr\n',
    'orders/lsr.csv': `${LSR_COLUMNS}\n`,
    'orders/events.csv': `${EVENT_COLUMNS}\n`,
    ...files,
  });
}

function put(folder: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** A request to disconnect a circuit, confirmed late and completed. */
const disconnect = (month: string, pon: string, ecckt: string): Files => ({
  'orders/lsr.csv': `${LSR_COLUMNS}\nSKT,${pon},01,AB,D,loop-2w-xdsl,LXR-,1,CLMAMOXA,"278 Sample Street, Columbia",,${month}-10,no,electronic,${month}-03T09:00:00-06:00,${ecckt},existing,\n`,
  'orders/events.csv': `${EVENT_COLUMNS}\nSKT,${pon},01,foc,${month}-06T09:00:00-06:00,${month}-12,\nSKT,${pon},01,complete,${month}-12T10:00:00-06:00,,${ecckt}\n`,
});

class Books {
  readonly #db: Database;
  readonly usageDir: string;

  constructor(db: Database, name: string) {
    this.#db = db;
    this.usageDir = path.join(work, `usage-${name}`);
  }

  close(month: string, inputDir: string, issue = true): Promise<Result<ClosedMonth>> {
    return closeMonth({
      db: this.#db,
      agreement,
      month,
      inputDir,
      usageDir: this.usageDir,
      numberingDir: 'reference/numbering',
      clock: fixedClock('2026-12-02T15:00:00Z'),
      issue,
    });
  }

  async closed(month: string, inputDir: string, issue = true): Promise<ClosedMonth> {
    return unwrap(await this.close(month, inputDir, issue));
  }

  async refused(month: string, inputDir: string): Promise<readonly Problem[]> {
    const closed = await this.close(month, inputDir, false);
    return closed.ok ? [] : closed.problems;
  }

  query<T extends object>(sql: string): Promise<T[]> {
    return this.#db.withTransaction({ kind: 'install' }, (tx) => tx.query<T>(sql));
  }

  /** Dollars receivable by account, from the journal. */
  async receivable(): Promise<Record<string, string>> {
    const rows = await this.query<{ ban: string; cents: bigint }>(
      `SELECT substr(ledger, 12) AS ban, sum(cents)::bigint AS cents FROM posting
       WHERE ledger LIKE 'receivable:%' GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ ban, cents }) => [ban, formatCents(cents as Invoice['total'])]));
  }
}

async function withBooks(name: string, run: (books: Books) => Promise<void>): Promise<void> {
  const db = await testDatabase(migrations);
  try {
    await registerAgreement(db, agreement, []);
    await run(new Books(db, name));
  } finally {
    await db.close();
  }
}

const billOf = (closed: ClosedMonth, ban: string): Invoice => {
  const found = closed.invoices.find((invoice) => invoice.ban === ban);
  assert.ok(found, ban);
  return found;
};
const at = ({ file, line, field }: Problem): string => `${path.basename(file ?? '')}:${line} ${field}`;

describe('November 2026, after October was issued', () => {
  it('begins with what October left: balances, journal, late charges, circuits and months missed (accounts.dispute)', async () => {
    await withBooks('chain', async (books) => {
      const first = await books.closed('2026-10', october('chain-10'));
      const usage = billOf(first, '573U010001');
      const order = disconnect('2026-11', 'N26-1', '60.LXFU.000101.CTM');
      const folder = later('chain-11', '2026-11', {
        ...order,
        'orders/events.csv': `${order['orders/events.csv']}SKT,S26-10037,01,complete,2026-11-02T10:00:00-06:00,,60.LXFU.000901.CTM\n`,
        'payments.csv': `ban,bill,received_on,amount\n${usage.ban},${usage.number},2026-11-20,${formatCents(usage.total)}\n${SERVICES},${billOf(first, SERVICES).number},2026-11-30,1000.00\n${SERVICES},${OLD_BILL},2026-11-16,100.00\n`,
      });
      const second = await books.closed('2026-11', folder);
      assert.equal(second.state, 'issued');
      for (const invoice of second.invoices)
        assert.equal(invoice.previousBalance, billOf(first, invoice.ban).balance, invoice.ban);
      assert.equal(billOf(second, usage.ban).balance, billOf(second, usage.ban).total);
      assert.deepEqual(
        await books.receivable(),
        Object.fromEntries(second.invoices.map(({ ban, balance }) => [ban, formatCents(balance)])),
      );

      // 312.00 undisputed were charged through 1 November: 100.00 × 1.5 % × 15/30, 212.00 × 1.5 % × 30/30.
      const late = billOf(second, SERVICES).lines.filter(({ kind }) => kind === 'late-payment');
      assert.deepEqual(
        late.map(({ source, from, to, amount }) => [source.id, from, to, formatCents(amount)]),
        [
          [OLD_BILL, '2026-11-02', '2026-11-16', '0.75'],
          [OLD_BILL, '2026-11-02', '2026-12-01', '3.18'],
        ],
      );

      const credit = (closed: ClosedMonth) =>
        billOf(closed, SERVICES).lines.find(({ source }) => source.kind === 'measure')?.rate;
      assert.deepEqual([credit(first), credit(second)], ['75.00', '150.00']);
      const sources = new Set(billOf(second, SERVICES).lines.map(({ source }) => source.id));
      assert.ok(sources.has('60.LXFU.000901.CTM') && sources.has('60.LXFU.000101.CTM'));

      // Paid in full and left with a late charge of its own: December carries both bills by themselves.
      const third = await books.closed('2026-12', later('chain-12', '2026-12'));
      assert.equal(billOf(third, SERVICES).previousBalance, billOf(second, SERVICES).balance);
      assert.deepEqual(
        await books.receivable(),
        Object.fromEntries(second.invoices.map(({ ban }) => [ban, formatCents(billOf(third, ban).balance)])),
      );
    });
  });

  it('refuses rows that contradict the record, each with its place', async () => {
    await withBooks('rows', async (books) => {
      const first = await books.closed('2026-10', october('rows-10'));
      const bill = billOf(first, SERVICES);
      const problems = await books.refused(
        '2026-11',
        later('rows-11', '2026-11', {
          'opening/balances.csv': `ban,bill,billed_on,due_on,amount,disputed\n${SERVICES},${bill.number},${bill.billDate},${bill.dueOn},1.00,0.00\n`,
          'payments.csv': `ban,bill,received_on,amount\n${SERVICES},${OLD_BILL},2026-10-15,1500.00\n${SERVICES},NOBILL,2026-11-15,1.00\n`,
          'accounts.csv': `ban,biller,billed,account,name\n573X,centurytel,socket,services,x\n${readFileSync(path.join(EXAMPLE, 'accounts.csv'), 'utf8').split('\n').slice(1).join('\n').replace(`${SERVICES},centurytel,socket,services`, `${SERVICES},socket,centurytel,services`)}`,
        }),
      );
      assert.deepEqual(problems.map(at).sort(), [
        'accounts.csv:2 ban',
        'accounts.csv:3 ban',
        'balances.csv:2 amount',
        'payments.csv:2 received_on',
        'payments.csv:3 bill',
      ]);
      const amount = problems.find(({ field }) => field === 'amount')?.sentence ?? '';
      assert.ok(amount.includes('$1.00') && amount.includes(`$${formatCents(bill.total)}`), amount);

      const agreed = later('rows-ok', '2026-11', {
        'opening/balances.csv': `ban,bill,billed_on,due_on,amount,disputed\n${SERVICES},${bill.number},${bill.billDate},${bill.dueOn},${formatCents(bill.total)},10.00\n`,
      });
      const second = await books.closed('2026-11', agreed);
      assert.equal(billOf(second, SERVICES).previousBalance, bill.balance);
      // 48.00 of the older bill, as October said, and 10.00 of October's.
      assert.equal(formatCents(billOf(second, SERVICES).disputed), '58.00');
      assert.equal((await books.receivable())[SERVICES], formatCents(billOf(second, SERVICES).balance));
    });
  });

  it('refuses late reports of an issued month, and a disconnect of a circuit that is out of service', async () => {
    await withBooks('late', async (books) => {
      await books.closed('2026-10', october('late-10'));
      const [problem] = await books.refused(
        '2026-11',
        later('late-11', '2026-11', {
          'orders/events.csv': `${EVENT_COLUMNS}\nSKT,S26-10037,01,complete,2026-10-30T10:00:00-05:00,,60.LXFU.000901.CTM\n`,
        }),
      );
      assert.equal(problem?.id, 'orders/month-issued');
      assert.equal(problem && at(problem), 'events.csv:2 at');
      assert.match(`${problem?.sentence} ${problem?.cure}`, /late reports are not executed yet.*2026-11/);
      const gone = disconnect('2026-11', 'N26-2', '60.LXFU.000103.CTM');
      const { details } = await books.closed(
        '2026-11',
        later('gone-11', '2026-11', { 'orders/lsr.csv': gone['orders/lsr.csv'] ?? '' }),
      );
      const order = details.orders.cases.find(({ id }) => id === 'LSR/SKT/N26-2/01');
      assert.equal(order?.state, 'rejected');
    });
  });

  it('bills work of the first month that was ordered before it, and refuses work done before it', async () => {
    await withBooks('september', async (books) => {
      const append = (name: string, row: string): Files => ({
        [name]: `${readFileSync(path.join(EXAMPLE, name), 'utf8').trimEnd()}\n${row}\n`,
      });
      const row = `SKT,S26-9,01,AB,D,loop-2w-xdsl,LXR-,1,CLMAMOXA,"278 Sample Street, Columbia",,2026-10-05,no,electronic,2026-09-29T09:00:00-05:00,60.LXFU.000101.CTM,existing,`;
      const done = (date: string): Files => ({
        ...append('orders/lsr.csv', row),
        ...append(
          'orders/events.csv',
          `SKT,S26-9,01,foc,2026-09-29T10:00:00-05:00,2026-10-05,\nSKT,S26-9,01,complete,${date}T10:00:00-05:00,,60.LXFU.000101.CTM`,
        ),
      });
      const [early] = await books.refused('2026-10', october('september-early', done('2026-09-30')));
      assert.equal(early?.id, 'orders/before-month');
      const closed = await books.closed('2026-10', october('september-10', done('2026-10-05')));
      const sources = new Set(billOf(closed, SERVICES).lines.map(({ source }) => source.id));
      assert.ok(sources.has('LSR/SKT/S26-9/01'));
    });
  });

  it('corrects a line of an issued bill on the next one', async () => {
    await withBooks('correct', async (books) => {
      const first = billOf(await books.closed('2026-10', october('correct-10')), SERVICES);
      const rows = (text: string) => ({ 'corrections.csv': `bill,line,amount,reason\n${text}` });
      const wrong = await books.refused(
        '2026-11',
        later('correct-bad', '2026-11', rows(`NOBILL,1,1.00,x\n${first.number},9999,1.00,x\n`)),
      );
      assert.deepEqual(wrong.map(at), ['corrections.csv:2 bill', 'corrections.csv:3 line']);
      const right = rows(`${first.number},1,-5.00,wrong band\n${first.number},2,2.50,wrong zone\n`);
      const second = billOf(await books.closed('2026-11', later('correct-11', '2026-11', right)), SERVICES);
      assert.deepEqual(
        second.lines.flatMap(({ amount, correctionOf }) =>
          correctionOf ? [[formatCents(amount), correctionOf.invoice, correctionOf.line]] : [],
        ),
        [
          ['-5.00', first.number, 1],
          ['2.50', first.number, 2],
        ],
      );
      assert.equal((await books.receivable())[SERVICES], formatCents(second.balance));
    });
  });

  it('steps over a month without activity when it counts the months missed', async () => {
    await withBooks('missed', async (books) => {
      // This request's confirmation would be due in November.
      const requests = readFileSync(path.join(EXAMPLE, 'orders/lsr.csv'), 'utf8').split('\n');
      const answered = requests.filter((row) => !row.includes('S26-10040')).join('\n');
      await books.closed('2026-10', october('missed-10', { 'orders/lsr.csv': answered }));
      const quiet = await books.closed('2026-11', later('missed-11', '2026-11'));
      assert.equal(quiet.details.measures[0]?.outcome, 'no-activity');
      const order = disconnect('2026-12', 'D26-1', '60.LXFU.000101.CTM');
      const third = await books.closed('2026-12', later('missed-12', '2026-12', order));
      const credit = billOf(third, SERVICES).lines.find(({ source }) => source.kind === 'measure');
      assert.equal(credit?.rate, '150.00');
    });
  });
});

describe('months in their order', () => {
  it('never puts a draft on a draft, and withdraws a later draft when an earlier month is closed', async () => {
    await withBooks('order', async (books) => {
      const [oct, nov] = [october('order-10'), later('order-11', '2026-11')];
      const months = () => books.query('SELECT month, state FROM month_close ORDER BY month');
      await books.closed('2026-11', nov, false);
      await books.closed('2026-10', oct, false);
      assert.deepEqual(await months(), [{ month: '2026-10', state: 'draft' }]);
      const [problem] = await books.refused('2026-11', nov);
      assert.equal(problem?.id, 'accounts/earlier-month-draft');
      assert.match(problem?.cure ?? '', /meetpoint close … --month 2026-10 --issue/);
      await books.closed('2026-10', oct);
      await books.closed('2026-11', nov, false);
      await books.closed('2026-10', oct);
      assert.deepEqual(await months(), [
        { month: '2026-10', state: 'issued' },
        { month: '2026-11', state: 'draft' },
      ]);
    });
  });

  it('takes a corrected account number before issue', async () => {
    await withBooks('ban', async (books) => {
      await books.closed('2026-10', october('ban-10'), false);
      const renamed = Object.fromEntries(
        ['accounts.csv', 'payments.csv', 'opening/balances.csv'].map((name) => [
          name,
          readFileSync(path.join(EXAMPLE, name), 'utf8').replaceAll('573U900001', '573U900002'),
        ]),
      );
      const again = await books.closed('2026-10', october('ban-again', renamed));
      assert.ok(billOf(again, '573U900002').lines.length > 0);
      const accounts = await books.query<{ ban: string }>('SELECT ban FROM billing_account ORDER BY ban');
      assert.deepEqual(
        accounts.map(({ ban }) => ban),
        ['573S010001', '573U010001', '573U900002'],
      );
    });
  });

  it('keeps the usage of the month when a close is refused, and that of an issued month always', async () => {
    await withBooks('kept', async (books) => {
      const folder = october('kept-10');
      await books.closed('2026-10', folder, false);
      const place = usageFolder(books.usageDir, agreement, '2026-10');
      const marker = path.join(place, 'marker');
      writeFileSync(marker, '');
      const payments = path.join(folder, 'payments.csv');
      const text = readFileSync(payments, 'utf8');
      writeFileSync(payments, `${text}${SERVICES},NOBILL,2026-10-05,1.00\n`);
      assert.equal((await books.refused('2026-10', folder)).length, 1);
      assert.ok(readdirSync(place).includes('marker'));
      writeFileSync(payments, text);
      await books.closed('2026-10', folder);
      assert.ok(!readdirSync(place).includes('marker'));
      writeFileSync(marker, '');
      await books.closed('2026-10', folder);
      assert.ok(readdirSync(place).includes('marker'));
      assert.deepEqual(readdirSync(path.dirname(place)), ['2026-10']);
    });
  });
});
