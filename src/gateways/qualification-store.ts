import type { Tx } from '../platform/transaction.ts';

/** The façades' resources that are answers to a question. */
export type QualificationResource = 'tmf-check' | 'tmf-query' | 'mef-poq';

/** An answer that was given, as its resource shows it. It never changes. */
export interface StoredQualification {
  readonly id: string;
  readonly agreementId: string;
  /** Carrier that asked, and its user or API client. */
  readonly party: string;
  readonly who: string;
  readonly resource: QualificationResource;
  /** Instant. */
  readonly askedAt: string;
  /** The asker's own id of it. */
  readonly externalId?: string | undefined;
  /** State of the resource in the façade's words. */
  readonly state: string;
  readonly answer: object;
}

/** Keeps an answer, in the transaction that gives it: the scope is the agreement's, or that of the party that asks. */
export async function storeQualification(tx: Tx, kept: StoredQualification): Promise<void> {
  await tx.execute(
    `INSERT INTO qualification_answer (id, agreement_id, party, who, resource, asked_at, external_id, state, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      kept.id,
      kept.agreementId,
      kept.party,
      kept.who,
      kept.resource,
      kept.askedAt,
      kept.externalId ?? null,
      kept.state,
      JSON.stringify(kept.answer),
    ],
  );
}

/** One answer; undefined where there is none, or it is another carrier's. Scope of the party. */
export async function findQualification(
  tx: Tx,
  resource: QualificationResource,
  id: string,
): Promise<StoredQualification | undefined> {
  const [row] = await tx.query<StoredQualification & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM qualification_answer WHERE resource = $1 AND id = $2`,
    [resource, id],
  );
  return row;
}

/** Which answers of a resource a page shows, newest first. */
export interface QualificationQuery {
  readonly resource: QualificationResource;
  readonly states?: readonly string[] | undefined;
  readonly externalIds?: readonly string[] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A page of the party's answers, and how many there are in all. Scope of the party. */
export async function pageOfQualifications(
  tx: Tx,
  { resource, states, externalIds, offset, limit }: QualificationQuery,
): Promise<{ readonly found: readonly StoredQualification[]; readonly total: number }> {
  const wanted = `resource = $1 AND ($2::text[] IS NULL OR state = ANY ($2)) AND ($3::text[] IS NULL OR external_id = ANY ($3))`;
  const values = [resource, states ?? null, externalIds ?? null];
  const found = await tx.query<StoredQualification & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM qualification_answer WHERE ${wanted} ORDER BY asked_at DESC, id DESC OFFSET $4 LIMIT $5`,
    [...values, offset, limit],
  );
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM qualification_answer WHERE ${wanted}`,
    values,
  );
  return { found, total: count?.total ?? 0 };
}

const COLUMNS = `id, agreement_id AS "agreementId", party, who, resource, asked_at AS "askedAt",
  external_id AS "externalId", state, answer`;
