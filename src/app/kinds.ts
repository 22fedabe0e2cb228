import { kinds as agreementLifeKinds } from '../articles/agreement-life/index.ts';
import { kinds as endUserKinds } from '../articles/end-users/index.ts';
import { moneyKinds, relationKinds } from '../articles/general-provisions/index.ts';
import type { CaseKind } from '../cases/kind.ts';
import { lsrKind } from '../articles/ordering/index.ts';
import { kinds as recordKinds } from '../articles/record-exchange/index.ts';
import { kinds as trunkKinds } from '../articles/trunk-engineering/index.ts';

/** Kinds whose events people and gateways record as they happen; the sweeper fires their clocks. */
export const liveKinds: readonly CaseKind[] = [
  ...moneyKinds,
  ...relationKinds,
  ...agreementLifeKinds,
  ...endUserKinds,
  ...recordKinds,
  ...trunkKinds,
];

/** Kinds whose events a close replays from a month's inputs. */
export const replayedKinds: readonly CaseKind[] = [lsrKind];

export const kinds: readonly CaseKind[] = [...replayedKinds, ...liveKinds];
