import type { Tx } from '../platform/database.ts';
import type { Circuit } from './circuit.ts';
import { BEGINNING, beginningOf, toCircuit } from './circuit-row.ts';
import type { CircuitRow } from './circuit-row.ts';

/** The circuits of an agreement by circuit id and period, drafts included. */
export const readCircuits = async (tx: Tx, agreementId: string): Promise<Circuit[]> =>
  (
    await tx.query<CircuitRow>('SELECT * FROM circuit WHERE agreement_id = $1 ORDER BY ecckt, period', [
      agreementId,
    ])
  ).map(toCircuit);

/**
 * The circuits without what completions of `month` did to them: neither what its draft close did, nor what was
 * recorded when an order of the month was completed.
 */
export async function readSettledCircuits(tx: Tx, agreementId: string, month: string): Promise<Circuit[]> {
  const rows = await tx.query<CircuitRow>(
    `SELECT ${BEGINNING.join(', ')},
       CASE WHEN disconnect_draft_month = $2 THEN NULL ELSE out_of_service_on END AS out_of_service_on,
       CASE WHEN disconnect_draft_month = $2 THEN NULL ELSE disconnect_source END AS disconnect_source,
       changed AND disconnect_draft_month IS DISTINCT FROM $2 AS changed
     FROM circuit WHERE agreement_id = $1 AND draft_month IS DISTINCT FROM $2 ORDER BY ecckt, period`,
    [agreementId, month],
  );
  return rows.map(toCircuit);
}

/**
 * Stores the circuits as the close of `month` leaves them, in place of what an earlier draft of that month did.
 * What the close changed stays marked as a draft until `settleInventory`; what was recorded at a completion stays
 * marked as recorded then.
 */
export async function storeInventory(
  tx: Tx,
  agreementId: string,
  month: string,
  circuits: readonly Circuit[],
): Promise<void> {
  const live = await readLive(tx, agreementId, month);
  await undo(tx, agreementId, month, { live: true });
  await storeChanges(tx, agreementId, month, circuits, (circuit) => ({
    begun: live.begun.has(keyOf(circuit)),
    ended: live.ended.has(keyOf(circuit)),
  }));
}

/** Takes back what the draft close of a month did. What was recorded when its order was completed stays. */
export const discardInventory = async (tx: Tx, agreementId: string, month: string): Promise<void> =>
  undo(tx, agreementId, month, { live: false });

/** Makes what the close of a month did final; called when its bills are issued. */
export async function settleInventory(tx: Tx, agreementId: string, month: string): Promise<void> {
  await tx.execute(
    `UPDATE circuit SET draft_month = NULLIF(draft_month, $2),
       disconnect_draft_month = NULLIF(disconnect_draft_month, $2)
     WHERE agreement_id = $1 AND (draft_month = $2 OR disconnect_draft_month = $2)`,
    [agreementId, month],
  );
}

/** Whether a period, and whether its end, was recorded when its order was completed. */
export interface RecordedLive {
  readonly begun: boolean;
  readonly ended: boolean;
}

/** Stores what differs from the database: periods that ended, then periods that are new. */
export async function storeChanges(
  tx: Tx,
  agreementId: string,
  month: string,
  circuits: readonly Circuit[],
  live: (circuit: Circuit) => RecordedLive,
): Promise<void> {
  const ids = [...new Set(circuits.map(({ ecckt }) => ecckt))];
  const rows = await tx.query<CircuitRow>(
    'SELECT * FROM circuit WHERE agreement_id = $1 AND ecckt = ANY($2)',
    [agreementId, ids],
  );
  const stored = new Map<string, Circuit>(
    rows.map((row) => [`${row.ecckt} ${row.period}`, toCircuit(row)] as const),
  );
  // What ended gives its facility free for what begins.
  for (const circuit of circuits) {
    const before = stored.get(keyOf(circuit));
    if (!before || before.outOfServiceOn === circuit.outOfServiceOn) continue;
    await tx.execute(
      `UPDATE circuit SET out_of_service_on = $4, disconnect_source = $5, disconnect_draft_month = $6, changed = $7,
         ended_live = $8
       WHERE agreement_id = $1 AND ecckt = $2 AND period = $3`,
      [
        agreementId,
        circuit.ecckt,
        circuit.period ?? 1,
        circuit.outOfServiceOn ?? null,
        circuit.disconnectSource ?? null,
        month,
        circuit.changed === true,
        live(circuit).ended,
      ],
    );
  }
  await tx.insertMany(
    'circuit',
    [
      'agreement_id',
      ...BEGINNING,
      'out_of_service_on',
      'disconnect_source',
      'changed',
      'draft_month',
      'disconnect_draft_month',
      'begun_live',
      'ended_live',
    ],
    circuits
      .filter((circuit) => !stored.has(keyOf(circuit)))
      .map((circuit) => [
        agreementId,
        ...beginningOf(circuit),
        circuit.outOfServiceOn ?? null,
        circuit.disconnectSource ?? null,
        circuit.changed === true,
        month,
        circuit.outOfServiceOn === undefined ? null : month,
        live(circuit).begun,
        live(circuit).ended,
      ]),
  );
}

const keyOf = ({ ecckt, period = 1 }: Pick<Circuit, 'ecckt' | 'period'>): string => `${ecckt} ${period}`;

async function readLive(
  tx: Tx,
  agreementId: string,
  month: string,
): Promise<{ readonly begun: ReadonlySet<string>; readonly ended: ReadonlySet<string> }> {
  const rows = await tx.query<{ ecckt: string; period: number; begun: boolean; ended: boolean }>(
    `SELECT ecckt, period, begun_live AND draft_month IS NOT DISTINCT FROM $2 AS begun,
       ended_live AND disconnect_draft_month IS NOT DISTINCT FROM $2 AS ended
     FROM circuit WHERE agreement_id = $1 AND (begun_live OR ended_live)
       AND (draft_month = $2 OR disconnect_draft_month = $2)`,
    [agreementId, month],
  );
  return {
    begun: new Set<string>(rows.filter(({ begun }) => begun).map(keyOf)),
    ended: new Set<string>(rows.filter(({ ended }) => ended).map(keyOf)),
  };
}

async function undo(
  tx: Tx,
  agreementId: string,
  month: string,
  { live }: { readonly live: boolean },
): Promise<void> {
  await tx.execute(
    'DELETE FROM circuit WHERE agreement_id = $1 AND draft_month = $2 AND ($3 OR NOT begun_live)',
    [agreementId, month, live],
  );
  await tx.execute(
    `UPDATE circuit SET out_of_service_on = NULL, disconnect_source = NULL, disconnect_draft_month = NULL,
       changed = false, ended_live = false
     WHERE agreement_id = $1 AND disconnect_draft_month = $2 AND ($3 OR NOT ended_live)`,
    [agreementId, month, live],
  );
}
