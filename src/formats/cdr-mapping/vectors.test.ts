import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unwrap } from '../../base/result.ts';
import { findShipped, readMapped, readMapping, shippedMappings } from './index.ts';
import type { CdrMapping, MappedCall, MappedOutcome } from './index.ts';

const ROOT = fileURLToPath(new URL('../../../conformance/cdr-mapping', import.meta.url));
const text = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const expectedOf = (file: string): unknown => JSON.parse(text(file));

/** Expected calls say times as text. */
type ExpectedCall = Omit<MappedCall, 'localMs' | 'utcMs'> & {
  readonly local?: string;
  readonly utc?: string;
};
interface Expected {
  readonly lines: readonly (Readonly<Record<string, unknown>> & { readonly call?: ExpectedCall })[];
  readonly problems: readonly string[];
}

const withMilliseconds = ({ local, utc, ...call }: ExpectedCall): MappedCall => ({
  ...call,
  ...(local === undefined ? {} : { localMs: Date.parse(`${local}Z`) }),
  ...(utc === undefined ? {} : { utcMs: Date.parse(utc) }),
});

async function readAll(file: string, bytes: Buffer, mapping: CdrMapping, size: number) {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const source = readMapped(file, Readable.from(chunks), mapping);
  const outcomes: MappedOutcome[] = [];
  for (;;) {
    const next = await source.next();
    if (next.done === true) return { outcomes, problems: next.value.map(({ id }) => id) };
    outcomes.push(next.value);
  }
}

for (const folder of ['valid', 'invalid']) {
  describe(`call detail by mapping, ${folder}`, () => {
    const names = globSync('*.json', { cwd: path.join(ROOT, folder) }).map((name) => name.slice(0, -5));
    test('has vectors', () => assert.ok(names.length >= 8));
    for (const name of names.sort()) {
      test(name, async () => {
        const expected = expectedOf(`${folder}/${name}.json`) as Expected;
        const mapping = unwrap(readMapping(`${name}.yaml`, text(`${folder}/${name}.yaml`), findShipped));
        const bytes = readFileSync(path.join(ROOT, folder, `${name}.csv`));
        for (const size of [1, 7, 176, 1 << 20]) {
          const { outcomes, problems } = await readAll(`${name}.csv`, bytes, mapping, size);
          assert.deepEqual(problems, expected.problems);
          assert.equal(outcomes.length, expected.lines.length);
          expected.lines.forEach(({ call, ...line }, index) => {
            const got = outcomes[index];
            const { line: number, kind } = got ?? {};
            const problem =
              got?.kind === 'damaged' || got?.kind === 'rejected'
                ? {
                    reason: got.reason,
                    column: got.column,
                    ...(got.kind === 'rejected' ? { field: got.field } : {}),
                  }
                : {};
            assert.deepEqual({ line: number, kind, ...problem }, line);
            if (call)
              assert.deepEqual(
                got?.kind === 'record' ? got.call : got,
                withMilliseconds(call),
                `line ${index + 1}`,
              );
          });
        }
      });
    }
  });
}

describe('mappings that are refused', () => {
  for (const json of globSync('*.json', { cwd: path.join(ROOT, 'mappings') }).sort()) {
    test(json.slice(0, -5), () => {
      const { problems } = expectedOf(`mappings/${json}`) as { problems: unknown };
      const file = json.replace('.json', '.yaml');
      const read = readMapping(file, text(`mappings/${file}`), findShipped);
      const said = read.ok ? [] : read.problems;
      assert.deepEqual(
        said.map(({ id, field, line }) => ({ id, ...(field === undefined ? {} : { field }), line })),
        problems,
      );
      for (const { sentence, cure } of said) assert.match(`${sentence} ${cure}`, /^\S.*\. \S.*\.$/s);
    });
  }
});

test('every shipped mapping is right, names its public sources and bears the name of its file', () => {
  const names = shippedMappings();
  assert.ok(names.length >= 6);
  for (const name of names) {
    const mapping = unwrap(readMapping(name, findShipped(name) ?? ''));
    assert.equal(mapping.name, name);
    assert.ok((mapping.sources ?? []).length > 0, name);
  }
});
