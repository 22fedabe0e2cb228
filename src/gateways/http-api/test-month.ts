import type { Agreement } from '../../agreement/agreement.ts';
import { lsrCaseId, lsrKind } from '../../articles/ordering/lsr.ts';
import type { Lsr } from '../../articles/ordering/lsr.ts';
import { storeBillCheck } from '../../accounts/bill-check.ts';
import { issueMonth, storeDraft } from '../../accounts/month-close.ts';
import type { Invoice, InvoiceLine } from '../../accounts/invoice.ts';
import { cents, formatCents, sumCents } from '../../base/money.ts';
import type { Receipt, Step } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { record } from '../../cases/record.ts';
import type { NewEvent } from '../../cases/kind.ts';
import type { MonthSummary } from '../../flows/close-month/summary.ts';
import type { Database, Tx } from '../../platform/database.ts';

/** What the tests look for in a seeded month. */
export interface SeededMonth {
  readonly month: string;
  readonly issuedBill: string;
  readonly rejectedOrder: string;
  readonly completedOrder: string;
}

const MONTH = '2026-10';
const RECORDED = '2026-11-01T06:00:00Z';

/**
 * Puts a small closed month with made-up figures under an agreement: a bill each way, an order completed and one
 * rejected. For tests of what shows a month; how a month comes about is tested elsewhere.
 */
export async function seedMonth(db: Database, agreement: Agreement, product: string): Promise<SeededMonth> {
  const made = { month: MONTH, issuedBill: '', rejectedOrder: '', completedOrder: '' };
  return db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
    const orders = await seedOrders(tx, agreement, product);
    const { ilec, clec } = agreement.parties;
    const invoices = [
      invoice(agreement, 'SVC-0001', ilec, clec, serviceLines(agreement, orders.completedOrder)),
      invoice(agreement, 'USG-0001', clec, ilec, usageLines(agreement)),
    ];
    const accounts = invoices.map(({ ban, from, to }, index) => ({
      ban,
      biller: from,
      billed: to,
      account: index === 0 ? ('services' as const) : ('usage' as const),
      name: ban,
    }));
    const inputs = { accounts, openingBalances: [], payments: [] };
    const { verification: checked, ...summary } = summaryOf(agreement, invoices, orders);
    unwrap(await storeDraft(tx, { agreement, month: MONTH, inputHash: 'sample', inputs, invoices, summary }));
    await storeBillCheck(tx, agreement.id, MONTH, { party: clec, checked, receipts: {} });
    unwrap(await issueMonth(tx, agreement.id, MONTH, inputs));
    return { ...made, ...orders, issuedBill: invoices[0]?.number ?? '' };
  });
}

async function seedOrders(tx: Tx, agreement: Agreement, product: string) {
  const rejected = lsr({ pon: 'SAMPLE01', product });
  const completed = lsr({ pon: 'SAMPLE02', product });
  const cite = clauseAt(agreement, 2);
  const edits = [
    {
      id: 'LSR-0001',
      field: 'endUser',
      sentence: 'The end user is missing.',
      cure: 'Give the name.',
      clause: cite,
    },
    {
      id: 'LSR-0002',
      field: 'nc',
      sentence: 'NC "ZZ" is unknown.',
      cure: 'Use a code of the product.',
      clause: cite,
    },
  ];
  const happen = async (order: Lsr, events: readonly (readonly [string, string, object])[]) => {
    for (const [name, occurredAt, body] of events) {
      const event: NewEvent = {
        name,
        occurredAt,
        recordedAt: RECORDED,
        actor: name === 'received' ? agreement.parties.clec : agreement.parties.ilec,
        body: body as NewEvent['body'],
      };
      unwrap(await record(tx, agreement, lsrKind, lsrCaseId(order), event));
    }
  };
  await happen(rejected, [
    ['received', '2026-10-05T15:10:00Z', rejected],
    ['acknowledged', '2026-10-05T15:11:00Z', {}],
    ['rejected', '2026-10-05T15:11:00Z', { rejections: edits }],
  ]);
  await happen(completed, [
    ['received', '2026-10-06T14:00:00Z', completed],
    ['acknowledged', '2026-10-06T14:01:00Z', {}],
    ['confirmed', '2026-10-07T20:00:00Z', { dueDate: '2026-10-13' }],
    ['completed', '2026-10-13T19:00:00Z', { completedOn: '2026-10-13', ecckts: ['LX/1001'] }],
  ]);
  return { rejectedOrder: lsrCaseId(rejected), completedOrder: lsrCaseId(completed) };
}

