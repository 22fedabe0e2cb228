import type { Charge } from '../../accounts/charge.ts';
import { findVehicleRate } from '../../accounts/vehicle-rate.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { leastSure } from '../../agreement/vocabulary.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import { calendarMonth, monthAfter } from '../../base/calendar-month.ts';
import { parseCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { circuitsBilledIn } from '../../inventory/circuits-billed-in.ts';
import { productsTable } from '../../inventory/products.ts';
import type { ResaleLine } from '../../inventory/resale-line.ts';
import { resaleCharge } from './price/resale-charge.ts';
import type { ResaleChargeDetails, ResaleChargeFacts } from './price/resale-charge.ts';
import { discountTerm } from './terms.ts';

type Kind = 'advance' | 'part' | 'credit';
const ORDER = { advance: '1-advance', part: '2-part', credit: '3-credit' } as const;
const WHY = {
  advance: 'in advance',
  part: 'from completion',
  credit: 'unused after disconnect',
} as const;
/** Of a line that went on as something else. */
const CHANGED = { ...WHY, part: 'from the change', credit: 'unused after the change' } as const;

/**
 * The recurring charges of resold lines that the close of a month makes, one line a line and span of days: the next month
 * in advance, the part from completion, the unused part back. Fails with every price and discount that is missing.
 */
export function resaleCharges(input: {
  readonly agreement: Agreement;
  readonly month: string;
  readonly circuits: readonly Circuit[];
}): Result<Charge[]> {
  const month = calendarMonth(input.month);
  if (!month.ok) return month;
  const next = monthAfter(month.value);
  const sorted = circuitsBilledIn(month.value, input.circuits);
  const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
  const { to } = month.value;
  const made = [
    ...sorted.inAdvance.map((line) => charge(input.agreement, line, 'advance', next.from, next.to)),
    ...sorted.started.map((line) => {
      const last = line.outOfServiceOn === undefined ? to : dayBefore(line.outOfServiceOn);
      return charge(input.agreement, line, 'part', line.inServiceOn, last < to ? last : to);
    }),
    ...sorted.ended.map((line) => charge(input.agreement, line, 'credit', line.outOfServiceOn ?? to, to)),
  ];
  const problems: Problem[] = made.flatMap((result) => (result.ok ? [] : [...result.problems]));
  return problems.length > 0
    ? fail(...problems)
    : ok(made.flatMap((result) => (result.ok ? result.value : [])));
}

/** One charge for each span of days that has one price: almost always one. */
function charge(agreement: Agreement, line: Circuit, kind: Kind, from: string, to: string): Result<Charge[]> {
  const { ecckt } = line;
  const retail = retailOf(agreement, line, from);
  if (!retail.ok) return retail;
  const resale = retail.value;
  if (!resale) return ok([]);
  const facts: ResaleChargeFacts = {
    ...factsOf(resale),
    from,
    to,
    ...(kind === 'credit' ? { credit: true } : {}),
  };
  const receipt = runDecision(resaleCharge, agreement, facts, { asOf: from });
  if (!receipt.ok) return fail(...receipt.problems.map((problem) => ({ ...problem, field: ecckt })));
  const amount = parseCents(String(receipt.value.value));
  if (amount === undefined) throw new Error(`${String(receipt.value.value)} is no amount of cents.`);
  const { months, spans } = receipt.value.details as ResaleChargeDetails;
  const [only] = spans;
  if (!only || spans.length > 1) {
    const parts = spans.map((span) => charge(agreement, line, kind, span.from, span.to));
    const problems = parts.flatMap((part) => (part.ok ? [] : [...part.problems]));
    return problems.length > 0 ? fail(...problems) : ok(parts.flatMap((part) => (part.ok ? part.value : [])));
  }
  const { ilec, clec } = agreement.parties;
  return ok([
    {
      biller: ilec,
      billed: clec,
      account: 'services',
      kind: kind === 'credit' ? 'credit' : 'recurring',
      element: resale.retailElement,
      description: `Resold line ${ecckt}, ${resale.serviceClass}: ${from} to ${to} ${why(line, kind)}`,
      clause: receipt.value.clause,
      quantity: kind === 'credit' ? `-${months}` : months,
      unit: 'month',
      rate: only.dollars,
      amount,
      provenance: provenanceOf(agreement, resale, from),
      from,
      to,
      source: { kind: 'circuit', id: ecckt },
      sortKey: `1-recurring/${ORDER[kind]}/${resale.retailElement}//${from}/${ecckt}`,
      receipt: receipt.value,
    },
  ]);
}

const why = ({ period = 1, changed }: Circuit, kind: Kind): string =>
  ((kind === 'part' ? period > 1 : changed) ? CHANGED : WHY)[kind];

type Retail = Omit<ResaleLine, 'number' | 'usocs'>;

/** What the line is at retail: as it says itself, else as its product does; undefined when it is not resold. */
function retailOf(agreement: Agreement, line: Circuit, day: string): Result<Retail | undefined> {
  if (line.resale) return ok(line.resale);
  const row = agreement
    .at(day)
    .rows(productsTable)
    .find(({ value }) => value.product === line.product);
  if (row?.value.family !== 'resale') return ok(undefined);
  const { retail_element: retailElement, discount_class: serviceClass } = row.value;
  if (retailElement !== undefined && serviceClass !== undefined) return ok({ retailElement, serviceClass });
  return fail({
    id: 'resale/no-retail',
    field: line.ecckt,
    file: row.file,
    line: row.line,
    sentence: `Resold line ${line.ecckt} does not say what it is at retail, and neither does its product ${line.product}.`,
    cure: 'Fill in retail_element and discount_class of the product, or say it with the line.',
    clause: row.citation,
  });
}

function factsOf({ serviceClass, retailElement, retail, telecomPart, promotion }: Retail) {
  const { firstDay, lastDay, price } = promotion ?? {};
  return {
    class: serviceClass,
    service: retailElement,
    ...(retail === undefined ? {} : { retail }),
    ...(telecomPart === undefined ? {} : { telecomPart }),
    ...(firstDay === undefined
      ? {}
      : {
          promotion: {
            firstDay,
            ...(lastDay === undefined ? {} : { lastDay }),
            ...(price === undefined ? {} : { price }),
          },
        }),
  };
}

/** As sure as the discount and, where the tariff prices the line, as its page. */
function provenanceOf(agreement: Agreement, { serviceClass, retailElement, retail }: Retail, day: string) {
  const view = agreement.at(day);
  const discount: Provenance = view.optional(discountTerm, serviceClass)?.provenance ?? 'assumed';
  if (retail !== undefined) return discount;
  const page = findVehicleRate(view, {
    element: retailElement,
    direction: 'ilec-to-clec',
    vehicle: 'tariff',
  });
  return leastSure([discount, page.ok ? page.value.row.provenance : 'assumed']);
}
