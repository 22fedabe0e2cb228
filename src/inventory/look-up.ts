import type { Tx } from '../platform/database.ts';
import type { Circuit } from './circuit.ts';
import { toCircuit } from './circuit-row.ts';
import type { CircuitRow } from './circuit-row.ts';

/** The circuit as it is in service now; undefined when it is not. */
export async function findCircuit(tx: Tx, agreementId: string, ecckt: string): Promise<Circuit | undefined> {
  const [row] = await tx.query<CircuitRow>(
    'SELECT * FROM circuit WHERE agreement_id = $1 AND ecckt = $2 AND out_of_service_on IS NULL',
    [agreementId, ecckt],
  );
  return row && toCircuit(row);
}

/**
 * The circuit in service that has a facility; undefined when none has. Ask after the order holds the facility for
 * itself (`case_hold`): then no other order can bring a circuit onto it.
 */
export async function facilityHolder(
  tx: Tx,
  agreementId: string,
  facility: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ ecckt: string }>(
    'SELECT ecckt FROM facility_assignment WHERE agreement_id = $1 AND facility = $2',
    [agreementId, facility],
  );
  return row?.ecckt;
}

/** Of these telephone numbers those in service under the agreement, each with its circuit. */
export async function numbersInService(
  tx: Tx,
  agreementId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ ecckt: string; number: string }>(
    `SELECT ecckt, number FROM circuit, unnest(numbers) AS number
     WHERE agreement_id = $1 AND out_of_service_on IS NULL AND numbers && $2::text[] AND number = ANY($2)`,
    [agreementId, numbers],
  );
  return new Map(rows.map(({ number, ecckt }) => [number, ecckt]));
}

/** The periods of a circuit, the first one first; none when it never was in service. */
export const readPeriods = async (tx: Tx, agreementId: string, ecckt: string): Promise<Circuit[]> =>
  (
    await tx.query<CircuitRow>(
      'SELECT * FROM circuit WHERE agreement_id = $1 AND ecckt = $2 ORDER BY period',
      [agreementId, ecckt],
    )
  ).map(toCircuit);
