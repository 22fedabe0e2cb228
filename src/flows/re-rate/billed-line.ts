import type { Charge } from '../../accounts/charge.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { formatCents, parseCents } from '../../base/money.ts';
import type { Cents } from '../../base/money.ts';

/** What a month's usage comes to on one line: of an issued bill, or as it would stand on one. */
export interface UsageLine {
  readonly biller: string;
  readonly billed: string;
  readonly trunkGroup: string;
  readonly bucket: string;
  readonly direction: string;
  readonly element: string;
  readonly ratePeriod?: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
  readonly unit: string;
  readonly rate: string;
  /** Dollars. */
  readonly amount: string;
  readonly clause: string;
  readonly provenance: string;
  readonly description: string;
  /** Of an issued bill: where it stands. */
  readonly bill?: string;
  readonly line?: number;
}

type Source = Pick<
  Charge,
  | 'element'
  | 'from'
  | 'to'
  | 'quantity'
  | 'unit'
  | 'rate'
  | 'amount'
  | 'clause'
  | 'provenance'
  | 'description'
  | 'receipt'
>;

const toLine = (source: Source, biller: string, billed: string): UsageLine => {
  const facts = source.receipt.facts as Readonly<Record<string, string | undefined>>;
  const { element, from, to, quantity, unit, rate, clause, provenance, description } = source;
  return {
    biller,
    billed,
    trunkGroup: facts['trunkGroup'] ?? '',
    bucket: facts['bucket'] ?? '',
    direction: facts['direction'] ?? '',
    element,
    ...(facts['ratePeriod'] === undefined ? {} : { ratePeriod: facts['ratePeriod'] }),
    from,
    to,
    quantity,
    unit,
    rate,
    amount: formatCents(source.amount),
    clause,
    provenance,
    description,
  };
};

export const linesOfCharges = (charges: readonly Charge[]): UsageLine[] =>
  charges.map((charge) => toLine(charge, charge.biller, charge.billed));

/** Lines for usage of issued bills of the month, as they were issued: corrections of earlier months are not among them. */
export const linesOfInvoices = (invoices: readonly Invoice[]): UsageLine[] =>
  invoices.flatMap((invoice) =>
    invoice.lines
      .filter((line) => line.source.kind === 'usage' && line.correctionOf === undefined)
      .map((line) => ({ ...toLine(line, invoice.from, invoice.to), bill: invoice.number, line: line.line })),
  );

/** @throws Error when it is no amount: a bug. */
export function centsOf({ amount }: Pick<UsageLine, 'amount'>): Cents {
  const value = parseCents(amount);
  if (value === undefined) throw new Error(`"${amount}" is no amount.`);
  return value;
}

/** Lines that bill the same minutes at the same element, whatever their days. */
export const familyOf = (line: UsageLine): string =>
  JSON.stringify([
    line.biller,
    line.billed,
    line.trunkGroup,
    line.bucket,
    line.direction,
    line.element,
    line.ratePeriod ?? '',
  ]);
