export { findUsageFiles, usageFormatProblems } from './find-usage-files.ts';
export { landFiles } from './land-files.ts';
export type { LandOptions } from './land-files.ts';
export type {
  ControlTotal,
  FileReport,
  Landed,
  LandedFile,
  LandedPart,
  LandedReason,
  LandedState,
} from './landed-file.ts';
export { keyFolder } from './landed-file.ts';
export { USAGE_FORMATS } from './usage-file.ts';
export type { Declaration, UsageFile, UsageFormat } from './usage-file.ts';
