import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { loadAgreement } from '../../agreement/load.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents, sumCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { explain } from '../explain/explain.ts';
import { closeMonth } from './close-month.ts';
import { monthFiles } from './files.ts';
import type { ClosedMonth } from './summary.ts';

const MISSOURI = 'agreements/missouri-2006';
const EXAMPLE = 'examples/october-2026';
const CHANGE_OF_LAW = `${EXAMPLE}/amendments/change-of-law-analog-loops.yaml`;

let work: string;
before(() => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-close-'));
});
after(() => rmSync(work, { recursive: true, force: true }));

/** The example's inputs with two days of usage, so that each scenario closes in about a second. */
function smallMonth(name: string, change: (folder: string) => void = () => {}): string {
  const folder = path.join(work, name);
  cpSync(EXAMPLE, folder, {
    recursive: true,
    filter: (file) => !/truth|[/\\]emi[/\\].*2026-10-(?!0[12])/.test(file),
  });
  change(folder);
  return folder;
}

function missouri(dir = MISSOURI, amendments: readonly string[] = []): Agreement {
  return unwrap(loadAgreement(dir, { vocabulary, variant: 'centurytel', amendments }));
}

async function withMonth<T>(run: (db: Database) => Promise<T>): Promise<T> {
  const db = await testDatabase(migrations);
  try {
    return await run(db);
  } finally {
    await db.close();
  }
}

async function close(
  db: Database,
  agreement: Agreement,
  inputDir: string,
  more: { issue?: boolean; at?: string; usage?: string } = {},
): Promise<Result<ClosedMonth>> {
  await registerAgreement(db, agreement, []);
  return closeMonth({
    db,
    agreement,
    month: '2026-10',
    inputDir,
    usageDir: path.join(work, more.usage ?? 'usage'),
    numberingDir: 'reference/numbering',
    clock: fixedClock(more.at ?? '2026-11-02T15:00:00Z'),
    issue: more.issue === true,
  });
}

const bytes = (closed: ClosedMonth): string => JSON.stringify([...monthFiles(closed)]);

