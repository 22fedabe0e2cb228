import { DETAIL } from './layout.ts';

const BLANK = 32;

export type TextField = 'trunkGroup' | 'recordingSwitch' | 'recordedBy' | 'originatingOcn' | 'terminatingOcn';

/** A text field that remembers its last value: a file repeats few of them, and a text that was made is not made again. */
export class TextReader {
  readonly #start: number;
  readonly #length: number;
  readonly #last: Buffer;
  #text = '';

  constructor(field: TextField) {
    const layout = DETAIL.find(({ name }) => name === field);
    this.#start = (layout?.position ?? 1) - 1;
    this.#length = layout?.length ?? 0;
    this.#last = Buffer.alloc(this.#length, BLANK);
  }

  read(bytes: Buffer, lineStart: number): string {
    const start = lineStart + this.#start;
    let same = 0;
    while (same < this.#length && bytes[start + same] === this.#last[same]) same += 1;
    if (same < this.#length) {
      bytes.copy(this.#last, 0, start, start + this.#length);
      this.#text = this.#last.toString('latin1').replace(/ +$/, '');
    }
    return this.#text;
  }
}
