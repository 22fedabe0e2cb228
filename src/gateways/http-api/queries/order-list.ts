import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { readInstant } from '../../../cases/instant.ts';
import { pageOfCases } from '../../../cases/page.ts';
import type { CaseQuery } from '../../../cases/page.ts';
import type { Tx } from '../../../platform/database.ts';
import type { OrderCount, OrderCounts, OrderHead, OrderPage } from '../shapes/order.ts';
import { CLOCK_COLUMNS, clockHead } from './orders.ts';
import type { ClockRow } from './orders.ts';

/** Which orders of an agreement, and a page of them. */
export interface OrderQuery extends Omit<CaseQuery, 'after' | 'dueBefore'> {
  /** Cursor of the page before. */
  readonly after?: string | undefined;
}

/** More open orders than these are not counted one by one. */
const MOST_COUNTED = 10_000;

export interface HeadRow {
  case_id: string;
  kind: string;
  state: string;
  open: boolean;
  replayed: boolean;
  opened_at: string;
  changed_at: string;
  summary: OrderHead['summary'];
}

export const HEAD_COLUMNS = 'case_id, kind, state, open, replayed, opened_at, changed_at, summary';

/**
 * A page of orders, newest first, or by their numbers where these begin so: read from where the last one ended, never counted
 * through. Fails when the cursor is none.
 */
export async function pageOfOrders(tx: Tx, { after, ...query }: OrderQuery): Promise<Result<OrderPage>> {
  const from = after === undefined ? undefined : readCursor(after, query);
  if (after !== undefined && from === undefined) return fail(noCursor);
  const { cases, next } = await pageOfCases(tx, { ...query, ...(from === undefined ? {} : { after: from }) });
  const rows = cases.map((one) => ({
    case_id: one.caseId,
    kind: one.kind,
    state: one.state,
    open: one.open,
    replayed: one.replayed,
    opened_at: one.openedAt,
    changed_at: one.changedAt,
    summary: one.summary,
  }));
  return ok({
    orders: await withClocks(tx, query.agreementId, rows),
    next: next === undefined ? null : Buffer.from(next).toString('base64url'),
  });
}

/** Rows of orders with their clocks. */
export async function withClocks(
  tx: Tx,
  agreementId: string,
  rows: readonly HeadRow[],
): Promise<OrderHead[]> {
  if (rows.length === 0) return [];
  const clocks = await tx.query<ClockRow & Record<string, unknown>>(
    `SELECT ${CLOCK_COLUMNS} FROM clock WHERE agreement_id = $1 AND case_id = ANY($2)
      ORDER BY case_id, started_at, name, run`,
    [agreementId, rows.map((row) => row.case_id)],
  );
  const byCase = Map.groupBy(clocks, (clock) => clock.case_id);
  return rows.map((row) => ({
    id: row.case_id,
    kind: row.kind,
    state: row.state,
    isOpen: row.open,
    isReplayed: row.replayed,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    summary: row.summary,
    clocks: (byCase.get(row.case_id) ?? []).map(clockHead),
  }));
}

interface OrdersNow extends Pick<OrderQuery, 'agreementId' | 'kinds'> {
  readonly now: Temporal.Instant;
}

/** Open orders by state, and how many of them have a clock that is past. */
export async function countOpenOrders(tx: Tx, { agreementId, kinds, now }: OrdersNow): Promise<OrderCounts> {
  const states = await tx.query<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count
       FROM (SELECT state FROM case_state
              WHERE agreement_id = $1 AND kind = ANY($2) AND open LIMIT ${MOST_COUNTED}) o
      GROUP BY state ORDER BY state`,
    [agreementId, kinds],
  );
  const [late] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count
       FROM (SELECT DISTINCT k.case_id
               FROM clock k JOIN case_state s ON (s.agreement_id, s.case_id) = (k.agreement_id, k.case_id)
              WHERE k.agreement_id = $1 AND k.state = 'running' AND k.due_until < $3 AND s.kind = ANY($2) AND s.open
              LIMIT ${MOST_COUNTED}) o`,
    [agreementId, kinds, now.toString()],
  );
  const total = states.reduce((sum, { count }) => sum + count, 0);
  return {
    states: states.map(({ state, count }): OrderCount => ({ state, count })),
    overdue: late?.count ?? 0,
    isCapped: total >= MOST_COUNTED,
  };
}

/** Where a page ended: what the list is ordered by, a moment or a number, and the id of its last order. */
function readCursor(text: string, { pon }: Pick<OrderQuery, 'pon'>): string | undefined {
  const cursor = Buffer.from(text, 'base64url').toString();
  const [at = '', caseId = '', more] = cursor.split('\n');
  if (caseId === '' || more !== undefined || cursor.includes('\0')) return undefined;
  return pon !== undefined || readInstant(at, 'UTC') !== undefined ? cursor : undefined;
}

const noCursor = {
  id: 'api/cursor',
  field: 'after',
  sentence: 'This is no place in the list of orders.',
  cure: 'Take `next` of the page before, or leave it out.',
};
