import { prepared } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import { versionsPrefix } from './order-id.ts';
import type { OrderKindName } from './order-id.ts';
import type { VersionHead } from './order-records.ts';
import { allHolds } from './order-summary.ts';

/** What the record says about an order before it is tested. */
export interface OrderLookups {
  /** Versions of the same order on record, the first first. */
  readonly versions: readonly VersionHead[];
  /** What it is about that other open orders hold: `cfa 101/T1`, `circuit 60.LXFU…`. */
  readonly held: ReadonlySet<string>;
  /** Circuits of it that are in service under the agreement. */
  readonly circuits: ReadonlyMap<string, { readonly product: string; readonly wireCenter: string }>;
  /** The circuit in service that has the facility that it asks for. */
  readonly facilityHolder?: string;
}

/** An order of one kind, told from what was handed in. */
export interface ReadOrder {
  readonly kind: OrderKindName;
  readonly order: Asr;
}

interface Found {
  readonly n: number;
  readonly versions: readonly {
    readonly case_id: string;
    readonly state: string;
    readonly replayed: boolean;
  }[];
  readonly held: readonly { readonly what: string; readonly value: string; readonly case_id: string }[];
  readonly circuits: readonly {
    readonly ecckt: string;
    readonly product: string;
    readonly wire_center: string;
  }[];
  readonly holder: string | null;
}

/** One question for many orders; `OFFSET 0` keeps each part a walk along its key, whatever the planner thinks of the tables. */
const LOOK_UP = prepared(`
  SELECT a.n,
         coalesce((SELECT jsonb_agg(jsonb_build_object('case_id', case_id, 'state', state, 'replayed', replayed) ORDER BY case_id)
            FROM case_state WHERE agreement_id = $1 AND case_id > a.prefix AND case_id < a.until AND kind = a.kind), '[]') AS versions,
         coalesce((SELECT jsonb_agg(jsonb_build_object('what', h.what, 'value', h.value, 'case_id', c.case_id))
            FROM jsonb_to_recordset(a.holds) AS h(what text, value text),
                 LATERAL (SELECT case_id FROM case_hold
                           WHERE agreement_id = $1 AND what = h.what AND value = h.value OFFSET 0) c), '[]') AS held,
         coalesce((SELECT jsonb_agg(jsonb_build_object('ecckt', c.ecckt, 'product', c.product, 'wire_center', c.wire_center))
            FROM jsonb_array_elements_text(a.ecckts) AS e(ecckt),
                 LATERAL (SELECT ecckt, product, wire_center FROM circuit
                           WHERE agreement_id = $1 AND ecckt = e.ecckt AND out_of_service_on IS NULL OFFSET 0) c), '[]') AS circuits,
         (SELECT ecckt FROM facility_assignment WHERE agreement_id = $1 AND facility = a.cfa) AS holder
    FROM jsonb_to_recordset($2::jsonb) AS a(n integer, kind text, prefix text, until text, holds jsonb, ecckts jsonb, cfa text)`);

/** Looks up one order. */
export async function lookUpOrder(tx: Tx, agreementId: string, order: ReadOrder): Promise<OrderLookups> {
  const [seen] = await lookUpOrders(tx, agreementId, [order]);
  if (!seen) throw new Error('An order was asked about and has no answer.');
  return seen;
}

/** Looks up all of these at once, in their order. */
export async function lookUpOrders(
  tx: Tx,
  agreementId: string,
  orders: readonly ReadOrder[],
): Promise<OrderLookups[]> {
  const asked = orders.map(({ kind, order }, n) => {
    const prefix = versionsPrefix(kind, order);
    // A slash is followed by a zero: all ids that begin with the prefix, along the primary key.
    const until = `${prefix.slice(0, -1)}0`;
    const cfa = order.cfa === '' ? null : order.cfa;
    return { n, kind, prefix, until, holds: allHolds(order), ecckts: order.ecckts, cfa };
  });
  const rows = await tx.query<Found>(LOOK_UP, [agreementId, JSON.stringify(asked)]);
  const byNumber = new Map(rows.map((row) => [row.n, row]));
  return asked.map(({ n, prefix }) => {
    const found = byNumber.get(n);
    if (!found) throw new Error('An order was asked about and has no answer.');
    return toLookups(found, prefix);
  });
}

function toLookups({ versions, held, circuits, holder }: Found, prefix: string): OrderLookups {
  return {
    versions: versions.map(({ case_id: caseId, state, replayed }) => ({
      caseId,
      ver: caseId.slice(prefix.length),
      state,
      replayed,
    })),
    held: new Set(
      held.filter(({ case_id: id }) => !id.startsWith(prefix)).map(({ what, value }) => `${what} ${value}`),
    ),
    circuits: new Map(
      circuits.map(({ ecckt, product, wire_center: wireCenter }) => [ecckt, { product, wireCenter }]),
    ),
    ...(holder === null ? {} : { facilityHolder: holder }),
  };
}

/** Whether nothing but the order itself is written when it is taken: its first version, about nothing that another order holds. */
export const standsAlone = ({ order }: ReadOrder, { versions, held }: OrderLookups): boolean =>
  versions.length === 0 && held.size === 0 && order.sup !== '1';
