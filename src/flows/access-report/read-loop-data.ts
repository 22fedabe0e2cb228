import type { Tx } from '../../platform/database.ts';

/** Loops that were tested in a stretch of time, each once, and those whose record held. */
export interface LoopData {
  readonly tested: number;
  readonly held: number;
}

/**
 * Tested are the loops of tests by both carriers, passed or failed, and those whose record a test contradicted; a loop is one by the name that
 * its cases give it. A record that was contradicted and then confirmed as it was has held, whenever that was. Scope of the agreement or of
 * one of its parties.
 */
export async function readLoopData(
  tx: Tx,
  about: { readonly agreementId: string; readonly from: string; readonly to: string },
): Promise<LoopData> {
  const [row] = await tx.query<LoopData>(
    `WITH seen AS (
       SELECT e.case_id, e.seq, e.kind FROM case_state s JOIN event e USING (agreement_id, case_id)
        WHERE s.agreement_id = $1 AND s.kind IN ('cooperative-test', 'loop-qualification') AND s.changed_at >= $2
          AND e.kind IN ('cooperative-test.passed', 'cooperative-test.failed', 'loop-qualification.contradicted')
          AND e.occurred_at >= $2 AND e.occurred_at < $3),
     tests AS (
       SELECT upper(trim(o.body ->> 'circuit')) AS loop, true AS holds
         FROM seen JOIN event o ON (o.agreement_id, o.case_id, o.seq) = ($1, seen.case_id, 1)
        WHERE seen.kind <> 'loop-qualification.contradicted'
       UNION ALL
       SELECT upper(trim(told.makeup ->> 'loop')), coalesce(later.makeup - '{source,asOf}'::text[] = told.makeup - '{source,asOf}'::text[], false)
         FROM seen,
              LATERAL (SELECT t.body -> 'makeup' AS makeup FROM event t
                        WHERE t.agreement_id = $1 AND t.case_id = seen.case_id AND t.seq < seen.seq AND t.body ? 'makeup'
                        ORDER BY t.seq DESC LIMIT 1) told
              LEFT JOIN LATERAL (SELECT t.body -> 'makeup' AS makeup FROM event t
                        WHERE t.agreement_id = $1 AND t.case_id = seen.case_id AND t.seq > seen.seq AND t.kind = 'loop-qualification.corrected'
                        ORDER BY t.seq LIMIT 1) later ON true
        WHERE seen.kind = 'loop-qualification.contradicted')
     SELECT count(*)::integer AS tested, (count(*) FILTER (WHERE holds))::integer AS held
       FROM (SELECT bool_and(holds) AS holds FROM tests GROUP BY loop) loops`,
    [about.agreementId, about.from, about.to],
  );
  return row ?? { tested: 0, held: 0 };
}
