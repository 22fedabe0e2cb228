import { recordAudit } from '../platform/audit.ts';
import type { WallClock } from '../platform/clock.ts';
import type { Tx } from '../platform/database.ts';

/** Who changes what a party's people and programs may do. */
export interface Actor {
  /** Id of the party; nothing of another one is found. */
  readonly party: string;
  /** The user, or the part of the program that acts by itself. */
  readonly who: string;
}

/** Puts on the party's trail what an install transaction has done; the last statement of it, for it narrows. */
export async function recordAct(
  tx: Tx,
  clock: WallClock,
  { party, who }: Actor,
  act: { readonly what: string; readonly subject: string; readonly purpose: string },
): Promise<void> {
  await tx.narrow({ kind: 'party', party, user: who });
  await recordAudit(tx, clock, { who, ...act });
}
