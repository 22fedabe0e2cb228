import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitCells } from './cells.ts';

/** What csv-parse makes of one line, undefined where it refuses it. */
function byLibrary(text: string, delimiter: string): string[] | undefined {
  try {
    const rows = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false }) as string[][];
    return rows[0] ?? [''];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

const piece = fc.constantFrom('"', '""', ',', ';', 'a', ' ', '5738741234', '"x"', '"x,y"', '');

test('lines are cut as csv-parse cuts them, and refused where it refuses them', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(',', ';'), (pieces, delimiter) => {
      const text = pieces.join('');
      const cells = splitCells(text, delimiter, 'double');
      if (cells === undefined) refused += 1;
      assert.deepEqual(cells, byLibrary(text, delimiter), text);
    }),
    { numRuns: 3000 },
  );
  assert.ok(refused > 100);
});

test('without quotes a quote is a character', () => {
  assert.deepEqual(splitCells('"a\t"b"', '\t', 'none'), ['"a', '"b"']);
});
