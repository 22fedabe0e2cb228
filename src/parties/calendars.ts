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

/**
 * The business calendar of a party of the agreement, in the agreement's time zone: each holiday that is in force on
 * its own day and that was recorded by `asKnown`.
 */
export function calendarOf(agreement: Agreement, party: string, asKnown?: string): BusinessCalendar {
  const { timeline, timeZone } = agreement;
  const holidays = timeline.worked(`holidays ${party} ${asKnown ?? ''}`, () =>
    holidaysOf(timeline, party, asKnown),
  );
  return { owner: party, timeZone, holidays };
}

function holidaysOf(
  timeline: Agreement['timeline'],
  party: string,
  asKnown: string | undefined,
): Map<string, string> {
  const holidays = new Map<string, string>();
  for (const key of timeline.rowKeys(holidaysTable.name)) {
    const days = new Set(
      timeline.versions(key).flatMap(({ entry }) => (entry ? [String(entry.value['date'])] : [])),
    );
    for (const day of days) {
      const value = timeline.find(key, day, asKnown)?.value;
      if (value?.['party'] === party && value['date'] === day) holidays.set(day, String(value['name']));
    }
  }
  return holidays;
}
