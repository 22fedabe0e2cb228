import { kinds as agreementLifeKinds } from '../articles/agreement-life/index.ts';
import { kinds as dslKinds } from '../articles/dsl/index.ts';
import { kinds as elementKinds } from '../articles/elements/index.ts';
import { kinds as endUserKinds } from '../articles/end-users/index.ts';
import { moneyKinds, relationKinds } from '../articles/general-provisions/index.ts';
import type { CaseKind } from '../cases/kind.ts';
import { kinds as orderingKinds } from '../articles/ordering/kinds.ts';
import { kinds as accessKinds } from '../articles/oss-access/index.ts';
import { kinds as recordKinds } from '../articles/record-exchange/index.ts';
import { kinds as trunkKinds } from '../articles/trunk-engineering/index.ts';

/** Kinds whose events people and gateways record as they happen; the sweeper fires their clocks. */
export const liveKinds: readonly CaseKind[] = [
  ...moneyKinds,
  ...relationKinds,
  ...agreementLifeKinds,
  ...dslKinds,
  ...elementKinds,
  ...endUserKinds,
  ...recordKinds,
  ...trunkKinds,
  ...accessKinds,
  // Orders that a month's files keep are replayed by its close: neither swept nor answered by hand.
  ...orderingKinds,
];

export const kinds: readonly CaseKind[] = liveKinds;
