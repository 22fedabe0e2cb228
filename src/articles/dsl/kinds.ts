import type { CaseKind } from '../../cases/kind.ts';
import { loopConditioningKind } from './conditioning/conditioning-case.ts';
import { interferenceKind } from './interference/interference-case.ts';
import { loopQualificationKind } from './makeup/loop-qualification-case.ts';
import { copperRetirementKind } from './retirement/retirement-case.ts';
import { spectrumMaskKind } from './spectrum/spectrum-mask-case.ts';
import { cooperativeTestKind } from './testing/cooperative-test-case.ts';
import { stationTransferKind } from './transfer/station-transfer-case.ts';

export const kinds: readonly CaseKind[] = [
  loopQualificationKind,
  loopConditioningKind,
  stationTransferKind,
  cooperativeTestKind,
  interferenceKind,
  copperRetirementKind,
  spectrumMaskKind,
];
