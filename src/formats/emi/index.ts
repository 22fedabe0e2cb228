export { EmiLine, tenDigits } from './line.ts';
export { PackChecker } from './packs.ts';
export type { PackControl } from './packs.ts';
export { readEmi } from './read.ts';
export type { EmiEnd } from './read.ts';
export type { EmiOutcome, EmiRecord, PackLine } from './record.ts';
export { writeDetail, writePack, writePackLine } from './write.ts';
