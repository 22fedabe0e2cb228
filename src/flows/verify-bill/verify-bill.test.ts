import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { accounts } from '../../accounts/index.ts';
import type { Invoice, InvoiceLine } from '../../accounts/invoice.ts';
import { cents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { partialAgreement } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { verifyBill } from './index.ts';
import type { Verification } from './index.ts';

const agreement = partialAgreement({
  dir: path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'tiny'),
  articles: ['a-general.md'],
  tables: ['parties', 'holidays', 'rates'],
  vocabulary: [accounts, cases, parties],
});

const line = (number: number, fields: Partial<InvoiceLine>): InvoiceLine => ({
  line: number,
  kind: 'recurring',
  element: 'loop-basic',
  description: `Line ${number}`,
  clause: 'A §8',
  quantity: '10',
  unit: 'month',
  rate: '11.35',
  amount: cents(11350),
  provenance: 'seed',
  from: '2026-11-01',
  to: '2026-11-30',
  source: { kind: 'circuit', id: 'loop-basic/town/2026-11-01' },
  receipt: {
    decision: 'recurring-charge',
    agreement: agreement.ref,
    asOf: '2026-11-01',
    asKnown: null,
    facts: {},
    steps: [{ id: 'rate', sentence: '10 × $11.35' }],
    value: '113.50',
    clause: 'A §8',
  },
  ...fields,
});

const ban = 'P1';
const invoice = (lines: InvoiceLine[], account = ban): Invoice => ({
  number: `${account}-202611`,
  ban: account,
  from: 'prairie',
  to: 'juniper',
  month: '2026-10',
  billDate: '2026-11-12',
  periodFrom: '2026-10-01',
  periodTo: '2026-10-31',
  dueOn: '2026-12-28',
  previousBalance: cents(0),
  payments: cents(0),
  total: cents(lines.reduce((sum, { amount }) => sum + amount, 0n)),
  disputed: cents(0),
  balance: cents(0),
  lines,
  agreement: agreement.ref,
});

const mapping = {
  file: 'mapping.yaml',
  text: `
biller: ilec
columns: { account: ACCT, code: CODE, reference: REF, description: TEXT, quantity: QTY, rate: RATE, amount: AMT, from: FROM, to: THRU }
dates: MM/DD/YYYY
amounts: { decimal: '.', thousands: ',', negative: trailing-minus }
codes:
  LBT: { element: loop-basic, zone: town }
  LBC: { element: loop-basic, zone: country }
  SOE: { element: service-order-initial-electronic }
  ISP: { element: isp-bound-termination }
  NEW: { element: surcharge }
`,
};
const check = (lines: InvoiceLine[], rows: string[], more: object = {}): Verification =>
  unwrap(
    verifyBill({
      agreement,
      invoices: [invoice(lines)],
      theirs: { file: 'bill.csv', text: ['ACCT,CODE,REF,TEXT,QTY,RATE,AMT,FROM,THRU', ...rows].join('\n') },
      mapping,
      ...more,
    }),
  );
const brief = (verification: Verification): string[] =>
  verification.findings.map(
    (f) => `${f.id} ${f.outcome} ${f.line ?? '-'}/${f.theirLine ?? '-'} ${f.difference}`,
  );

const town = line(1, { zone: 'town' });
const country = line(2, { zone: 'country', rate: '27.10', amount: cents(27100) });
const order = line(3, {
  kind: 'one-time',
  element: 'service-order-initial-electronic',
  quantity: '1',
  rate: '7.25',
  amount: cents(725),
  from: '2026-10-08',
  to: '2026-10-08',
  source: { kind: 'case', id: 'JEX-1-0' },
});
const credit = line(4, {
  kind: 'credit',
  zone: 'town',
  quantity: '-0.5',
  amount: cents(-568),
  from: '2026-10-16',
  to: '2026-10-31',
  source: { kind: 'circuit', id: '10.LX.7' },
});

const townRow = 'P1,LBT,,Loop,10,11.35,113.50,11/01/2026,11/30/2026';
const countryRow = 'P1,LBC,,Loop,10,27.10,271.00,11/01/2026,11/30/2026';
const orderRow = 'P1,SOE,JEX-1-0,Order,1,7.25,7.25,10/08/2026,10/08/2026';
const creditRow = 'P1,LBT,10.LX.7,Credit,0.5-,11.35,5.68-,10/16/2026,10/31/2026';

