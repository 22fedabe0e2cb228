import { giveBackCut } from '../../articles/ordering/cut-capacity.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Claim, Due, Fire } from '../../platform/sweeper.ts';

/** An order that is over and still has lines booked. */
export interface IdleCut extends Due {
  readonly agreementId: string;
  readonly caseId: string;
}

/** Claims one order that a clock cancelled while it had lines booked on the frames. */
export const claimIdleCuts =
  (agreements: ReadonlyMap<string, Agreement>): Claim<IdleCut> =>
  async (tx, _now, failed) => {
    const [row] = await tx.query<{ agreement_id: string; case_id: string }>(
      `SELECT b.agreement_id, b.case_id
         FROM capacity_booking b JOIN case_state s USING (agreement_id, case_id)
        WHERE b.released_at IS NULL AND s.state IN ('cancelled', 'rejected', 'superseded')
          AND b.agreement_id = ANY($1) AND NOT b.agreement_id || '/' || b.case_id = ANY($2)
        ORDER BY b.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED`,
      [[...agreements.keys()], failed],
    );
    if (!row) return [];
    const { agreement_id: agreementId, case_id: caseId } = row;
    return [
      {
        key: `${agreementId}/${caseId}`,
        scope: { kind: 'agreement', agreementId },
        agreementId,
        caseId,
      },
    ];
  };

/** Gives the lines back. */
export const fireIdleCut =
  (agreements: ReadonlyMap<string, Agreement>): Fire<IdleCut> =>
  async (tx, items, now) => {
    for (const { agreementId, caseId } of items) {
      const agreement = agreements.get(agreementId);
      if (agreement) await giveBackCut(tx, agreement, { caseId, at: now.toString() });
    }
  };
