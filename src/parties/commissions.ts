import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { recordAudit } from '../platform/audit.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

/** A state commission: its users read the agreements of its state and their measures, and nothing else. */
export interface Commission {
  readonly id: string;
  readonly name: string;
  /** As agreements name their state: MO. */
  readonly state: string;
}

/** Makes a commission known, so that users may be added for it. */
export async function addCommission(
  db: Database,
  { id, name, state }: Commission,
  clock: WallClock,
): Promise<Result<Commission>> {
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    problems.push(wrong('id', id, 'Write it in small letters: missouri-psc.'));
  if (name.trim() === '') problems.push(wrong('name', name, 'Give the name of the commission.'));
  if (!/^[A-Z]{2}$/.test(state))
    problems.push(wrong('state', state, 'Write the two letters of the state: MO.'));
  if (problems.length > 0) return fail(...problems);
  return db.withTransaction({ kind: 'install' }, async (tx) => {
    const isTaken = await tx.query('SELECT FROM agreement WHERE $1 IN (ilec, clec)', [id]);
    if (isTaken.length > 0) return fail(wrong('id', id, 'Choose an id that is no carrier’s.'));
    const made = await tx.execute(
      'INSERT INTO commission (id, name, state) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [id, name.trim(), state],
    );
    if (made === 0) return fail(wrong('id', id, 'There is a commission of this id: choose another.'));
    const entry = { who: 'commissions', what: 'added', subject: `commission ${id}`, purpose: 'access' };
    await recordAudit(tx, clock, entry);
    return ok({ id, name: name.trim(), state });
  });
}

/** The commission of the id, as the transaction's scope may see it. */
export async function findCommission(
  db: Database,
  party: string,
  user: string,
): Promise<Commission | undefined> {
  const [found] = await db.withTransaction({ kind: 'party', party, user }, (tx) =>
    tx.query<Commission>('SELECT id, name, state FROM commission WHERE id = $1', [party]),
  );
  return found;
}

const wrong = (field: string, value: string, cure: string): Problem => ({
  id: 'commissions/field',
  field,
  sentence: `"${value}" does not fit.`,
  cure,
});
