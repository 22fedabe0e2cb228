import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { decimalText } from '../../accounts/decimal-text.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { cents, formatCents, formatRate, sumCents } from '../../base/money.ts';
import type { Receipt, Step } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { OUTCOMES } from './finding.ts';
import type { Finding, Outcome, OutcomeSummary, Verification } from './finding.ts';
import { readMapping } from './mapping.ts';
import { isSame, matchLines } from './match.ts';
import type { Expected } from './match.ts';
import { readTheirBill } from './read-their-bill.ts';
import type { TheirRow } from './read-their-bill.ts';
import { unknownClause, unknownReason } from './unknown-row.ts';

/** A text file with the name that problems cite. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

export interface VerifyInput {
  readonly agreement: Agreement;
  /**
   * The bills of the month. What we expect is on those of the biller that the mapping names; those of accounts that
   * their file does not name are left out.
   */
  readonly invoices: readonly Invoice[];
  /** Their bill, CSV. */
  readonly theirs: NamedText;
  /** How to read it, YAML. */
  readonly mapping: NamedText;
  /** Record time of the clauses that findings cite; default all that is recorded. The bills stay as they are. */
  readonly asKnown?: string;
  /** To say of a billed circuit that it is out of service. */
  readonly circuits?: readonly Circuit[];
}

/**
 * Checks the other side's bill line by line against what the agreement gives. Fails only when the mapping or the
 * header cannot be read; bad rows are listed beside the findings.
 */
export function verifyBill(input: VerifyInput): Result<Verification> {
  const mapping = readMapping(input.mapping.file, input.mapping.text);
  if (!mapping.ok) return mapping;
  const bill = readTheirBill(input.theirs.file, input.theirs.text, mapping.value);
  if (!bill.ok) return fail(...bill.problems);
  const parties = partiesOf(input, mapping.value.biller);
  if (!parties.ok) return parties;
  const theirs = input.invoices.filter(({ from }) => from === parties.value.biller);
  const accounts = new Set(bill.value.rows.flatMap(({ account }) => account ?? []));
  const compared = theirs.filter(({ ban }) => accounts.size === 0 || accounts.has(ban));
  const asOf = compared[0]?.billDate ?? input.invoices[0]?.billDate ?? OPEN_END;
  const view = input.agreement.at(asOf, input.asKnown);
  const expected = compared.flatMap(({ number, ban, lines }) =>
    lines.map((line) => ({ invoice: number, ban, line })),
  );
  const match = matchLines(expected, bill.value.rows);
  const isZero = ({ line }: Expected): boolean => line.amount === 0n;
  const drafts = [
    ...match.pairs
      .filter(({ theirs: row }) => !row.unread)
      .map(({ ours, theirs }) => compareLine(ours, theirs, view)),
    ...match.onlyOurs.filter((ours) => !isZero(ours)).map((ours) => missingLine(ours, view)),
    ...match.onlyTheirs
      .filter((row) => !row.unread)
      .map((row) => unknownLine(row, bill.value.rows, view, input.circuits ?? [])),
  ];
  const findings = number(drafts);
  const total = (pick: (finding: Finding) => bigint) => sumCents(findings.map((f) => cents(pick(f))));
  return ok({
    checkedBy: parties.value.billed,
    findings,
    summary: summarise(findings),
    expected: total((finding) => finding.expected),
    billed: total((finding) => finding.billed),
    difference: total((finding) => finding.difference),
    zeroLinesNotShown: match.onlyOurs.filter(isZero).length,
    accountsNotCompared: theirs.filter((invoice) => !compared.includes(invoice)).map(({ ban }) => ban),
    badRows: bill.value.badRows,
  });
}

/** Who made the bill, and whom it bills: the other party of the agreement. */
function partiesOf(
  { agreement, mapping }: VerifyInput,
  named: string,
): Result<{ readonly biller: string; readonly billed: string }> {
  const { ilec, clec } = agreement.parties;
  const biller = agreement.party(named);
  if (biller !== undefined) return ok({ biller, billed: biller === ilec ? clec : ilec });
  return fail({
    id: 'verify/biller',
    file: mapping.file,
    field: 'biller',
    sentence: `"${named}" is no party of ${agreement.id}.`,
    cure: `Write ilec, clec, ${ilec} or ${clec}.`,
  });
}

type Draft = Omit<Finding, 'id'>;

/** What differs first: our lines in order, then their rows; what agrees last. */
function number(drafts: readonly Draft[]): Finding[] {
  const key = (draft: Draft): string =>
    [
      draft.outcome === 'agreed' ? '2' : draft.line === undefined ? '1' : '0',
      draft.invoice ?? '',
      String(draft.line ?? draft.theirLine ?? 0).padStart(9, '0'),
    ].join(' ');
  const sorted = [...drafts].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return sorted.map((draft, index) => ({ id: `F-${String(index + 1).padStart(3, '0')}`, ...draft }));
}

