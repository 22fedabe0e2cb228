import { toCircuit } from '../../inventory/circuit-row.ts';
import type { CircuitRow } from '../../inventory/circuit-row.ts';
import type { Tx } from '../../platform/transaction.ts';
import { PUBLIC_ID_SQL } from '../public-circuit-id.ts';
import type { CircuitSalt } from '../public-circuit-id.ts';
import type { CircuitRecord } from '../tmf/product-resource.ts';
import type { Between } from './order-list.ts';
import type { PageWanted } from './paging.ts';

/** Statuses of a product by the document that products here have. */
export const PRODUCT_STATUSES = [
  'active',
  'active.pendingChange',
  'pendingActive',
  'pendingTerminate',
  'terminated',
] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** Which circuits are looked for. All that is named must hold. */
export interface CircuitQuery {
  /** Agreements, each with the day that it is there. */
  readonly agreements: readonly { readonly id: string; readonly timeZone: string; readonly today: string }[];
  readonly salt: CircuitSalt;
  readonly status?: string | undefined;
  /** Product codes. */
  readonly products?: readonly string[] | undefined;
  readonly wireCenter?: string | undefined;
  /** Cases that began the circuit: what their ids begin with. */
  readonly source?: { readonly agreementId: string; readonly prefix: string } | undefined;
  readonly started?: Between;
  readonly updated?: Between;
  /** Ids without their agreement. */
  readonly publicIds?: readonly string[] | undefined;
}

const OPEN_ORDER = `(SELECT s.summary ->> 'act' FROM case_hold h JOIN case_state s ON (s.agreement_id, s.case_id) = (h.agreement_id, h.case_id)
   WHERE h.agreement_id = c.agreement_id AND h.what = 'circuit' AND h.value = c.ecckt AND s.open LIMIT 1)`;
const STATUS = `CASE WHEN c.out_of_service_on <= t.today THEN 'terminated'
  WHEN c.in_service_on > t.today AND c.period = 1 THEN 'pendingActive'
  WHEN c.out_of_service_on IS NOT NULL THEN 'pendingTerminate'
  WHEN ${OPEN_ORDER} = 'D' THEN 'pendingTerminate'
  WHEN ${OPEN_ORDER} IS NOT NULL THEN 'active.pendingChange' ELSE 'active' END`;
/** The latest period of each circuit: how it is, or was when it left. */
const CIRCUITS = `
  SELECT c.agreement_id, c.ecckt, c.period, c.product, c.wire_center, c.z_wire_center, c.address, c.cfa, c.z_cfa, c.numbers,
         c.resale, c.in_service_on, c.out_of_service_on, c.source, c.disconnect_source, c.vehicle, c.vehicle_evidence, c.changed,
         ${PUBLIC_ID_SQL} AS public_id, ${STATUS} AS status, t.zone,
         (SELECT min(f.in_service_on) FROM circuit f WHERE f.agreement_id = c.agreement_id AND f.ecckt = c.ecckt) AS started_on
    FROM jsonb_to_recordset($2::jsonb) AS t (id text, zone text, today date)
    JOIN circuit c ON c.agreement_id = t.id COLLATE "C"
   WHERE NOT EXISTS (SELECT FROM circuit n WHERE n.agreement_id = c.agreement_id AND n.ecckt = c.ecckt AND n.period > c.period)`;

interface Row extends CircuitRow {
  readonly agreement_id: string;
  readonly public_id: string;
  readonly status: ProductStatus;
  readonly started_on: string;
}

/** A page of circuits by their ids, and how many there are in all. */
export async function pageOfCircuits(
  tx: Tx,
  query: CircuitQuery,
  page: Pick<PageWanted, 'offset' | 'limit'>,
): Promise<{ readonly found: readonly CircuitRecord[]; readonly total: number }> {
  const { agreements, salt, status, products, wireCenter, source, publicIds } = query;
  const days = agreements.map(({ id, timeZone: zone, today }) => ({ id, zone, today }));
  const values: unknown[] = [salt, JSON.stringify(days)];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const between = (column: string, { after, before }: Between = {}): string[] => [
    ...(after === undefined ? [] : [`${column}::timestamp AT TIME ZONE zone > ${value(after)}::timestamptz`]),
    ...(before === undefined
      ? []
      : [`${column}::timestamp AT TIME ZONE zone < ${value(before)}::timestamptz`]),
  ];
  const wanted = [
    ...(status === undefined ? [] : [`status = ${value(status)}`]),
    ...(products === undefined ? [] : [`product = ANY (${value(products)})`]),
    ...(wireCenter === undefined ? [] : [`wire_center = ${value(wireCenter)}`]),
    ...(publicIds === undefined ? [] : [`public_id = ANY (${value(publicIds)})`]),
    ...(source === undefined
      ? []
      : [`agreement_id = ${value(source.agreementId)} AND starts_with(source, ${value(source.prefix)})`]),
    ...between('started_on', query.started),
    ...between('coalesce(out_of_service_on, in_service_on)', query.updated),
  ];
  const from = `FROM (${CIRCUITS}) AS c${wanted.length === 0 ? '' : ` WHERE ${wanted.join(' AND ')}`}`;
  const [count] = await tx.query<{ total: number }>(`SELECT count(*)::int AS total ${from}`, values);
  const rows = await tx.query<Row & Record<string, unknown>>(
    `SELECT * ${from} ORDER BY agreement_id, public_id OFFSET ${value(page.offset)} LIMIT ${value(page.limit)}`,
    values,
  );
  const found = rows.map((row) => ({
    agreementId: row.agreement_id,
    publicId: row.public_id,
    status: row.status,
    startedOn: row.started_on,
    circuit: toCircuit(row),
  }));
  return { found, total: count?.total ?? 0 };
}
