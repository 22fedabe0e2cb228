/** The tables of docs/formats/ama-baf.md are those of the layout. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { CALL_TYPES, FIELDS, MODULES, SOURCES, STRUCTURES, bytesOf, moduleBytes } from './index.ts';
import type { BafFieldName } from './index.ts';
import { PREFIX_BYTES } from './layout.ts';

const text = readFileSync(new URL('../../../docs/formats/ama-baf.md', import.meta.url), 'utf8');

/** Rows of the table under a heading, without the padding of its cells. */
function rowsUnder(heading: string): string[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.replaceAll(/\s*\|\s*/g, '|'))
    .slice(2);
}

const row = (...cells: readonly (string | number)[]): string => `|${cells.join('|')}|`;
const names = (fields: readonly BafFieldName[]): string => fields.join(', ');
const sum = (fields: readonly BafFieldName[]): number =>
  fields.reduce((bytes, name) => bytes + bytesOf(name), 0);

describe('docs/formats/ama-baf.md', () => {
  test('names the sources', () => {
    assert.deepEqual(
      rowsUnder('Sources'),
      Object.entries(SOURCES).map(([name, what]) => row(`\`${name}\``, what)),
    );
  });

  test('has every field', () => {
    assert.deepEqual(
      rowsUnder('Fields'),
      Object.entries(FIELDS).map(([name, { table, digits, source }]) => row(name, table, digits, source)),
    );
  });

  test('has every structure', () => {
    assert.deepEqual(
      rowsUnder('Structures'),
      STRUCTURES.map(({ code, use, fields, sources }) =>
        row(
          String(code).padStart(5, '0'),
          use,
          PREFIX_BYTES + sum(fields),
          names(fields),
          sources.join(', '),
        ),
      ),
    );
  });

  test('has every module', () => {
    assert.deepEqual(
      rowsUnder('Modules'),
      MODULES.map((module) =>
        row(
          String(module.code).padStart(3, '0'),
          module.name,
          moduleBytes(module),
          module.opaque > 0 ? 'not public' : names(module.fields) || 'none',
          module.sources.join(', '),
        ),
      ),
    );
  });

  test('has every call type', () => {
    assert.deepEqual(
      rowsUnder('Call types'),
      CALL_TYPES.map(({ code, name, source }) => row(String(code).padStart(3, '0'), name, source)),
    );
  });
});
