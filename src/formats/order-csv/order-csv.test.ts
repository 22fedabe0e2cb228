import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse } from 'yaml';
import { unwrap } from '../../base/result.ts';
import type { OrderDocument } from '../order-forms/document.ts';
import { formsFolder, shippedForms } from '../order-forms/shipped.ts';
import { ALIASES, readOrderCsv, readOrderXlsx, safeCell, writeOrderCsv, writeOrderXlsx } from './index.ts';

const bases = parse(readFileSync(path.join(formsFolder, 'bases.yaml'), 'utf8')) as Record<
  string,
  OrderDocument
>;
const read = (text: string | Uint8Array) =>
  unwrap(readOrderCsv(typeof text === 'string' ? Buffer.from(text) : text));
const refusals = (input: string | Uint8Array, maxLines?: number): string[] => {
  const result = readOrderCsv(
    typeof input === 'string' ? Buffer.from(input) : input,
    maxLines === undefined ? {} : { maxLines },
  );
  return result.ok ? [] : result.problems.map(({ id, line, field }) => `${line ?? ''} ${id} ${field}`.trim());
};
/** The cell of one field, and what stands against it. */
const one = (name: string, cell: string): string => {
  const [order] = read(`LSR.PON,LSR.VER,${name}\nA,01,"${cell.replaceAll('"', '""')}"\n`).orders;
  const [form = '', field = ''] = name.split('.');
  const [problem] = order?.problems ?? [];
  return problem?.id ?? order?.document?.[form as 'LSR']?.[0]?.[field] ?? '';
};

