import { MappedRows, mappedHeaderProblem } from '../../formats/cdr-mapping/index.ts';
import type { CdrMapping, MappedCall, MappedFault } from '../../formats/cdr-mapping/index.ts';
import { LineSplitter } from '../../formats/lines.ts';
import type { OnLine } from '../../formats/lines.ts';
import type { DayFiles } from './day-files.ts';
import { EVERY } from './record-reader.ts';
import type { RecordReader, StreamAdapter } from './record-reader.ts';
import type { Tally } from './tally.ts';

/** Columns that a mapping may fill. */
export const MAPPED = [
  ...EVERY,
  'local_ms',
  'utc_ms',
  'dialled',
  'charge_number',
  'jip',
  'oli',
  'cic',
  'sequence',
  'recording_switch',
  'recorded_by',
  'originating_ocn',
  'terminating_ocn',
  'voip',
  'release_code',
  'record_id',
] as const;

export const fromMapped = (name: string, mapping: CdrMapping): StreamAdapter => ({
  filled: MAPPED,
  open: (days, tally): RecordReader => {
    const splitter = new LineSplitter();
    const mapped = new MappedRows(mapping);
    const take: OnLine = (bytes, start, end, line, offset) => {
      const outcome = mapped.read(bytes.subarray(start, end), line, offset);
      if (!outcome || outcome.kind === 'header') return;
      if (outcome.kind === 'passed-over') tally.notCalls += 1;
      else if (outcome.kind === 'record') putCall(days, tally, outcome.call, line, offset);
      else putFault(days, tally, outcome, line, offset, outcome.raw);
    };
    return {
      push: (chunk) => splitter.push(chunk, take),
      get line() {
        return splitter.line;
      },
      end: () => {
        splitter.end(take);
        const problem = mappedHeaderProblem(name, mapping, mapped.headerFault);
        return { controls: [], problems: problem ? [problem] : [] };
      },
    };
  },
});

/** A row that is no usable call. `offset` -1: the format has no bytes to point at. */
export function putFault(
  days: DayFiles,
  tally: Tally,
  fault: MappedFault,
  line: number,
  offset: number,
  raw: string,
): void {
  tally.read += 1;
  tally.unusable(fault.kind, fault.reason);
  const row = days.begin(-1);
  const { rows } = days;
  rows.line[row] = line;
  rows.byte_offset[row] = offset;
  rows.status[row] = days[fault.kind];
  rows.reason[row] = days.words.text(fault.reason);
  rows.bad_column[row] = fault.column;
  rows.raw[row] = raw;
  rows.conversation_ms[row] = 0;
}

export function putCall(days: DayFiles, tally: Tally, call: MappedCall, line: number, offset: number): void {
  tally.read += 1;
  tally.conversationMs += call.conversationMs;
  const row = days.begin(call.localMs ?? call.utcMs ?? -1);
  const { rows, words } = days;
  rows.line[row] = line;
  rows.byte_offset[row] = offset;
  rows.status[row] = days.record;
  rows.record_type[row] = words.text(call.recordType);
  rows.local_ms[row] = call.localMs ?? -1;
  rows.utc_ms[row] = call.utcMs ?? -1;
  rows.from_number[row] = call.fromNumber ?? -1;
  rows.to_number[row] = call.toNumber ?? -1;
  rows.dialled[row] = call.dialled ?? -1;
  rows.charge_number[row] = call.chargeNumber ?? -1;
  rows.lrn[row] = call.lrn ?? -1;
  rows.jip[row] = call.jip ?? -1;
  rows.oli[row] = words.text(call.oli ?? '');
  rows.cic[row] = words.text(call.cic ?? '');
  rows.trunk_group[row] = words.text(call.trunkGroup);
  rows.conversation_ms[row] = call.conversationMs;
  rows.elapsed_ms[row] = call.elapsedMs ?? -1;
  rows.answered[row] = call.answered ? 1 : 0;
  rows.sequence[row] = call.sequence ?? -1;
  rows.recording_switch[row] = words.text(call.recordingSwitch ?? '');
  rows.recorded_by[row] = words.text(call.recordedBy ?? '');
  rows.originating_ocn[row] = words.text(call.originatingOcn ?? '');
  rows.terminating_ocn[row] = words.text(call.terminatingOcn ?? '');
  rows.voip[row] = call.voip === undefined ? -1 : call.voip ? 1 : 0;
  rows.release_code[row] = words.text(call.releaseCode ?? '');
  rows.record_id[row] = call.recordId;
}
