import { formsWithoutCustomer } from '../http-api/customer-forms.ts';
import { versionsPrefix } from '../../articles/ordering/order-id.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Tx } from '../../platform/transaction.ts';
import { REPLACED, STANDING } from './order-states.ts';
import { orderKeyOfCase } from './ids.ts';
import type { OrderKey } from './ids.ts';
import { whereOf } from './list-query.ts';
import type { ListQuery, SqlAttribute } from './list-query.ts';

/** What was said of a version. */
export interface OrderEvent {
  readonly name: string;
  readonly seq: number;
  /** Instant. */
  readonly occurredAt: string;
  readonly actor: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One version of an order, with what is told of it. */
export interface OrderVersion {
  readonly caseId: string;
  readonly ver: string;
  readonly state: string;
  readonly openedAt: string;
  readonly changedAt: string;
  readonly summary: Readonly<Record<string, unknown>>;
  /** The order as it was sent, without what tells of the end user; undefined where it came as fields. */
  readonly forms: OrderDocument | undefined;
  readonly events: readonly OrderEvent[];
}

/** An order with all its versions, the first first. */
export interface OrderRecord {
  readonly key: OrderKey;
  readonly versions: readonly OrderVersion[];
}

/** Events of which something is told. */
const TOLD = [
  'clarification-requested',
  'rejected',
  'confirmed',
  'supplement-refused',
  'jeopardy',
  'jeopardy-cleared',
  'customer-not-ready',
  'rescheduled',
  'completed',
  'cancelled',
];

/** One order; undefined where there is none, or it is another carrier's. */
export async function findOrder(tx: Tx, key: OrderKey): Promise<OrderRecord | undefined> {
  const [found] = await readOrders(tx, [key]);
  return found;
}

/** These orders, in their order; those that are not there are left out. */
export async function readOrders(tx: Tx, keys: readonly OrderKey[]): Promise<OrderRecord[]> {
  if (keys.length === 0) return [];
  const rows = await tx.query<{
    at: number;
    case_id: string;
    state: string;
    opened_at: string;
    changed_at: string;
    summary: Record<string, unknown>;
    forms: Parameters<typeof formsWithoutCustomer>[0] | null;
    events: OrderEvent[];
  }>(
    `SELECT wanted.at::int AS at, s.case_id, s.state, s.opened_at, s.changed_at, s.summary,
            (SELECT body -> 'forms' FROM event f WHERE (f.agreement_id, f.case_id, f.seq) = (s.agreement_id, s.case_id, 1)) AS forms,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('name', split_part(e.kind, '.', 2), 'seq', e.seq, 'occurredAt',
                      to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'actor', e.actor, 'body', e.body) ORDER BY e.seq), '[]')
               FROM event e WHERE e.agreement_id = s.agreement_id AND e.case_id = s.case_id AND split_part(e.kind, '.', 2) = ANY ($3)) AS events
       FROM unnest($1::text[], $2::text[], $4::text[], $5::text[]) WITH ORDINALITY AS wanted (agreement_id, prefix, kind, pon, at)
       JOIN case_state s ON s.agreement_id = wanted.agreement_id COLLATE "C" AND s.kind = wanted.kind COLLATE "C"
        AND s.pon = wanted.pon COLLATE "C" AND starts_with(s.case_id, wanted.prefix)
      ORDER BY wanted.at, s.case_id`,
    [
      keys.map(({ agreementId }) => agreementId),
      keys.map((key) => versionsPrefix(key.kind, { ...key })),
      TOLD,
      keys.map(({ kind }) => kind),
      keys.map(({ pon }) => pon),
    ],
  );
  const byOrder = Map.groupBy(rows, ({ at }) => at);
  return keys.flatMap((key, index) => {
    const versions = byOrder.get(index + 1);
    return versions === undefined
      ? []
      : [
          {
            key,
            versions: versions.map((row) => ({
              caseId: row.case_id,
              ver: String(row.summary['ver'] ?? row.case_id.split('/').at(-1)),
              state: row.state,
              openedAt: row.opened_at,
              changedAt: row.changed_at,
              summary: row.summary,
              forms: row.forms === null ? undefined : (formsWithoutCustomer(row.forms) as OrderDocument),
              events: row.events,
            })),
          },
        ];
  });
}

/** The forms of a version as they were sent, whole: for the next version, never for an answer. */
export async function wholeForms(
  tx: Tx,
  agreementId: string,
  caseId: string,
): Promise<OrderDocument | undefined> {
  const [row] = await tx.query<{ forms: OrderDocument | null }>(
    `SELECT body -> 'forms' AS forms FROM event WHERE agreement_id = $1 AND case_id = $2 AND seq = 1`,
    [agreementId, caseId],
  );
  return row?.forms ?? undefined;
}

/** More orders than these are not counted one by one. */
export const MOST_COUNTED = 10_000;

const PREFIX = `left(s.case_id, length(s.case_id) - position('/' in reverse(s.case_id)) + 1)`;
/** Other versions of the order: found by its number, which an index knows, then by all that its id begins with. */
const SAME = `o.agreement_id = s.agreement_id AND o.kind = s.kind AND o.pon = s.pon AND starts_with(o.case_id, ${PREFIX})`;
const OTHERS = `SELECT FROM case_state o WHERE ${SAME} AND o.state <> '${REPLACED}'`;
const list = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');

const ORDER = `s.kind IN ('lsr', 'asr')`;

/** `leadingVersion`, said in SQL: no later version stands, and where this one does not, none before it does or comes after it. */
const LEADS = `s.state <> '${REPLACED}'
  AND NOT EXISTS (${OTHERS} AND o.case_id > s.case_id AND (o.state IN (${list(STANDING)}) OR s.state NOT IN (${list(STANDING)})))
  AND (s.state IN (${list(STANDING)})
       OR NOT EXISTS (${OTHERS} AND o.case_id < s.case_id AND o.state IN (${list(STANDING)})))`;

/** Each order has its number, and nearly each this version of it. */
const USUAL = `s.case_id LIKE '%/01'`;
/**
 * One version of each order that has one which was not replaced: as many as there are leading versions, and found sooner. The usual
 * one; where it is not there or was replaced, the first of the others.
 */
const ONE_OF_EACH = [
  USUAL,
  `NOT (${USUAL}) AND NOT EXISTS (${OTHERS} AND (o.case_id LIKE '%/01' OR o.case_id < s.case_id))`,
].map((one) => `SELECT FROM case_state s WHERE ${ORDER} AND s.state <> '${REPLACED}' AND ${one}`);

/** A page of orders by their leading versions, newest first, and how many there are, counted up to `MOST_COUNTED`. */
export async function pageOfOrderKeys(
  tx: Tx,
  { filters, offset, limit }: Pick<ListQuery, 'filters' | 'offset' | 'limit'>,
  attributes: Readonly<Record<string, SqlAttribute>>,
): Promise<{ readonly keys: readonly OrderKey[]; readonly total: number }> {
  const values: unknown[] = [];
  const where = [LEADS, ...whereOf(filters, attributes, (value) => `$${values.push(value)}`)].join(' AND ');
  const newest = 'ORDER BY s.opened_at DESC, s.case_id DESC';
  // Agreement by agreement and kind by kind, as the index of the newest has them: no more of each than the page may show.
  const rows = await tx.query<{ agreement_id: string; case_id: string }>(
    `SELECT s.agreement_id, s.case_id FROM agreement a CROSS JOIN (VALUES ('lsr'), ('asr')) AS k (kind)
      CROSS JOIN LATERAL (
        SELECT s.agreement_id, s.case_id, s.opened_at FROM case_state s
         WHERE s.agreement_id = a.id COLLATE "C" AND s.kind = k.kind COLLATE "C" AND ${where} ${newest} LIMIT ${offset + limit}) AS s
      ${newest} OFFSET ${offset} LIMIT ${limit}`,
    values,
  );
  const counted =
    filters.length === 0
      ? ONE_OF_EACH.join(' UNION ALL ')
      : `SELECT FROM case_state s WHERE ${ORDER} AND ${where}`;
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM (${counted} LIMIT ${MOST_COUNTED}) c`,
    values,
  );
  return {
    keys: rows.map((row) => orderKeyOfCase(row.agreement_id, row.case_id)),
    total: count?.total ?? 0,
  };
}

/** An id is that of the order, whichever version leads. */
export const ID_SQL = `replace(s.agreement_id, '/', '~') || '~' || replace(rtrim(${PREFIX}, '/'), '/', '~')`;
/** When its first version came. */
export const FIRST_SQL = `(SELECT min(o.opened_at) FROM case_state o WHERE ${SAME})`;