describe('orders as CSV', () => {
  test('the clean documents come back from CSV and from a workbook as they were', async () => {
    const all = Object.values(bases);
    assert.deepEqual(
      read(writeOrderCsv(all)).orders.map(({ document }) => document),
      all,
    );
    const book = unwrap(await readOrderXlsx(await writeOrderXlsx(all)));
    assert.deepEqual(
      book.orders.map(({ document }) => document),
      all,
    );
  });

  test('rows with one number are lines of one order, wherever they stand; the line of each section is known', () => {
    const text = [
      'CCNA,PON,VER,Due date,LS.LNUM,EU.NAME',
      'SKT,A,01,2026-12-08,00001,AHRENS',
      'SKT,B,01,2026-12-09,00001,',
      'SKT,A,01,,00002,',
      ',A,,,00003,AHRENS',
    ].join('\n');
    const [a, b] = read(text).orders;
    assert.deepEqual(a?.document, {
      LSR: [{ CCNA: 'SKT', PON: 'A', VER: '01', DDD: '12-08-2026' }],
      LS: [{ LNUM: '00001' }, { LNUM: '00002' }, { LNUM: '00003' }],
      EU: [{ NAME: 'AHRENS' }],
    });
    assert.deepEqual([a.lines, b?.lines], [[2, 4, 5], [3]]);
    assert.deepEqual([a.sections.get('LS[2]'), a.sections.get('LS[3]')], [4, 5]);
  });

  test('rows that say different things of one order are told, and what tells of an end user is not quoted', () => {
    const [order] = read('PON,VER,DDD,EU.NAME\nA,01,2026-12-08,AHRENS\nA,01,2026-12-09,BAKER\n').orders;
    assert.deepEqual(
      order?.problems.map(({ id, line, field }) => `${line} ${id} ${field}`),
      ['3 order-csv/contradiction LSR.DDD', '3 order-csv/contradiction EU.NAME'],
    );
    assert.ok(order?.problems.every(({ sentence }) => !/AHRENS|BAKER/.test(sentence)));
  });

  test('byte order mark, semicolons, tabs, CRLF, quotes and blank rows', () => {
    const wanted = { LSR: [{ PON: 'A', VER: '01', REMARKS: 'left; "back" door' }] };
    const variants = [
      '\ufeffPON;VER;LSR.REMARKS\r\nA;01;"left; ""back"" door"\r\n',
      'PON\tVER\tLSR.REMARKS\n\nA\t01\t"left; ""back"" door"\n\n',
      '\nPON,VER,LSR.REMARKS\n,,\nA,01,"left; ""back"" door"',
    ];
    for (const text of variants) assert.deepEqual(read(text).orders[0]?.document, wanted);
    // Blank rows count as lines, and so do line breaks in a cell.
    assert.deepEqual(
      read('PON,LSR.REMARKS\n\n\nA,"x\ny"\nB,z\n').orders.map(({ lines }) => lines),
      [[4], [6]],
    );
  });

  test('each way to write a date that can be read one way only', () => {
    for (const cell of ['12-08-2026', '2026-12-08', '20261208'])
      assert.equal(one('LSR.DDD', cell), '12-08-2026', cell);
    // The 16th is no month: one reading is left. 05/05 is the same both ways.
    for (const cell of ['12/16/2026', '16.12.2026']) assert.equal(one('LSR.DDD', cell), '12-16-2026', cell);
    assert.equal(one('LSR.DDD', '5/5/2026'), '05-05-2026');
    assert.equal(one('LSR.DDD', '05/06/2026'), 'order-csv/ambiguous-date');
    assert.equal(one('LSR.DDD', '5/6/26'), 'order-csv/short-year');
    // What is no date at all is left for the edits.
    assert.equal(one('LSR.DDD', 'soon'), 'soon');
    assert.equal(one('LSR.DDD', '31/31/2026'), '31/31/2026');
    assert.equal(one('LSR.D/TSENT', '202612080830am'), '12-08-2026-0830AM');
    assert.equal(one('LSR.D/TSENT', '2026-12-08-0830PM'), '12-08-2026-0830PM');
  });

  test('what a spreadsheet changed is said, and never guessed', () => {
    assert.equal(one('NP.PORTEDNBR', '5.73777E+09'), 'order-csv/scientific');
    assert.equal(one('LSR.AN', '1,23E+11'), 'order-csv/scientific');
    // A code of letters and digits may look like a number without its plus.
    assert.equal(one('LSR.AN', '12E4'), '12E4');
    assert.equal(one('EU.ZIP', '2134'), 'order-csv/leading-zeros');
    assert.equal(one('LSR.AN', '#N/A'), 'order-csv/spreadsheet-error');
    assert.equal(one('EU.ZIP', "'02134"), '02134');
    assert.equal(one('LSR.AN', '\u00a0100\u00a0'), '100');
  });

  test('a cell that begins like a formula is refused on the way in and marked as text on the way out', () => {
    for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|calc!A0', "'=1"])
      assert.equal(one('LSR.REMARKS', cell), 'order-csv/formula', cell);
    assert.equal(safeCell('=1'), "'=1");
    assert.equal(safeCell('LX--'), 'LX--');
    fc.assert(fc.property(fc.string(), (text) => !/^[=+\-@\t\r]/.test(safeCell(text))));
  });

  test('headers: other words, elements of XML, and what cannot be', () => {
    assert.deepEqual(read('Order Number,version,LSR.TELNO_INIT\nA,01,573-777-0001\n').orders[0]?.document, {
      LSR: [{ PON: 'A', VER: '01', 'TEL NO (INIT)': '573-777-0001' }],
    });
    assert.deepEqual(refusals('PON,LS.CFX,CITY,Order number\n'), [
      '1 order-csv/header LS.CFX',
      '1 order-csv/header CITY',
      '1 order-csv/header Order number',
    ]);
    assert.deepEqual(refusals('LSR.VER\n01\n'), ['1 order-csv/header PON']);
    assert.deepEqual(refusals('x\n'), ['1 order-csv/header x']);
    const { fields } = shippedForms();
    for (const full of Object.values(ALIASES)) {
      const [form = '', field = ''] = full.split('.');
      assert.ok(fields.get(form as 'LSR')?.has(field), full);
    }
    const page = readFileSync(path.join(formsFolder, '..', '..', 'docs', 'order-files.md'), 'utf8');
    for (const words of Object.keys(ALIASES)) assert.ok(page.includes(words), `${words} is documented`);
    // Columns of a result come back with a mended file, and say nothing.
    assert.deepEqual(read('result.verdict,PON\nnot read,A\n').orders[0]?.document, { LSR: [{ PON: 'A' }] });
  });

  test('what cannot be read at all is refused', () => {
    assert.deepEqual(refusals(''), ['1 order-csv/empty file']);
    assert.deepEqual(refusals('PON,VER\nA,"01\nB,02\n'), ['3 order-csv/quotes file']);
    assert.deepEqual(refusals(Buffer.from('PON,EU.NAME\nA,Müller\n', 'latin1')), [
      '2 order-file/not-utf-8 file',
    ]);
    assert.deepEqual(refusals(Buffer.from('\ufeffPON\tVER\n', 'utf16le')), ['1 order-file/utf-16 file']);
    assert.deepEqual(refusals('PON\nA\nB\nC\n', 2), ['order-file/too-many-lines file']);
    assert.deepEqual(refusals(`PON\n${'\n'.repeat(50)}A\n`, 5), ['order-file/too-many-lines file']);
    assert.deepEqual(refusals('PON\nA,x\n'), []);
    assert.deepEqual(
      read('PON\nA,x\n').orders[0]?.problems.map(({ id }) => id),
      ['order-csv/too-many-cells'],
    );
    assert.deepEqual(
      read('PON,VER\n,01\n').orders[0]?.problems.map(({ id }) => id),
      ['order-csv/no-number'],
    );
  });

  test('any sheet of texts is read as what it says, or what is wrong is told: no row is lost', () => {
    const fields = ['LSR.PON', 'LSR.VER', 'LSR.DDD', 'LS.CFA', 'EU.NAME', 'NP.PORTEDNBR'];
    const row = fc.array(fc.string({ maxLength: 12 }), {
      minLength: fields.length,
      maxLength: fields.length,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
        const text = [fields, ...rows].map((cells) => cells.map(quote).join(',')).join('\n');
        const file = read(text);
        const lines = file.orders.flatMap((order) => order.lines).sort((a, b) => a - b);
        const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
        assert.equal(lines.length, filled.length);
        assert.equal(new Set(lines).size, lines.length);
        for (const order of file.orders)
          assert.equal(order.document === undefined, order.problems.length > 0);
      }),
    );
  });

  test('what is written for people is CSV that Excel opens: byte order mark and CRLF', () => {
    const text = writeOrderCsv([{ LSR: [{ PON: 'A', REMARKS: '=1' }] }]);
    assert.equal(text, "\ufeffLSR.PON,LSR.REMARKS\r\nA,'=1\r\n");
    assert.equal(parseCsv(text, { bom: true }).length, 2);
  });
});
