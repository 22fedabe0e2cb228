import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../base/problem.ts';
import { readCdrCsv } from './cdr-csv/index.ts';
import { readEmi } from './emi/index.ts';
import type { EmiOptions } from './emi/index.ts';

const ROOT = fileURLToPath(new URL('../../conformance', import.meta.url));

interface Expected {
  /** How the file is declared, where not as usual. */
  readonly options?: EmiOptions;
  /** Records of a file that was refused as a whole. */
  readonly refused?: number;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly string[];
}

interface Read {
  readonly refused?: number | undefined;
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly problems: readonly Problem[];
}

async function drain<T extends object, R>(
  source: AsyncGenerator<T, R>,
  endOf: (end: R) => Omit<Read, 'lines'>,
): Promise<Read> {
  const lines: Readonly<Record<string, unknown>>[] = [];
  for (;;) {
    const next = await source.next();
    if (next.done === true) return { lines, ...endOf(next.value) };
    lines.push(Object.fromEntries(Object.entries(next.value)));
  }
}

const READERS: Readonly<
  Record<string, (file: string, bytes: Readable, options?: EmiOptions) => Promise<Read>>
> = {
  '.emi': (file, bytes, options) =>
    drain(readEmi(file, bytes, options), ({ problems, refused }) => ({ problems, refused })),
  '.csv': (file, bytes) => drain(readCdrCsv(file, bytes), (problems) => ({ problems })),
};

/** The same bytes cut into chunks of a size that hits every boundary. */
const chunked = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    ),
  );

for (const format of ['emi', 'cdr-csv']) {
  for (const folder of ['valid', 'invalid']) {
    const dir = path.join(ROOT, format, folder);
    const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
    describe(`${format} ${folder}`, () => {
      test('has vectors', () => assert.ok(names.length > 0));
      for (const json of names) {
        test(json.slice(0, -5), async () => {
          const expected = JSON.parse(readFileSync(path.join(dir, json), 'utf8')) as Expected;
          const extension = format === 'emi' ? '.emi' : '.csv';
          const file = json.replace('.json', extension);
          const bytes = readFileSync(path.join(dir, file));
          for (const size of [1, 7, 176, 1 << 20]) {
            const read = await READERS[extension]?.(file, chunked(bytes, size), expected.options);
            assert.equal(read?.lines.length, expected.lines.length);
            expected.lines.forEach((line, index) => {
              const got = read?.lines[index] ?? {};
              for (const [name, value] of Object.entries(line))
                assert.deepEqual(got[name], value, `${name} of line ${index + 1}`);
            });
            assert.deepEqual(
              read?.problems.map(({ id }) => id),
              expected.problems,
            );
            assert.equal(read?.refused, expected.refused);
          }
        });
      }
    });
  }
}
