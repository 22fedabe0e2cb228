import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';
import { formatAddress, soundOf } from './address.ts';
import type { Address } from './address.ts';

/** A place in the street guide of an incumbent. */
export interface Place {
  /** The incumbent's key. */
  readonly addressId: string;
  /** In its one spelling, in one line. */
  readonly address: string;
  readonly unit: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  /** CLLI. */
  readonly wireCenter: string;
  readonly terminal?: string;
}

/** A stretch of the Master Street Address Guide. */
export interface MsagRange {
  readonly rangeId: string;
  readonly street: string;
  readonly low: number;
  readonly high: number;
  readonly parity: 'odd' | 'even' | 'both';
  readonly community: string;
  readonly esn: string;
}

/**
 * exact: one place. ambiguous: several that fit what was given. alternatives: none that fits, and some that are like it. msag-only: no
 * place, though 911 knows the house number. none: neither.
 */
export type AddressOutcome = 'exact' | 'ambiguous' | 'alternatives' | 'msag-only' | 'none';

export interface AddressMatch {
  readonly outcome: AddressOutcome;
  /** The place, those that fit, or those that are like it. */
  readonly places: readonly Place[];
  /** Stretches of the other guide that hold the address. */
  readonly msag: readonly MsagRange[];
  /** Whether there is such a guide at all. */
  readonly hasMsag: boolean;
}

interface PlaceRow {
  address_id: string;
  house: string;
  street: string;
  unit: string;
  city: string;
  state: string;
  zip: string;
  wire_center: string;
  terminal: string | null;
}

const COLUMNS = 'address_id, house, street, unit, city, state, zip, wire_center, terminal';
/** Of one house number on streets of one name; more than any town has. */
const MOST = 500;
const NAMED = prepared(
  `SELECT ${COLUMNS} FROM service_address WHERE provider = $1 AND street_name = $2 AND house_number = $3
    ORDER BY state, city, street, house, unit, address_id LIMIT ${MOST}`,
);
const SOUNDING = prepared(
  `SELECT ${COLUMNS} FROM service_address WHERE provider = $1 AND street_sound = $2 AND house_number = $3
    ORDER BY state, city, street, house, unit, address_id LIMIT ${MOST}`,
);
const BY_KEY = prepared(`SELECT ${COLUMNS} FROM service_address WHERE provider = $1 AND address_id = $2`);
const GUIDE = prepared(
  `SELECT range_id, street, low, high, parity, community, state, esn FROM msag_range
    WHERE provider = $1 AND street_name = $2 AND low <= $3 AND high >= $3 ORDER BY community, street, low`,
);
const HAS_GUIDE = prepared('SELECT FROM msag_range WHERE provider = $1 LIMIT 1');

/** The most places that are told of as like the one that was asked for. */
const MOST_ALIKE = 20;

/** Looks an address up in both guides. What was not given (city, zip, unit) fits each. */
export async function findAddress(tx: Tx, provider: string, asked: Address): Promise<AddressMatch> {
  const named = await tx.query<PlaceRow>(NAMED, [provider, asked.streetName, asked.houseNumber]);
  const msag = await findRanges(tx, provider, asked);
  const hasMsag = msag.length > 0 || (await tx.query(HAS_GUIDE, [provider])).length > 0;
  const there = { msag, hasMsag };
  const fit = named.filter((row) => fits(row, asked));
  // Without a unit the house as a whole is meant, where the guide has it.
  const whole = asked.unit === '' ? fit.filter(({ unit }) => unit === '') : [];
  const places = (whole.length > 0 ? whole : fit).map(toPlace);
  if (places.length > 0) return { outcome: places.length === 1 ? 'exact' : 'ambiguous', places, ...there };
  const alike = named.length > 0 ? named : await soundingLike(tx, provider, asked);
  const inCity = alike.filter((row) => asked.city === '' || row.city === asked.city);
  const near = (inCity.length > 0 ? inCity : alike).slice(0, MOST_ALIKE).map(toPlace);
  // Where the guide has the house, only the unit, the city or the zip is another.
  const hasHouse = named.some(({ house, street }) => house === asked.house && street === asked.street);
  if (msag.length > 0 && !hasHouse) return { outcome: 'msag-only', places: near, ...there };
  return { outcome: near.length > 0 ? 'alternatives' : 'none', places: near, ...there };
}

/** A place by its key. */
export async function placeOf(tx: Tx, provider: string, addressId: string): Promise<Place | undefined> {
  const [row] = await tx.query<PlaceRow>(BY_KEY, [provider, addressId]);
  return row && toPlace(row);
}

const soundingLike = (tx: Tx, provider: string, asked: Address): Promise<PlaceRow[]> =>
  tx.query<PlaceRow>(SOUNDING, [provider, soundOf(asked.streetName), asked.houseNumber]);

const fits = (row: PlaceRow, asked: Address): boolean =>
  row.house === asked.house &&
  row.street === asked.street &&
  (asked.unit === '' || sameUnit(row.unit, asked.unit)) &&
  [
    [row.city, asked.city],
    [row.state, asked.state],
    [row.zip, asked.zip],
  ].every(([has, wanted]) => wanted === '' || has === '' || has === wanted);

/** `#4` is apartment 4 and suite 4 alike. A house that the guide does not divide has no unit that could be served. */
const sameUnit = (has: string, wanted: string): boolean =>
  has === wanted || (has !== '' && wanted === has.replace(/^[A-Z]+ /, 'UNIT '));

async function findRanges(tx: Tx, provider: string, asked: Address): Promise<MsagRange[]> {
  if (asked.house === '') return [];
  const rows = await tx.query<{
    range_id: string;
    street: string;
    low: number;
    high: number;
    parity: MsagRange['parity'];
    community: string;
    state: string;
    esn: string;
  }>(GUIDE, [provider, asked.streetName, asked.houseNumber]);
  const side = asked.houseNumber % 2 === 0 ? 'even' : 'odd';
  return rows
    .filter(
      (row) =>
        row.street === asked.street &&
        (row.parity === 'both' || row.parity === side) &&
        (asked.city === '' || row.community === asked.city) &&
        (asked.state === '' || row.state === asked.state),
    )
    .map(({ range_id: rangeId, street, low, high, parity, community, esn }) => ({
      rangeId,
      street,
      low,
      high,
      parity,
      community,
      esn,
    }));
}

const toPlace = ({ terminal, ...row }: PlaceRow): Place => ({
  addressId: row.address_id,
  address: formatAddress(row),
  unit: row.unit,
  city: row.city,
  state: row.state,
  zip: row.zip,
  wireCenter: row.wire_center,
  ...(terminal === null ? {} : { terminal }),
});
