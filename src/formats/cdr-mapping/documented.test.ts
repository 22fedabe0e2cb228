import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MappingSchema, shippedMappings } from './index.ts';

const doc = readFileSync(new URL('../../../docs/formats/cdr-mapping.md', import.meta.url), 'utf8');
const record = readFileSync(new URL('record.ts', import.meta.url), 'utf8');

/** Names of all properties of a schema, at any depth. */
function names(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: unknown = Reflect.get(schema, 'properties');
  const own = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  return own.flatMap(([name, inner]) => [name, ...names(inner)]);
}

test('everything that a mapping may say, every reason and every shipped mapping is in the documentation', () => {
  const reasons = [...record.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, reason]) => reason ?? '');
  const words = [...new Set([...names(MappingSchema), ...reasons, ...shippedMappings()])];
  assert.ok(words.length > 70 && reasons.length > 20);
  const missing = words.filter(
    (word) => !new RegExp(`\`[^\`]*\\b${word}\\b[^\`]*\`|^ *${word}:`, 'm').test(doc),
  );
  assert.deepEqual(missing, []);
});
