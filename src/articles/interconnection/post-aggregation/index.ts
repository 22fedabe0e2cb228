export { FACTORS_FILE, readFactors } from './factors.ts';
export type { Factor } from './factors.ts';
export { postAggregate } from './post-aggregate.ts';
export type { AdjustedMonth } from './post-aggregate.ts';
export type { UsageInputs } from './adjusting.ts';
export type { AdjustedUsage } from './move-minutes.ts';
export { usageFactor } from './usage-factor.ts';
