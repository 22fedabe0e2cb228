import type { Agreement } from '../../agreement/agreement.ts';
import { technologiesTable } from '../../articles/dsl/qualification/terms.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { productsTable } from '../../inventory/products.ts';
import { dayMeant } from './day.ts';
import { PLACES } from './fill-order.ts';
import type { QualificationItem } from './shapes.ts';

/** A place as pre-order questions take it. */
export type PlaceFacts = Readonly<Record<string, string>>;

/** What an item of a qualification asks, in the words of pre-order questions. */
export interface AskedService {
  readonly place?: PlaceFacts;
  readonly office?: string;
  readonly product?: string;
  readonly technology?: string;
  readonly quantity?: number;
  readonly cfa?: string;
  /** Network channel and interfaces. */
  readonly codes?: { readonly nc: string; readonly nci?: string; readonly secnci?: string };
  /** ISO day by which it is wished for. */
  readonly desired?: string;
}

/** Characteristics of a service that are understood. */
export const CHARACTERISTICS = ['technology', 'product', 'quantity', 'CFA', 'NC', 'NCI', 'SECNCI'] as const;

/** Reads an item; everything that cannot be asked comes back at once. `at` is where it stands in the request. */
export function askedService(
  agreement: Agreement,
  item: QualificationItem,
  today: string,
  at: string,
): Result<AskedService> {
  const problems: Problem[] = [];
  const { service = {} } = item;
  const given = new Map<string, string>();
  for (const [index, { name, value }] of (service.serviceCharacteristic ?? []).entries()) {
    const isKnown = (CHARACTERISTICS as readonly string[]).includes(name);
    if (isKnown && ['string', 'number'].includes(typeof value)) given.set(name, String(value));
    else
      problems.push({
        id: 'tmf/characteristic',
        field: `${at}.service.serviceCharacteristic[${index}]`,
        sentence: isKnown ? `The value of ${name} is no text.` : `"${name.slice(0, 60)}" is not asked about.`,
        cure: `Characteristics are: ${CHARACTERISTICS.join(', ')}.`,
      });
  }
  const view = agreement.at(today);
  const products = new Set(view.rows(productsTable).map(({ value }) => value.product));
  const technologies = new Set(view.rows(technologiesTable).map(({ value }) => value.technology));
  const named = service.serviceSpecification?.id;
  if (named !== undefined && products.has(named)) given.set('product', named);
  else if (named !== undefined && technologies.has(named)) given.set('technology', named);
  else if (named !== undefined)
    problems.push({
      id: 'tmf/specification',
      field: `${at}.service.serviceSpecification.id`,
      sentence: `"${named.slice(0, 60)}" is no product and no technology of the agreement.`,
      cure: `Products are: ${[...products].join(', ')}. Technologies are: ${[...technologies].join(', ')}.`,
    });
  const quantity = given.get('quantity');
  if (quantity !== undefined && !/^[1-9]\d{0,2}$/.test(quantity))
    problems.push({
      id: 'tmf/value',
      field: `${at}.service.serviceCharacteristic`,
      sentence: `"${quantity.slice(0, 60)}" is no quantity.`,
      cure: 'Write a whole number from 1 to 999.',
    });
  const wished = item.expectedServiceAvailabilityDate;
  const desired = wished === undefined ? undefined : dayMeant(wished, agreement.timeZone);
  if (wished !== undefined && desired === undefined)
    problems.push({
      id: 'tmf/date',
      field: `${at}.expectedServiceAvailabilityDate`,
      sentence: 'That is no date-time.',
      cure: 'Write 2026-12-08T00:00:00-06:00.',
    });
  const places = service.place ?? [];
  const address = places.find(({ role }) => role === PLACES.address);
  const office = places.find(({ role }) => role === PLACES.office)?.id;
  const place = address === undefined ? undefined : placeFacts(address);
  const nc = given.get('NC');
  const asked = {
    ...(place === undefined ? {} : { place }),
    ...(office === undefined ? {} : { office }),
    ...textOf('product', given.get('product')),
    ...textOf('technology', given.get('technology')),
    ...(quantity === undefined ? {} : { quantity: Number(quantity) }),
    ...textOf('cfa', given.get('CFA')),
    ...(nc === undefined
      ? {}
      : { codes: { nc, ...textOf('nci', given.get('NCI')), ...textOf('secnci', given.get('SECNCI')) } }),
    ...textOf('desired', desired),
  };
  if (
    problems.length === 0 &&
    [asked.place, asked.product, asked.cfa, asked.codes].every((one) => one === undefined)
  )
    problems.push({
      id: 'tmf/nothing-asked',
      field: `${at}.service`,
      sentence: 'Nothing is asked: there is no place, product, CFA or NC.',
      cure: `Name a place with the role ${PLACES.address}, or the product as serviceSpecification.`,
    });
  return problems.length > 0 ? fail(...problems) : ok(asked);
}

const textOf = <K extends string>(name: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]?: string });

/** A place with an address (TMF673), or by the incumbent's key or in one line. */
function placeFacts(place: Readonly<Record<string, unknown>>): PlaceFacts {
  const read = (name: string): string | undefined => {
    const value = place[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const street = ['streetNr', 'streetName', 'streetType', 'streetSuffix']
    .flatMap((name) => read(name) ?? [])
    .join(' ');
  const id = read('id');
  if (street === '' && id !== undefined) return { addressId: id };
  const line = street === '' ? read('name') : street;
  return {
    ...textOf('address', line),
    ...textOf('unit', read('unit')),
    ...textOf('city', read('city')),
    ...textOf('state', read('stateOrProvince')),
    ...textOf('zip', read('postcode')),
  };
}