const lsr = (about: Pick<Lsr, 'pon' | 'product'>): Lsr => ({
  ccna: 'SMP',
  ver: '01',
  reqtyp: 'AB',
  act: 'N',
  nc: 'LX--',
  quantity: 2,
  wireCenter: 'SAMPLEXA',
  address: '1 Sample Street',
  endUser: 'Sample User',
  desiredDueDate: '2026-10-20',
  expedite: false,
  channel: 'electronic',
  receivedAt: '2026-10-05T15:10:00Z',
  ecckts: [],
  accountStatus: 'new',
  cfa: '',
  ...about,
});

/** The nth numbered section that has words: the figures are made up, the clauses are real ones. */
export function clauseAt(agreement: Agreement, index: number): string {
  const sections = agreement.sections.filter(
    ({ passages, citation }) => passages.length > 0 && citation.includes('§'),
  );
  return sections[index % sections.length]?.citation ?? '';
}

type Sample = Omit<InvoiceLine, 'line' | 'clause' | 'receipt' | 'from' | 'to'> & {
  readonly steps: readonly Step[];
};

function serviceLines(agreement: Agreement, order: string): InvoiceLine[] {
  const source = { kind: 'case' as const, id: order };
  const steps = [
    { id: 'rate', sentence: 'Monthly price of the loop', clause: clauseAt(agreement, 1), out: '12.50' },
    {
      id: 'fraction',
      sentence: 'From the completion to the end of the month, a month counted as 30 days',
      out: '18/30',
      steps: [
        { id: 'from', sentence: 'Completed on', out: '2026-10-13' },
        { id: 'days', sentence: 'Days from the 13th to the 30th', out: 18 },
      ],
    },
    {
      id: 'round',
      sentence: 'Rounded to cents, half up, once',
      term: { key: 'accounts.rounding', value: { mode: 'half-up' }, provenance: 'assumed' },
      clause: clauseAt(agreement, 0),
      out: '7.50',
    },
  ];
  const common = { zone: '1', unit: 'month', source, steps };
  return lines(agreement, [
    {
      ...common,
      kind: 'recurring',
      element: 'sample-loop',
      description: 'Sample loop, part of a month',
      quantity: '0.6',
      rate: '12.50',
      amount: cents(750),
      provenance: 'assumed',
    },
    {
      ...common,
      kind: 'one-time',
      element: 'sample-order',
      description: 'Service order, electronic',
      quantity: '1',
      unit: 'order',
      rate: '1234.56',
      amount: cents(123_456),
      provenance: 'filed',
    },
    {
      ...common,
      kind: 'credit',
      element: 'sample-measure',
      description: 'Credit for late confirmations',
      quantity: '1',
      unit: 'occurrence',
      rate: '-25.00',
      amount: cents(-2_500),
      provenance: 'seed',
      source: { kind: 'measure', id: `sample-measure/${MONTH}` },
    },
  ]);
}

function usageLines(agreement: Agreement): InvoiceLine[] {
  const about = { kind: 'usage' as const, unit: 'minute', provenance: 'seed' as const };
  const steps = [{ id: 'minutes', sentence: 'Conversation time, rounded up once', out: 12_345 }];
  return lines(agreement, [
    {
      ...about,
      element: 'sample-local',
      description: 'Local calls, bill-and-keep',
      quantity: '12345',
      rate: '0.00',
      amount: cents(0),
      source: { kind: 'usage', id: `${MONTH}/local` },
      steps,
    },
    {
      ...about,
      element: 'sample-toll',
      description: 'Toll calls',
      quantity: '4000',
      rate: '0.0035',
      amount: cents(1_400),
      source: { kind: 'usage', id: `${MONTH}/toll` },
      steps,
    },
  ]);
}

