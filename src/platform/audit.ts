import type { WallClock } from './clock.ts';
import type { Tx } from './transaction.ts';

/** What somebody did. The transaction's scope adds the agreement or the party. */
export interface AuditEntry {
  /** The user, or the part of the program that acted by itself. */
  who: string;
  /** The act, as a verb: `read`, `placed`, `approved`. */
  what: string;
  /** The thing acted on, by its natural key. */
  subject: string;
  /** Why it was permitted; the purpose of use where information is restricted. */
  purpose: string;
  /** In whose trail it is, where it is written for an agreement; of a party's transaction it is that party's. */
  party?: string;
}

/** Adds an entry to the audit trail, in the transaction of the act itself. */
export async function recordAudit(tx: Tx, clock: WallClock, entry: AuditEntry): Promise<void> {
  await tx.execute(
    `INSERT INTO audit (who, what, subject, purpose, at, for_party)
     VALUES ($1, $2, $3, $4, $5, coalesce($6, meetpoint_party()))`,
    [entry.who, entry.what, entry.subject, entry.purpose, clock.now(), entry.party ?? null],
  );
}
