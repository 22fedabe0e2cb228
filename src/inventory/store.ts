import type { Vehicle } from '../agreement/precedence-terms.ts';
import type { Tx } from '../platform/database.ts';
import type { Circuit } from './circuit.ts';

interface CircuitRow {
  ecckt: string;
  product: string;
  wire_center: string;
  address: string;
  in_service_on: string;
  out_of_service_on: string | null;
  source: string;
  disconnect_source: string | null;
  vehicle: Vehicle;
  vehicle_evidence: string | null;
}

/** The circuits of an agreement by circuit id, drafts included. */
export const readCircuits = async (tx: Tx, agreementId: string): Promise<Circuit[]> =>
  (
    await tx.query<CircuitRow>('SELECT * FROM circuit WHERE agreement_id = $1 ORDER BY ecckt', [agreementId])
  ).map(toCircuit);

/** The circuits without what the draft close of `month` did to them. */
export async function readSettledCircuits(tx: Tx, agreementId: string, month: string): Promise<Circuit[]> {
  const rows = await tx.query<CircuitRow>(
    `SELECT ecckt, product, wire_center, address, in_service_on, source, vehicle, vehicle_evidence,
       CASE WHEN disconnect_draft_month = $2 THEN NULL ELSE out_of_service_on END AS out_of_service_on,
       CASE WHEN disconnect_draft_month = $2 THEN NULL ELSE disconnect_source END AS disconnect_source
     FROM circuit WHERE agreement_id = $1 AND draft_month IS DISTINCT FROM $2 ORDER BY ecckt`,
    [agreementId, month],
  );
  return rows.map(toCircuit);
}

/**
 * Stores the circuits as the close of `month` leaves them, in place of what an earlier draft of that month did.
 * What the close changed stays marked as a draft until `settleInventory`.
 */
export async function storeInventory(
  tx: Tx,
  agreementId: string,
  month: string,
  circuits: readonly Circuit[],
): Promise<void> {
  await discardInventory(tx, agreementId, month);
  const settled = new Map(
    (await readCircuits(tx, agreementId)).map((circuit) => [circuit.ecckt, circuit] as const),
  );
  const fresh = circuits.filter(({ ecckt }) => !settled.has(ecckt));
  await tx.insertMany(
    'circuit',
    [
      'agreement_id',
      'ecckt',
      'product',
      'wire_center',
      'address',
      'in_service_on',
      'out_of_service_on',
      'source',
      'disconnect_source',
      'draft_month',
      'disconnect_draft_month',
      'vehicle',
      'vehicle_evidence',
    ],
    fresh.map((circuit) => [
      agreementId,
      circuit.ecckt,
      circuit.product,
      circuit.wireCenter,
      circuit.address,
      circuit.inServiceOn,
      circuit.outOfServiceOn ?? null,
      circuit.source,
      circuit.disconnectSource ?? null,
      month,
      circuit.outOfServiceOn === undefined ? null : month,
      circuit.vehicle ?? 'agreement',
      circuit.vehicleEvidence ?? null,
    ]),
  );
  for (const circuit of circuits) {
    const before = settled.get(circuit.ecckt);
    if (!before || before.outOfServiceOn === circuit.outOfServiceOn) continue;
    await tx.execute(
      `UPDATE circuit SET out_of_service_on = $3, disconnect_source = $4, disconnect_draft_month = $5
       WHERE agreement_id = $1 AND ecckt = $2`,
      [agreementId, circuit.ecckt, circuit.outOfServiceOn ?? null, circuit.disconnectSource ?? null, month],
    );
  }
}

/** Takes back what the draft close of a month did. */
export async function discardInventory(tx: Tx, agreementId: string, month: string): Promise<void> {
  await tx.execute('DELETE FROM circuit WHERE agreement_id = $1 AND draft_month = $2', [agreementId, month]);
  await tx.execute(
    `UPDATE circuit SET out_of_service_on = NULL, disconnect_source = NULL, disconnect_draft_month = NULL
     WHERE agreement_id = $1 AND disconnect_draft_month = $2`,
    [agreementId, month],
  );
}

/** Makes what the close of a month did final; called when its bills are issued. */
export async function settleInventory(tx: Tx, agreementId: string, month: string): Promise<void> {
  await tx.execute(
    `UPDATE circuit SET draft_month = NULLIF(draft_month, $2),
       disconnect_draft_month = NULLIF(disconnect_draft_month, $2)
     WHERE agreement_id = $1 AND (draft_month = $2 OR disconnect_draft_month = $2)`,
    [agreementId, month],
  );
}

const toCircuit = (row: CircuitRow): Circuit => ({
  ecckt: row.ecckt,
  product: row.product,
  wireCenter: row.wire_center,
  address: row.address,
  inServiceOn: row.in_service_on,
  ...(row.out_of_service_on === null ? {} : { outOfServiceOn: row.out_of_service_on }),
  source: row.source,
  ...(row.disconnect_source === null ? {} : { disconnectSource: row.disconnect_source }),
  ...(row.vehicle === 'agreement' ? {} : { vehicle: row.vehicle }),
  ...(row.vehicle_evidence === null ? {} : { vehicleEvidence: row.vehicle_evidence }),
});
