import { misfits } from '../../agreement/schema.ts';
import { functionRow } from '../../articles/oss-access/function-row.ts';
import { suspendedProblem, suspensionOf } from '../../articles/oss-access/misuse/suspension.ts';
import { recordPreOrderQuery } from '../../articles/oss-access/pre-order-log.ts';
import type { QueryOutcome } from '../../articles/oss-access/pre-order-log.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import { prepared } from '../../platform/database.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { preOrderFunction } from './functions.ts';
import type { FunctionDef, PreOrderAnswer, PreOrderQuery, PreOrderRoom } from './pre-order.ts';

/** Id of the problem of who is no party of the agreement: they are told what those are told who name one that there is not. */
export const NOT_YOURS = 'pre-order/party';
const notYours: Problem = {
  id: NOT_YOURS,
  field: 'party',
  sentence: 'There is no such agreement among yours.',
  cure: 'Start from a list and follow it.',
};
const PARTY = prepared('SELECT FROM agreement WHERE id = $1 AND $2 IN (ilec, clec)');

/** What a question is asked for where nobody says it; what tells of an end user has no such default. */
const USUAL_PURPOSE = 'pre-ordering';

/**
 * Answers a question that comes before an order, or says everything that is wrong with it. Scope of the agreement; the
 * caller commits whatever comes back: what is refused is on record, too, and where a question that records something fails, nothing of it
 * is left. Who is no party of the agreement is refused (`NOT_YOURS`) and told nothing, and is not on its log.
 */
export async function askPreOrder(
  tx: Tx,
  room: PreOrderRoom,
  query: PreOrderQuery,
): Promise<Result<PreOrderAnswer>> {
  const def = preOrderFunction(query.function);
  if ((await tx.query(PARTY, [room.agreement.id, query.party])).length === 0) return fail(notYours);
  const answer = await answered(tx, room, query, def);
  await log(tx, room, query, answer.ok ? 'answered' : 'refused');
  return answer;
}

/**
 * The same in a transaction of its own; a question that the system fails to answer is on record as failed.
 * @throws Error what went wrong, after it was recorded.
 */
export async function askInAgreement(
  db: Pick<Database, 'withTransaction'>,
  room: PreOrderRoom,
  query: PreOrderQuery,
): Promise<Result<PreOrderAnswer>> {
  const scope = { kind: 'agreement', agreementId: room.agreement.id } as const;
  try {
    return await db.withTransaction(scope, (tx) => askPreOrder(tx, room, query));
  } catch (error) {
    await db.withTransaction(scope, (tx) => log(tx, room, query, 'failed')).catch(() => undefined);
    throw error;
  }
}

async function answered(
  tx: Tx,
  room: PreOrderRoom,
  query: PreOrderQuery,
  def: FunctionDef,
): Promise<Result<PreOrderAnswer>> {
  const { agreement } = room;
  const suspension = await suspensionOf(tx, agreement, query.party, query.who);
  if (suspension) return fail(suspendedProblem(suspension));
  const offered = functionRow(agreement.at(localDate(agreement, query.askedAt)), query.function);
  const wrong = [...(offered.ok ? [] : offered.problems), ...factProblems(def, query.facts)];
  if (wrong.length > 0) return fail(...wrong);
  if (def.writes) await tx.execute('SAVEPOINT pre_order');
  const found = await def.answer(tx, room, query, query.facts as never);
  if (def.writes && !found.ok) await tx.execute('ROLLBACK TO SAVEPOINT pre_order');
  return found.ok ? ok({ function: query.function, problems: [], ...found.value }) : found;
}

const log = (
  tx: Tx,
  { agreement, clock }: PreOrderRoom,
  query: PreOrderQuery,
  outcome: QueryOutcome,
): Promise<void> =>
  recordPreOrderQuery(tx, {
    agreementId: agreement.id,
    function: query.function,
    subject: subjectOf(query),
    who: query.who,
    party: query.party,
    purpose: plain(
      query.purpose ?? (preOrderFunction(query.function).customer ? 'none said' : USUAL_PURPOSE),
    ),
    authority: query.authority === undefined ? undefined : plain(query.authority),
    askedAt: query.askedAt,
    answeredAt: clock.now().toString(),
    outcome,
    via: query.via,
    test: query.test === true,
  });

const MOST_KEPT = 200;

/** What is looked at; of facts that do not fit it is not known. */
function subjectOf({ function: name, facts }: PreOrderQuery): string {
  const def = preOrderFunction(name);
  if (factProblems(def, facts).length > 0) return 'not understood';
  return plain(def.subject(facts as never)).slice(0, MOST_KEPT) || 'not said';
}

const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').trim();

const factProblems = (def: FunctionDef, facts: unknown): Problem[] =>
  misfits(def.facts, facts).map(({ path, sentence, cure }) => ({
    id: 'pre-order/facts',
    field: path === '' ? 'facts' : path,
    sentence,
    cure,
  }));
