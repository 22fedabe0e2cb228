import type { BafRecord } from './record.ts';
import type { BafRecordReader } from './record-reader.ts';

/** A copy of a call with its numbers as texts. */
export function toRecord(call: BafRecordReader): BafRecord {
  const iso = new Date(call.localMs).toISOString();
  const ten = (value: number): string => value.toString().padStart(value < 1000 ? 3 : 10, '0');
  const optional = <K extends keyof BafRecord>(key: K, value: number, text: string): Partial<BafRecord> =>
    value < 0 ? {} : { [key]: text };
  return {
    recordType: call.recordType,
    connectDate: iso.slice(0, 10),
    connectTime: iso.slice(11, 21),
    ...optional('fromNumber', call.from, ten(call.from)),
    toNumber: ten(call.to),
    ...optional('dialledNumber', call.dialled, ten(call.dialled)),
    ...optional('chargeNumber', call.charge, ten(call.charge)),
    ...optional('lrn', call.lrn, ten(call.lrn)),
    ...optional('jip', call.jip, call.jip.toString()),
    ...optional('oli', call.oli, call.oli.toString().padStart(2, '0')),
    ...optional('cic', call.cic, call.cic.toString().padStart(4, '0')),
    ...optional('trunkGroup', call.trunkGroupNumber, call.trunkGroup),
    conversationMs: call.conversationMs,
    ...(call.elapsedMs < 0 ? {} : { elapsedMs: call.elapsedMs }),
    answered: call.answered,
    recordingOffice: call.recordingOffice,
    sensor: call.sensor,
    ...optional('releaseCode', call.releaseCode, call.releaseCode.toString().padStart(3, '0')),
    possibleDuplicate: call.possibleDuplicate,
  };
}
