import { misfits } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/transaction.ts';
import { preOrderFunction } from './functions.ts';
import type { FunctionDef, PreOrderAnswer, PreOrderQuery, PreOrderRoom } from './pre-order.ts';

/**
 * Answers a question that comes before an order, or says everything that is wrong with it. Scope of the agreement; the
 * caller makes sure that the party is one of it, and commits whatever comes back: what is refused is on record, too, and
 * where a question that records something fails, nothing of it is left.
 */
export async function askPreOrder(
  tx: Tx,
  room: PreOrderRoom,
  query: PreOrderQuery,
): Promise<Result<PreOrderAnswer>> {
  const def = preOrderFunction(query.function);
  if (!def) return fail(notAnswered(query.function));
  const wrong = factProblems(def, query.facts);
  if (wrong.length > 0) return fail(...wrong);
  if (def.writes) await tx.execute('SAVEPOINT pre_order');
  const found = await def.answer(tx, room, query, query.facts as never);
  if (def.writes && !found.ok) await tx.execute('ROLLBACK TO SAVEPOINT pre_order');
  return found.ok ? ok({ function: query.function, problems: [], ...found.value }) : found;
}

const factProblems = (def: FunctionDef, facts: unknown): Problem[] =>
  misfits(def.facts, facts).map(({ path, sentence, cure }) => ({
    id: 'pre-order/facts',
    field: path === '' ? 'facts' : path,
    sentence,
    cure,
  }));

const notAnswered = (name: string): Problem => ({
  id: 'pre-order/not-answered',
  field: 'function',
  sentence: `"${name}" is not answered here yet.`,
  cure: 'Ask the other carrier by hand.',
});
