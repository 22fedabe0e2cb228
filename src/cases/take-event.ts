import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Database, Tx } from '../platform/database.ts';
import { toldByDatabase } from '../platform/told-by-database.ts';
import { idProblems } from './case-id.ts';
import { recordEvent } from './desk.ts';
import type { Desk } from './desk.ts';
import type { NewEvent } from './kind.ts';
import type { CaseRecord } from './record.ts';

/** An event as somebody hands it in. */
export interface TakenEvent {
  readonly kind: string;
  readonly caseId: string;
  readonly event: NewEvent;
}

/**
 * Takes an event in a transaction of its own, with `also` in the same one: everything is written, or nothing and the
 * problems come back, what the database itself refuses in words included.
 */
export async function takeEvent(
  db: Pick<Database, 'withTransaction'>,
  desk: Desk,
  taken: TakenEvent,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<Result<CaseRecord>> {
  const kind = desk.kinds.find((one) => one.kind === taken.kind);
  const wrong = idProblems(kind, taken.event.name, taken.caseId);
  if (wrong.length > 0) return fail(...wrong);
  try {
    return await db.withTransaction({ kind: 'agreement', agreementId: desk.agreement.id }, async (tx) => {
      const recorded = await recordEvent(tx, desk, taken.kind, taken.caseId, taken.event);
      if (!recorded.ok) throw new Refused(recorded.problems);
      await also(tx);
      return ok(recorded.value);
    });
  } catch (error) {
    if (error instanceof Refused) return fail(...error.problems);
    const told = toldByDatabase(error);
    if (told) return fail(told);
    throw error;
  }
}

/** Gives the transaction up. */
class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('The event is refused.');
    this.problems = problems;
  }
}
