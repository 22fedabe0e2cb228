import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import { mendCsv, mendCsvParts, resultCsv, resultCsvParts } from './result-csv.ts';
import { inTurns, resultJsonParts } from './result-json.ts';
import { countOf } from './result.ts';
import type { FileLine, FileResult } from './result.ts';

/** A result of so many lines, every third of them not read. */
function resultOf(count: number): FileResult {
  const rows = Array.from({ length: count }, (_, at): FileLine => {
    const problem = { id: 'x/y', field: 'LSR.PON', sentence: `"${at}"\n, \u{1F4DE} = wrong`, cure: '=Mend;' };
    const verdict = at % 3 === 0 ? ('unreadable' as const) : ('taken' as const);
    const problems = verdict === 'taken' ? [] : [problem];
    return { line: at + 2, ccna: 'SKT', pon: `P${at}`, ver: '01', verdict, problems, warnings: [] };
  });
  const counts = countOf(rows.map(({ verdict }) => verdict));
  return { format: 'csv', receivedAt: '2026-11-02T15:00:00Z', lines: counts, orders: counts, rows };
}

describe('a long result is written in parts', () => {
  // None, one, a part and its neighbours, several parts.
  for (const count of [0, 1, 99, 100, 101, 250, 251, 1234])
    test(`${count} lines say the same as in one piece`, () => {
      const result = resultOf(count);
      assert.equal([...resultJsonParts(result)].join(''), JSON.stringify(result));
      const sheet = {
        header: ['PON', 'VER'],
        rows: new Map(result.rows.map(({ line, pon, ver }) => [line, [pon, ver]])),
      };
      const file = { format: 'csv' as const, orders: [], sheet };
      const [csv, mend] = [resultCsv(result), mendCsv(file, result)];
      const beside = { csv: resultCsvParts(result), mend: mendCsvParts(file, result) };
      assert.equal(
        [...resultJsonParts(result, beside)].join(''),
        JSON.stringify({ ...result, csv, ...(mend === undefined ? {} : { mend }) }),
      );
      // Read back and written at once: the header and each line once, CRLF after each, the mark at the very beginning alone.
      const back = parse(csv, { bom: true }) as string[][];
      assert.equal(back.length, 1 + count);
      assert.equal(csv, `\ufeff${stringify(back, { record_delimiter: 'windows' })}`);
      // Lines 0, 3, 6 … are to be mended.
      const bad = Math.ceil(count / 3);
      assert.equal(mend === undefined ? 0 : (parse(mend, { bom: true }) as string[][]).length - 1, bad);
    });

  test('each part has a turn of its own', async () => {
    const order: string[] = [];
    const other = (): void => {
      order.push('other');
      if (order.length < 20) setImmediate(other);
    };
    setImmediate(other);
    for await (const part of inTurns(['a', 'b', 'c'])) order.push(part);
    assert.deepEqual(['a', 'b', 'c'].map((part) => order[order.indexOf(part) + 1]).slice(0, 2), [
      'other',
      'other',
    ]);
  });
});
