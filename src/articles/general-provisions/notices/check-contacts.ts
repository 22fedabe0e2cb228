import { OPEN_END } from '../../../agreement/agreement.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { contactsTable, noticesTerm } from './terms.ts';

/** Contacts are those of the parties, without a gap in their levels, and each party has those that a notice must reach. */
export function checkContacts(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const rows = view.rows(contactsTable);
  const { ilec, clec } = agreement.parties;
  const strangers = rows
    .filter(({ value }) => value.party !== ilec && value.party !== clec)
    .map((row): Problem => ({
      id: 'notice/contact-party',
      file: row.file,
      line: row.line,
      field: 'party',
      sentence: `"${row.value.party}" is no party of ${agreement.id}.`,
      cure: `Write ${ilec} or ${clec}, or name the variant that the row is for.`,
      clause: row.citation,
    }));
  const gaps = rows
    .filter(
      ({ value }) =>
        value.level > 1 &&
        !rows.some(
          ({ value: other }) =>
            other.party === value.party && other.role === value.role && other.level === value.level - 1,
        ),
    )
    .map((row): Problem => ({
      id: 'escalation/gap',
      file: row.file,
      line: row.line,
      field: 'level',
      sentence: `The ${row.value.role} list of ${row.value.party} has level ${row.value.level} and none before it.`,
      cure: `Add level ${row.value.level - 1}, or number the contact lower.`,
      clause: row.citation,
    }));
  const rule = view.optional(noticesTerm);
  const missing = (rule?.value.reach ?? []).flatMap((role) =>
    [ilec, clec]
      .filter((party) => !rows.some(({ value }) => value.party === party && value.role === role))
      .map((party): Problem => ({
        id: 'notice/no-contact',
        file: rule?.file ?? agreement.dir,
        ...(rule === undefined ? {} : { line: rule.line, clause: rule.citation }),
        field: role,
        sentence: `A notice must reach the ${role} contact, and ${party} has none.`,
        cure: 'Add the contact to contacts.csv.',
      })),
  );
  return [...strangers, ...gaps, ...missing];
}
