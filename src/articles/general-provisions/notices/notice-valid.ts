import { Type } from 'typebox';
import type { AgreementView, TableRow } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { deemedReceipt } from '../../../cases/notice.ts';
import { contactsTable, noticesTerm } from './terms.ts';
import type { Contact } from './terms.ts';

/**
 * A notice counts when it was sent in a way that the agreement knows and to every contact that it must reach, at an
 * address in force on the day of sending. Everyone who was missed comes back in `details.missed`.
 */
export const noticeValid = defineDecision({
  name: 'notice-valid',
  doc: 'Whether a notice reached every contact that it must reach: valid or incomplete.',
  facts: Type.Object(
    {
      to: Code(['ilec', 'clec'], 'The recipient'),
      method: Type.String({ description: 'Way of sending: a member of notice.*' }),
      sentAt: Type.String({ minLength: 10, description: 'Instant, or local date or date-time' }),
      addresses: Type.Array(Type.String(), {
        description: 'Where copies went: postal or e-mail addresses, fax numbers',
      }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ sentAt }, agreement) => readLocalDate(agreement, sentAt),
  decide: ({ to, method, sentAt, addresses }, view, trace) => {
    const received = deemedReceipt(view, { to, method, sentAt }, trace);
    const rule = view.term(noticesTerm);
    if (!received.ok || !rule.ok)
      return fail(...[received, rule].flatMap((part) => (part.ok ? [] : part.problems)));
    const party = view.agreement.parties[to];
    const sent = new Set(addresses.map(plain));
    const known = rule.value.value.reach.map((role) => ({ role, contact: firstContact(view, party, role) }));
    const nobody = known.filter(({ contact }) => contact === undefined);
    if (nobody.length > 0)
      return fail(...nobody.map(({ role }) => noContact(party, role, view.asOf, rule.value.citation)));
    const missed = known.flatMap(({ role, contact }) => {
      const reached = contact !== undefined && ways(contact.value).some((way) => sent.has(plain(way)));
      trace.add({
        id: role,
        sentence: `The ${role} contact of ${party}, ${contact?.value.name ?? 'nobody'}, ${reached ? 'was reached' : 'was not reached'}`,
        out: reached,
        ...(contact === undefined ? {} : cited(contact)),
      });
      return reached ? [] : [role];
    });
    trace.add({
      id: 'reach',
      sentence: `A notice must reach the contacts for ${rule.value.value.reach.join(' and ')}`,
      out: missed.length === 0,
      ...cited(rule.value),
    });
    return ok({
      value: missed.length === 0 ? 'valid' : 'incomplete',
      clause: rule.value.citation,
      details: { missed, receivedOn: received.value.on },
    });
  },
});

/** The one who is asked first for a role. */
function firstContact(view: AgreementView, party: string, role: string): TableRow<Contact> | undefined {
  return view
    .rows(contactsTable)
    .filter(({ value }) => value.party === party && value.role === role)
    .sort((a, b) => a.value.level - b.value.level)[0];
}

const ways = ({ address, email, fax }: Contact): string[] =>
  [address, email, fax].filter((way) => way !== undefined);

/** Addresses compare without case and without doubled blanks, fax numbers by their digits. */
const plain = (text: string): string =>
  telephoneNumber(text) ?? text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

const noContact = (party: string, role: string, day: string, clause: string): Problem => ({
  id: 'notice/no-contact',
  field: 'to',
  sentence: `${party} has named no ${role} contact for ${day}.`,
  cure: 'Add the contact to contacts.csv, with the day from which it holds.',
  clause,
});
