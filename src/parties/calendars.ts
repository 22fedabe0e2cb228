import { Type } from 'typebox';
import type { Agreement } from '../agreement/agreement.ts';
import { IsoDate } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';
import type { BusinessCalendar } from '../base/calendar.ts';

/** Days on which a party does no business. Seeded from a library, then the party's own. */
export const holidaysTable = defineTable({
  name: 'holidays',
  identity: ['party', 'date'],
  schema: Type.Object({ party: Type.String(), date: IsoDate(), name: Type.String() }),
  doc: 'Holidays by party. Clocks name whose calendar they count by.',
});

/** The business calendar of a party of the agreement, in the agreement's time zone. */
export function calendarOf(agreement: Agreement, party: string): BusinessCalendar {
  const rows = agreement.at('9999-12-31').rows(holidaysTable);
  const own = rows.filter(({ value }) => value.party === party);
  return {
    owner: party,
    timeZone: agreement.timeZone,
    holidays: new Map(own.map(({ value }) => [value.date, value.name])),
  };
}
