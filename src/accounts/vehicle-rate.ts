import { periodsBetween } from '../agreement/agreement.ts';
import type { Agreement, AgreementView } from '../agreement/agreement.ts';
import type { Vehicle } from '../agreement/precedence-terms.ts';
import type { Tariff } from '../agreement/tariff.ts';
import { pagesOf, referenceFor, tariffOf, tariffReferencesTable } from '../agreement/tariff-references.ts';
import { fail } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { findRate, findTariffRate, ratesTable } from './rates.ts';
import type { Rate, RateQuestion } from './rates.ts';

/** What a rate is asked for, and under which instrument the service is bought. */
export interface VehicleQuestion extends RateQuestion {
  /** Absent: the agreement. */
  readonly vehicle?: Vehicle;
}

/**
 * The price of an element under the instrument by which it is bought: the agreement's own row, the tariff's page of
 * the day, or the page that the agreement incorporates. None of them stands in for another: a price that is missing
 * there is a problem.
 */
export function findVehicleRate(
  view: AgreementView,
  { vehicle = 'agreement', ...wanted }: VehicleQuestion,
): Result<Rate> {
  switch (vehicle) {
    case 'agreement':
      return findRate(view, wanted);
    case 'no-vehicle':
      return fail({
        id: 'accounts/missing-rate',
        field: wanted.element,
        sentence: `${wanted.element} was bought under no instrument, so it has no price.`,
        cure: 'Agree an amendment that sets it.',
      });
    case 'tariff':
      return electedRate(view, wanted);
    case 'tariff-incorporated-by-reference':
      return incorporatedRate(view, wanted);
    case 'commercial-agreement':
      return fail({
        id: 'accounts/commercial-agreement',
        field: wanted.element,
        sentence: `${wanted.element} is bought under a commercial agreement, and ${view.agreement.id} does not price it.`,
        cure: 'Bill it under that agreement.',
      });
  }
}

/** [from, to] cut where a price of this instrument may change. */
export function vehiclePeriods(
  agreement: Agreement,
  { vehicle = 'agreement', direction }: Pick<VehicleQuestion, 'vehicle' | 'direction'>,
  from: string,
  to: string,
): { from: string; to: string }[] {
  if (vehicle === 'agreement') return agreement.periods([ratesTable], from, to);
  const own = agreement.periods([tariffReferencesTable], from, to);
  const pages = tariffsOf(agreement, direction).flatMap((tariff) => tariff.periods(from, to));
  const starts = new Set([...own, ...pages].map((period) => period.from));
  starts.delete(from);
  return periodsBetween([...starts].sort(), from, to);
}

/** The tariffs of the party that bills in this direction. */
const tariffsOf = (agreement: Agreement, direction: RateQuestion['direction'] = 'ilec-to-clec'): Tariff[] => {
  const biller = direction === 'ilec-to-clec' ? agreement.parties.ilec : agreement.parties.clec;
  return agreement.tariffs.filter(({ about }) => about.carrier === biller);
};

function electedRate(view: AgreementView, wanted: RateQuestion): Result<Rate> {
  const all = tariffsOf(view.agreement, wanted.direction);
  const pricing = all.filter((tariff) => tariff.prices(wanted.element, view.asOf));
  const [tariff = all[0], other] = pricing;
  if (tariff && other) {
    return fail({
      id: 'accounts/several-tariffs',
      field: wanted.element,
      sentence: `${pricing.map(({ about }) => about.number).join(' and ')} each price ${wanted.element} on ${view.asOf}.`,
      cure: 'Take the service out of all tariffs but the one that it is bought from.',
    });
  }
  if (tariff) return findTariffRate(tariff.at(view.asOf), wanted);
  return fail({
    id: 'accounts/missing-tariff-rate',
    field: wanted.element,
    sentence: `No tariff of the party that bills is on file, so ${wanted.element} has no tariff price.`,
    cure: 'Add the tariff under tariffs/, or order the service under the agreement.',
  });
}

function incorporatedRate(view: AgreementView, wanted: RateQuestion): Result<Rate> {
  const reference = referenceFor(view, wanted.element);
  const tariff = reference && tariffOf(view.agreement, reference.value.tariff);
  if (reference && tariff) return findTariffRate(tariff.at(pagesOf(reference.value, view.asOf)), wanted);
  return fail({
    id: 'accounts/not-incorporated',
    field: wanted.element,
    sentence: `No row of tariff-references.csv incorporates a tariff for ${wanted.element} on ${view.asOf}, so it is not billed from one.`,
    cure: 'Add the row with the section that incorporates it, or an amendment.',
  });
}
