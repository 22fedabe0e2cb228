import type { Agreement } from '../../agreement/agreement.ts';
import { provenanceNote } from '../../accounts/invoice.ts';
import type { BillCheck } from '../../accounts/bill-check.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import type { ClosedOrders } from '../../articles/ordering/close-orders.ts';
import type { MeasureResult } from '../../articles/performance/foc-timeliness.ts';
import { formatCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import type { AgreementRef, Receipt } from '../../base/receipt.ts';
import type { TrafficMonth } from '../../traffic/rate-month.ts';
import type { Finding, Outcome, Verification } from '../verify-bill/finding.ts';
import type { TheirBillCheck } from './their-bill.ts';

/** The table of a month: `summary.json`. Money is decimal text in dollars, times are ISO text. */
export interface MonthSummary {
  readonly agreement: AgreementRef;
  readonly month: string;
  readonly traffic: {
    readonly read: number;
    readonly rated: number;
    readonly zeroRated: number;
    readonly nonBillable: number;
    readonly duplicate: number;
    readonly held: number;
    readonly rejected: number;
    /** Billed minutes by bucket, decimal text. */
    readonly minutesByBucket: Readonly<Record<string, string>>;
    readonly reasons: TrafficMonth['reasons'];
    /** What is wrong with usage files as a whole: cut short, a pack's count that differs. Their readable records count. */
    readonly fileProblems: readonly Problem[];
  };
  readonly orders: {
    readonly received: number;
    readonly confirmed: number;
    readonly rejected: number;
    readonly completed: number;
    readonly cases: readonly OrderRow[];
  };
  readonly invoices: readonly InvoiceRow[];
  readonly measures: readonly MeasureRow[];
  readonly credits: readonly CreditRow[];
  readonly verification: VerificationTable | null;
}

interface OrderRow {
  readonly id: string;
  readonly act: string;
  readonly product: string;
  readonly quantity: number;
  readonly state: string;
  readonly receivedAt: string;
  readonly focDueAt?: string;
  readonly focAt?: string;
  readonly dueDate?: string;
  readonly completedOn?: string;
  readonly failedEdits: readonly string[];
}

interface InvoiceRow {
  readonly number: string;
  readonly ban: string;
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
  readonly total: string;
  readonly balance: string;
  readonly lines: number;
  readonly note?: string;
  readonly files: { readonly csv: string; readonly json: string };
}

type MeasureRow = Omit<MeasureResult, 'rows' | 'receipt' | 'result'> & { readonly result: string };

interface CreditRow {
  readonly line: string;
  readonly description: string;
  readonly clause: string;
  readonly amount: string;
}

type FindingRow = Omit<Finding, 'receipt' | 'expected' | 'billed' | 'difference'> & {
  readonly expected: string;
  readonly billed: string;
  readonly difference: string;
};

export interface VerificationTable {
  readonly expected: string;
  readonly billed: string;
  readonly difference: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Last day to dispute the bill, by the agreement's clock; undefined where it has none. */
  readonly disputeBy?: string;
  readonly zeroLinesNotShown: number;
  readonly accountsNotCompared: readonly string[];
  readonly badRows: Verification['badRows'];
  readonly findings: readonly FindingRow[];
}

/**
 * What both parties see of a month: the summary without either's check of the other's bill, and with the
 * receipts that `explain` shows for what is no bill line and no case.
 */
export interface MonthDetails extends Omit<MonthSummary, 'verification'> {
  readonly receipts: Readonly<Record<string, Receipt>>;
  /** What each measure counted, row by row. */
  readonly measured: Readonly<Record<string, MeasureResult['rows']>>;
}

/** A party's check of the other side's bill, as it is kept. */
export type MonthCheck = BillCheck<VerificationTable>;

/** What a close made. */
export interface ClosedMonth {
  readonly state: 'draft' | 'issued';
  /** Hash of the other agreement content under which the draft that this one replaced was made. */
  readonly replaced?: string;
  readonly details: MonthDetails;
  readonly check?: MonthCheck;
  readonly invoices: readonly Invoice[];
}

/** Id by which a measure of a month is explained. */
export const measureId = (measure: string, month: string): string => `${measure}/${month}`;

/** Paths of a bill's files below the output folder. */
export const invoiceFiles = (number: string): { csv: string; json: string } => ({
  csv: `invoices/${number}.csv`,
  json: `invoices/${number}.json`,
});

export function monthDetails(made: {
  readonly agreement: Agreement;
  readonly month: string;
  readonly traffic: TrafficMonth;
  readonly orders: ClosedOrders;
  readonly invoices: readonly Invoice[];
  readonly measures: readonly MeasureResult[];
}): MonthDetails {
  const { month, traffic, invoices, measures } = made;
  return {
    agreement: made.agreement.ref,
    month,
    traffic: {
      ...traffic.counts,
      minutesByBucket: Object.fromEntries(
        traffic.minutesByBucket.map(({ bucket, minutes }) => [bucket, minutes]),
      ),
      reasons: traffic.reasons,
      fileProblems: traffic.files.flatMap(({ problems }) => problems),
    },
    orders: orderTable(made.orders),
    invoices: invoices.map(invoiceRow),
    measures: measures.map(({ rows: _rows, receipt: _receipt, ...row }) => row),
    credits: invoices.flatMap(creditRows),
    receipts: Object.fromEntries(
      measures.map(({ measure, receipt }) => [measureId(measure, month), receipt]),
    ),
    measured: Object.fromEntries(measures.map(({ measure, rows }) => [measureId(measure, month), rows])),
  };
}

function orderTable({ cases }: ClosedOrders): MonthSummary['orders'] {
  const count = (test: (order: ClosedOrders['cases'][number]) => boolean): number =>
    cases.filter(test).length;
  return {
    received: cases.length,
    confirmed: count((order) => order.focAt !== undefined),
    rejected: count((order) => order.rejections.length > 0),
    completed: count((order) => order.completedOn !== undefined),
    cases: cases.map((order) => ({
      id: order.id,
      act: order.act,
      product: order.product,
      quantity: order.quantity,
      state: order.state,
      receivedAt: order.receivedAt,
      ...(order.focDueAt === undefined ? {} : { focDueAt: order.focDueAt }),
      ...(order.focAt === undefined ? {} : { focAt: order.focAt }),
      ...(order.dueDate === undefined ? {} : { dueDate: order.dueDate }),
      ...(order.completedOn === undefined ? {} : { completedOn: order.completedOn }),
      failedEdits: order.rejections.map(({ id }) => id),
    })),
  };
}

function invoiceRow(invoice: Invoice): InvoiceRow {
  const note = provenanceNote(invoice);
  return {
    number: invoice.number,
    ban: invoice.ban,
    from: invoice.from,
    to: invoice.to,
    dueOn: invoice.dueOn,
    total: formatCents(invoice.total),
    balance: formatCents(invoice.balance),
    lines: invoice.lines.length,
    ...(note === undefined ? {} : { note }),
    files: invoiceFiles(invoice.number),
  };
}

const creditRows = (invoice: Invoice): CreditRow[] =>
  invoice.lines
    .filter((line) => line.kind === 'credit')
    .map((line) => ({
      line: `${invoice.number}/${line.line}`,
      description: line.description,
      clause: line.clause,
      amount: formatCents(line.amount),
    }));

export function monthCheck({ party, verification, disputeBy }: TheirBillCheck): MonthCheck {
  return {
    party,
    checked: { ...verificationTable(verification), ...(disputeBy === undefined ? {} : { disputeBy }) },
    receipts: Object.fromEntries(verification.findings.map(({ id, receipt }) => [id, receipt])),
  };
}

function verificationTable(verification: Verification): VerificationTable {
  return {
    expected: formatCents(verification.expected),
    billed: formatCents(verification.billed),
    difference: formatCents(verification.difference),
    counts: {
      over: verification.summary.over.count,
      under: verification.summary.under.count,
      missing: verification.summary.missing.count,
      unknown: verification.summary.unknown.count,
      agreed: verification.summary.agreed.count,
    },
    zeroLinesNotShown: verification.zeroLinesNotShown,
    accountsNotCompared: verification.accountsNotCompared,
    badRows: verification.badRows,
    findings: verification.findings.map(({ receipt: _receipt, ...finding }) => ({
      ...finding,
      expected: formatCents(finding.expected),
      billed: formatCents(finding.billed),
      difference: formatCents(finding.difference),
    })),
  };
}
