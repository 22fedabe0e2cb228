import { EmiFile } from '../../formats/emi/index.ts';
import type { EmiLine, EmiOptions } from '../../formats/emi/index.ts';
import type { DayFiles } from './day-files.ts';
import { EmiTexts, TEXT } from './emi-texts.ts';
import { EVERY } from './record-reader.ts';
import type { RecordReader, StreamAdapter } from './record-reader.ts';
import type { Tally } from './tally.ts';

const TYPE_BYTES = 6;

export const fromEmi = (name: string, options: EmiOptions): StreamAdapter => ({
  filled: [
    ...EVERY,
    'local_ms',
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
  ],
  open: (days, tally) => emiReader(name, options, days, tally),
});

function emiReader(name: string, options: EmiOptions, days: DayFiles, tally: Tally): RecordReader {
  const file = new EmiFile(name, options);
  const texts = new EmiTexts(days.words);
  const take = (line: EmiLine): void => {
    if (line.kind === 'record') {
      tally.read += 1;
      tally.conversationMs += line.conversationMs;
      const row = days.begin(line.localMs);
      const { rows } = days;
      rows.line[row] = line.line;
      rows.byte_offset[row] = line.offset;
      rows.status[row] = days.record;
      rows.conversation_ms[row] = line.conversationMs;
      fill(line, texts, days, row);
    } else if (line.kind === 'damaged' || line.kind === 'rejected') unusable(line, texts, days, tally);
    else if (line.kind === 'summary') tally.notCalls += 1;
  };
  return {
    push: (chunk) => file.push(chunk, take),
    get line() {
      return file.line;
    },
    end: () => {
      const { controls, problems, gaps, refused } = file.end(take);
      return {
        controls,
        problems,
        sequenceGaps: gaps.sequence,
        packGaps: gaps.packs,
        refused: refused !== undefined,
      };
    },
  };
}

function unusable(line: EmiLine, texts: EmiTexts, days: DayFiles, tally: Tally): void {
  const status = line.kind === 'damaged' ? 'damaged' : 'rejected';
  const reason = line.reason ?? '';
  tally.read += 1;
  tally.unusable(status, reason);
  const row = days.begin(status === 'damaged' ? -1 : line.localMs);
  const { rows } = days;
  rows.line[row] = line.line;
  rows.byte_offset[row] = line.offset;
  rows.status[row] = days[status];
  rows.reason[row] = days.words.text(reason);
  rows.bad_column[row] = line.column;
  rows.raw[row] = line.raw();
  rows.conversation_ms[row] = 0;
  if (status === 'damaged') return;
  tally.conversationMs += line.conversationMs;
  rows.conversation_ms[row] = line.conversationMs;
  fill(line, texts, days, row);
}

/** What the line says, beside its place, its status and its conversation time. */
function fill(line: EmiLine, texts: EmiTexts, days: DayFiles, row: number): void {
  const { rows, words } = days;
  const { bytes, start } = line;
  rows.local_ms[row] = line.localMs;
  rows.record_type[row] = words.bytes(bytes, start, TYPE_BYTES);
  rows.to_number[row] = line.to;
  rows.elapsed_ms[row] = line.elapsedMs;
  rows.answered[row] = line.answered ? 1 : 0;
  // What most lines do not have is left missing.
  if (line.from >= 0) rows.from_number[row] = line.from;
  if (line.lrn >= 0) rows.lrn[row] = line.lrn;
  if (line.chargeNumber >= 0) rows.charge_number[row] = line.chargeNumber;
  if (line.dialled >= 0) rows.dialled[row] = line.dialled;
  if (line.jip >= 0) rows.jip[row] = line.jip;
  if (line.voip >= 0) rows.voip[row] = line.voip;
  if (line.detail.hasSequence) rows.sequence[row] = line.sequence;
  texts.turnTo(line.detail);
  rows.trunk_group[row] = texts.code(line, TEXT.trunkGroup);
  rows.recording_switch[row] = texts.code(line, TEXT.recordingSwitch);
  rows.recorded_by[row] = texts.code(line, TEXT.recordedBy);
  rows.originating_ocn[row] = texts.code(line, TEXT.originatingOcn);
  rows.terminating_ocn[row] = texts.code(line, TEXT.terminatingOcn);
  rows.oli[row] = texts.code(line, TEXT.oli);
  rows.cic[row] = texts.code(line, TEXT.cic);
}
