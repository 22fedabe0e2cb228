import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { doOnce } from './idempotency.ts';

/** Gives the transaction up. */
class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('It is refused.');
    this.problems = problems;
  }
}

/**
 * Work for an agreement in one transaction: all of it is written, or nothing and the problems come back.
 * @param request where the work is all that the request writes: under an idempotency key it is done once, and its result, which is then
 *   small and JSON, comes back to whoever asks again.
 */
export async function writeFor<T>(
  db: Pick<Database, 'withTransaction'>,
  agreementId: string,
  work: (tx: Tx) => Promise<Result<T>>,
  request: Pick<FastifyRequest, 'idempotentTry'> = { idempotentTry: null },
): Promise<Result<T>> {
  try {
    return await doOnce<T>(request, (keep) =>
      db.withTransaction({ kind: 'agreement', agreementId }, async (tx) => {
        const result = await work(tx);
        if (!result.ok) throw new Refused(result.problems);
        await keep(tx, result.value);
        return result;
      }),
    );
  } catch (error) {
    if (error instanceof Refused) return fail(...error.problems);
    throw error;
  }
}
