import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import type { UsageFile } from './usage-file.ts';

const CHUNK_BYTES = 1 << 20;
const KEY_DIGITS = 12;

export interface Identity {
  readonly key: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** @throws Error when the file cannot be read. */
export async function identityOf(file: UsageFile): Promise<Identity> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file.path, { highWaterMark: CHUNK_BYTES }))
    hash.update(chunk as Buffer);
  const sha256 = hash.digest('hex');
  return { sha256, key: Number.parseInt(sha256.slice(0, KEY_DIGITS), 16) };
}

/** How a file is read, as a text that is equal when it is read in the same way. @throws Error when its mapping cannot be read. */
export function readAs({ format, encoding, framing, layout, year, mapping }: UsageFile): string {
  const text =
    mapping === undefined ? undefined : createHash('sha256').update(readFileSync(mapping)).digest('hex');
  const said = { encoding, framing, layout, year, mapping: text };
  const parts = Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return [format, ...parts].join(' ');
}
