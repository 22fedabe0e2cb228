import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { readOrderXlsx } from './index.ts';
import { workbookOf, zipOf } from './test-zip.ts';

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const header = (...names: string[]): string =>
  `<row r="1">${names.map((name, n) => cell(`${'ABCDEFGH'[n]}1`, name)).join('')}</row>`;
const refusals = async (bytes: Buffer, maxBytes?: number): Promise<string[]> => {
  const read = await readOrderXlsx(bytes, maxBytes === undefined ? {} : { maxBytes });
  return read.ok ? [] : read.problems.map(({ id, field }) => `${id} ${field}`);
};

describe('orders in a workbook', () => {
  test('days, times and whole numbers are what the sheet shows', async () => {
    // Days count from 30 December 1899, since a 29 February 1900 is counted that never was. From then to 1 January 2026: 2 days to 1900,
    // 126 years × 365 = 45,990, and the 31 leap days of 1904 to 2024: 46,023. 8 December is 341 days on: 46,364.
    const rows = `${header('LSR.PON', 'LSR.VER', 'LSR.DDD', 'LSR.D/TSENT', 'NP.PORTEDNBR', 'LSR.CCNA')}
      <row r="2">${cell('A2', 'A1')}${cell('B2', '01')}<c r="C2" s="1"><v>46364</v></c><c r="D2" s="2"><v>46364.5625</v></c><c r="E2"><v>5737770001</v></c>${cell('F2', 'SKT')}</row>`;
    const file = unwrap(await readOrderXlsx(workbookOf(rows)));
    const [order] = file.orders;
    assert.deepEqual(order?.problems, []);
    // 0.5625 of a day is 13 hours 30.
    assert.deepEqual(order?.document, {
      LSR: [{ PON: 'A1', VER: '01', DDD: '12-08-2026', 'D/TSENT': '12-08-2026-0130PM', CCNA: 'SKT' }],
      NP: [{ PORTEDNBR: '5737770001' }],
    });
    assert.equal(order?.ccna, 'SKT');
  });

  test('what the workbook changed is a problem of its row, with its line', async () => {
    const rows = `${header('LSR.PON', 'LSR.VER', 'LSR.DDD', 'NP.PORTEDNBR', 'EU.ZIP', 'LSR.CCNA')}
      <row r="4">${cell('A4', 'A1')}<c r="B4" t="b"><v>1</v></c><c r="C4"><v>46364</v></c><c r="D4"><v>1.23456789012345E+17</v></c><c r="E4"><v>2134</v></c><c r="F4" t="e"><v>#REF!</v></c></row>`;
    const [order] = unwrap(await readOrderXlsx(workbookOf(rows))).orders;
    assert.deepEqual(order?.lines, [4]);
    assert.deepEqual(
      order?.problems.map(({ id, line, field }) => `${line} ${id} ${field}`),
      [
        '4 order-csv/boolean LSR.VER',
        '4 order-csv/date LSR.DDD',
        '4 order-csv/number NP.PORTEDNBR',
        '4 order-csv/leading-zeros EU.ZIP',
        '4 order-csv/spreadsheet-error LSR.CCNA',
      ],
    );
    assert.ok(
      order?.problems.every(({ sentence }) => !sentence.includes('2134')),
      'an end user is not quoted',
    );
  });

  test('formulas refuse the file, whatever they show; all are named', async () => {
    const rows = `${header('LSR.PON')}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row><row r="3"><c r="A3" t="str"><f>HYPERLINK("x")</f><v>x</v></c></row>`;
    assert.deepEqual(await refusals(workbookOf(rows)), ['order-xlsx/formula A2', 'order-xlsx/formula A3']);
    const many = Array.from(
      { length: 50 },
      (_, n) => `<row r="${n + 2}"><c r="A${n + 2}"><f>1</f></c></row>`,
    ).join('');
    assert.equal((await refusals(workbookOf(header('LSR.PON') + many))).length, 21);
  });

  test('a bomb is refused after what may be unpacked, whatever it claims', async () => {
    const bomb = Buffer.alloc(60_000_000, ' ');
    const small = 1_000_000;
    assert.deepEqual(await refusals(workbookOf('', { 'xl/sharedStrings.xml': bomb }), small), [
      'order-xlsx/too-large file',
    ]);
    const lying = zipOf({ 'xl/workbook.xml': bomb }, 10);
    assert.ok(lying.length < 100_000);
    assert.deepEqual(await refusals(lying, small), ['order-xlsx/damaged file']);
    const parts = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`p${n}`, 'x']));
    assert.deepEqual(await refusals(zipOf(parts)), ['order-xlsx/too-large file']);
  });

  test('what is no workbook is refused', async () => {
    assert.deepEqual(await refusals(Buffer.from('PK\u0003\u0004 and so on')), ['order-xlsx/damaged file']);
    assert.deepEqual(await refusals(zipOf({ 'a.txt': 'x' })), ['order-xlsx/damaged file']);
    assert.deepEqual(await refusals(workbookOf('<row>')), ['order-xlsx/damaged file']);
    const entity = '<!DOCTYPE x [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>';
    assert.deepEqual(await refusals(workbookOf('', { 'xl/sharedStrings.xml': entity })), [
      'order-xlsx/damaged file',
    ]);
    assert.deepEqual(await refusals(workbookOf('')), ['order-csv/empty file']);
  });
});
