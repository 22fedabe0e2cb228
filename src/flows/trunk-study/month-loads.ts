import { inForce } from '../../network/dated.ts';
import type { Network } from '../../network/network.ts';
import { rational } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { busyHours } from '../../traffic/hourly-loads.ts';
import type { BusyHour, BusyHourQuestion } from '../../traffic/hourly-loads.ts';

/** Busy hours of one closed month: of whole groups, and of the calls on tandem groups by the place at the incumbent's end. */
export interface MonthLoads {
  readonly month: string;
  readonly groups: readonly BusyHour[];
  readonly places: readonly BusyHour[];
}

/** Places are those of the last day of the month. */
export async function monthLoads(
  month: string,
  callsParquet: string,
  network: Network,
  question: Pick<BusyHourQuestion, 'days' | 'method'>,
): Promise<MonthLoads> {
  const day = lastDay(month);
  const tandems = inForce(network.trunkGroups, day)
    .filter(({ value }) => value.traffic_class === 'tandem')
    .map(({ value }) => value.trunk_group);
  const placeOf = new Map(
    inForce(network.exchanges, day).map(({ value }) => [`${value.npa}${value.nxx}`, value.rate_centre]),
  );
  return {
    month,
    groups: await busyHours(callsParquet, question),
    places:
      tandems.length === 0
        ? []
        : await busyHours(callsParquet, { ...question, placeOf, trunkGroups: tandems }),
  };
}

export const lastDay = (month: string): string => {
  const first = Temporal.PlainDate.from(`${month}-01`);
  return first.with({ day: first.daysInMonth }).toString();
};

/** Average load of a busy hour in hundred call seconds: 100,000 milliseconds each. */
export const ccsOf = ({ usageMs, days }: Pick<BusyHour, 'usageMs' | 'days'>): Rational =>
  days === 0 ? rational(0) : rational(usageMs, days * 100_000);
