import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { holidaysTable } from './calendars.ts';
import { partiesTable } from './parties.ts';

/** Both parties have a row of the right kind, and holidays belong to one of them. */
export function checkParties(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const rows = view.rows(partiesTable);
  const { ilec, clec } = agreement.parties;
  const missing = (['ilec', 'clec'] as const).flatMap((role): Problem[] => {
    const party = agreement.parties[role];
    if (rows.some(({ value }) => value.party === party && value.kind === role)) return [];
    return [
      {
        id: 'parties/missing',
        file: agreement.dir,
        field: party,
        sentence: `The ${role} "${party}" has no row of kind ${role} in parties.csv.`,
        cure: 'Add the row, or correct the variant in agreement.yaml.',
      },
    ];
  });
  const strangers = view
    .rows(holidaysTable)
    .filter(({ value }) => value.party !== ilec && value.party !== clec)
    .map((row): Problem => ({
      id: 'parties/holiday',
      file: row.file,
      line: row.line,
      field: 'party',
      sentence: `"${row.value.party}" is no party of ${agreement.id}.`,
      cure: `Write ${ilec} or ${clec}, or name the variant that the row is for.`,
      clause: row.citation,
    }));
  const idle = view.rows(holidaysTable).length > 0 ? [] : [noHolidays(agreement)];
  return [...missing, ...strangers, ...idle];
}

/** Without any holiday every weekday would count as a business day. */
const noHolidays = (agreement: Agreement): Problem => ({
  id: 'parties/no-holidays',
  file: agreement.dir,
  field: 'holidays.csv',
  sentence: 'No party has a holiday on file, and clocks count business days.',
  cure: 'Add holidays.csv with the days on which each party does no business.',
});
