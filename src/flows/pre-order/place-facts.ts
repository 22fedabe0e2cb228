import { Type } from 'typebox';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { normalizeAddress } from '../../network/plant/address.ts';
import { findAddress, placeOf } from '../../network/plant/find-address.ts';
import type { Place } from '../../network/plant/find-address.ts';
import type { Tx } from '../../platform/transaction.ts';

const Words = (description: string, most = 120) =>
  Type.String({ minLength: 1, maxLength: most, description });

/** An address as somebody writes it. */
export const AddressFacts = {
  address: Words('House number and street, or the whole address with commas'),
  unit: Type.Optional(Words('Apartment, suite …', 60)),
  city: Type.Optional(Words('City or community', 60)),
  state: Type.Optional(Type.String({ pattern: '^[A-Za-z]{2}$', description: 'Two letters' })),
  zip: Type.Optional(Type.String({ pattern: '^\\d{5}(-\\d{4})?$' })),
};

/** A place: by its key, or by an address that names one alone. */
export const PlaceFacts = {
  ...AddressFacts,
  address: Type.Optional(AddressFacts.address),
  addressId: Type.Optional(Words("The incumbent's key of the place, from the address validation", 60)),
};

export const OfficeFact = Type.Optional(
  Type.String({ pattern: '^[A-Z]{6}[A-Z0-9]{2}$', description: 'CLLI of the building' }),
);

export interface GivenPlace {
  readonly addressId?: string;
  readonly address?: string;
  readonly unit?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
}

/** Whether any place is given at all. */
export const hasPlace = ({ addressId, address }: GivenPlace): boolean =>
  addressId !== undefined || address !== undefined;

/** How a place is called in the log. */
export const placeSubject = ({ addressId, address = '' }: GivenPlace): string => addressId ?? address;

/** The one place that is meant; where the address is none, or several, it is said which. */
export async function placeFor(tx: Tx, provider: string, given: GivenPlace): Promise<Result<Place>> {
  const { addressId, address } = given;
  if (addressId !== undefined) {
    const place = await placeOf(tx, provider, addressId);
    return place ? ok(place) : fail(noPlace(addressId));
  }
  if (address === undefined) return fail(noneGiven);
  const { outcome, places } = await findAddress(tx, provider, normalizeAddress({ ...given, address }));
  const [place] = places;
  if (outcome === 'exact' && place) return ok(place);
  const like = places.map((one) => `${one.address} (${one.addressId})`).join('; ');
  return fail({
    id: outcome === 'ambiguous' ? 'pre-order/ambiguous-address' : 'pre-order/no-such-address',
    field: 'address',
    sentence:
      outcome === 'ambiguous'
        ? `The address is that of ${places.length} places.`
        : 'The street guide of the incumbent has no such address.',
    cure: like === '' ? 'Validate the address first.' : `Name one by its key (addressId): ${like}.`,
  });
}

const noPlace = (addressId: string): Problem => ({
  id: 'pre-order/no-such-address',
  field: 'addressId',
  sentence: `There is no place ${addressId}.`,
  cure: 'Validate the address: the answer has the key of the place.',
});

const noneGiven: Problem = {
  id: 'pre-order/no-place',
  field: 'addressId',
  sentence: 'No place is named.',
  cure: 'Give addressId, or the address.',
};
