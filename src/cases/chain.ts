import { canonicalJson, sha256 } from '../base/canonical.ts';
import type { Problem } from '../base/problem.ts';
import type { Tx } from '../platform/transaction.ts';
import type { CaseEvent } from './kind.ts';
import { loadEvents } from './store.ts';

/** What the hash of an event covers: all but when it was recorded, so that the same inputs give the same hashes. */
export function eventHash(
  agreementId: string,
  caseId: string,
  kind: string,
  event: Pick<CaseEvent, 'seq' | 'name' | 'occurredAt' | 'actor' | 'body' | 'prevHash'>,
): string {
  const { seq, name, occurredAt, actor, body, prevHash } = event;
  return sha256(
    canonicalJson({ agreementId, caseId, seq, kind: `${kind}.${name}`, occurredAt, actor, body, prevHash }),
  );
}

/** Events of a case that are not what was recorded: changed, removed or put in between. Empty: the chain holds. */
export async function verifyChain(tx: Tx, agreementId: string, caseId: string): Promise<Problem[]> {
  const { kind, events } = await loadEvents(tx, agreementId, caseId);
  const problems: Problem[] = [];
  let [seq, prevHash] = [0, ''];
  for (const event of events) {
    const broken =
      event.seq !== seq + 1
        ? `Event ${seq + 1} of ${caseId} is not there.`
        : event.prevHash !== prevHash
          ? `Event ${event.seq} of ${caseId} does not follow the event before it.`
          : event.hash !== eventHash(agreementId, caseId, kind, event)
            ? `Event ${event.seq} of ${caseId} is not what was recorded.`
            : undefined;
    if (broken !== undefined) {
      problems.push({
        id: 'case/chain-broken',
        field: `${caseId}#${event.seq}`,
        sentence: broken,
        cure: 'Restore the database from a backup in which the chain holds.',
      });
    }
    [seq, prevHash] = [event.seq, event.hash];
  }
  const [state] = await tx.query<{ hash: string }>(
    'SELECT hash FROM case_state WHERE agreement_id = $1 AND case_id = $2',
    [agreementId, caseId],
  );
  if (state !== undefined && state.hash !== prevHash) {
    problems.push({
      id: 'case/chain-broken',
      field: caseId,
      sentence: `The last event of ${caseId} is not the one that its state was made from.`,
      cure: 'Restore the database from a backup in which the chain holds.',
    });
  }
  return problems;
}
