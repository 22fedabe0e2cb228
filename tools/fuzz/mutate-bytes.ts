import type { Random } from './random.ts';

/** Inputs are kept below this, so that a slow one is slow for a reason. */
export const LONGEST_BYTES = 64 * 1024;

/** Bytes on which readers of text and of packed decimals turn. */
const TURNING = Buffer.from('\u0000\t\n\r "\',-./0129:;@ANZ~\u007F\u0080\u00AA\u00C0\u00F0\u00FF', 'latin1');

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const cut = (bytes: Buffer, random: Random): readonly [number, number] => {
  const from = random(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + random(random(4) === 0 ? 512 : 16))];
};

const MUTATIONS: readonly Mutation[] = [
  function flip(bytes, random) {
    const copy = Buffer.from(bytes);
    const at = random(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    return copy;
  },
  function overwrite(bytes, random) {
    const copy = Buffer.from(bytes);
    copy[random(copy.length)] = TURNING[random(TURNING.length)] ?? 0;
    return copy;
  },
  function digit(bytes, random) {
    const copy = Buffer.from(bytes);
    const at = random(copy.length);
    for (let i = at; i < copy.length && i < at + 40; i++)
      if ((copy[i] ?? 0) >= 0x30 && (copy[i] ?? 0) <= 0x39) {
        copy[i] = 0x30 + random(10);
        break;
      }
    return copy;
  },
  function insert(bytes, random) {
    const at = random(bytes.length + 1);
    const added = Buffer.from(
      Array.from({ length: 1 + random(8) }, () =>
        random(2) === 0 ? random(256) : (TURNING[random(TURNING.length)] ?? 0),
      ),
    );
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
  },
  function remove(bytes, random) {
    const [from, to] = cut(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function repeat(bytes, random) {
    const [from, to] = cut(bytes, random);
    const times = 1 + random(random(8) === 0 ? 200 : 4);
    return Buffer.concat([
      bytes.subarray(0, to),
      ...Array.from({ length: times }, () => bytes.subarray(from, to)),
      bytes.subarray(to),
    ]);
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, random(bytes.length + 1));
  },
  function splice(bytes, random, other) {
    return Buffer.concat([
      bytes.subarray(0, random(bytes.length + 1)),
      other.subarray(random(other.length + 1)),
    ]);
  },
  function graft(bytes, random, other) {
    const [from, to] = cut(other, random);
    const at = random(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at)]);
  },
];

/** The bytes changed in one to eight places. `other` is another input to take parts from. */
export function mutate(bytes: Buffer, random: Random, other: Buffer): Buffer {
  let changed = bytes;
  for (let left = 1 + random(random(3) === 0 ? 8 : 2); left > 0; left--) {
    const change = MUTATIONS[random(MUTATIONS.length)] ?? MUTATIONS[0];
    if (change && (changed.length > 0 || other.length > 0)) changed = change(changed, random, other);
  }
  return changed.subarray(0, LONGEST_BYTES);
}

/** A smaller input that fails alike: parts are left out while it does. Ends at `until` (milliseconds of `performance.now()`). */
export function shrink(bytes: Buffer, fails: (smaller: Buffer) => boolean, until: number): Buffer {
  let best = bytes;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && performance.now() < until;) {
      const smaller = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      if (fails(smaller)) best = smaller;
      else at += size;
    }
  }
  return best;
}
