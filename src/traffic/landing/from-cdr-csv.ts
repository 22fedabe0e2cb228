import { CdrRows, headerProblem } from '../../formats/cdr-csv/index.ts';
import { LineSplitter } from '../../formats/lines.ts';
import type { OnLine } from '../../formats/lines.ts';
import { EVERY } from './record-reader.ts';
import type { RecordReader, StreamAdapter } from './record-reader.ts';

const digits = (text: string | undefined): number => (text === undefined ? -1 : Number(text));

export const fromCdrCsv = (name: string): StreamAdapter => ({
  filled: [...EVERY, 'local_ms', 'utc_ms', 'recorded_by', 'originating_ocn', 'release_code', 'record_id'],
  open: (days, tally): RecordReader => {
    const splitter = new LineSplitter();
    const cdrs = new CdrRows();
    const take: OnLine = (bytes, start, end, line, offset) => {
      const cdr = cdrs.read(bytes.subarray(start, end), line, offset);
      if (!cdr || cdr.kind === 'header') return;
      tally.read += 1;
      const times = cdr.kind === 'record' ? cdr.times : undefined;
      const row = days.begin(times?.connect.localMs ?? -1);
      const { rows, words } = days;
      rows.line[row] = line;
      rows.byte_offset[row] = offset;
      rows.status[row] = days[cdr.kind];
      rows.conversation_ms[row] = 0;
      if (cdr.kind !== 'record') {
        tally.unusable(cdr.kind, cdr.reason);
        rows.reason[row] = words.text(cdr.reason);
        if (cdr.kind === 'damaged') rows.bad_column[row] = cdr.column;
        rows.raw[row] = cdr.raw;
        return;
      }
      const { record } = cdr;
      tally.conversationMs += record.conversationMs;
      rows.record_type[row] = words.text('cdr');
      rows.record_id[row] = record.recordId;
      rows.local_ms[row] = times?.connect.localMs ?? -1;
      rows.utc_ms[row] = times?.connect.utcMs ?? -1;
      rows.from_number[row] = digits(record.calling);
      rows.to_number[row] = digits(record.called);
      rows.lrn[row] = digits(record.lrn);
      rows.trunk_group[row] = words.text(record.trunkGroup);
      rows.conversation_ms[row] = record.conversationMs;
      rows.elapsed_ms[row] = times?.elapsedMs ?? 0;
      rows.answered[row] = record.answerAt === undefined ? 0 : 1;
      rows.recorded_by[row] = words.text(record.recordedBy);
      rows.originating_ocn[row] = words.text(record.originatingOcn ?? '');
      rows.release_code[row] = words.text(record.releaseCode);
    };
    return {
      push: (chunk) => splitter.push(chunk, take),
      get line() {
        return splitter.line;
      },
      end: () => {
        splitter.end(take);
        const problem = headerProblem(name, cdrs.headerFault);
        return { controls: [], problems: problem ? [problem] : [] };
      },
    };
  },
});
