export { SECTION_STATES, sectionCoverage } from './section-coverage.ts';
export type { ReadByCode, SectionCoverage, SectionState } from './section-coverage.ts';
