import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { localDate } from '../../cases/instant.ts';
import { technologiesTable } from '../../articles/dsl/qualification/terms.ts';
import type { Ask } from '../tmf/qualify.ts';
import { TECHNOLOGY } from './configuration-schema.ts';
import { answersOf, dayOf } from './item-answers.ts';
import type { ItemAnswers } from './item-answers.ts';
import { mefProblem } from './mef-problem.ts';
import type { ItemSubject } from './order-of-mef.ts';
import type { Action, MefPlace, MefProduct } from './shapes.ts';

export interface PoqItem {
  readonly id: string;
  readonly action: Action;
  readonly product: MefProduct;
}

/** Where an item is asked about, and how. */
export interface PoqAbout {
  readonly agreement: Agreement;
  readonly now: Temporal.Instant;
  readonly ask: Ask;
  readonly provideAlternative: boolean;
}

/** The answer to an item, beside what was asked. */
export type PoqAnswer = Readonly<Record<string, unknown>> & {
  readonly state: 'done.ready' | 'terminatedWithError';
};

/** An item that cannot be answered, with all that is missing or wrong. */
export const terminated = (problems: readonly Problem[], at: Temporal.Instant): PoqAnswer => ({
  state: 'terminatedWithError',
  stateChange: [
    { state: 'acknowledged', changeDate: at.toString() },
    { state: 'terminatedWithError', changeDate: at.toString() },
  ],
  terminationError: problems.map((problem) => ({
    code: ERROR_CODES[problem.id] ?? 'otherIssue',
    ...(problem.field?.startsWith('/') === true ? { propertyPath: problem.field } : {}),
    value: `${problem.sentence} ${problem.cure}`,
  })),
});

const ERROR_CODES: Readonly<Record<string, string>> = {
  'mef/missing-property': 'missingProperty',
  'mef/invalid-value': 'invalidValue',
  'mef/invalid-format': 'invalidFormat',
  'mef/reference-not-found': 'referenceNotFound',
  'mef/unexpected-property': 'unexpectedProperty',
};

/** Asks all that an item wants to know, and tells it as its colour with the reasons. */
export async function qualifyItem(
  item: PoqItem,
  { family, product, circuit }: ItemSubject,
  at: number,
  about: PoqAbout,
): Promise<PoqAnswer | readonly Problem[]> {
  const { agreement, now, ask } = about;
  const here = `/productOfferingQualificationItem/${at}/product`;
  const configuration = item.product.productConfiguration;
  const [place] = item.product.place ?? [];
  const office = circuit?.wireCenter ?? textOf(configuration?.['wireCenter']);
  const technology = textOf(configuration?.[TECHNOLOGY]);
  const asksPlace = family.user !== undefined && item.action === 'add';
  const missing = missingOf(item, { asksPlace, office, place, here, technology, agreement, now });
  if (missing.length > 0) return terminated(missing, now);
  const isNew = item.action === 'add' && ['', 'N'].includes(textOf(configuration?.['activity']) ?? '');
  const seen = await answersOf(
    {
      product: product.product,
      ...(place === undefined || !asksPlace ? {} : { place: factsOfPlace(place) }),
      ...(office === undefined ? {} : { office: office.slice(0, BUILDING) }),
      ...(technology === undefined ? {} : { technology }),
      ...(isNew ? { cfa: textOf(configuration?.['connectingFacility']) } : {}),
      // A line that is taken over has its pair; what is ported needs none.
      needsPair: isNew && family.line !== 'NP',
      orderType: item.action === 'delete' ? 'disconnect' : 'new',
    },
    agreement,
    ask,
  );
  if (!seen.ok) return seen.problems;
  const told = seen.value;
  if (told.unclear !== undefined) return terminated([unclear(`${here}/place/0`, told.unclear)], now);
  const proposals =
    about.provideAlternative && told.colour !== 'green' && technology !== undefined
      ? await alternatives(technology, { about, item, told, product: product.product })
      : [];
  return {
    state: 'done.ready',
    stateChange: [
      { state: 'acknowledged', changeDate: now.toString() },
      { state: 'done.ready', changeDate: now.toString() },
    ],
    serviceabilityConfidence: told.colour,
    serviceabilityConfidenceReason: told.reasons.join(' ') || 'Nothing stands against it.',
    ...intervalOf(agreement, now, told),
    ...(proposals.length === 0 ? {} : { alternateProductOfferingProposal: proposals }),
  };
}

const BUILDING = 8;
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

interface Given {
  readonly asksPlace: boolean;
  readonly office: string | undefined;
  readonly place: MefPlace | undefined;
  readonly here: string;
  readonly technology: string | undefined;
  readonly agreement: Agreement;
  readonly now: Temporal.Instant;
}

