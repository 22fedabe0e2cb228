import type { Tx } from '../../platform/transaction.ts';

/** How much of the plant of an incumbent is on record in one office. */
export interface OfficeCounts {
  /** CLLI. */
  readonly wireCenter: string;
  readonly addresses: number;
  readonly loops: number;
  readonly spareLoops: number;
  /** Loops whose make-up was measured. */
  readonly measured: number;
  readonly numbers: number;
  readonly freeNumbers: number;
  readonly features: number;
}

/** Counts by office, as the scope may see them. */
export async function countPlant(tx: Tx, provider: string): Promise<OfficeCounts[]> {
  const rows = await tx.query<Record<string, number> & { wire_center: string }>(
    `WITH places AS (SELECT wire_center, count(*)::integer AS n FROM service_address WHERE provider = $1 GROUP BY 1),
          pairs AS (SELECT wire_center, count(*)::integer AS n, count(*) FILTER (WHERE status = 'spare')::integer AS spare,
                           count(measured)::integer AS measured
                      FROM loop_record WHERE provider = $1 GROUP BY 1),
          lines AS (SELECT wire_center, count(*)::integer AS n,
                           count(*) FILTER (WHERE state = 'available' AND NOT ported_in)::integer AS free
                      FROM telephone_number WHERE provider = $1 GROUP BY 1),
          switches AS (SELECT wire_center, count(*)::integer AS n FROM switch_feature WHERE provider = $1 GROUP BY 1)
     SELECT wire_center, coalesce(a.n, 0) AS addresses, coalesce(p.n, 0) AS loops, coalesce(p.spare, 0) AS spare,
            coalesce(p.measured, 0) AS measured, coalesce(l.n, 0) AS numbers, coalesce(l.free, 0) AS free,
            coalesce(s.n, 0) AS features
       FROM places a FULL JOIN pairs p USING (wire_center) FULL JOIN lines l USING (wire_center) FULL JOIN switches s USING (wire_center)
      ORDER BY wire_center`,
    [provider],
  );
  return rows.map((row) => ({
    wireCenter: row.wire_center,
    addresses: row['addresses'] ?? 0,
    loops: row['loops'] ?? 0,
    spareLoops: row['spare'] ?? 0,
    measured: row['measured'] ?? 0,
    numbers: row['numbers'] ?? 0,
    freeNumbers: row['free'] ?? 0,
    features: row['features'] ?? 0,
  }));
}
