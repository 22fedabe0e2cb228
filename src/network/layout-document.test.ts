import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as numbers from './number-tables.ts';
import * as tables from './tables.ts';

const document = readFileSync(new URL('../../docs/formats/network.md', import.meta.url), 'utf8');
const imports = Object.entries({ ...tables, ...numbers }).flatMap(([name, value]) =>
  name.endsWith('Import') ? [value as (typeof tables)['carriersImport']] : [],
);

/** Columns that the section of a table names, with the mark of those that name the thing. */
function documented(name: string): Map<string, boolean> {
  const section = document.split(/^### /m).find((text) => text.startsWith(`${name}.csv\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(
    rows.flatMap((line) => {
      const cell = line.split('|')[1] ?? '';
      return [...cell.matchAll(/`([a-z_]+)`/g)].map(([, column = '']): [string, boolean] => [
        column,
        cell.includes('◆'),
      ]);
    }),
  );
}

test('the layout document has every table with its columns, and marks those that name the thing', () => {
  assert.ok(imports.length >= 14);
  for (const { name, schema, identity } of imports) {
    const columns = documented(name);
    assert.deepEqual([...columns.keys()].sort(), Object.keys(schema.properties).sort(), name);
    assert.deepEqual(
      [...columns]
        .filter(([, marked]) => marked)
        .map(([column]) => column)
        .sort(),
      [...identity].sort(),
      name,
    );
  }
  assert.equal(document.match(/^### /gm)?.length, imports.length);
});
