const BLANK = 32;
const ASCII = 128;
/** Texts up to this length are found by their bytes. */
const SHORT = 12;
const FIRST_SLOTS = 1 << 10;

/**
 * The texts of one file by number. A text that stands in bytes is found without making a string of it: a file has millions of
 * fields and few texts.
 */
export class Words {
  readonly all: string[] = [];
  readonly #byText = new Map<string, number>();
  /** Open addressing: number + 1 of the text, 0 for free; three words and a length for each number. */
  #slots = new Int32Array(FIRST_SLOTS);
  #keys = new Int32Array(FIRST_SLOTS * 2);
  #inSlots = 0;

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
    let end = from + length;
    while (end > from && bytes[end - 1] === BLANK) end -= 1;
    if (end === from) return -1;
    if (end - from > SHORT) return this.text(bytes.toString('latin1', from, end));
    let [a, b, c] = [0, 0, 0];
    let others = 0;
    for (let i = from; i < end; i++) {
      const byte = bytes[i] as number;
      others |= byte;
      const at = i - from;
      const shifted = byte << ((at & 3) * 8);
      if (at < 4) a |= shifted;
      else if (at < 8) b |= shifted;
      else c |= shifted;
    }
    return others >= ASCII
      ? this.text(bytes.toString('latin1', from, end))
      : this.#find(a, b, c, bytes, from, end);
  }

  /** Forgets all. */
  clear(): void {
    this.all.length = 0;
    this.#byText.clear();
    this.#slots = new Int32Array(FIRST_SLOTS);
    this.#keys = new Int32Array(FIRST_SLOTS * 2);
    this.#inSlots = 0;
  }

  #find(a: number, b: number, c: number, bytes: Buffer, from: number, end: number): number {
    const slots = this.#slots;
    const keys = this.#keys;
    const mask = slots.length - 1;
    let slot = hash(a, b, c) & mask;
    for (let key = slots[slot] as number; key !== 0; key = slots[slot] as number) {
      const at = key * 4;
      // Texts of different lengths differ in their words too, unless a NUL stands at the end of one.
      if (
        keys[at] === a &&
        keys[at + 1] === b &&
        keys[at + 2] === c &&
        (keys[at + 3] as number) >> 24 === end - from
      )
        return (keys[at + 3] as number) & 0xffffff;
      slot = (slot + 1) & mask;
    }
    const code = this.text(bytes.toString('latin1', from, end));
    this.#insert(slot, a, b, c, end - from, code);
    return code;
  }

  #insert(slot: number, a: number, b: number, c: number, length: number, code: number): void {
    this.#inSlots += 1;
    const at = this.#inSlots * 4;
    this.#slots[slot] = this.#inSlots;
    this.#keys.set([a, b, c, (length << 24) | code], at);
    if (this.#inSlots * 4 + 8 <= this.#keys.length && this.#inSlots * 2 < this.#slots.length) return;
    const keys = new Int32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let key = 1; key <= this.#inSlots; key++) {
      let free =
        hash(keys[key * 4] as number, keys[key * 4 + 1] as number, keys[key * 4 + 2] as number) & mask;
      while (this.#slots[free] !== 0) free = (free + 1) & mask;
      this.#slots[free] = key;
    }
  }
}

function hash(a: number, b: number, c: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