/** What must be said before anything can be asked. */
function missingOf(
  item: PoqItem,
  { asksPlace, office, place, here, technology, agreement, now }: Given,
): Problem[] {
  const problems: Problem[] = [];
  if (asksPlace && place === undefined)
    problems.push(
      mefProblem(
        'mef/missing-property',
        `${here}/place`,
        'The place of the end user is not said.',
        'Write a FieldedAddress, or a GeographicAddressRef with the key of a place that was validated.',
      ),
    );
  if (place !== undefined && !['FieldedAddress', 'GeographicAddressRef'].includes(place['@type']))
    problems.push(
      mefProblem(
        'mef/invalid-value',
        `${here}/place/0/@type`,
        'Places of this type are not looked up.',
        'Write a FieldedAddress, or a GeographicAddressRef.',
      ),
    );
  if (!asksPlace && office === undefined && item.action === 'add')
    problems.push(
      mefProblem(
        'mef/missing-property',
        `${here}/productConfiguration/wireCenter`,
        'The office is not said.',
        'Write its CLLI.',
      ),
    );
  const technologies = agreement
    .at(localDate(agreement, now))
    .rows(technologiesTable)
    .map(({ value }) => value.technology);
  if (technology !== undefined && !technologies.includes(technology))
    problems.push(
      mefProblem(
        'mef/invalid-value',
        `${here}/productConfiguration/${TECHNOLOGY}`,
        'The agreement knows no such technology.',
        `Technologies are: ${technologies.join(', ')}.`,
      ),
    );
  return problems;
}

/** A place as questions before an order take it. */
function factsOfPlace(place: MefPlace): Readonly<Record<string, string>> {
  const id = textOf(place['id']);
  if (place['@type'] === 'GeographicAddressRef') return { addressId: id ?? '' };
  const street = ['streetNr', 'streetNrSuffix', 'streetName', 'streetType', 'streetSuffix']
    .flatMap((name) => textOf(place[name]) ?? [])
    .join(' ');
  const { subUnit = [] } = (place['geographicSubAddress'] ?? {}) as {
    readonly subUnit?: readonly { readonly subUnitType: string; readonly subUnitNumber: string }[];
  };
  const unit = subUnit.map((one) => `${one.subUnitType} ${one.subUnitNumber}`).join(' ');
  const zip = textOf(place['postcode']);
  const facts = {
    address: street,
    unit,
    city: textOf(place['city']) ?? '',
    state: textOf(place['stateOrProvince']) ?? '',
    zip: zip ?? '',
  };
  return Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== ''));
}

const unclear = (pointer: string, { outcome, places }: NonNullable<ItemAnswers['unclear']>): Problem =>
  mefProblem(
    outcome === 'ambiguous' ? 'mef/invalid-value' : 'mef/reference-not-found',
    pointer,
    outcome === 'ambiguous' ? `The address is that of ${places.length} places.` : 'No guide has the address.',
    `Name one by its key, as a GeographicAddressRef: ${places.map(({ addressId, address }) => `${addressId} (${address})`).join('; ')}.`,
  );

/** Days from today to the day on which an order of today is done; nothing where that is agreed order by order. */
function intervalOf(agreement: Agreement, now: Temporal.Instant, { day }: ItemAnswers): object {
  if (day === undefined) return {};
  const from = Temporal.PlainDate.from(localDate(agreement, now));
  const to = Temporal.PlainDate.from(day);
  return { installationInterval: { amount: from.until(to).days, units: 'calendarDays' } };
}

interface Instead {
  readonly about: PoqAbout;
  readonly item: PoqItem;
  readonly told: ItemAnswers;
  readonly product: string;
}

/** The same product for each technology that the loop carries as it is, where it does not carry the one that was asked for. */
async function alternatives(technology: string, { about, item, told, product }: Instead): Promise<object[]> {
  const place = told.addressId === undefined ? undefined : { addressId: told.addressId };
  if (place === undefined || item.product.productConfiguration === undefined) return [];
  const all = await about.ask('loop-qualification', place);
  if (!all.ok) return [];
  const loops = (all.value.details['loops'] ?? []) as readonly {
    readonly technologies: readonly { readonly technology: string; readonly verdict: string }[];
  }[];
  const carried = new Set(
    loops.flatMap(({ technologies }) =>
      technologies.filter(({ verdict }) => verdict === 'green').map((one) => one.technology),
    ),
  );
  carried.delete(technology);
  const [other] = carried;
  if (other === undefined) return [];
  // What the loop carries as it is has the interval of a loop with facilities.
  const due = await about.ask('due-date-availability', { product, ...place, technology: other });
  const interval = due.ok
    ? intervalOf(about.agreement, about.now, { ...told, ...dayOf(about.agreement, due.value) })
    : {};
  if (!('installationInterval' in interval)) return [];
  return [...carried].map((one, index) => ({
    id: String(index + 1),
    ...interval,
    alternateProduct: {
      productOffering: { id: product },
      productConfiguration: { ...item.product.productConfiguration, [TECHNOLOGY]: one },
    },
  }));
}
