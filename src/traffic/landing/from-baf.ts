import { BafStream } from '../../formats/ama-baf/index.ts';
import type { BafControl, BafRecordReader } from '../../formats/ama-baf/index.ts';
import type { DayFiles } from './day-files.ts';
import type { ControlTotal } from './landed-file.ts';
import { EVERY } from './record-reader.ts';
import type { RecordReader, StreamAdapter } from './record-reader.ts';
import type { Tally } from './tally.ts';
import type { Words } from './words.ts';

/** `year`: of the file; its records have only the last digit of theirs. */
export const fromBaf = (name: string, year: number): StreamAdapter => ({
  filled: [
    ...EVERY,
    'local_ms',
    'dialled',
    'charge_number',
    'jip',
    'oli',
    'cic',
    'recording_switch',
    'release_code',
  ],
  open: (days, tally): RecordReader => {
    const codes = new Codes(days.words);
    const stream = new BafStream(name, { year }, (record) => take(record, codes, days, tally));
    return {
      push: (chunk) => stream.push(chunk),
      get line() {
        return stream.number;
      },
      end: () => {
        const { controls, problems } = stream.end();
        return { controls: controls.map(toTotal), problems };
      },
    };
  },
});

/** A recorder numbers its files. */
const toTotal = ({ fileSequence, declared, counted }: BafControl): ControlTotal => ({
  pack: fileSequence?.toString() ?? '',
  ...(declared === undefined ? {} : { declared }),
  counted,
});

function take(record: BafRecordReader, codes: Codes, days: DayFiles, tally: Tally): void {
  const { kind } = record;
  if (kind === 'header' || kind === 'trailer') return;
  if (kind === 'other') {
    tally.notCalls += 1;
    return;
  }
  const conversationMs = kind === 'damaged' ? 0 : record.conversationMs;
  tally.read += 1;
  tally.conversationMs += conversationMs;
  const row = days.begin(kind === 'damaged' ? -1 : record.localMs);
  const { rows, words } = days;
  rows.line[row] = record.number;
  rows.byte_offset[row] = record.offset;
  rows.status[row] = days[kind];
  rows.conversation_ms[row] = conversationMs;
  rows.record_type[row] = words.text(record.recordType);
  if (kind !== 'record') {
    const reason = record.reason ?? '';
    tally.unusable(kind, reason);
    rows.reason[row] = words.text(reason);
    rows.bad_column[row] = record.column;
    rows.raw[row] = record.raw();
    if (kind === 'damaged') return;
  }
  rows.local_ms[row] = record.localMs;
  rows.from_number[row] = record.from;
  rows.to_number[row] = record.to;
  rows.dialled[row] = record.dialled;
  rows.charge_number[row] = record.charge;
  rows.lrn[row] = record.lrn;
  rows.jip[row] = record.jip;
  rows.elapsed_ms[row] = record.elapsedMs;
  rows.answered[row] = record.answered ? 1 : 0;
  rows.recording_switch[row] = words.text(record.recordingOffice);
  rows.trunk_group[row] = codes.of(record.trunkGroupNumber, 4);
  rows.oli[row] = codes.of(record.oli, 2);
  rows.cic[row] = codes.of(record.cic, 4);
  rows.release_code[row] = codes.of(record.releaseCode, 3);
}

/** Numbers of the dictionary of codes that are read as numbers: a code is made to a text once. */
class Codes {
  readonly #words: Words;
  readonly #known = new Map<number, number>();
  #generation = 0;

  constructor(words: Words) {
    this.#words = words;
  }

  /** -1 for an unknown code. */
  of(code: number, digits: number): number {
    if (code < 0) return -1;
    if (this.#generation !== this.#words.generation) {
      this.#known.clear();
      this.#generation = this.#words.generation;
    }
    const key = code * 10 + digits;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const word = this.#words.text(code.toString().padStart(digits, '0'));
    this.#known.set(key, word);
    return word;
  }
}