describe('verifyBill', () => {
  test('a bill that is right agrees line by line', () => {
    const done = check([town, country, order, credit], [creditRow, orderRow, countryRow, townRow]);
    assert.deepEqual(brief(done), [
      'F-001 agreed 1/5 0',
      'F-002 agreed 2/4 0',
      'F-003 agreed 3/3 0',
      'F-004 agreed 4/2 0',
    ]);
    assert.equal(done.difference, 0n);
    assert.equal(done.expected, 38607n);
  });

  test('each error is found once and nothing else', () => {
    const done = check(
      [town, country, order, credit],
      [
        'P1,LBT,,Loop,10,12.35,123.50,11/01/2026,11/30/2026',
        'P1,LBC,,Loop,9,27.10,243.90,11/01/2026,11/30/2026',
        creditRow,
        creditRow,
        'P1,LBT,10.LX.7,Loop,1,11.35,11.35,11/01/2026,11/30/2026',
        'P1,NEW,,Surcharge,1,"1,250.00","1,250.00",11/01/2026,11/30/2026',
        'P1,???,,What,1,2.00,2.00,11/01/2026,11/30/2026',
      ],
      {
        circuits: [
          {
            ecckt: '10.LX.7',
            product: 'loop-basic',
            wireCenter: 'FSPGCOXA',
            address: '',
            inServiceOn: '2020-01-01',
            outOfServiceOn: '2026-10-16',
            source: 'opening',
            disconnectSource: 'JEX-2-0',
          },
        ],
      },
    );
    assert.deepEqual(brief(done), [
      'F-001 over 1/2 1000',
      'F-002 under 2/3 -2710',
      'F-003 missing 3/- -725',
      'F-004 unknown -/5 -568',
      'F-005 unknown -/6 1135',
      'F-006 unknown -/7 125000',
      'F-007 unknown -/8 200',
      'F-008 agreed 4/4 0',
    ]);
    assert.deepEqual(
      done.findings.slice(0, 7).map(({ reason }) => reason),
      [
        "$123.50 billed, $113.50 expected; the rate is 12.35 and the agreement's is 11.35.",
        '$243.90 billed, $271.00 expected; the quantity is 9 and ours is 10.',
        'Their bill has no row for it.',
        'It is billed twice: line 4 of the bill is the same charge.',
        'Circuit 10.LX.7 is out of service since 2026-10-16 (JEX-2-0).',
        'The agreement has no rate element "surcharge".',
        'The mapping does not know the charge code "???".',
      ],
    );
    assert.equal(done.billed - done.expected, done.difference);
    for (const finding of done.findings) {
      assert.ok(agreement.section(finding.clause), finding.id);
      assert.equal(finding.receipt.value, finding.outcome);
    }
  });

  test('zero lines that they leave out cost nothing and are no finding', () => {
    const free = line(1, { element: 'isp-bound-termination', rate: '0.00', amount: cents(0) });
    const done = check([free, order], [orderRow]);
    assert.deepEqual(brief(done), ['F-001 agreed 3/2 0']);
    assert.equal(done.zeroLinesNotShown, 1);
  });

  test('bad rows are listed and the rest is compared', () => {
    const done = check(
      [town],
      [townRow, 'P1,LBT,,Loop,ten,11.35,1.2.3,13/45/2026,11/30/2026', 'P1,LBT,short'],
    );
    assert.deepEqual(brief(done), ['F-001 agreed 1/2 0']);
    assert.deepEqual(done.badRows.map(({ line: at, field }) => `${at} ${field ?? ''}`).sort(), [
      '3 AMT',
      '3 FROM',
      '3 QTY',
      '4 ',
    ]);
  });

  test('a row whose amount cannot be read is matched: its line is neither missing nor in the difference', () => {
    const unread = townRow.split(',').with(6, 'abc').join(',');
    const done = check([town, order], [unread, orderRow]);
    assert.deepEqual(
      done.findings.map(({ outcome, line: at }) => `${outcome} ${at}`),
      ['agreed 3'],
    );
    assert.equal(done.difference, 0n);
    assert.deepEqual(
      done.badRows.map(({ field }) => field),
      ['AMT'],
    );
  });

  test('an account that they do not bill is said, not missed line by line', () => {
    const done = check([town], [townRow], { invoices: [invoice([town]), invoice([order], 'P2')] });
    assert.deepEqual(done.accountsNotCompared, ['P2']);
  });

  test('without an account column only the bills of the biller are compared, and the billed party checks', () => {
    const ours = { ...invoice([order], 'J1'), from: 'juniper', to: 'prairie' };
    const noAccount = { ...mapping, text: mapping.text.replace('account: ACCT, ', '') };
    const verify = (biller: string) =>
      verifyBill({
        agreement,
        invoices: [invoice([town]), ours],
        theirs: { file: 'bill.csv', text: `ACCT,CODE,REF,TEXT,QTY,RATE,AMT,FROM,THRU\n${townRow}` },
        mapping: { ...noAccount, text: noAccount.text.replace('biller: ilec', `biller: ${biller}`) },
      });
    const theirs = unwrap(verify('prairie'));
    assert.deepEqual(brief(theirs), ['F-001 agreed 1/2 0']);
    assert.deepEqual([theirs.checkedBy, theirs.accountsNotCompared], ['juniper', []]);
    assert.deepEqual(unwrap(verify('ilec')), theirs);
    assert.equal(unwrap(verify('clec')).checkedBy, 'prairie');
    const stranger = verify('acme');
    assert.deepEqual(stranger.ok ? [] : stranger.problems.map(({ id, file, field }) => [id, file, field]), [
      ['verify/biller', 'mapping.yaml', 'biller'],
    ]);
  });

  test('a mapping that is wrong is listed with its lines', () => {
    const result = verifyBill({
      agreement,
      invoices: [],
      theirs: { file: 'bill.csv', text: 'CODE\n' },
      mapping: { file: 'mapping.yaml', text: 'columns:\n  code: CODE\ndates: tomorrow\ncodes: {}\n' },
    });
    assert.deepEqual(result.ok ? [] : result.problems.map(({ line: at, field }) => `${at} ${field}`).sort(), [
      '1 amounts',
      '1 biller',
      '1 columns.amount',
      '3 dates',
    ]);
  });
});
