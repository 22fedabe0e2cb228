import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readBaf } from './index.ts';
import type { BafEnd, BafFraming, BafOutcome } from './index.ts';

const ROOT = fileURLToPath(new URL('../../../conformance/ama-baf', import.meta.url));

interface Expected {
  readonly year: number;
  readonly framing?: BafFraming;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly string[];
  readonly controls?: BafEnd['controls'];
}

async function read(bytes: Buffer, size: number, { year, framing }: Expected) {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const source = readBaf('file.baf', Readable.from(chunks), { year, ...(framing ? { framing } : {}) });
  const outcomes: BafOutcome[] = [];
  for (;;) {
    const next = await source.next();
    if (next.done === true) return { outcomes, end: next.value };
    outcomes.push(next.value);
  }
}

for (const folder of ['valid', 'invalid']) {
  const dir = path.join(ROOT, folder);
  const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  describe(`ama-baf ${folder}`, () => {
    test('has vectors', () => assert.ok(names.length > 0));
    for (const json of names) {
      test(json.slice(0, -5), async () => {
        const expected = JSON.parse(readFileSync(path.join(dir, json), 'utf8')) as Expected;
        const bytes = readFileSync(path.join(dir, json.replace('.json', '.baf')));
        for (const size of [1, 7, 61, 1 << 20]) {
          const { outcomes, end } = await read(bytes, size, expected);
          assert.equal(outcomes.length, expected.records.length);
          expected.records.forEach((record, index) => {
            const got = Object.fromEntries(Object.entries(outcomes[index] ?? {}));
            for (const [name, value] of Object.entries(record))
              assert.deepEqual(got[name], value, `${name} of record ${index + 1}`);
          });
          assert.deepEqual(
            end.problems.map(({ id }) => id),
            expected.problems,
          );
          if (expected.controls) assert.deepEqual(end.controls, expected.controls);
        }
      });
    }
  });
}
