const BLANK = 32;
/** Fields up to this length are found by their bytes. */
const SHORT = 12;
const FIRST_SLOTS = 1 << 10;
const KEY_INTS = 6;

/**
 * The texts of one file by number. A text that stands in bytes is found without making a string of it: a file has millions of
 * fields and few texts.
 */
export class Words {
  readonly all: string[] = [];
  /** Grows each time that all are forgotten and numbers are given anew. */
  generation = 0;
  readonly #byText = new Map<string, number>();
  /**
   * Open addressing: place of the key + 1, 0 for free. A key is the length of a field, its bytes in three words, its
   * number and its hash.
   */
  #slots = new Int32Array(FIRST_SLOTS);
  #keys = new Int32Array((FIRST_SLOTS / 2) * KEY_INTS);
  #count = 0;
  #bytes: Buffer | undefined;
  #view: DataView = new DataView(new ArrayBuffer(0));

  /** What it has to remember: texts, and fields whose bytes are known. */
  get size(): number {
    return Math.max(this.all.length, this.#count);
  }

  /** Number of a text; -1 for the empty one, which is missing. */
  text(text: string): number {
    if (text === '') return -1;
    let code = this.#byText.get(text);
    if (code === undefined) {
      code = this.all.length;
      this.all.push(text);
      this.#byText.set(text, code);
    }
    return code;
  }

  /** Number of the text in `length` bytes, one character a byte, without trailing blanks. */
  bytes(bytes: Buffer, from: number, length: number): number {
    if (length > SHORT) return this.#make(bytes, from, length);
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    let [a, b, c] = [0, 0, 0];
    if (length >= 4) {
      // The words overlap where the length is no multiple of four: all bytes are in them all the same.
      a = this.#view.getInt32(from, true);
      if (length > 4) b = this.#view.getInt32(from + (length >= 8 ? 4 : length - 4), true);
      if (length > 8) c = this.#view.getInt32(from + length - 4, true);
    } else for (let i = 0; i < length; i++) a |= (bytes[from + i] as number) << (i * 8);
    let hash = Math.imul(a, 0x9e3779b1) ^ length;
    if (length > 4) hash ^= Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7;
    const slots = this.#slots;
    const keys = this.#keys;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let place = slots[slot] as number; place !== 0; place = slots[slot] as number) {
      const at = (place - 1) * KEY_INTS;
      if (keys[at] === length && keys[at + 1] === a && keys[at + 2] === b && keys[at + 3] === c)
        return keys[at + 4] as number;
      slot = (slot + 1) & mask;
    }
    const code = this.#make(bytes, from, length);
    this.#insert(slot, [length, a, b, c, code, hash]);
    return code;
  }

  /** Forgets all. */
  clear(): void {
    this.generation += 1;
    this.all.length = 0;
    this.#byText.clear();
    this.#slots = new Int32Array(FIRST_SLOTS);
    this.#keys = new Int32Array((FIRST_SLOTS / 2) * KEY_INTS);
    this.#count = 0;
  }

  #make(bytes: Buffer, from: number, length: number): number {
    let end = from + length;
    while (end > from && bytes[end - 1] === BLANK) end -= 1;
    return this.text(bytes.toString('latin1', from, end));
  }

  #insert(slot: number, key: readonly number[]): void {
    this.#keys.set(key, this.#count * KEY_INTS);
    this.#count += 1;
    this.#slots[slot] = this.#count;
    if (this.#count * 2 < this.#slots.length) return;
    const keys = new Int32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let place = 1; place <= this.#count; place++) {
      let free = (keys[place * KEY_INTS - 1] as number) & mask;
      while (this.#slots[free] !== 0) free = (free + 1) & mask;
      this.#slots[free] = place;
    }
  }
}
