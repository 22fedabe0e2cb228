import type { Tx } from '../../platform/transaction.ts';
import { NOTHING_TAKEN, freeLines } from './limits.ts';
import type { CapacityLimits, TakenLines } from './limits.ts';

/** An office of a provider over some days, ISO dates, both included. */
export interface OfficeDays {
  /** Party whose frames these are. */
  readonly provider: string;
  /** CLLI of the building. */
  readonly office: string;
  readonly from: string;
  readonly to: string;
  /** What is counted; default: lines on the frames. */
  readonly pool?: CapacityPool;
}

/** Lines cut over on the frames of an office, or visits of its technicians in a window of the day. */
export type CapacityPool = 'frames' | `visits/${string}`;

export interface CapacityDay extends TakenLines {
  readonly date: string;
  readonly free: number;
}

/**
 * Lines that are free on each day, business day or not. `ownLines` are those that the asker may see; whose the others are,
 * nobody is told. Scope of an agreement or of a party.
 */
export async function freeCapacity(
  tx: Tx,
  { limits, ...days }: OfficeDays & { readonly limits: CapacityLimits },
): Promise<CapacityDay[]> {
  const taken = await takenCapacity(tx, days);
  const all: CapacityDay[] = [];
  const last = Temporal.PlainDate.from(days.to);
  for (
    let day = Temporal.PlainDate.from(days.from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    const date = day.toString();
    const lines = taken.get(date) ?? NOTHING_TAKEN;
    all.push({ date, free: freeLines(limits, lines), ...lines });
  }
  return all;
}

/** Lines taken on each day on which any are. */
export async function takenCapacity(
  tx: Tx,
  { provider, office, from, to, pool = 'frames' }: OfficeDays,
): Promise<Map<string, TakenLines>> {
  const rows = await tx.query<{
    on_date: string;
    office_lines: number;
    provider_lines: number;
    own_lines: number;
  }>('SELECT * FROM meetpoint_capacity_taken($1, $2, $3, $4, $5)', [provider, office, from, to, pool]);
  return new Map(
    rows.map((row) => [
      row.on_date,
      { officeLines: row.office_lines, providerLines: row.provider_lines, ownLines: row.own_lines },
    ]),
  );
}
