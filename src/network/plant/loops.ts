import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { LoopMakeup } from './loop-makeup.ts';

/** A copper pair as the incumbent knows it: what its records say of it, and what was measured. */
export interface PlantLoop {
  readonly loop: string;
  /** CLLI. */
  readonly wireCenter: string;
  readonly terminal?: string;
  /** Key of the place where it ends. */
  readonly addressId?: string;
  readonly status: 'working' | 'spare' | 'defective';
  /** One of the two is there. */
  readonly records?: LoopMakeup;
  readonly measured?: LoopMakeup;
}

interface Row {
  loop: string;
  wire_center: string;
  terminal: string | null;
  address_id: string | null;
  status: PlantLoop['status'];
  records: LoopMakeup | null;
  measured: LoopMakeup | null;
}

const COLUMNS = 'loop, wire_center, terminal, address_id, status, records, measured';
/** More pairs than any place has. */
const MOST = 200;
const BY_ID = prepared(`SELECT ${COLUMNS} FROM loop_record WHERE provider = $1 AND loop = $2`);
const AT_PLACE = prepared(
  `SELECT ${COLUMNS} FROM loop_record WHERE provider = $1 AND address_id = $2 ORDER BY loop LIMIT ${MOST}`,
);
const SPARE = prepared(
  `SELECT ${COLUMNS} FROM loop_record WHERE provider = $1 AND wire_center = $2 AND terminal = $3 AND status = 'spare'
    ORDER BY loop LIMIT ${MOST}`,
);

export async function loopById(tx: Tx, provider: string, loop: string): Promise<PlantLoop | undefined> {
  const [row] = await tx.query<Row>(BY_ID, [provider, loop]);
  return row && toLoop(row);
}

/** The pairs that end at a place. */
export const loopsAt = async (tx: Tx, provider: string, addressId: string): Promise<PlantLoop[]> =>
  (await tx.query<Row>(AT_PLACE, [provider, addressId])).map(toLoop);

/** The pairs of a terminal that nobody uses. */
export const spareLoops = async (
  tx: Tx,
  provider: string,
  { wireCenter, terminal }: { readonly wireCenter: string; readonly terminal: string },
): Promise<PlantLoop[]> => (await tx.query<Row>(SPARE, [provider, wireCenter, terminal])).map(toLoop);

const toLoop = (row: Row): PlantLoop => ({
  loop: row.loop,
  wireCenter: row.wire_center,
  status: row.status,
  ...(row.terminal === null ? {} : { terminal: row.terminal }),
  ...(row.address_id === null ? {} : { addressId: row.address_id }),
  ...(row.records === null ? {} : { records: row.records }),
  ...(row.measured === null ? {} : { measured: row.measured }),
});

/** What a pair is made of, as far as is known, and where record and test differ. */
export interface Believed {
  readonly makeup: LoopMakeup;
  readonly differences: readonly Difference[];
}

export interface Difference {
  /** `load coils`. */
  readonly part: string;
  readonly records: number | string;
  readonly measured: number | string;
}

/** What was measured counts before what is written down; a record that it contradicts is to be corrected. */
export function believedMakeup({ loop, records, measured }: PlantLoop): Believed {
  if (measured === undefined) {
    if (records === undefined) throw new Error(`Loop ${loop} has neither a record nor a test.`);
    return { makeup: records, differences: [] };
  }
  if (records === undefined) return { makeup: measured, differences: [] };
  const differences = COMPARED.flatMap(({ part, of }): Difference[] => {
    const [written, found] = [of(records), of(measured)];
    return written === found ? [] : [{ part, records: written, measured: found }];
  });
  // What no test finds out stays as it is written: who shares the binder, spare pairs, the terminal.
  return { makeup: { ...records, ...measured }, differences };
}

/** What a test finds out without doubt; lengths it finds out within its error, and they are no contradiction. */
const COMPARED: readonly { readonly part: string; readonly of: (makeup: LoopMakeup) => number | string }[] = [
  { part: 'load coils', of: ({ loadCoils }) => loadCoils.length },
  { part: 'bridged taps', of: ({ bridgedTaps }) => bridgedTaps.length },
  { part: 'repeaters', of: ({ repeaters }) => repeaters.length },
  { part: 'carrier system', of: ({ carrier }) => carrier },
  { part: 'pair gain', of: ({ pairGain }) => (pairGain === true ? 'yes' : 'no') },
];
