import type { InvoiceLine } from '../../accounts/invoice.ts';
import { findRate, findTiers } from '../../accounts/rates.ts';
import type { Rate, RateQuestion } from '../../accounts/rates.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import type { ChangedSpan } from '../../agreement/changed-spans.ts';
import type { Cents } from '../../base/money.ts';
import { formatRate } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { ZERO, decimal, multiply } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { compensationTable, jurisdictionTable, trafficTerms } from '../../traffic/index.ts';
import { adjustingTerms } from './compensation/index.ts';

/** A usage line of a bill, with what its receipt says of the calls behind it. */
type UsageLine = Pick<InvoiceLine, 'element' | 'quantity' | 'unit' | 'rate' | 'from' | 'to' | 'receipt'>;

/** What a usage line comes to under other terms. */
export interface RepricedUsage {
  readonly amount: Cents;
  readonly rate: string;
  readonly clause: string;
}

/**
 * Whether a changed term or row decides what a usage line bills beside the terms that its receipt cites: the rules
 * that put its calls into its bucket, and the compensation of that bucket.
 * @param value of the row, on either side.
 */
export function decidesUsage(
  key: string,
  value: Readonly<Record<string, unknown>>,
  line: UsageLine,
): boolean {
  if ([...trafficTerms, ...adjustingTerms].some((term) => term.key === key)) return true;
  if (key.startsWith(`${jurisdictionTable.name}#`)) return true;
  const { bucket, direction } = callsOf(line);
  return (
    key.startsWith(`${compensationTable.name}#`) &&
    value['bucket'] === bucket &&
    (value['direction'] === undefined || value['direction'] === direction)
  );
}

/**
 * A usage line at other prices, from the quantity that it bills. Fails where the quantity itself would be another: the
 * calls must then be rated again by a close.
 * @param changed what differs on the days of the line and decides it.
 */
export function repriceUsage(
  before: AgreementView,
  after: AgreementView,
  line: UsageLine,
  biller: string,
  changed: readonly ChangedSpan[],
): Result<RepricedUsage> {
  const { ilec } = after.agreement.parties;
  const question = {
    element: line.element,
    direction: biller === ilec ? ('ilec-to-clec' as const) : ('clec-to-ilec' as const),
  };
  const cut = changed.find(({ from, to }) => (from ?? '') > line.from || (to ?? line.to) < line.to);
  if (cut) return fail(again(line, `"${cut.key}" changes within its days`));
  const free = isFree(before, after, line, changed);
  if (!free.ok) return free;
  const [was, is] = [findRate(before, question), findRate(after, question)];
  if (isTiered(before, question) || isTiered(after, question))
    return fail(again(line, 'its price has tiers by the minutes of the month'));
  if (isByTariff(before, line) || isByTariff(after, line)) return fail(again(line, 'a tariff prices it'));
  const rounding = after.term(roundingTerm);
  if (!was.ok || !is.ok || !rounding.ok)
    return fail(...[was, is, rounding].flatMap((part) => (part.ok ? [] : [...part.problems])));
  if (unitOf(is.value) !== line.unit)
    return fail(again(line, `its price is per ${is.value.per}, and it counts ${line.unit}s`));
  const wasFree = line.rate === formatRate(ZERO) && was.value.dollars.num !== 0n;
  const dollars: Rational = (free.value ?? wasFree) ? ZERO : is.value.dollars;
  const { amount } = roundLine(multiply(decimal(line.quantity), dollars), rounding.value);
  return ok({ amount, rate: formatRate(dollars), clause: is.value.row.citation });
}

const isTiered = (view: AgreementView, question: RateQuestion): boolean => {
  const tiers = findTiers(view, question);
  return tiers.ok && tiers.value.length > 1;
};

/** Whether a row of compensation of the bucket has its elements priced by a tariff. */
const isByTariff = (view: AgreementView, line: UsageLine): boolean =>
  view
    .rows(compensationTable)
    .some(({ value }) => value.bucket === callsOf(line).bucket && value.prices === 'tariff');

const unitOf = ({ per }: Rate): string => (per === 'call' ? 'call' : 'minute');

/** Whether the calls are bill-and-keep now; undefined where nothing that decides it changed. */
function isFree(
  before: AgreementView,
  after: AgreementView,
  line: UsageLine,
  changed: readonly ChangedSpan[],
): Result<boolean | undefined> {
  const rules = changed.filter(({ key }) => !key.startsWith('rates#') && key !== roundingTerm.key);
  if (rules.length === 0) return ok(undefined);
  const other = rules.find(({ key }) => !key.startsWith(`${compensationTable.name}#`));
  if (other) return fail(again(line, `"${other.key}" decides which calls and minutes it has`));
  const regimes = (view: AgreementView): string[] => {
    const { bucket, direction } = callsOf(line);
    const rows = view
      .rows(compensationTable)
      .filter(({ value }) => value.bucket === bucket)
      .filter(({ value }) => value.direction === undefined || value.direction === direction);
    return [...new Set(rows.map(({ value }) => value.regime))];
  };
  const [was, is] = [regimes(before), regimes(after)];
  if (was.length === 1 && is.length === 1 && is[0] === 'bill-and-keep') return ok(true);
  return fail(again(line, `"${rules[0]?.key ?? ''}" decides who pays for its calls`));
}

const callsOf = ({ receipt }: UsageLine): { readonly bucket?: string; readonly direction?: string } =>
  receipt.facts as { bucket?: string; direction?: string };

const again = (line: UsageLine, because: string): Problem => ({
  id: 'interconnection/rate-calls-again',
  field: line.element,
  sentence: `The calls of this line must be rated again: ${because}.`,
  cure: 'Close a copy of the month under the amended agreement, in a data folder of its own.',
});
