import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Tx } from '../../../platform/database.ts';
import type { OrderCount, OrderHead, OrderPage } from '../shapes/order.ts';
import { CLOCK_COLUMNS, clockHead } from './orders.ts';
import type { ClockRow } from './orders.ts';

/** Which orders of an agreement. */
export interface OrderFilter {
  readonly agreementId: string;
  /** Names of case kinds. */
  readonly kinds: readonly string[];
  readonly state?: string | undefined;
  /** Only those in which something may still happen. */
  readonly open?: boolean | undefined;
  /** Only those of which a clock is past. */
  readonly overdue?: boolean | undefined;
  /** Beginning of the order's number. */
  readonly pon?: string | undefined;
  readonly product?: string | undefined;
  readonly wireCenter?: string | undefined;
  readonly project?: string | undefined;
  /** First and last due date. */
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly now: Temporal.Instant;
}

/** Where a page begins, and how many orders it has at most. */
export interface Paging {
  /** Cursor of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
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
 * A page of orders, newest first: read from where the last one ended, never counted through. Fails when the cursor is none.
 */
export async function pageOfOrders(
  tx: Tx,
  filter: OrderFilter,
  { after, limit }: Paging,
): Promise<Result<OrderPage>> {
  const from = after === undefined ? undefined : readCursor(after);
  if (after !== undefined && from === undefined) return fail(noCursor);
  const { where, values } = conditions(filter, from);
  // Each kind from its own index: one that is asked for both would be sorted whole.
  const parts = filter.kinds.map(
    (_, index) => `(SELECT ${HEAD_COLUMNS} FROM case_state
      WHERE kind = ($2::text[])[${index + 1}] AND ${where}
      ORDER BY opened_at DESC, case_id DESC LIMIT $3)`,
  );
  const rows =
    parts.length === 0
      ? []
      : await tx.query<HeadRow & Record<string, unknown>>(
          `SELECT * FROM (${parts.join(' UNION ALL ')}) o ORDER BY opened_at DESC, case_id DESC LIMIT $3`,
          [filter.agreementId, filter.kinds, limit + 1, ...values],
        );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return ok({
    orders: await withClocks(tx, filter.agreementId, shown),
    next: rows.length > limit && last !== undefined ? cursorOf(last) : null,
    ...(after === undefined ? { open: await countOpen(tx, filter) } : {}),
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

interface Cursor {
  readonly openedAt: string;
  readonly caseId: string;
}

function conditions(filter: OrderFilter, from: Cursor | undefined): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const value = (given: unknown): string => {
    values.push(given);
    return `$${values.length + 3}`;
  };
  const parts = ['agreement_id = $1'];
  if (from !== undefined)
    parts.push(`(opened_at, case_id) < (${value(from.openedAt)}::timestamptz, ${value(from.caseId)})`);
  if (filter.open === true) parts.push('open');
  if (filter.state !== undefined) parts.push(`state = ${value(filter.state)}`);
  if (filter.overdue === true)
    parts.push(`open AND EXISTS (SELECT FROM clock k
      WHERE (k.agreement_id, k.case_id) = (case_state.agreement_id, case_state.case_id)
        AND k.state = 'running' AND k.due_until < ${value(filter.now.toString())})`);
  if (filter.pon !== undefined && filter.pon !== '') {
    const first = value(filter.pon);
    parts.push(`summary ->> 'pon' COLLATE "C" >= ${first}`);
    parts.push(`summary ->> 'pon' COLLATE "C" < ${value(`${filter.pon}\u{10FFFF}`)}`);
  }
  const equal = { product: filter.product, wireCenter: filter.wireCenter, project: filter.project };
  for (const [name, wanted] of Object.entries(equal))
    if (wanted !== undefined) parts.push(`summary ->> '${name}' = ${value(wanted)}`);
  if (filter.dueFrom !== undefined) parts.push(`summary ->> 'dueDate' >= ${value(filter.dueFrom)}`);
  if (filter.dueTo !== undefined) parts.push(`summary ->> 'dueDate' <= ${value(filter.dueTo)}`);
  return { where: parts.join(' AND '), values };
}

/** Open orders by state, and how many of them have a clock that is past. */
async function countOpen(
  tx: Tx,
  { agreementId, kinds, now }: OrderFilter,
): Promise<NonNullable<OrderPage['open']>> {
  const rows = await tx.query<{ state: string; count: number; overdue: number }>(
    `SELECT state, count(*)::int AS count, count(*) FILTER (WHERE late)::int AS overdue
       FROM (SELECT state, EXISTS (SELECT FROM clock k
                      WHERE (k.agreement_id, k.case_id) = (s.agreement_id, s.case_id)
                        AND k.state = 'running' AND k.due_until < $4) AS late
               FROM case_state s
              WHERE agreement_id = $1 AND kind = ANY($2) AND open LIMIT $3) o
      GROUP BY state ORDER BY state`,
    [agreementId, kinds, MOST_COUNTED, now.toString()],
  );
  const sum = (of: (row: { count: number; overdue: number }) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const states: OrderCount[] = rows.map(({ state, count }) => ({ state, count }));
  return {
    states,
    overdue: sum(({ overdue }) => overdue),
    isCapped: sum(({ count }) => count) >= MOST_COUNTED,
  };
}

const cursorOf = ({ opened_at, case_id }: HeadRow): string =>
  Buffer.from(`${opened_at} ${case_id}`).toString('base64url');

function readCursor(text: string): Cursor | undefined {
  const [openedAt = '', caseId = ''] = Buffer.from(text, 'base64url').toString().split(/ (.*)/s);
  try {
    Temporal.Instant.from(openedAt);
  } catch {
    return undefined;
  }
  return caseId === '' ? undefined : { openedAt, caseId };
}

const noCursor = {
  id: 'api/cursor',
  field: 'after',
  sentence: 'This is no place in the list of orders.',
  cure: 'Take `next` of the page before, or leave it out.',
};
