import { findRate, findTiers } from '../../accounts/rates.ts';
import type { Rate, RateTier } from '../../accounts/rates.ts';
import { findVehicleRate, vehiclePeriods } from '../../accounts/vehicle-rate.ts';
import type { AgreementView, TableRow } from '../../agreement/agreement.ts';
import { formatRate } from '../../base/money.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CompensationRow, Direction } from '../../traffic/index.ts';

const INCORPORATED = 'tariff-incorporated-by-reference';

/** What a price of usage is asked for: the element, who bills whom, and the row of compensation that names the element. */
export interface UsageRateQuestion {
  readonly element: string;
  readonly direction: Direction;
  readonly row: TableRow<CompensationRow> | undefined;
}

/**
 * The price of an element with its volume tiers: the agreement's, or that of the tariff that the agreement incorporates for it
 * where the row of compensation says so. Neither stands in for the other.
 */
export function usageTiers(view: AgreementView, wanted: UsageRateQuestion): Result<RateTier[]> {
  const { element, direction } = wanted;
  if (wanted.row?.value.prices !== 'tariff') return findTiers(view, { element, direction });
  const rate = findVehicleRate(view, { vehicle: INCORPORATED, element, direction });
  return rate.ok ? ok([{ after: 0, rate: rate.value }]) : rate;
}

/** The price of its first minute. */
export function usageRate(view: AgreementView, wanted: UsageRateQuestion): Result<Rate> {
  const { element, direction } = wanted;
  if (wanted.row?.value.prices !== 'tariff') return findRate(view, { element, direction });
  return findVehicleRate(view, { vehicle: INCORPORATED, element, direction });
}

/**
 * As `usageTiers`, for the days of a line. Fails where the tariff's price is another within them: the minutes of a line are of all
 * of its days, and no clause divides them.
 */
export function tiersOver(view: AgreementView, wanted: UsageRateQuestion, to: string): Result<RateTier[]> {
  const first = usageTiers(view, wanted);
  if (!first.ok || wanted.row?.value.prices !== 'tariff') return first;
  const { element, direction } = wanted;
  const price = (rate: Rate | undefined): string =>
    rate ? `${formatRate(rate.dollars)} per ${rate.per}` : '';
  const was = price(first.value[0]?.rate);
  for (const { from } of vehiclePeriods(
    view.agreement,
    { vehicle: INCORPORATED, direction },
    view.asOf,
    to,
  )) {
    const later = usageTiers(view.agreement.at(from, view.asKnown), wanted);
    if (!later.ok) return later;
    const is = price(later.value[0]?.rate);
    if (is === was) continue;
    return fail({
      id: 'interconnection/tariff-changes',
      field: element,
      sentence: `The tariff's price of ${element} is ${was} on ${view.asOf} and ${is} from ${from}, within the days of one line.`,
      cure: 'Freeze the reference in tariff-references.csv, or end the row of compensation on the day before and begin another.',
      ...(wanted.row ? { clause: wanted.row.citation } : {}),
    });
  }
  return first;
}