const lines = (agreement: Agreement, samples: readonly Sample[]): InvoiceLine[] =>
  samples.map(({ steps, ...sample }, index) => {
    const clause = clauseAt(agreement, index + 1);
    const receipt: Receipt = {
      decision: 'sample-charge',
      agreement: agreement.ref,
      asOf: `${MONTH}-31`,
      asKnown: null,
      facts: { element: sample.element, from: `${MONTH}-13`, to: `${MONTH}-31` },
      steps,
      value: formatCents(sample.amount),
      clause,
    };
    return { ...sample, line: index + 1, clause, from: `${MONTH}-13`, to: `${MONTH}-31`, receipt };
  });

function invoice(
  agreement: Agreement,
  ban: string,
  from: string,
  to: string,
  lines: readonly InvoiceLine[],
): Invoice {
  const total = sumCents(lines.map(({ amount }) => amount));
  return {
    number: `${ban}-202611`,
    ban,
    from,
    to,
    month: MONTH,
    billDate: '2026-11-01',
    periodFrom: `${MONTH}-01`,
    periodTo: `${MONTH}-31`,
    dueOn: '2026-12-01',
    previousBalance: cents(0),
    payments: cents(0),
    total,
    disputed: cents(0),
    balance: total,
    lines,
    agreement: agreement.ref,
  };
}

const summaryOf = (
  agreement: Agreement,
  invoices: readonly Invoice[],
  orders: Pick<SeededMonth, 'rejectedOrder' | 'completedOrder'>,
): MonthSummary => {
  const order = { act: 'N', product: 'loop-sample', quantity: 2, receivedAt: '2026-10-05T15:10:00Z' };
  const finding = { element: 'sample-loop', description: 'Sample loop', clause: clauseAt(agreement, 1) };
  return {
    agreement: agreement.ref,
    month: MONTH,
    traffic: {
      read: 1_000,
      rated: 420,
      zeroRated: 330,
      nonBillable: 205,
      duplicate: 20,
      held: 20,
      rejected: 5,
      minutesByBucket: { local: '12345', 'isp-bound': '880', toll: '4000', unidentified: '0' },
      fileProblems: [],
      reasons: [
        { outcome: 'held', reason: 'unknown-carrier', records: 20 },
        { outcome: 'rejected', reason: 'bad-length', records: 5 },
      ],
    },
    orders: {
      received: 2,
      confirmed: 1,
      rejected: 1,
      completed: 1,
      cases: [
        { ...order, id: orders.rejectedOrder, state: 'rejected', failedEdits: ['LSR-0001', 'LSR-0002'] },
        { ...order, id: orders.completedOrder, state: 'completed', failedEdits: [], dueDate: '2026-10-13' },
      ],
    },
    invoices: invoices.map(({ number, ban, from, to, dueOn, total, balance, lines }) => ({
      number,
      ban,
      from,
      to,
      dueOn,
      total: formatCents(total),
      balance: formatCents(balance),
      lines: lines.length,
      files: { csv: '', json: '' },
    })),
    measures: [
      {
        measure: 'sample-measure',
        name: 'Sample measure',
        month: MONTH,
        numerator: 18,
        denominator: 20,
        result: '90 %',
        shown: '90.00 %',
        benchmark: '95 %',
        outcome: 'miss',
        clause: clauseAt(agreement, 0),
      },
    ],
    credits: [
      {
        line: `${invoices[0]?.number}/3`,
        description: 'Credit for late confirmations',
        clause: clauseAt(agreement, 0),
        amount: '-25.00',
      },
    ],
    verification: {
      expected: '1217.06',
      billed: '1218.56',
      difference: '1.50',
      counts: { over: 1, under: 0, missing: 0, unknown: 0, agreed: 2 },
      zeroLinesNotShown: 1,
      accountsNotCompared: [],
      badRows: [],
      findings: [
        {
          ...finding,
          id: 'F-001',
          outcome: 'over',
          invoice: invoices[0]?.number ?? '',
          line: 1,
          theirLine: 2,
          reason: 'They bill a day more than the agreement gives.',
          expected: '7.50',
          billed: '9.00',
          difference: '1.50',
        },
        {
          ...finding,
          id: 'F-002',
          outcome: 'agreed',
          reason: 'The same amount.',
          expected: '1234.56',
          billed: '1234.56',
          difference: '0.00',
        },
      ],
    },
  };
};
