import type { Problem } from '../../base/problem.ts';
import { recogniseFraming, recogniseText } from './framing.ts';
import type { BafFraming } from './framing.ts';
import type { BafRecordReader } from './record-reader.ts';

/** What the header and the trailer that a recorder writes into its file say, and what was counted between them. */
export interface BafControl {
  /** Number that the recorder gave the file; undefined when the header does not say it. */
  readonly fileSequence?: number;
  /** Records that the trailer declares; undefined when there is no trailer. */
  readonly declared?: number;
  readonly counted: number;
}

/** What reading a whole file leaves beside its records. */
export interface BafEnd {
  readonly controls: readonly BafControl[];
  readonly problems: readonly Problem[];
  /** The file holds no record of the format at all. */
  readonly refused: boolean;
}

interface LastBytes {
  readonly head: Buffer;
  readonly bytes: number;
  readonly framed: boolean;
  /** Framing that was given. */
  readonly declared: BafFraming | undefined;
  /** Offset from which to the end no record could be read; -1. */
  readonly lostFrom: number;
}

const AGAIN = 'Ask the sender for the file again; its readable records are used meanwhile.';
/** Sources do not say whether a trailer counts the header and itself. */
const HEADER_AND_TRAILER = 2;

/** Follows headers, trailers and lost bytes of one file. Records are read whether or not its totals agree. */
export class FileChecker {
  readonly #file: string;
  readonly #controls: BafControl[] = [];
  readonly #problems: Problem[] = [];
  #open: { fileSequence?: number; record: number } | undefined;
  #counted = 0;
  #lost = { places: 0, bytes: 0, first: 0 };
  #wrongBlocks = { count: 0, first: 0 };

  constructor(file: string) {
    this.#file = file;
  }

  see(record: BafRecordReader): void {
    if (record.kind === 'header') this.#header(record);
    else if (record.kind === 'trailer') this.#trailer(record);
    else if (record.reason !== 'framing') this.#counted += 1;
  }

  /** Bytes [from, to) belong to no record. */
  lost(from: number, to: number): void {
    if (this.#lost.places === 0) this.#lost.first = from;
    this.#lost.places += 1;
    this.#lost.bytes += to - from;
  }

  /** A block begins at `offset` where the one before says that it ends at another place. */
  wrongBlock(offset: number): void {
    if (this.#wrongBlocks.count === 0) this.#wrongBlocks.first = offset;
    this.#wrongBlocks.count += 1;
  }

  truncated(offset: number): void {
    this.#problem('truncated', `The file ends within the record that begins at byte ${offset}.`);
  }

  end({ head, bytes, framed, declared, lostFrom }: LastBytes): BafEnd {
    if (this.#open) this.#close(undefined, 'The file has a header and no trailer.', 'missing-trailer');
    const { places, bytes: lostBytes, first } = this.#lost;
    const shown = declared && recogniseFraming(head, 0);
    if (shown && shown !== declared)
      this.#problem(
        'framing',
        `The file is declared as "${declared}" and its first bytes are those of "${shown}".`,
        undefined,
        'Declare the framing that the file has.',
      );
    const refused = bytes > 0 && (!framed || lostFrom === 0);
    if (refused) this.#unframed(head);
    else if (lostFrom >= 0)
      this.#problem(
        'unreadable-from',
        `From byte ${lostFrom} to its end the file holds no record that can be read.`,
      );
    if (!refused && places > (lostFrom >= 0 ? 1 : 0))
      this.#problem(
        'lost-bytes',
        `${lostBytes} bytes in ${places} places, the first at byte ${first}, belong to no record.`,
      );
    if (this.#wrongBlocks.count > 0)
      this.#problem(
        'block-length',
        `${this.#wrongBlocks.count} blocks, the first at byte ${this.#wrongBlocks.first}, begin where the block before does not end.`,
      );
    return { controls: this.#controls, problems: this.#problems, refused };
  }

  #unframed(head: Buffer): void {
    const text = recogniseText(head);
    if (!text) {
      this.#problem('no-record', 'From byte 0 to its end the file holds no record of AMA/BAF.');
      return;
    }
    this.#problems.push({
      id: 'baf/text',
      file: this.#file,
      sentence: `The file is ${text === 'ascii' ? 'ASCII' : 'EBCDIC'} text, not AMA/BAF, which is binary.`,
      cure: 'Declare the format that the file has, or ask the sender to send it without translation (binary transfer).',
    });
  }

  #header(record: BafRecordReader): void {
    if (this.#open)
      this.#close(
        undefined,
        'A header stands where the trailer of the one before is missing.',
        'missing-trailer',
      );
    const fileSequence = record.value('fileSequence');
    this.#open = { record: record.number, ...(fileSequence === undefined ? {} : { fileSequence }) };
    this.#counted = 0;
  }

  #trailer(record: BafRecordReader): void {
    if (!this.#open) {
      this.#problem('trailer-without-header', 'A trailer stands where there is no header.', record.number);
      return;
    }
    const declared = record.value('recordCount');
    if (declared === undefined)
      this.#close(
        undefined,
        'The trailer does not say how many records there are.',
        'trailer',
        record.number,
      );
    else if (declared < this.#counted || declared > this.#counted + HEADER_AND_TRAILER)
      this.#close(
        declared,
        `The trailer counts ${declared} records and there are ${this.#counted}.`,
        'count',
        record.number,
      );
    else this.#close(declared);
  }

  #close(declared: number | undefined, sentence?: string, slug = '', record?: number): void {
    const { fileSequence } = this.#open ?? {};
    this.#controls.push({
      counted: this.#counted,
      ...(fileSequence === undefined ? {} : { fileSequence }),
      ...(declared === undefined ? {} : { declared }),
    });
    if (sentence !== undefined) this.#problem(slug, sentence, record);
    this.#open = undefined;
    this.#counted = 0;
  }

  #problem(slug: string, sentence: string, line?: number, cure = AGAIN): void {
    this.#problems.push({
      id: `baf/${slug}`,
      file: this.#file,
      ...(line === undefined ? {} : { line }),
      sentence,
      cure,
    });
  }
}
