import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../base/problem.ts';
import { readOrderFile } from './read-order-file.ts';

const ROOT = fileURLToPath(new URL('../../../conformance/order-files', import.meta.url));

const told = ({ id, line, field }: Problem) => ({
  id,
  ...(line === undefined ? {} : { line }),
  ...(field === undefined ? {} : { field }),
});

for (const folder of ['valid', 'invalid'])
  describe(`files of orders, ${folder}`, () => {
    const files = globSync('*.{xml,csv,xlsx}', { cwd: path.join(ROOT, folder) }).sort();
    test('has vectors', () => assert.ok(files.length >= 15));
    for (const file of files)
      test(file, async () => {
        const expected: unknown = JSON.parse(
          readFileSync(path.join(ROOT, folder, file.replace(/\.[a-z]+$/, '.json')), 'utf8'),
        );
        const read = await readOrderFile(readFileSync(path.join(ROOT, folder, file)));
        const got = read.ok
          ? {
              orders: read.value.orders.map(({ lines, document, problems }) => ({
                lines: [...lines],
                ...(document === undefined ? { problems: problems.map(told) } : { document }),
              })),
            }
          : { problems: read.problems.map(told) };
        assert.deepEqual(JSON.parse(JSON.stringify(got)), expected);
        const problems = read.ok ? read.value.orders.flatMap((order) => order.problems) : read.problems;
        for (const { sentence, cure } of problems) assert.ok(sentence.length > 10 && cure.length > 5);
      });
  });
