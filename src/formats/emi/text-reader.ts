const BLANK = 32;
/** Values of one field that are remembered; a file repeats few trunk groups, switches and carriers. */
const SLOTS = 64;

/** A text field that remembers its values by their bytes: a text that was made is not made again. */
export class TextReader {
  readonly #position: number;
  readonly #length: number;
  readonly #zerosAreNone: boolean;
  readonly #seen: Buffer;
  readonly #texts: (string | undefined)[] = Array.from({ length: SLOTS });
  #last = 0;

  /** `position` is the 0-based offset in the line; zeros alone are read as blank where they mean that there is none. */
  constructor(position: number, length: number, zerosAreNone: boolean) {
    this.#position = position;
    this.#length = length;
    this.#zerosAreNone = zerosAreNone;
    this.#seen = Buffer.alloc(length * SLOTS, BLANK);
  }

  /** The field without its trailing blanks. */
  read(bytes: Buffer, lineStart: number): string {
    const start = lineStart + this.#position;
    const length = this.#length;
    if (this.#same(bytes, start, this.#last * length)) return this.#texts[this.#last] ?? '';
    let hash = 0;
    for (let at = start; at < start + length; at++) hash = (hash * 31 + (bytes[at] as number)) | 0;
    const slot = (hash ^ (hash >>> 7) ^ (hash >>> 15)) & (SLOTS - 1);
    const known = this.#texts[slot];
    this.#last = slot;
    if (known !== undefined && this.#same(bytes, start, slot * length)) return known;
    bytes.copy(this.#seen, slot * length, start, start + length);
    const text = this.#clean(bytes.toString('latin1', start, start + length));
    this.#texts[slot] = text;
    return text;
  }

  #clean(raw: string): string {
    const text = raw.replace(/ +$/, '');
    return this.#zerosAreNone && /^0+$/.test(text) ? '' : text;
  }

  #same(bytes: Buffer, start: number, seen: number): boolean {
    for (let at = 0; at < this.#length; at++) if (bytes[start + at] !== this.#seen[seen + at]) return false;
    return true;
  }
}