describe('October 2026 between Socket and CenturyTel, closed', () => {
  it('puts every call in one outcome, sums every bill to the cent, and cites a clause on every line', async () => {
    await withMonth(async (db) => {
      const { details, invoices } = unwrap(await close(db, missouri(), smallMonth('whole')));
      const { read, rated, zeroRated, nonBillable, duplicate, held, rejected } = details.traffic;
      assert.equal(read, rated + zeroRated + nonBillable + duplicate + held + rejected);
      assert.ok(rated > 0 && zeroRated > 0 && nonBillable > 0);
      assert.deepEqual(
        invoices.map(({ from, to }) => `${from}→${to}`),
        ['centurytel→socket', 'centurytel→socket', 'socket→centurytel'],
      );
      for (const invoice of invoices) {
        assert.equal(
          formatCents(sumCents(invoice.lines.map(({ amount }) => amount))),
          formatCents(invoice.total),
        );
        for (const line of invoice.lines) {
          assert.ok(
            missouri().clauseText(line.clause),
            `${invoice.number}/${line.line} cites ${line.clause}`,
          );
          assert.ok(line.receipt.steps.length > 0);
        }
      }
      // Bill-and-keep is a line of zero, not an absence.
      assert.ok(
        invoices.some(({ lines }) => lines.some((l) => l.element === 'local-termination' && l.amount === 0n)),
      );
    });
  });

  it('finds each error planted in CenturyTel’s bill of the whole month once, and nothing else', async () => {
    await withMonth(async (db) => {
      const { check } = unwrap(await close(db, missouri(), EXAMPLE, { usage: 'all' }));
      const planted = JSON.parse(readFileSync(`${EXAMPLE}/their-bill/planted.json`, 'utf8')) as {
        outcome: string;
        invoice: string;
        line: string;
        element: string;
        difference: string;
      }[];
      assert.equal(check?.party, 'socket');
      const found = check.checked.findings.filter(({ outcome }) => outcome !== 'agreed');
      // A charge that nothing explains has no line of ours: it is known by element and amount.
      const key = (outcome: string, difference: string, element: string, line: string): string =>
        [outcome, difference, element, outcome === 'unknown' ? '' : line].join(' ');
      assert.deepEqual(
        found.map((f) => key(f.outcome, f.difference, f.element, `${f.invoice}/${f.line}`)).sort(),
        planted.map((p) => key(p.outcome, p.difference, p.element, `${p.invoice}/${p.line}`)).sort(),
      );
      assert.match(check.checked.disputeBy ?? '', /^2027-01-30$/); // 1 November 2026 + 90 calendar days
    });
  });

  it('names a usage file of which nothing can be read, and one that is cut short', async () => {
    await withMonth(async (db) => {
      const file = (inputs: string) => path.join(inputs, 'usage', 'emi', 'socket-2026-10-02.emi.gz');
      const noise = smallMonth('noise', (inputs) => writeFileSync(file(inputs), Buffer.alloc(3000, 7)));
      const refused = await close(db, missouri(), noise, { usage: 'noise' });
      assert.ok(!refused.ok);
      assert.match(refused.problems[0]?.file ?? '', /socket-2026-10-02/);
      const cut = smallMonth('cut', (inputs) =>
        writeFileSync(file(inputs), readFileSync(file(inputs)).subarray(0, 50_000)),
      );
      const { details } = unwrap(await close(db, missouri(), cut, { usage: 'cut' }));
      assert.ok(details.traffic.fileProblems.some(({ file: named }) => named?.includes('socket-2026-10-02')));
    });
  });

  it('closes where a file came twice under two names, with the bills of one', async () => {
    await withMonth(async (db) => {
      const once = unwrap(await close(db, missouri(), smallMonth('once'), { usage: 'once' }));
      const twice = smallMonth('twice', (inputs) => {
        const file = path.join(inputs, 'usage', 'emi', 'socket-2026-10-02.emi.gz');
        cpSync(file, path.join(path.dirname(file), 'socket-2026-10-02-again.emi.gz'));
      });
      const { details, invoices } = unwrap(await close(db, missouri(), twice, { usage: 'twice' }));
      assert.ok(details.traffic.fileProblems.some(({ id }) => id === 'traffic/file-twice'));
      assert.deepEqual(
        invoices.map(({ total }) => total),
        once.invoices.map(({ total }) => total),
      );
    });
  });

  it('gives the same bytes in two databases at two times', async () => {
    const folder = smallMonth('same');
    const first = await withMonth(async (db) =>
      bytes(unwrap(await close(db, missouri(), folder, { usage: 'u1' }))),
    );
    const second = await withMonth(async (db) => {
      await close(db, missouri(), folder, { usage: 'u2', at: '2026-12-24T09:00:00Z' });
      return bytes(unwrap(await close(db, missouri(), folder, { usage: 'u2', at: '2027-01-05T09:00:00Z' })));
    });
    assert.equal(first, second);
  });

  it('moves exactly the lines of an element whose rate changes in a copy of the agreement', async () => {
    const folder = smallMonth('rate');
    const copy = path.join(work, 'agreements', 'copy');
    cpSync(MISSOURI, copy, { recursive: true });
    cpSync('law', path.join(work, 'law'), { recursive: true });
    const rates = path.join(copy, 'rates.csv');
    const shippedRates = readFileSync(rates, 'utf8');
    writeFileSync(
      rates,
      shippedRates.replace(
        '$24.00 per month,"2-wire xDSL-capable loop, zone 2"',
        '$25.00 per month,"2-wire xDSL-capable loop, zone 2"',
      ),
    );
    assert.notEqual(readFileSync(rates, 'utf8'), shippedRates);
    const lines = async (agreement: Agreement) =>
      withMonth(async (db) =>
        unwrap(await close(db, agreement, folder)).invoices.flatMap(({ number, lines: all }) =>
          all.map((line) => ({ number, ...line })),
        ),
      );
    const [old, changed] = [await lines(missouri()), await lines(missouri(copy))];
    assert.equal(old.length, changed.length);
    const moved = old.filter((line, index) => line.amount !== changed[index]?.amount);
    assert.ok(moved.length > 0);
    for (const line of moved) assert.deepEqual([line.element, line.zone], ['loop-2w-xdsl', '2']);
    const unmoved = old.filter((line, index) => line.amount === changed[index]?.amount);
    assert.ok(
      !unmoved.some((line) => line.element === 'loop-2w-xdsl' && line.zone === '2' && line.amount !== 0n),
    );
  });

  it('drafts again when inputs change before issue, and refuses after it with the way out', async () => {
    await withMonth(async (db) => {
      const folder = smallMonth('redraft');
      const first = unwrap(await close(db, missouri(), folder));
      const payments = path.join(folder, 'payments.csv');
      const text = readFileSync(payments, 'utf8').trimEnd().split('\n');
      writeFileSync(payments, `${text.slice(0, -1).join('\n')}\n`);
      const again = unwrap(await close(db, missouri(), folder));
      assert.notEqual(bytes(first), bytes(again));
      const issued = unwrap(await close(db, missouri(), folder, { issue: true }));
      assert.equal(issued.state, 'issued');
      const same = unwrap(await close(db, missouri(), folder));
      assert.equal(bytes(same), bytes(issued));
      writeFileSync(payments, `${text.join('\n')}\n`);
      const refused = await close(db, missouri(), folder);
      assert.ok(!refused.ok);
      assert.equal(refused.problems[0]?.id, 'accounts/month-issued');
      assert.match(refused.problems[0]?.cure ?? '', /next bill/);
    });
  });

  it('accepts a new analog loop, and rejects it once the change-of-law amendment is loaded: nothing else differs', async () => {
    const folder = smallMonth('law');
    const orders = async (agreement: Agreement) =>
      withMonth(async (db) => unwrap(await close(db, agreement, folder)).details.orders.cases);
    const shipped = await orders(missouri());
    const amended = await orders(missouri(MISSOURI, [CHANGE_OF_LAW]));
    const isNewAnalog = (order: (typeof shipped)[number]) =>
      order.product === 'loop-2w-analog' && order.act === 'N';
    assert.ok(shipped.some(isNewAnalog));
    assert.ok(shipped.filter(isNewAnalog).every(({ failedEdits }) => failedEdits.length === 0));
    assert.ok(
      amended
        .filter(isNewAnalog)
        .every(({ state, failedEdits }) => state === 'rejected' && failedEdits.length === 1),
    );
    assert.deepEqual(
      amended.filter((order) => !isNewAnalog(order)),
      shipped.filter((order) => !isNewAnalog(order)),
    );
  });

  it('rates the good records of a garbled and truncated file and holds the bad ones with their reason', async () => {
    await withMonth(async (db) => {
      const clean = unwrap(await close(db, missouri(), smallMonth('clean'), { usage: 'clean' })).details
        .traffic;
      const folder = smallMonth('garbled', (inputs) => {
        const file = path.join(inputs, 'usage', 'emi', 'socket-2026-10-01.emi.gz');
        const text = gunzipSync(readFileSync(file)).toString('latin1').split('\n');
        text[5] = (text[5] ?? '').slice(0, 90);
        text[6] = (text[6] ?? '').replaceAll(/\d/g, '?');
        writeFileSync(file, gzipSync(Buffer.from(text.slice(0, -40).join('\n').slice(0, -30), 'latin1')));
      });
      const closed = unwrap(await close(db, missouri(), folder, { usage: 'garbled' }));
      const { read, rated, zeroRated, nonBillable, duplicate, held, rejected } = closed.details.traffic;
      assert.equal(read, rated + zeroRated + nonBillable + duplicate + held + rejected);
      assert.ok(held > clean.held, 'the damaged records are held');
      assert.ok(closed.details.traffic.reasons.some(({ outcome }) => outcome === 'held'));
    });
  });

  it('closes a month before a product ends, and says when it replaces a draft of other content', async () => {
    await withMonth(async (db) => {
      const folder = smallMonth('ends');
      assert.equal(unwrap(await close(db, missouri(), folder)).replaced, undefined);
      const file = path.join(work, 'end.yaml');
      writeFileSync(
        file,
        `id: ends\ntitle: A product ends\nkind: amendment\neffectiveOn: 2027-01-01\nrecordedAt: 2026-09-01T00:00:00Z
provenance: assumed\nsource: this test\ntext: Analog loops end.\nchanges:\n  - remove: products#loop-2w-analog\n`,
      );
      const amended = unwrap(await close(db, missouri(MISSOURI, [file]), folder));
      assert.equal(amended.replaced, missouri().ref.hash);
    });
  });

  it('lists every problem of the inputs at once and changes nothing', async () => {
    await withMonth(async (db) => {
      const folder = smallMonth('bad', (inputs) => {
        writeFileSync(
          path.join(inputs, 'payments.csv'),
          'ban,bill,received_on,amount\nNOBAN,X,2026-13-01,abc\n',
        );
        writeFileSync(
          path.join(inputs, 'opening', 'inventory.csv'),
          'ecckt,product,wire_center,address,in_service_on,lsr\n!,nothing,NOWHERE,,never,\n',
        );
      });
      const closed = await close(db, missouri(), folder);
      assert.ok(!closed.ok);
      const files = new Set(closed.problems.map(({ file }) => path.basename(file ?? '')));
      assert.deepEqual([...files].sort(), ['inventory.csv', 'payments.csv']);
      assert.ok(closed.problems.every(({ line, cure }) => line !== undefined && cure !== ''));
      const rows = await db.withTransaction({ kind: 'install' }, (tx) =>
        tx.query('SELECT * FROM month_close'),
      );
      assert.equal(rows.length, 0);
    });
  });

  it('explains a bill line, an order, a deadline, a rejection, a measure, a call and the calls of a line', async () => {
    await withMonth(async (db) => {
      const agreement = missouri();
      const { details, invoices } = unwrap(await close(db, agreement, smallMonth('explain')));
      const ask = (id: string) =>
        explain({
          db,
          scope: { kind: 'agreement', agreementId: agreement.id },
          agreement,
          id,
          usageDir: path.join(work, 'usage'),
          clock: fixedClock('2026-11-02T15:00:00Z'),
        });
      const rejected = details.orders.cases.find(({ failedEdits }) => failedEdits.length > 1)?.id ?? '';
      const usage =
        invoices.flatMap(({ lines }) => lines).find(({ source }) => source.kind === 'usage')?.source.id ?? '';
      const ids = [
        `${invoices[0]?.number}/1`,
        rejected,
        `${rejected}#foc`,
        `${rejected}#reject`,
        'foc-timeliness/2026-10',
        'socket-2026-10-01.emi:17',
        usage,
      ];
      for (const id of ids) {
        const answer = unwrap(await ask(id));
        assert.equal(answer.id, id);
        assert.ok(answer.title.length > 10);
        if (answer.receipt) assert.ok(answer.clauses.length > 0, `${id} shows the words of its clauses`);
      }
      assert.deepEqual(
        unwrap(await ask(`${rejected}#reject`))
          .value?.toString()
          .split(' ').length,
        details.orders.cases.find(({ id }) => id === rejected)?.failedEdits.length,
      );
      const unknown = await ask('NOPE/1');
      assert.ok(!unknown.ok);
      assert.match(unknown.problems[0]?.cure ?? '', /LSR\//);
      const audited = await db.withTransaction({ kind: 'install' }, (tx) =>
        tx.query('SELECT subject FROM audit'),
      );
      assert.equal(audited.length, 2);
    });
  });

  it('writes its files beside their place and moves them in, and removes what an earlier close left', async () => {
    const { publish } = await import('./publish.ts');
    const out = path.join(work, 'published');
    mkdirSync(out);
    writeFileSync(path.join(out, 'mine.txt'), 'not the close’s');
    publish(
      out,
      new Map([
        ['summary.json', '{}'],
        ['invoices/A.csv', 'a'],
      ]),
    );
    publish(out, new Map([['summary.json', '{"b":1}']]));
    assert.equal(readFileSync(path.join(out, 'summary.json'), 'utf8'), '{"b":1}');
    assert.ok(!existsSync(path.join(out, 'invoices', 'A.csv')));
    assert.ok(existsSync(path.join(out, 'mine.txt')));
    assert.deepEqual(
      readdirSync(work).filter((name) => name.startsWith('.closing-')),
      [],
    );
  });
});
