import type { Tx } from '../../../platform/database.ts';
import type { AuditView } from '../shapes/user.ts';

type Entry = AuditView['entries'][number];

export interface AuditQuery {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  /** A part of the subject. */
  readonly subject?: string | undefined;
  readonly purpose?: string | undefined;
  /** Instants: from the first on, before the second. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Number of the entry before which the page begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of the trail that the scope may see, the newest first. */
export async function pageOfAudit(tx: Tx, query: AuditQuery): Promise<AuditView> {
  const { who, what, subject, purpose, from, to, after, limit } = query;
  const rows = await tx.query<Entry>(
    `SELECT seq::text AS seq, at, who, what, subject, purpose, agreement_id AS agreement FROM audit
      WHERE ($1::text IS NULL OR who = $1) AND ($2::text IS NULL OR what = $2)
        AND ($3::text IS NULL OR position(lower($3) IN lower(subject)) > 0)
        AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
        AND ($6::bigint IS NULL OR seq < $6) AND ($8::text IS NULL OR purpose = $8)
      ORDER BY audit.seq DESC LIMIT $7`,
    [
      who ?? null,
      what ?? null,
      subject ?? null,
      from ?? null,
      to ?? null,
      after ?? null,
      limit + 1,
      purpose ?? null,
    ],
  );
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}
