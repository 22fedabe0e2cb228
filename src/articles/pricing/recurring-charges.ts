import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { calendarMonth, monthAfter } from '../../base/calendar-month.ts';
import type { CalendarMonth } from '../../base/calendar-month.ts';
import type { Charge } from '../../accounts/charge.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { circuitsBilledIn } from '../../inventory/circuits-billed-in.ts';
import { formatRate, parseCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { decimal, multiply, rational } from '../../base/rational.ts';
import { decimalText } from '../../accounts/decimal-text.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { monthlyRateSpans } from './rate-spans.ts';
import type { RateSpan } from './rate-spans.ts';
import { rateQuestion, recurringCharge } from './recurring-charge.ts';
import type { RecurringDetails, RecurringFacts } from './recurring-charge.ts';
import { recurringElement } from './recurring-element.ts';
import type { BilledElement } from './recurring-element.ts';

/** What is charged together on one line. */
interface Item {
  readonly billed: BilledElement;
  readonly from: string;
  readonly to: string;
  readonly circuits: readonly Circuit[];
  readonly kind: 'advance' | 'part' | 'credit';
}

/**
 * The recurring charges that the close of a month makes: the next month in advance for circuits in service at
 * month's end, one line an element, zone and instrument of purchase; the part from completion for new circuits and the unused part back for
 * disconnected ones, one line a circuit. Fails with every product, wire center and price that is missing.
 */
export function recurringCharges(input: {
  readonly agreement: Agreement;
  readonly month: string;
  readonly circuits: readonly Circuit[];
}): Result<Charge[]> {
  const month = calendarMonth(input.month);
  if (!month.ok) return month;
  const problems = new Map<string, Problem>();
  const collect = <T>(result: Result<readonly T[]>): readonly T[] => {
    if (result.ok) return result.value;
    for (const problem of result.problems) problems.set(`${problem.id} ${problem.sentence}`, problem);
    return [];
  };
  const items = collect(toItems(input.agreement, month.value, input.circuits, collect));
  const charges = items.flatMap((item) => collect(toCharges(input.agreement, item)));
  return problems.size > 0 ? fail(...problems.values()) : ok([...charges]);
}

function toItems(
  agreement: Agreement,
  month: CalendarMonth,
  circuits: readonly Circuit[],
  collect: <T>(result: Result<readonly T[]>) => readonly T[],
): Result<readonly Item[]> {
  const next = monthAfter(month);
  const sorted = circuitsBilledIn(month, circuits);
  const groups = new Map<string, Item>();
  const items: Item[] = [];
  for (const circuit of sorted.inAdvance) {
    for (const billed of collect(recurringElement(agreement, circuit, next.from))) {
      const key = JSON.stringify([billed.element, billed.zone, billed.vehicle, billed.between]);
      const group = groups.get(key);
      groups.set(key, {
        billed,
        from: next.from,
        to: next.to,
        kind: 'advance',
        circuits: [...(group?.circuits ?? []), circuit],
      });
    }
  }
  for (const circuit of sorted.started) {
    const to =
      circuit.outOfServiceOn === undefined ? month.to : earlier(dayBefore(circuit.outOfServiceOn), month.to);
    for (const billed of collect(recurringElement(agreement, circuit, circuit.inServiceOn)))
      items.push({ billed, from: circuit.inServiceOn, to, kind: 'part', circuits: [circuit] });
  }
  for (const circuit of sorted.ended) {
    const from = circuit.outOfServiceOn ?? month.to;
    for (const billed of collect(recurringElement(agreement, circuit, from)))
      items.push({ billed, from, to: month.to, kind: 'credit', circuits: [circuit] });
  }
  return ok([...groups.values(), ...items]);
}

/** One charge for each span of days that has one price: almost always one. */
function toCharges(agreement: Agreement, item: Item): Result<readonly Charge[]> {
  const view = agreement.at(item.from);
  const spans = monthlyRateSpans(view, rateQuestion(item.billed), item.from, item.to);
  if (!spans.ok) return spans;
  const problems: Problem[] = [];
  const charges = spans.value.flatMap((span) => {
    const charge = toCharge(agreement, item, span);
    if (charge.ok) return [charge.value];
    problems.push(...charge.problems);
    return [];
  });
  return problems.length > 0 ? fail(...problems) : ok(charges);
}

function toCharge(agreement: Agreement, item: Item, span: RateSpan): Result<Charge> {
  const { element, zone, vehicle, between } = item.billed;
  const facts: RecurringFacts = {
    element,
    ...(zone === undefined ? {} : { zone }),
    ...(vehicle === undefined ? {} : { vehicle }),
    ...(between === undefined
      ? {}
      : { between: { a: { wireCenter: between.a }, z: { wireCenter: between.z } } }),
    from: span.from,
    to: span.to,
    quantity: item.circuits.length,
    ...(item.kind === 'credit' ? { credit: true } : {}),
  };
  const receipt = runDecision(recurringCharge, agreement, facts, { asOf: span.from });
  if (!receipt.ok) return receipt;
  const { months, fraction, miles } = receipt.value.details as RecurringDetails;
  const amount = parseCents(String(receipt.value.value));
  if (amount === undefined) throw new Error(`${String(receipt.value.value)} is no amount of cents.`);
  const circuits = item.circuits.map(({ ecckt }) => ecckt);
  const quantity = decimalText(multiply(decimal(months), rational(item.circuits.length * (miles ?? 1))));
  const under = vehicle === undefined ? '' : `/${vehicle}`;
  const route = between === undefined ? '' : `/${between.a}-${between.z}`;
  const id =
    item.kind === 'advance'
      ? `${element}/${zone ?? 'any'}/${span.from}${under}${route}`
      : (circuits[0] ?? '');
  const evidence = item.circuits.flatMap(({ ecckt, source, vehicleEvidence }) =>
    vehicleEvidence === undefined ? [] : [{ ecckt, order: source, evidence: vehicleEvidence }],
  );
  return ok({
    biller: agreement.parties.ilec,
    billed: agreement.parties.clec,
    account: 'services',
    kind: item.kind === 'credit' ? 'credit' : 'recurring',
    element,
    ...(zone === undefined ? {} : { zone }),
    description: describe(item, span, fraction, circuits, miles),
    clause: receipt.value.clause,
    quantity: item.kind === 'credit' ? `-${quantity}` : quantity,
    unit: 'month',
    rate: formatRate(span.rate.dollars),
    amount,
    provenance: span.rate.row.provenance,
    from: span.from,
    to: span.to,
    source: { kind: 'circuit', id },
    sortKey: `1-recurring/${ORDER[item.kind]}/${element}/${zone ?? ''}/${span.from}/${id}`,
    receipt: {
      ...receipt.value,
      details: {
        months,
        fraction,
        ...(miles === undefined ? {} : { miles }),
        circuits,
        ...(evidence.length === 0 ? {} : { evidence }),
      },
    },
  });
}

const ORDER = { advance: '1-advance', part: '2-part', credit: '3-credit' } as const;

function describe(
  item: Item,
  span: RateSpan,
  fraction: string,
  circuits: readonly string[],
  miles: number | undefined,
): string {
  const by = miles === undefined ? '' : ` × ${miles} mile${miles === 1 ? '' : 's'}`;
  const name = `${span.rate.row.value.description}${by}`;
  if (item.kind === 'advance') {
    const count = `${circuits.length} circuit${circuits.length === 1 ? '' : 's'}`;
    return `${name}: ${count}, ${span.from} to ${span.to} in advance`;
  }
  const [circuit] = item.circuits;
  const begun = (circuit?.period ?? 1) > 1 ? 'from the change' : 'from completion';
  const ended = circuit?.changed ? 'unused after the change' : 'unused after disconnect';
  const what = item.kind === 'part' ? begun : ended;
  return `${name}: ${circuits[0] ?? ''}, ${fraction} month ${what}, ${span.from} to ${span.to}`;
}

const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
const earlier = (a: string, b: string): string => (a < b ? a : b);
