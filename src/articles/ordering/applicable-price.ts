import Type from 'typebox';
import type { Static } from 'typebox';
import { ratesTable } from '../../accounts/rates.ts';
import type { Rate, RateQuestion } from '../../accounts/rates.ts';
import { findVehicleRate } from '../../accounts/vehicle-rate.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { cited, termUse } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { VEHICLES, tariffPrecedence } from '../../agreement/precedence-terms.ts';
import type { Vehicle } from '../../agreement/precedence-terms.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { formatRate } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { electionFacts } from './election.ts';
import { decideVehicle } from './purchase-vehicle.ts';

const Facts = Type.Object(
  {
    element: Type.String({ minLength: 1, description: 'Rate element, e.g. loop-ds1' }),
    zone: Type.Optional(Type.String({ description: 'Rate band of the wire center' })),
    direction: Code(['ilec-to-clec', 'clec-to-ilec'], 'Who bills whom'),
    vehicle: Type.Optional(
      Code(VEHICLES, 'What the order line has on record; without it the election decides'),
    ),
    ...electionFacts,
    on: Type.Optional(IsoDate('Day of the service')),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/** Where an applicable price stands. */
export interface PricedFrom {
  readonly vehicle: Vehicle;
  /** What the price is per: `month`, `line`, `call`. */
  readonly per: string;
  /** Row of rates.csv, of the agreement or of the tariff, and the days on which it holds. */
  readonly row: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The price of an element on a day by the instrument under which it is bought, in dollars, with the row or page. */
export const applicablePrice = defineDecision({
  name: 'applicable-price',
  doc: 'Dollars for one unit of an element, from the agreement or from the tariff page of the day, whichever applies.',
  facts: Facts,
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const vehicle = vehicleOf(facts, view, trace);
    if (!vehicle.ok) return vehicle;
    const { element, direction, zone } = facts;
    const wanted = { element, direction, ...(zone === undefined ? {} : { zone }) };
    const rate = findVehicleRate(view, { ...wanted, vehicle: vehicle.value });
    if (!rate.ok) return fail(...rate.problems.map((problem) => unpriced(problem, wanted, view)));
    const { row, per, dollars }: Rate = rate.value;
    const value = formatRate(dollars);
    const days = `${row.from ?? 'the beginning'} to ${row.to ?? 'no end'}`;
    trace.add({
      id: 'price',
      sentence: `${row.citation}, row ${row.id} (${row.source}), which holds from ${days}: $${value} per ${per}`,
      out: value,
      clause: row.citation,
      term: termUse({ ...row, value: row.value.price ?? row.value.status }),
    });
    const details: PricedFrom = {
      vehicle: vehicle.value,
      per,
      row: row.id,
      from: row.from ?? null,
      to: row.to ?? null,
    };
    return ok({ value, clause: row.citation, details });
  },
});

function vehicleOf(facts: Facts, view: AgreementView, trace: Trace): Result<Vehicle> {
  const { vehicle, election, evidence } = facts;
  if (vehicle === undefined) {
    const decided = decideVehicle(
      {
        service: facts.element,
        ...(election === undefined ? {} : { election }),
        ...(evidence === undefined ? {} : { evidence }),
      },
      view,
      trace,
    );
    return decided.ok ? ok(decided.value.vehicle) : decided;
  }
  if (election !== undefined || evidence !== undefined) {
    return fail({
      id: 'precedence/decided-already',
      field: 'vehicle',
      sentence: `The order line has "${vehicle}" on record, and an election is given beside it.`,
      cure: 'Give what is on record, or the election with its evidence.',
    });
  }
  const precedence = view.optional(tariffPrecedence);
  trace.add({
    id: 'vehicle',
    sentence: 'The order line has on record under what it is bought',
    out: vehicle,
    ...(precedence ? cited(precedence) : {}),
  });
  return ok(vehicle);
}

/** Zones by which the agreement prices the element in this direction. */
const zonesOf = (view: AgreementView, element: string, direction: RateQuestion['direction']): string[] =>
  view
    .rows(ratesTable)
    .filter(({ value }) => value.element === element)
    .filter(({ value }) => value.direction === undefined || value.direction === direction)
    .flatMap(({ value }) => value.zone ?? [])
    .sort();

/** A price that is missing in the agreement opens other ways than the tariff. */
function unpriced(
  problem: Problem,
  { element, zone, direction }: RateQuestion,
  view: AgreementView,
): Problem {
  if (problem.id !== 'accounts/missing-rate') return problem;
  const zones = zone === undefined ? zonesOf(view, element, direction) : [];
  if (zones.length > 0) {
    return {
      id: 'precedence/zone',
      field: 'zone',
      sentence: `${element} is priced by zone, and no zone is given.`,
      cure: `Give the zone of the wire center: ${zones.join(', ')}.`,
      ...(problem.clause === undefined ? {} : { clause: problem.clause }),
    };
  }
  const priced = view.agreement.tariffs.filter((tariff) => tariff.prices(element, view.asOf));
  const tariffs = priced.map(({ about }) => about.number).join(', ');
  const clause = view.optional(tariffPrecedence)?.citation;
  return {
    ...problem,
    id: 'precedence/missing-price',
    sentence: `${view.agreement.id} has no price for ${element} on ${view.asOf}, and it is not billed from the tariff${tariffs === '' ? '' : ` (${tariffs} has one)`}.`,
    cure: 'Ask for a price by a bona fide request or case by case and amend the agreement; dispute a charge that was made for it.',
    ...(clause === undefined ? {} : { clause }),
  };
}
