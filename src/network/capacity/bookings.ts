import type { Tx } from '../../platform/transaction.ts';
import type { CapacityPart } from './book-capacity.ts';
import type { OfficeDays } from './free-capacity.ts';

/** Lines that are booked and not given back. */
export interface CapacityBooking extends CapacityPart {
  readonly agreementId: string;
  readonly caseId: string;
  readonly office: string;
}

interface Row {
  readonly agreement_id: string;
  readonly case_id: string;
  readonly office: string;
  readonly on_date: string;
  readonly window_from: string;
  readonly window_to: string;
  readonly lines: number;
}

const COLUMNS = 'agreement_id, case_id, office, on_date, window_from, window_to, lines';

/** Bookings of an office that the asker may see, by day and window, of one pool: a competitor's own, an incumbent's all. */
export async function bookingsIn(
  tx: Tx,
  { office, from, to, pool = 'frames' }: Omit<OfficeDays, 'provider'>,
): Promise<CapacityBooking[]> {
  const rows = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM capacity_booking
      WHERE office = $1 AND on_date BETWEEN $2 AND $3 AND pool = $4 AND released_at IS NULL
      ORDER BY on_date, window_from, agreement_id, case_id`,
    [office, from, to, pool],
  );
  return rows.map(toBooking);
}

/** What a case has booked, by day, of whichever pool. */
export async function bookingsOf(tx: Tx, agreementId: string, caseId: string): Promise<CapacityBooking[]> {
  const rows = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM capacity_booking
      WHERE agreement_id = $1 AND case_id = $2 AND released_at IS NULL ORDER BY on_date, office`,
    [agreementId, caseId],
  );
  return rows.map(toBooking);
}

const toBooking = (row: Row): CapacityBooking => ({
  agreementId: row.agreement_id,
  caseId: row.case_id,
  office: row.office,
  date: row.on_date,
  windowFrom: row.window_from,
  windowTo: row.window_to,
  lines: row.lines,
});
