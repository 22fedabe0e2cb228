import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import type { Tx } from '../platform/transaction.ts';
import { kindOf } from './expire.ts';
import type { CaseKind } from './kind.ts';
import { project } from './record.ts';
import { loadEvents } from './store.ts';

/**
 * Takes back what the draft close of a month wrote, and puts the cases back to what they were before it.
 * Refused while a later month stands on it.
 */
export async function discardDraft(
  tx: Tx,
  agreement: Agreement,
  kinds: readonly CaseKind[],
  month: string,
): Promise<Problem[]> {
  const later = await tx.query<{ draft_month: string }>(
    'SELECT DISTINCT draft_month FROM event WHERE agreement_id = $1 AND draft_month > $2 ORDER BY 1',
    [agreement.id, month],
  );
  if (later.length > 0) {
    return [
      {
        id: 'case/later-draft',
        field: 'month',
        sentence: `The draft of ${later.map((row) => row.draft_month).join(', ')} stands on the events of ${month}.`,
        cure: 'Withdraw the later draft first; months are closed in their order.',
      },
    ];
  }
  const touched = await tx.query<{ case_id: string; kind: string }>(
    `SELECT DISTINCT case_id, s.kind FROM event JOIN case_state s USING (agreement_id, case_id)
      WHERE agreement_id = $1 AND draft_month = $2 ORDER BY 1`,
    [agreement.id, month],
  );
  await tx.execute('DELETE FROM event WHERE agreement_id = $1 AND draft_month = $2', [agreement.id, month]);
  for (const { case_id: caseId, kind } of touched) {
    const { events } = await loadEvents(tx, agreement.id, caseId);
    await project(tx, agreement, kindOf(kinds, kind), caseId, events);
  }
  return [];
}

/** Makes the events of a month final: they never change afterwards. Returns how many. */
export const issueDraft = (tx: Tx, agreementId: string, month: string): Promise<number> =>
  tx.execute('UPDATE event SET draft_month = NULL WHERE agreement_id = $1 AND draft_month = $2', [
    agreementId,
    month,
  ]);
