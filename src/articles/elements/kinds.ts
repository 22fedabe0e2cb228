import type { CaseKind } from '../../cases/kind.ts';
import { eelAuditKind } from './combinations/eel-audit-case.ts';
import { conversionKind } from './conversion/conversion-case.ts';
import { darkFiberKind } from './dark-fiber/dark-fiber-case.ts';
import { wireCenterKind } from './high-capacity/wire-center-case.ts';
import { subloopWorkKind } from './subloop/subloop-work-case.ts';

export const kinds: readonly CaseKind[] = [
  conversionKind,
  eelAuditKind,
  wireCenterKind,
  darkFiberKind,
  subloopWorkKind,
];