function summarise(findings: readonly Finding[]): Record<Outcome, OutcomeSummary> {
  const of = (outcome: Outcome): OutcomeSummary => {
    const own = findings.filter((finding) => finding.outcome === outcome);
    return { count: own.length, difference: sumCents(own.map(({ difference }) => difference)) };
  };
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, of(outcome)])) as Record<
    Outcome,
    OutcomeSummary
  >;
}

function compareLine(ours: Expected, row: TheirRow, view: AgreementView): Draft {
  const { line } = ours;
  const outcome = row.amount === line.amount ? 'agreed' : row.amount > line.amount ? 'over' : 'under';
  const differs = [
    ...(row.rate === undefined || isSame(row.rate, line.rate)
      ? []
      : [`the rate is ${formatRate(row.rate)} and the agreement's is ${line.rate}`]),
    ...(row.quantity === undefined || isSame(row.quantity, line.quantity)
      ? []
      : [`the quantity is ${decimalText(row.quantity)} and ours is ${line.quantity}`]),
  ];
  const amounts = `$${formatCents(row.amount)} billed, $${formatCents(line.amount)} expected`;
  const reason = [...(outcome === 'agreed' ? [] : [amounts]), ...differs].join('; ');
  const shown =
    reason === '' ? 'The amounts are the same.' : `${reason[0]?.toUpperCase()}${reason.slice(1)}.`;
  return draft(view, { outcome, ours, row, reason: shown, clause: line.clause });
}

const missingLine = (ours: Expected, view: AgreementView): Draft =>
  draft(view, {
    outcome: 'missing',
    ours,
    reason: 'Their bill has no row for it.',
    clause: ours.line.clause,
  });

const unknownLine = (
  row: TheirRow,
  rows: readonly TheirRow[],
  view: AgreementView,
  circuits: readonly Circuit[],
): Draft =>
  draft(view, {
    outcome: 'unknown',
    row,
    reason: unknownReason(row, rows, view, circuits),
    clause: unknownClause(row, view),
  });

function draft(
  view: AgreementView,
  found: { outcome: Outcome; ours?: Expected; row?: TheirRow; reason: string; clause: string },
): Draft {
  const { outcome, ours, row, reason, clause } = found;
  const expected = ours?.line.amount ?? cents(0);
  const billed = row?.amount ?? cents(0);
  return {
    outcome,
    ...(ours === undefined ? {} : { invoice: ours.invoice, line: ours.line.line }),
    ...(row === undefined ? {} : { theirLine: row.line }),
    element: ours?.line.element ?? row?.element ?? row?.code ?? '',
    description: ours?.line.description ?? row?.description ?? '',
    reason,
    expected,
    billed,
    difference: cents(billed - expected),
    clause,
    receipt: receiptOf(view, { ...found, difference: formatCents(cents(billed - expected)) }),
  };
}

function receiptOf(
  view: AgreementView,
  found: {
    outcome: Outcome;
    ours?: Expected;
    row?: TheirRow;
    reason: string;
    clause: string;
    difference: string;
  },
): Receipt {
  const { ours, row } = found;
  const steps: Step[] = [
    ours === undefined
      ? { id: 'expected', sentence: 'Nothing of ours answers to this row', out: '0.00' }
      : {
          id: 'expected',
          sentence: `We expect line ${ours.line.line} of ${ours.invoice}: ${ours.line.description}`,
          out: formatCents(ours.line.amount),
          clause: ours.line.clause,
          steps: ours.line.receipt.steps,
        },
    row === undefined
      ? { id: 'billed', sentence: 'They bill nothing for it', out: '0.00' }
      : {
          id: 'billed',
          sentence: `They bill ${row.code} on line ${row.line} of their file${row.description === '' ? '' : `: ${row.description}`}`,
          out: formatCents(row.amount),
        },
    { id: 'compared', sentence: found.reason, out: found.difference },
  ];
  return {
    decision: 'verify-bill',
    agreement: view.agreement.ref,
    asOf: view.asOf,
    asKnown: view.asKnown ?? null,
    facts: {
      expected: ours === undefined ? null : { invoice: ours.invoice, line: ours.line.line },
      billed: row === undefined ? null : theirFacts(row),
    },
    steps,
    value: found.outcome,
    clause: found.clause,
  };
}

/** A row as plain JSON. */
const theirFacts = ({ quantity, rate, amount, ...row }: TheirRow): Record<string, unknown> => ({
  ...row,
  ...(quantity === undefined ? {} : { quantity: decimalText(quantity) }),
  ...(rate === undefined ? {} : { rate: formatRate(rate) }),
  amount: formatCents(amount),
});
