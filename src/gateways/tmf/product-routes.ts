import type { Agreement } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import { toCircuit } from '../../inventory/circuit-row.ts';
import type { CircuitRow } from '../../inventory/circuit-row.ts';
import type { Tx } from '../../platform/transaction.ts';
import { todayOf } from '../http-api/agreement-access.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { PUBLIC_ID_SQL, circuitSalt } from '../public-circuit-id.ts';
import { dayMeant } from './day.ts';
import { BASES, agreementIdOf, productKeyOf } from './ids.ts';
import { readFields, readListQuery, whereOf } from './list-query.ts';
import type { SqlAttribute } from './list-query.ts';
import { MOST_COUNTED } from './order-records.ts';
import { productResource } from './product-resource.ts';
import type { CircuitRecord } from './product-resource.ts';
import { AnyQuery, ByIdParams } from './shapes.ts';
import { asParty, notThere, sendList, sendOne, sendProblems } from './tmf-room.ts';
import type { TmfRoom } from './tmf-room.ts';

const PRODUCTS = `${BASES.product}/product`;

const ENDING = `EXISTS (SELECT FROM case_hold h JOIN case_state s ON (s.agreement_id, s.case_id) = (h.agreement_id, h.case_id)
   WHERE h.agreement_id = c.agreement_id AND h.what = 'circuit' AND h.value = c.ecckt AND s.open AND s.summary ->> 'act' = 'D')`;
const STATUS = `CASE WHEN c.out_of_service_on <= t.today THEN 'terminated'
  WHEN c.in_service_on > t.today THEN 'pendingActive'
  WHEN c.out_of_service_on IS NOT NULL OR ${ENDING} THEN 'pendingTerminate' ELSE 'active' END`;
/** The latest period of each circuit: how it is, or was when it left. */
const FROM = `FROM unnest($2::text[], $3::date[]) AS t (agreement_id, today)
  JOIN circuit c ON c.agreement_id = t.agreement_id COLLATE "C"
 WHERE NOT EXISTS (SELECT FROM circuit n WHERE n.agreement_id = c.agreement_id AND n.ecckt = c.ecckt AND n.period > c.period)`;
const COLUMNS = `c.agreement_id, c.ecckt, c.period, c.product, c.wire_center, c.z_wire_center, c.address, c.cfa, c.z_cfa, c.numbers,
  c.resale, c.in_service_on, c.out_of_service_on, c.source, c.disconnect_source, c.vehicle, c.vehicle_evidence, c.changed,
  ${PUBLIC_ID_SQL} AS public_id, ${STATUS} AS status,
  (SELECT min(f.in_service_on) FROM circuit f WHERE f.agreement_id = c.agreement_id AND f.ecckt = c.ecckt) AS started_on`;

const day = (column: string): SqlAttribute => ({
  sql: `${column}::text`,
  values: (value) => [dayMeant(value, 'UTC') ?? value],
});

/** What a list of products may be narrowed by. */
const ATTRIBUTES: Readonly<Record<string, SqlAttribute>> = {
  id: { sql: `replace(c.agreement_id, '/', '~') || '~' || ${PUBLIC_ID_SQL}` },
  status: { sql: STATUS },
  'productOffering.id': { sql: 'c.product' },
  'place.id': { sql: 'c.wire_center' },
  'agreement.id': { sql: 'c.agreement_id', values: (value) => [agreementIdOf(value)] },
  startDate: day('c.in_service_on'),
  terminationDate: day('c.out_of_service_on'),
};

interface Row extends CircuitRow {
  readonly agreement_id: string;
  readonly public_id: string;
  readonly status: string;
  readonly started_on: string;
}

/** TMF637: what is in service. It follows from orders: it is read only. */
export function addProductRoutes(api: Api, options: ServerOptions): void {
  const hide = true;
  const config = { right: 'orders:read' } as const;
  const salt = circuitSalt(options.secret);

  api.get(PRODUCTS, { config, schema: { hide, querystring: AnyQuery } }, async (request, reply) => {
    const query = readListQuery(request.query, Object.keys(ATTRIBUTES));
    if (!query.ok) return sendProblems(reply, query);
    const { filters, offset, limit } = query.value;
    const page = await asParty(options, request, async (room) => {
      const values = boundOf(room);
      const where = whereOf(filters, ATTRIBUTES, (value) => `$${values.push(value)}`);
      const from = [FROM, ...where].join(' AND ');
      const found = await read(
        room.tx,
        `${from} ORDER BY c.agreement_id, c.ecckt OFFSET ${offset} LIMIT ${limit}`,
        values,
      );
      const [count] = await room.tx.query<{ total: number }>(
        // The salt is bound whether it is asked for or not.
        `SELECT count(*)::int AS total FROM (SELECT $1::text ${from} LIMIT ${MOST_COUNTED}) x`,
        values,
      );
      return ok({ found: found.flatMap((one) => resourceOf(room, one)), total: count?.total ?? 0 });
    });
    return sendList(reply, page, query.value);
  });

  api.get(
    `${PRODUCTS}/:id`,
    { config, schema: { hide, params: ByIdParams, querystring: AnyQuery } },
    async (request, reply) => {
      const result = await asParty(options, request, async (room) => {
        const key = productKeyOf(request.params.id);
        if (key === undefined) return fail(notThere('product'));
        const values = [...boundOf(room), key.agreementId, key.circuit];
        // A number is no id here, and what stands for one is made from the numbers there are.
        const wanted = `c.agreement_id = $4 AND ${key.circuit.startsWith('line-') ? `${PUBLIC_ID_SQL} = $5` : `c.ecckt = $5 AND c.ecckt !~ '^[0-9]{10}$'`}`;
        const [found] = await read(room.tx, `${FROM} AND ${wanted}`, values);
        const [product] = found === undefined ? [] : resourceOf(room, found);
        return product === undefined ? fail(notThere('product')) : ok(product);
      });
      return sendOne(reply, result, readFields([request.query['fields'] ?? []].flat().at(-1)));
    },
  );

  /** The salt, and today under each agreement. */
  function boundOf({ agreements }: TmfRoom): unknown[] {
    const today = [...agreements.values()].map((agreement) => todayOf(agreement, options.clock));
    return [salt, [...agreements.keys()], today];
  }

  function resourceOf({ agreements }: TmfRoom, record: CircuitRecord) {
    const agreement: Agreement | undefined = agreements.get(record.agreementId);
    return agreement === undefined
      ? []
      : [productResource(agreement, record, todayOf(agreement, options.clock))];
  }
}

async function read(tx: Tx, from: string, values: readonly unknown[]): Promise<CircuitRecord[]> {
  const rows = await tx.query<Row & Record<string, unknown>>(`SELECT ${COLUMNS} ${from}`, values);
  return rows.map((row) => ({
    agreementId: row.agreement_id,
    publicId: row.public_id,
    status: row.status,
    startedOn: row.started_on,
    circuit: toCircuit(row),
  }));
}
