import type { AgreementView, TableRow } from '../../../agreement/agreement.ts';
import { contactsTable } from '../notices/terms.ts';
import type { Contact } from '../notices/terms.ts';

/** The contact of a party on one level of the list for a role; undefined above the last. */
export const contactAt = (
  view: AgreementView,
  party: string,
  role: string,
  level: number,
): TableRow<Contact> | undefined =>
  view
    .rows(contactsTable)
    .find(({ value }) => value.party === party && value.role === role && value.level === level);
