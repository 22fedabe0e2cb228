import type { Agreement } from '../../agreement/agreement.ts';
import { reservationKind } from '../../articles/oss-access/reservations/reservation-case.ts';
import { unwrap } from '../../base/result.ts';
import { recordEvent } from '../../cases/desk.ts';
import { PROGRAM } from '../../cases/kind.ts';
import type { CaseKind, NewEvent } from '../../cases/kind.ts';
import { prepared } from '../../platform/transaction.ts';
import type { Claim, Due, Fire } from '../../platform/sweeper.ts';

interface Row {
  agreement_id: string;
  case_id: string;
  state: 'reserved' | 'assigned';
  /** The order that has it, or had it last. */
  ordered: string | null;
  /** State of that order. */
  order_state: string | null;
  /** The open order that asks for the number now. */
  holder: string | null;
  /** Instants: when the case was written last, when the order that had it was, and when the one that asks for it came. */
  changed_at: string;
  order_changed_at: string | null;
  holder_opened_at: string | null;
}

/** A reserved number whose order is another than its case says. */
export interface ReservationDue extends Due {
  readonly row: Row;
}

const CHANGED = prepared(
  `SELECT s.agreement_id, s.case_id, s.state, s.summary ->> 'order' AS ordered, o.state AS order_state, t.case_id AS holder,
          s.changed_at, o.changed_at AS order_changed_at, t.opened_at AS holder_opened_at
     FROM unnest($1::text[]) AS g(id),
          LATERAL (SELECT agreement_id, case_id, state, summary FROM case_state
                    WHERE agreement_id = g.id AND kind = 'number-reservation' AND open OFFSET 0) r
     JOIN case_state s USING (agreement_id, case_id)
     LEFT JOIN case_hold h ON (h.agreement_id, h.what, h.value) = (s.agreement_id, 'number', s.summary ->> 'number')
     LEFT JOIN case_state t ON (t.agreement_id, t.case_id) = (h.agreement_id, h.case_id) AND t.kind IN ('lsr', 'asr')
     LEFT JOIN case_state o ON (o.agreement_id, o.case_id) = (s.agreement_id, s.summary ->> 'order')
    WHERE NOT s.agreement_id || ' ' || s.case_id = ANY ($2)
      AND ((s.state = 'reserved' AND t.case_id IS NOT NULL)
           OR (s.state = 'assigned' AND t.case_id IS DISTINCT FROM s.summary ->> 'order'))
    ORDER BY s.agreement_id, s.case_id LIMIT 1 FOR UPDATE OF s SKIP LOCKED`,
);

/** Claims one reservation that an order has taken up, or let go, since its case was written. */
export const claimReservations =
  (agreements: ReadonlyMap<string, Agreement>): Claim<ReservationDue> =>
  async (tx, _now, failed) => {
    const [row] = await tx.query<Row>(CHANGED, [[...agreements.keys()], failed]);
    if (!row) return [];
    const scope = { kind: 'agreement', agreementId: row.agreement_id } as const;
    return [{ key: `${row.agreement_id} ${row.case_id}`, scope, row }];
  };

/**
 * Says in the case of a reservation what its order does: asks for the number, has gone without it (the number is reserved for the time
 * that was left), or is completed with it.
 */
export const fireReservation =
  (agreements: ReadonlyMap<string, Agreement>, kinds: readonly CaseKind[]): Fire<ReservationDue> =>
  async (tx, items, now) => {
    for (const { row } of items) {
      const agreement = agreements.get(row.agreement_id);
      if (!agreement) throw new Error(`Agreement ${row.agreement_id} is not loaded.`);
      // As of when the order was written: a reservation does not run out while an order that came in time waits for this.
      let at = Temporal.Instant.from(row.changed_at);
      const event = (name: string, order: string | null, moment: string | null): NewEvent => {
        const said = moment === null ? now : Temporal.Instant.from(moment);
        at = Temporal.Instant.compare(said, at) > 0 ? said : at;
        const occurredAt = at.toString();
        return { name, occurredAt, recordedAt: now.toString(), actor: PROGRAM, body: { order } };
      };
      const done = row.state === 'assigned' && DONE.has(row.order_state ?? '');
      const events: NewEvent[] = [];
      if (row.state === 'assigned')
        events.push(event(done ? 'put-in-service' : 'returned', row.ordered, row.order_changed_at));
      if (row.holder !== null && !done) events.push(event('assigned', row.holder, row.holder_opened_at));
      unwrap(await recordEvent(tx, { agreement, kinds }, reservationKind.kind, row.case_id, ...events));
    }
  };

/** States of an order whose work is done. */
const DONE = new Set(['completed', 'billed']);
