import type { Problem } from '../../base/problem.ts';
import { FixedSplitter, LineSplitter } from '../lines.ts';
import { fromEbcdic } from './ebcdic.ts';
import { LOOK_BYTES, recognise } from './frame.ts';
import type { Encoding, Frame, Framing } from './frame.ts';
import { EmiLine } from './line.ts';
import type { EmiLineOptions } from './line.ts';
import { PackChecker } from './packs.ts';
import type { PackControl } from './packs.ts';

/** How a file is written, as its sender declares it. */
export interface EmiOptions extends EmiLineOptions {
  /** Default: `ascii`. `ebcdic` is code page 037. */
  readonly encoding?: Encoding;
  /** Default: `lines`. */
  readonly framing?: Framing;
}

/** What reading a whole file leaves beside its lines. */
export interface EmiEnd {
  readonly controls: readonly PackControl[];
  readonly problems: readonly Problem[];
  /** Places where a sequence number or a pack number does not follow the one before. */
  readonly gaps: { readonly sequence: number; readonly packs: number };
  /** Physical lines of the file, also of one that was refused. */
  readonly lines: number;
  /**
   * Records that were not read because the file is written otherwise than declared. Then no line was handed on, and the file
   * can be read again as soon as its declaration is right.
   */
  readonly refused?: number;
}

export type OnEmiLine = (line: EmiLine) => void;

/**
 * Reads one file from chunks of any size: its encoding, its framing, its lines and its packs. The line that is handed on is the same
 * object every time.
 */
export class EmiFile {
  readonly #file: string;
  readonly #declared: Frame;
  readonly #line: EmiLine;
  readonly #packs: PackChecker;
  #head: Buffer[] = [];
  #headBytes = 0;
  #found: Frame | undefined;
  #splitter: LineSplitter | FixedSplitter | undefined;
  #refused = 0;

  constructor(file: string, { encoding = 'ascii', framing = 'lines', ...options }: EmiOptions = {}) {
    this.#file = file;
    this.#declared = { encoding, framing };
    this.#line = new EmiLine(options);
    this.#packs = new PackChecker(file);
  }

  /** Lines handed on so far. */
  get line(): number {
    return this.#splitter?.line ?? 0;
  }

  push(chunk: Buffer, onLine: OnEmiLine): void {
    if (this.#splitter) {
      this.#split(this.#splitter, chunk, onLine);
      return;
    }
    // A splitter keeps what it needs of a chunk; the beginning of a file is kept here, and its chunk may be used again.
    this.#head.push(Buffer.from(chunk));
    this.#headBytes += chunk.length;
    if (this.#headBytes >= LOOK_BYTES) this.#begin(onLine);
  }

  /** Hands on the whole lines that came so far. Lines are otherwise held back until enough of the file is seen. */
  flush(onLine: OnEmiLine): void {
    if (!this.#splitter) this.#begin(onLine);
  }

  /** After the last chunk. Call it once. */
  end(onLine: OnEmiLine): EmiEnd {
    const splitter = this.#splitter ?? this.#begin(onLine);
    splitter.end(this.#onRaw(onLine));
    if (!this.#isRefused()) this.#packs.finish(splitter.line);
    const { controls, problems, gaps } = this.#packs;
    return this.#isRefused()
      ? { controls: [], problems: [this.#refusal()], gaps, lines: splitter.line, refused: this.#refused }
      : { controls, problems, gaps, lines: splitter.line };
  }

  #begin(onLine: OnEmiLine): LineSplitter | FixedSplitter {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    const seen = recognise(head.subarray(0, LOOK_BYTES), this.#line.layout);
    this.#found = { ...this.#declared, ...seen };
    const splitter =
      this.#found.framing === 'lines' ? new LineSplitter() : new FixedSplitter(this.#line.layout.lineBytes);
    this.#splitter = splitter;
    this.#split(splitter, head, onLine);
    return splitter;
  }

  #split(splitter: LineSplitter | FixedSplitter, chunk: Buffer, onLine: OnEmiLine): void {
    splitter.push(this.#found?.encoding === 'ebcdic' ? fromEbcdic(chunk) : chunk, this.#onRaw(onLine));
  }

  /** A file that is written otherwise than declared is read only to count its records. */
  #isRefused(): boolean {
    const found = this.#found ?? this.#declared;
    return found.encoding !== this.#declared.encoding || found.framing !== this.#declared.framing;
  }

  #onRaw(onLine: OnEmiLine) {
    const line = this.#line;
    const packs = this.#packs;
    if (this.#isRefused())
      return (bytes: Buffer, start: number, end: number, number: number, offset: number): void => {
        const { kind } = line.read(bytes, start, end, number, offset);
        if (kind !== 'header' && kind !== 'trailer') this.#refused += 1;
      };
    return (bytes: Buffer, start: number, end: number, number: number, offset: number): void => {
      packs.see(line.read(bytes, start, end, number, offset));
      onLine(line);
    };
  }

  #refusal(): Problem {
    const found = this.#found ?? this.#declared;
    return {
      id: found.encoding === this.#declared.encoding ? 'emi/framing' : 'emi/encoding',
      file: this.#file,
      sentence: `The file is ${describe(found)} and is declared as ${describe(this.#declared)}; none of its ${this.#refused} records was read.`,
      cure: `Declare it as encoding ${found.encoding} and framing ${found.framing}, or ask the sender for the file as agreed.`,
    };
  }
}

const describe = ({ encoding, framing }: Frame): string =>
  `${encoding === 'ebcdic' ? 'EBCDIC' : 'ASCII'} ${framing === 'lines' ? 'in lines' : 'without line ends'}`;
