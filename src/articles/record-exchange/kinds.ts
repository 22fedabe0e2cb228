import type { CaseKind } from '../../cases/kind.ts';
import { blockingKind } from './blocking/blocking-case.ts';
import { lostUsageKind } from './lost-usage/lost-usage-case.ts';
import { invoiceObjectionKind } from './objections/invoice-objection-case.ts';
import { originatorIdentificationKind } from './objections/originator-identification-case.ts';
import { unidentifiedTrafficKind } from './objections/unidentified-traffic-case.ts';

export const kinds: readonly CaseKind[] = [
  originatorIdentificationKind,
  invoiceObjectionKind,
  unidentifiedTrafficKind,
  blockingKind,
  lostUsageKind,
];
