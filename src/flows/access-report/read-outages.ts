import type { Outage } from '../../articles/oss-access/availability/oss-availability.ts';
import type { Tx } from '../../platform/database.ts';

/** An outage or planned downtime, as its case has it. */
export interface OutageCase {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  /** What the availability reads; undefined before it has begun. */
  readonly outage?: Outage;
  readonly plannedFrom?: string;
  readonly plannedTo?: string;
}

/** Outages that touch a stretch of time, or are to come after it, soonest first; cancelled ones are left out. */
export async function readOutages(
  tx: Tx,
  about: { readonly agreementId: string; readonly from: string; readonly to: string },
): Promise<readonly OutageCase[]> {
  const rows = await tx.query<{ case_id: string; state: string; summary: Record<string, string> }>(
    `SELECT case_id, state, summary FROM case_state
      WHERE agreement_id = $1 AND kind = 'oss-outage' AND state <> 'cancelled'
        AND (summary ->> 'to' IS NULL OR (summary ->> 'to')::timestamptz > $2)
        AND ((summary ->> 'from')::timestamptz < $3 OR summary ->> 'from' IS NULL)
      ORDER BY coalesce(summary ->> 'from', summary ->> 'plannedFrom')::timestamptz, case_id`,
    [about.agreementId, about.from, about.to],
  );
  return rows.map(({ case_id: id, state, summary }) => {
    const { kind, from, to, announcedAt, plannedFrom, plannedTo, reason = '' } = summary;
    const planned = {
      ...(plannedFrom === undefined ? {} : { plannedFrom }),
      ...(plannedTo === undefined ? {} : { plannedTo }),
    };
    return {
      id,
      state,
      reason,
      ...planned,
      ...(from === undefined
        ? {}
        : {
            outage: {
              id,
              kind: kind === 'scheduled' ? 'scheduled' : 'unscheduled',
              from,
              ...(to === undefined ? {} : { to }),
              ...(announcedAt === undefined ? {} : { announcedAt }),
              ...planned,
            } satisfies Outage,
          }),
    };
  });
}
