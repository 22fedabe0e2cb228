import type { Problem } from '../../base/problem.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Database, Tx } from '../../platform/database.ts';

/** Gives the transaction up. */
class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('It is refused.');
    this.problems = problems;
  }
}

/** Work for an agreement in one transaction: all of it is written, or nothing and the problems come back. */
export async function writeFor<T>(
  db: Pick<Database, 'withTransaction'>,
  agreementId: string,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await db.withTransaction({ kind: 'agreement', agreementId }, async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Refused(result.problems);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return fail(...error.problems);
    throw error;
  }
}
