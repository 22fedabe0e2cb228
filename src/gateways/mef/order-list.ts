import type { Tx } from '../../platform/transaction.ts';
import { orderKeyOfCase, orderRefId } from '../tmf/ids.ts';
import type { PageWanted } from './paging.ts';
import { startOfDay } from './items-of-forms.ts';
import { ASSESSING, OPEN, ORDER_STATES, STANDING } from './states.ts';
import type { OrderState } from './states.ts';

/** Moments between which something lies; instants, neither included. */
export interface Between {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** Which orders a page shows. All that is named must hold. */
export interface OrderListQuery {
  /** Agreements by id, each with its time zone. */
  readonly agreements: readonly { readonly id: string; readonly timeZone: string }[];
  readonly state?: OrderState | undefined;
  readonly externalId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly orderDate: Between;
  readonly completionDate: Between;
  readonly cancellationDate: Between;
  readonly requestedDate: Between;
  readonly expectedDate: Between;
}

interface Row {
  agreement_id: string;
  order_id: string;
  ordered_at: string;
  state: OrderState;
  cancelled_at: string | null;
  pon: string | null;
  project: string | null;
  completed_on: string | null;
}

/**
 * Orders over all their versions with where each stands: of its versions the last with a promised or finished date says it, else
 * the last without an answer, else the last. The same as `orderState` says of one.
 */
const ORDERS = `
  WITH zone AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS z(id text, zone text)),
  version AS (
    SELECT agreement_id, case_id, kind, state, opened_at, changed_at, summary, regexp_replace(case_id, '[^/]*$', '') AS order_id,
           CASE WHEN state = ANY ($3) THEN 3 WHEN state = ANY ($4) THEN 2 WHEN state = 'superseded' THEN 0 ELSE 1 END AS says
      FROM case_state
     WHERE agreement_id = ANY ($1) AND kind IN ('lsr', 'asr')
       AND ($8::text IS NULL OR summary ->> 'pon' = $8)),
  latest AS (
    SELECT DISTINCT ON (agreement_id, order_id) agreement_id, order_id, state, changed_at, summary
      FROM version ORDER BY agreement_id, order_id, says DESC, case_id DESC),
  whole AS (
    SELECT agreement_id, order_id, min(opened_at) AS ordered_at, bool_or(state = ANY ($4)) AS asked,
           min(changed_at) FILTER (WHERE state = 'cancelled') AS cancelled_at
      FROM version GROUP BY agreement_id, order_id),
  told AS (
    SELECT l.agreement_id, l.order_id, w.ordered_at, l.summary, zone,
           CASE WHEN w.asked AND coalesce($5::jsonb ->> l.state, 'acknowledged') = 'inProgress' THEN $6
                ELSE coalesce($5::jsonb ->> l.state, 'acknowledged') END AS state,
           w.cancelled_at
      FROM latest l JOIN whole w USING (agreement_id, order_id) JOIN zone ON zone.id = l.agreement_id),
  dated AS (
    SELECT agreement_id, order_id, ordered_at, state, CASE WHEN state = 'cancelled' THEN cancelled_at END AS cancelled_at,
           summary ->> 'pon' AS pon, summary ->> 'project' AS project,
           CASE WHEN state = 'completed' THEN summary ->> 'completedOn' END AS completed_on,
           (summary ->> 'desiredDueDate')::date::timestamp AT TIME ZONE zone AS requested_at,
           (summary ->> 'dueDate')::date::timestamp AT TIME ZONE zone AS expected_at,
           CASE WHEN state = 'completed' THEN (summary ->> 'completedOn')::date::timestamp AT TIME ZONE zone END AS completed_at
      FROM told)
  SELECT agreement_id, order_id, ordered_at, state, cancelled_at, pon, project, completed_on FROM dated
   WHERE ($7::text IS NULL OR state = $7) AND ($9::text IS NULL OR project = $9)`;

/** A page of orders, newest first, as the document's lists show them, and how many there are in all. */
export async function pageOfProductOrders(
  tx: Tx,
  query: OrderListQuery,
  page: PageWanted,
): Promise<{ readonly found: readonly object[]; readonly total: number }> {
  const values: unknown[] = [
    query.agreements.map(({ id }) => id),
    JSON.stringify(query.agreements.map(({ id, timeZone }) => ({ id, zone: timeZone }))),
    [...STANDING],
    [...OPEN],
    JSON.stringify(ORDER_STATES),
    ASSESSING,
    query.state ?? null,
    query.externalId ?? null,
    query.projectId ?? null,
  ];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const between = (column: string, { after, before }: Between): string =>
    (after === undefined ? '' : ` AND ${column} > ${value(after)}::timestamptz`) +
    (before === undefined ? '' : ` AND ${column} < ${value(before)}::timestamptz`);
  const wanted =
    ORDERS +
    between('ordered_at', query.orderDate) +
    between('completed_at', query.completionDate) +
    between('cancelled_at', query.cancellationDate) +
    between('requested_at', query.requestedDate) +
    between('expected_at', query.expectedDate);
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM (${wanted}) AS counted`,
    values,
  );
  const rows = await tx.query<Row>(
    `${wanted} ORDER BY ordered_at DESC, agreement_id, order_id OFFSET ${value(page.offset)} LIMIT ${value(page.limit)}`,
    values,
  );
  const zones = new Map(query.agreements.map(({ id, timeZone }) => [id, timeZone]));
  const found = rows.map((row) => {
    const timeZone = zones.get(row.agreement_id) ?? 'UTC';
    return {
      id: orderRefId(orderKeyOfCase(row.agreement_id, `${row.order_id}-`)),
      state: row.state,
      orderDate: row.ordered_at,
      ...(row.pon === null ? {} : { externalId: row.pon }),
      ...(row.project === null ? {} : { projectId: row.project }),
      ...(row.completed_on === null ? {} : { completionDate: startOfDay({ timeZone }, row.completed_on) }),
      ...(row.cancelled_at === null ? {} : { cancellationDate: row.cancelled_at }),
    };
  });
  return { found, total: count?.total ?? 0 };
}
