import { telephoneNumber } from '../../base/codes.ts';
import type { OrderSeen } from '../../articles/oss-access/misuse/seen.ts';
import type { Tx } from '../../platform/database.ts';

/**
 * What orders are about, that were sent from then on: their telephone numbers in ten digits and their circuits. With `subjects` only
 * these. Scope of the agreement or of one of its parties.
 */
export async function readOrderSubjects(
  tx: Tx,
  agreementId: string,
  since: string,
  subjects?: readonly string[],
): Promise<OrderSeen[]> {
  const rows = await tx.query<{ case_id: string; at: string; subject: string }>(
    `SELECT s.case_id, e.occurred_at AS at, n.subject
       FROM case_state s
       JOIN event e ON (e.agreement_id, e.case_id, e.seq) = (s.agreement_id, s.case_id, 1),
            LATERAL (SELECT jsonb_array_elements_text(CASE jsonb_typeof(e.body -> 'numbers') WHEN 'array' THEN e.body -> 'numbers' ELSE '[]' END)
                     UNION SELECT jsonb_array_elements_text(CASE jsonb_typeof(e.body -> 'ecckts') WHEN 'array' THEN e.body -> 'ecckts' ELSE '[]' END)
                    ) AS n(subject)
      WHERE s.agreement_id = $1 AND s.kind IN ('lsr', 'asr') AND s.opened_at >= $2
      ORDER BY e.occurred_at, s.case_id`,
    [agreementId, since],
  );
  const wanted = subjects === undefined ? undefined : new Set(subjects);
  return rows
    .map(({ case_id: order, at, subject }) => ({
      order,
      at: Temporal.Instant.from(at).toString(),
      subject: telephoneNumber(subject) ?? subject,
    }))
    .filter(({ subject }) => wanted?.has(subject) !== false);
}
