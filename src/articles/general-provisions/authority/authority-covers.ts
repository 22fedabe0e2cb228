import type { Agreement } from '../../../agreement/agreement.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import type { CaseEvent } from '../../../cases/kind.ts';
import { loadEvents } from '../../../cases/store.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** What is looked at, by whom, on which authority. */
export interface AuthorityClaim {
  /** Party of the user who looks. */
  readonly party: string;
  /** The record: the id of a case or order, or a telephone number. */
  readonly subject: string;
  /** Case of the authority. */
  readonly authority: string;
}

/**
 * What stands against a view that rests on an authority: it is on file, held, given to the party that looks, and covers
 * the record. A blanket certification covers all that the party looks at. Another covers its telephone numbers, a case
 * that is about none but these, an order that was placed on it, and the authority itself.
 */
export async function authorityProblems(
  tx: Tx,
  agreement: Agreement,
  { party, subject, authority }: AuthorityClaim,
): Promise<readonly Problem[]> {
  const [row] = await tx.query<{ state: string }>(
    `SELECT state FROM case_state WHERE agreement_id = $1 AND case_id = $2 AND kind = 'authority'`,
    [agreement.id, authority],
  );
  if (!row) return [refused(`There is no authority ${authority} under ${agreement.id}.`)];
  if (row.state !== 'held')
    return [refused(`The authority ${authority} is ${row.state}: nothing rests on it.`)];
  const { events } = await loadEvents(tx, agreement.id, authority);
  const granted = events.find(({ name }) => name === 'granted');
  if (granted?.actor !== party)
    return [refused(`The authority ${authority} was given to ${granted?.actor}, not to ${party}.`)];
  if (granted.body['form'] === 'blanket' || subject === authority || placedOnIt(events, subject)) return [];
  const covered = new Set(numbersIn(granted.body['numbers']));
  const about = telephoneNumber(subject)
    ? numbersIn(subject)
    : (await loadEvents(tx, agreement.id, subject)).events.flatMap(({ body }) => numbersIn(body['numbers']));
  if (about.length > 0 && about.every((number) => covered.has(number))) return [];
  return [refused(`The authority ${authority} does not cover ${subject}.`)];
}

const placedOnIt = (events: readonly CaseEvent[], subject: string): boolean =>
  events.some(({ name, body }) => name === 'used' && body['order'] === subject);

/** Each number in one spelling; one that is no telephone number as it is written, so that it covers nothing else. */
const numbersIn = (given: unknown): string[] =>
  (Array.isArray(given) ? given : given === undefined ? [] : [given]).map((one) => {
    const text = String(one);
    return telephoneNumber(text) ?? text;
  });

const refused = (sentence: string): Problem => ({
  id: 'customer-record/authority',
  field: 'authority',
  sentence,
  cure: "Name the case of this end user's authority that your company holds.",
});
