import type { Agreement, TableRow } from '../agreement/agreement.ts';
import { partiesTable } from './parties.ts';
import type { Party } from './parties.ts';

/**
 * A party as it was called on a day: legal name, d/b/a, codes. The party's id never changes, so that accounts, cases
 * and old bills stay what they are when it is renamed or succeeded. Undefined where it had no row on that day.
 */
export const partyOn = (
  agreement: Agreement,
  party: string,
  day: string,
  asKnown?: string,
): TableRow<Party> | undefined =>
  agreement
    .at(day, asKnown)
    .rows(partiesTable)
    .find(({ value }) => value.party === party);

/** `Spectra Communications Group, LLC d/b/a CenturyTel`. */
export const fullName = ({ name, doing_business_as: brand }: Party): string =>
  brand === undefined ? name : `${name} d/b/a ${brand}`;

/** Its full name on a day, or its id where it had none. */
export function nameOn(agreement: Agreement, party: string, day: string, asKnown?: string): string {
  const row = partyOn(agreement, party, day, asKnown);
  return row === undefined ? party : fullName(row.value);
}
