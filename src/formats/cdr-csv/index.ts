export { CdrRows } from './line.ts';
export type { CdrRow, CdrTimes } from './line.ts';
export { headerProblem, readCdrCsv } from './read.ts';
export { COLUMNS } from './record.ts';
export type { CdrOutcome, CdrRecord } from './record.ts';
export { writeCdrCsv } from './write.ts';
