import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { recordAudit } from '../../../platform/audit.ts';
import type { WallClock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { localDate } from '../../../cases/instant.ts';
import { authorityProblems } from './authority-covers.ts';
import { cpniUse } from './cpni-use.ts';
import { customerInformationTerm } from './terms.ts';

/** Who wants to see what of an end user, and why. */
export interface CustomerView {
  /** The user. */
  readonly who: string;
  /** The party whose user it is. */
  readonly party: string;
  /** The record, by its natural key: the id of an order, a telephone number. */
  readonly subject: string;
  readonly data: 'wholesale-order' | 'customer-service-record';
  readonly purpose?: string | undefined;
  /** Case of the end user's authority. */
  readonly authority?: string | undefined;
}

/**
 * Lets somebody see a customer's record: writes user, purpose and authority to the audit trail in the transaction of
 * the view, or refuses and writes that. Without a purpose nothing is seen; where the agreement says for what the
 * information may be used, for nothing else; on an authority, what that authority covers. Source: 47 USC 222.
 */
export async function viewCustomerRecord(
  tx: Tx,
  clock: WallClock,
  agreement: Agreement,
  view: CustomerView,
): Promise<Result<void>> {
  const purpose = plain(view.purpose ?? '');
  const authority = view.authority === undefined ? undefined : plain(view.authority);
  const { party, subject } = view;
  const [problem] =
    purpose === ''
      ? [noPurpose(agreement)]
      : [
          ...useProblems(agreement, clock, { data: view.data, authority }, purpose),
          ...(authority === undefined
            ? []
            : await authorityProblems(tx, agreement, { party, subject, authority })),
        ];
  const said = `${purpose || 'none said'}${authority === undefined ? '' : `, authority ${authority}`}`;
  await recordAudit(tx, clock, {
    who: view.who,
    what: problem ? 'refused customer record' : 'viewed customer record',
    subject: `${agreement.id} ${subject}`,
    purpose: problem ? `${said}: ${problem.id}` : said,
    party,
  });
  return problem ? fail(problem) : ok(undefined);
}

/** What a person typed, without characters that are none of a text. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, '').trim();

/** What the agreement has against the purpose; nothing where it does not limit the use. */
function useProblems(
  agreement: Agreement,
  clock: WallClock,
  { data, authority }: Pick<CustomerView, 'data' | 'authority'>,
  purpose: string,
): readonly Problem[] {
  const asOf = localDate(agreement, clock.now());
  const term = agreement.at(asOf).optional(customerInformationTerm);
  if (!term) return [];
  const facts = { purpose, data, ...(authority === undefined ? {} : { authority }) };
  const decided = runDecision(cpniUse, agreement, facts, { asOf });
  if (!decided.ok) return decided.problems.map((problem) => ({ ...problem, id: 'customer-record/purpose' }));
  const { value, clause } = decided.value;
  if (value === 'allowed') return [];
  const needed = value === 'authority-needed';
  return [
    {
      id: needed ? 'customer-record/authority' : 'customer-record/forbidden',
      field: needed ? 'authority' : 'purpose',
      sentence: needed
        ? `A customer's record is opened for ${purpose} on the end user's authority only.`
        : `Customer information is not used for ${purpose}.`,
      cure: needed ? 'Name the case of the authority.' : `Purposes are: ${term.value.uses.join(', ')}.`,
      clause,
    },
  ];
}

const noPurpose = (agreement: Agreement): Problem => ({
  id: 'customer-record/purpose',
  field: 'purpose',
  sentence: `What is known of an end user under ${agreement.id} is shown for a purpose only, and none is said.`,
  cure: 'Say what it is looked at for, e.g. provisioning, repair, billing, dispute.',
});
