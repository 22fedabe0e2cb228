import type { Decision } from '../../agreement/decision.ts';
import type { Problem } from '../../base/problem.ts';
import type { Desk } from '../../cases/desk.ts';
import type { Tx } from '../../platform/database.ts';

/** Where orders are taken as they come: the agreement, its case kinds, and what the rooms beside this one decide. */
export interface OrderRoom extends Desk {
  /** Whether an element may be ordered. */
  readonly availability: Decision;
  /** Decision `in-effect`; without it every order is taken as under an agreement that is. */
  readonly inEffect?: Decision;
  /** What stands against the authority that an order names; `on-file` is the orderer's own certification. */
  readonly authority?: (tx: Tx, about: AuthorityQuestion) => Promise<readonly Problem[]>;
  /** Decision `may-order`: whether a freeze on the line stands against a change of the carrier. */
  readonly mayOrder?: Decision;
}

export interface AuthorityQuestion {
  /** Party that orders. */
  readonly party: string;
  /** Case of the authority. */
  readonly authority: string;
  readonly numbers: readonly string[];
}
