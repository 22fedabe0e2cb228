import type { CaseKind } from '../../cases/kind.ts';
import { trunkForecastKind } from './forecasts/trunk-forecast-case.ts';
import { pointKind } from './points/point-case.ts';
import { tgsrKind } from './servicing/tgsr-case.ts';
import { trunkGroupKind } from './servicing/trunk-group-case.ts';

export const kinds: readonly CaseKind[] = [pointKind, trunkForecastKind, trunkGroupKind, tgsrKind];
