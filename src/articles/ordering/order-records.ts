import { stateAfter } from '../../cases/event-problems.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import { loadEvents } from '../../cases/store.ts';
import type { Tx } from '../../platform/database.ts';
import { asrKind } from './asr.ts';
import { lsrKind } from './lsr.ts';
import { versionsPrefix } from './order-id.ts';
import type { OrderKindName } from './order-id.ts';

/** Kinds of orders. */
export const orderKinds = [lsrKind, asrKind] as const;

export const kindNamed = (name: OrderKindName) => (name === 'asr' ? asrKind : lsrKind);

/** One version of an order that is on record. */
export interface VersionHead {
  readonly caseId: string;
  readonly ver: string;
  readonly state: string;
  /** Kept by a month's files: nobody supplements or answers it by hand. */
  readonly replayed: boolean;
}

/** All versions of an order that are on record, the first first. */
export async function versionsOf(
  tx: Tx,
  agreementId: string,
  kind: OrderKindName,
  about: { readonly ccna: string; readonly pon: string },
): Promise<VersionHead[]> {
  const prefix = versionsPrefix(kind, about);
  const rows = await tx.query<{ case_id: string; state: string; replayed: boolean }>(
    // A slash is followed by a zero: all ids that begin with the prefix, along the primary key.
    `SELECT case_id, state, replayed FROM case_state
      WHERE agreement_id = $1 AND case_id > $2 AND case_id < $3 AND kind = $4 ORDER BY case_id`,
    [agreementId, prefix, `${prefix.slice(0, -1)}0`, kind],
  );
  return rows.map(({ case_id: caseId, state, replayed }) => ({
    caseId,
    ver: caseId.slice(prefix.length),
    state,
    replayed,
  }));
}

/** One order at a time of each number: two versions that come together are taken one after the other. */
export const lockOrder = (
  tx: Tx,
  agreementId: string,
  kind: OrderKindName,
  about: { readonly ccna: string; readonly pon: string },
): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [
    `${agreementId} ${versionsPrefix(kind, about)}`,
  ]);

/** An order's events with the state that they make. */
export async function eventsOf(
  tx: Tx,
  agreementId: string,
  kind: OrderKindName,
  caseId: string,
): Promise<{ readonly state: string; readonly events: readonly CaseEvent[] }> {
  const there = await loadEvents(tx, agreementId, caseId);
  const events = there.kind === kind ? there.events : [];
  return { state: stateAfter(kindNamed(kind), events), events };
}
