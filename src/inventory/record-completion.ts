import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/database.ts';
import { applyCompletions } from './apply-completions.ts';
import type { Circuit, Completion } from './circuit.ts';
import { toCircuit } from './circuit-row.ts';
import type { CircuitRow } from './circuit-row.ts';
import { storeChanges } from './store.ts';

/**
 * Brings a completed order into the inventory at once, in the transaction of its completion: its circuits, numbers and
 * facilities are seen from then on. The close of the month makes the same of its completions once more, and bills it.
 * Fails as `applyCompletions` does; a facility that another circuit has in service is one of the reasons.
 */
export async function recordCompletion(
  tx: Tx,
  agreementId: string,
  completion: Completion,
): Promise<Result<Circuit[]>> {
  const { ecckts, movedTo = [], replaces = [], cfas = [], zCfas = [] } = completion;
  const rows = await tx.query<CircuitRow>(
    `SELECT * FROM circuit WHERE agreement_id = $1 AND (ecckt = ANY($2) OR ecckt IN (
       SELECT ecckt FROM facility_assignment WHERE agreement_id = $1 AND facility = ANY($3)))
     ORDER BY ecckt, period FOR UPDATE`,
    [agreementId, [...ecckts, ...movedTo, ...replaces], [...cfas, ...zCfas]],
  );
  const before = rows.map(toCircuit);
  const after = applyCompletions(before, [completion]);
  if (!after.ok) return fail(...after.problems);
  const touched = new Set([...ecckts, ...movedTo, ...replaces]);
  const circuits = after.value.filter(({ ecckt }) => touched.has(ecckt));
  const month = completion.completedOn.slice(0, 'yyyy-mm'.length);
  await storeChanges(tx, agreementId, month, circuits, ({ outOfServiceOn }) => ({
    begun: true,
    ended: outOfServiceOn !== undefined,
  }));
  return ok(circuits);
}
