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

/** Of these things, those that another order holds: `cfa 101/T1`, `circuit 60.LXFU…`. */
export async function heldByOthers(
  tx: Tx,
  agreementId: string,
  wanted: readonly { readonly what: string; readonly value: string }[],
  own: readonly string[],
): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const rows = await tx.query<{ what: string; value: string }>(
    `SELECT what, value FROM case_hold
      WHERE agreement_id = $1 AND (what, value) IN (SELECT * FROM unnest($2::text[], $3::text[]))
        AND case_id <> ALL($4)`,
    [agreementId, wanted.map(({ what }) => what), wanted.map(({ value }) => value), own],
  );
  return new Set(rows.map(({ what, value }) => `${what} ${value}`));
}

/** Circuits of these that are in service under the agreement. */
export async function circuitsInService(
  tx: Tx,
  agreementId: string,
  ecckts: readonly string[],
): Promise<ReadonlyMap<string, { readonly product: string; readonly wireCenter: string }>> {
  if (ecckts.length === 0) return new Map();
  const rows = await tx.query<{ ecckt: string; product: string; wire_center: string }>(
    `SELECT ecckt, product, wire_center FROM circuit
      WHERE agreement_id = $1 AND ecckt = ANY($2) AND out_of_service_on IS NULL`,
    [agreementId, ecckts],
  );
  return new Map(rows.map((row) => [row.ecckt, { product: row.product, wireCenter: row.wire_center }]));
}

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
