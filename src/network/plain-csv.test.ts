import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../agreement/table.ts';
import { plainCsv } from './plain-csv.ts';

test('a plain table is read: quotes, empty cells, line ends, line numbers', () => {
  assert.deepEqual(plainCsv('\uFEFFtn,source\r\n5735550100,"a, ""b"""\r\n\r\n5735550101,\r\n'), {
    header: ['tn', 'source'],
    lines: [
      { line: 2, values: { tn: '5735550100', source: 'a, "b"' } },
      { line: 4, values: { tn: '5735550101', source: '' } },
    ],
  });
});

test('what is not plain is left to the full reader', () => {
  for (const text of [
    'a,b\n1\n', // a row that is too short
    'a,a\n1,2\n', // a column twice
    'a,b\n 1,2\n', // a blank before a cell
    'a,b\n1,"2\n3"\n', // a line end in a cell
    'a,b\n1,2"3"\n', // a quote within a cell
    'a,b\n1,"2"3\n', // text after a quote
    'a,b\n1,"2\n', // a quote that is not closed
    'a,b\n1,\u0007\n', // a control character
  ])
    assert.equal(plainCsv(text), undefined, JSON.stringify(text));
});

test('both readers agree on every text that the plain one reads', () => {
  const piece = fc.constantFrom(',', '"', '\n', ' ', '\t', '\u00A0', 'a', '1', '""', '\uFEFF', '#', '');
  const texts = fc.record({
    header: fc.constantFrom('x', 'x,y'),
    // One kind of line end a file: where they are mixed the full reader counts lines otherwise.
    end: fc.constantFrom('\n', '\r\n'),
    pieces: fc.array(piece, { maxLength: 14 }),
  });
  let plain = 0;
  fc.assert(
    fc.property(texts, ({ header, end, pieces }) => {
      const text = `${header}\n${pieces.join('')}`.replaceAll('\n', end);
      const own = plainCsv(text);
      if (own === undefined) return;
      plain += 1;
      const full = readCsv('a.csv', text);
      assert.deepEqual(full.problems, []);
      assert.deepEqual(own, { header: full.header, lines: full.lines });
    }),
    { numRuns: 20_000, seed: 4 },
  );
  assert.ok(plain > 1000, `${plain} texts were plain`);
});
