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
  total: number;
  /** Null where the page has no order. */
  agreement_id: string | null;
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
 * the last without an answer, else the last. The same as `orderState` says of one. Versions are gone through once, and what is said
 * in them is left where it is: `lead` is how much a version says, the version and its state, of which the greatest counts.
 */
const ORDERS = `
  WITH head AS (
    SELECT agreement_id, order_id, min(opened_at) AS ordered_at, bool_or(state = ANY ($3)) AS asked,
           min(changed_at) FILTER (WHERE state = 'cancelled') AS cancelled_at,
           max(CASE WHEN state = ANY ($2) THEN '3' WHEN state = ANY ($3) THEN '2' WHEN state = 'superseded' THEN '0' ELSE '1' END
               || case_id || chr(1) || state) AS lead
      FROM (SELECT agreement_id, case_id, state, opened_at, changed_at,
                   left(case_id, length(case_id) - position('/' in reverse(case_id)) + 1) AS order_id
              FROM case_state
             WHERE agreement_id = ANY ($1) AND kind IN ('lsr', 'asr') AND ($7::text IS NULL OR pon = $7)) AS version
     GROUP BY agreement_id, order_id),
  told AS (
    SELECT agreement_id, order_id, ordered_at, cancelled_at, split_part(substr(lead, 2), chr(1), 1) AS case_id,
           CASE WHEN asked AND state = 'inProgress' THEN $5 ELSE state END AS state
      FROM (SELECT *, coalesce($4::jsonb ->> split_part(lead, chr(1), 2), 'acknowledged') AS state FROM head) AS standing),
  whole AS (
    SELECT agreement_id, order_id, ordered_at, case_id, state, CASE WHEN state = 'cancelled' THEN cancelled_at END AS cancelled_at
      FROM told WHERE $6::text IS NULL OR state = $6)`;

/** Orders with what their version says; asked only where a list is narrowed by that. */
const DATED = `
  (SELECT whole.*, s.summary ->> 'project' AS project,
          (s.summary ->> 'desiredDueDate')::date::timestamp AT TIME ZONE zone AS requested_at,
          (s.summary ->> 'dueDate')::date::timestamp AT TIME ZONE zone AS expected_at,
          CASE WHEN whole.state = 'completed' THEN (s.summary ->> 'completedOn')::date::timestamp AT TIME ZONE zone END AS completed_at
     FROM whole JOIN case_state s USING (agreement_id, case_id)
     JOIN jsonb_to_recordset($8::jsonb) AS z(id text, zone text) ON z.id = whole.agreement_id) AS dated`;

/** A page of orders, newest first, as the document's lists show them, and how many there are in all. */
export async function pageOfProductOrders(
  tx: Tx,
  query: OrderListQuery,
  page: PageWanted,
): Promise<{ readonly found: readonly object[]; readonly total: number }> {
  const values: unknown[] = [
    query.agreements.map(({ id }) => id),
    [...STANDING],
    [...OPEN],
    JSON.stringify(ORDER_STATES),
    ASSESSING,
    query.state ?? null,
    query.externalId ?? null,
  ];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const between = (column: string, { after, before }: Between): string[] => [
    ...(after === undefined ? [] : [`${column} > ${value(after)}::timestamptz`]),
    ...(before === undefined ? [] : [`${column} < ${value(before)}::timestamptz`]),
  ];
  const { projectId, completionDate, requestedDate, expectedDate } = query;
  const isDated =
    projectId !== undefined ||
    [completionDate, requestedDate, expectedDate].some(
      ({ after, before }) => after !== undefined || before !== undefined,
    );
  if (isDated) value(JSON.stringify(query.agreements.map(({ id, timeZone }) => ({ id, zone: timeZone }))));
  const wanted = [
    ...between('ordered_at', query.orderDate),
    ...between('cancelled_at', query.cancellationDate),
    ...(projectId === undefined ? [] : [`project = ${value(projectId)}`]),
    ...between('completed_at', completionDate),
    ...between('requested_at', requestedDate),
    ...between('expected_at', expectedDate),
  ];
  const order = 'ordered_at DESC, agreement_id, order_id';
  const rows = await tx.query<Row>(
    `${ORDERS},
     wanted AS MATERIALIZED (
       SELECT agreement_id, order_id, ordered_at, case_id, state, cancelled_at
         FROM ${isDated ? DATED : 'whole'}${wanted.length === 0 ? '' : ` WHERE ${wanted.join(' AND ')}`}),
     page AS MATERIALIZED (SELECT * FROM wanted ORDER BY ${order} OFFSET ${value(page.offset)} LIMIT ${value(page.limit)}),
     shown AS (
       SELECT page.*, s.summary ->> 'pon' AS pon, s.summary ->> 'project' AS project,
              CASE WHEN page.state = 'completed' THEN s.summary ->> 'completedOn' END AS completed_on
         FROM page JOIN case_state s USING (agreement_id, case_id))
     SELECT total, agreement_id, order_id, ordered_at, state, cancelled_at, pon, project, completed_on
       FROM (SELECT count(*)::int AS total FROM wanted) AS counted LEFT JOIN shown ON true ORDER BY ${order}`,
    values,
  );
  const zones = new Map(query.agreements.map(({ id, timeZone }) => [id, timeZone]));
  const found = rows.flatMap(({ agreement_id: agreementId, ...row }) => {
    if (agreementId === null) return [];
    const timeZone = zones.get(agreementId) ?? 'UTC';
    return [
      {
        id: orderRefId(orderKeyOfCase(agreementId, `${row.order_id}-`)),
        state: row.state,
        orderDate: row.ordered_at,
        ...(row.pon === null ? {} : { externalId: row.pon }),
        ...(row.project === null ? {} : { projectId: row.project }),
        ...(row.completed_on === null ? {} : { completionDate: startOfDay({ timeZone }, row.completed_on) }),
        ...(row.cancelled_at === null ? {} : { cancellationDate: row.cancelled_at }),
      },
    ];
  });
  return { found, total: rows[0]?.total ?? 0 };
}
