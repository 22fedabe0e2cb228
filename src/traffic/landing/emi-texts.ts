import type { EmiLine, TextField } from '../../formats/emi/index.ts';
import type { Words } from './words.ts';

/** Text fields of a detail that are landed. */
const FIELDS = [
  'trunkGroup',
  'recordingSwitch',
  'recordedBy',
  'originatingOcn',
  'terminatingOcn',
  'oli',
  'cic',
] as const satisfies readonly TextField[];

/** Place of each in a list of them. */
export const TEXT = {
  trunkGroup: 0,
  recordingSwitch: 1,
  recordedBy: 2,
  originatingOcn: 3,
  terminatingOcn: 4,
  oli: 5,
  cic: 6,
} as const satisfies Record<(typeof FIELDS)[number], number>;

type Detail = EmiLine['detail'];

/** Text fields of lines as numbers of the dictionary, found by their bytes where the layout takes them as they are. */
export class EmiTexts {
  readonly #words: Words;
  readonly #lengths = new Map<Detail, Int32Array>();
  #detail: Detail | undefined;
  /** 0-based offsets in the line, and lengths; 0 where the layout has no such field. */
  #from: Int32Array = new Int32Array(FIELDS.length);
  #length: Int32Array = new Int32Array(FIELDS.length);
  #byBytes = false;

  constructor(words: Words) {
    this.#words = words;
  }

  /** To be called before the texts of a line are asked for. */
  turnTo(detail: Detail): void {
    if (detail === this.#detail) return;
    this.#detail = detail;
    this.#byBytes = !detail.zerosAreNone;
    let both = this.#lengths.get(detail);
    if (!both) {
      const found = FIELDS.map((name) => detail.layout.fields.find((field) => field.name === name));
      both = Int32Array.from([
        ...found.map((field) => (field?.position ?? 1) - 1),
        ...found.map((field) => field?.length ?? 0),
      ]);
      this.#lengths.set(detail, both);
    }
    this.#from = both.subarray(0, FIELDS.length);
    this.#length = both.subarray(FIELDS.length);
  }

  code(line: EmiLine, field: number): number {
    if (this.#byBytes)
      return this.#words.bytes(
        line.bytes,
        line.start + (this.#from[field] as number),
        this.#length[field] as number,
      );
    return this.#words.text(line.text(FIELDS[field] as TextField));
  }
}
