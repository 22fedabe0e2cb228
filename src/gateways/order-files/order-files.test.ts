import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { unwrap } from '../../base/result.ts';
import { OrderIntake } from '../../flows/take-order/order-intake.ts';
import { orderRoom } from '../../flows/take-order/order-room.ts';
import { ordersDatabase } from '../../flows/take-order/test-orders.ts';
import { sheetOfOrders, writeOrderCsv, writeOrderXlsx } from '../../formats/order-csv/index.ts';
import { writeOrderXml } from '../../formats/order-xml/index.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Database } from '../../platform/database.ts';
import { fixedClock } from '../../platform/clock.ts';
import { readOrderFile } from './read-order-file.ts';
import { mendCsv, resultCsv } from './result-csv.ts';
import { sendOrderFile } from './send-order-file.ts';
import type { FileResult } from './result.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const base = readBases().bases.get('loop-new') ?? {};
/** Monday 2 November 2026, 09:00 in Missouri. */
const clock = fixedClock('2026-11-02T15:00:00Z');

/** A loop of so many lines, each with a facility of its own. */
function loop(pon: string, changes: Record<string, string> = {}, lines = 1, cfa = pon): OrderDocument {
  const line = base.LS?.[0] ?? {};
  return {
    LSR: [{ ...base.LSR?.[0], PON: pon, ...changes }],
    EU: base.EU ?? [],
    LS: Array.from({ length: lines }, (_, at) => ({
      ...line,
      LNUM: String(at + 1).padStart(5, '0'),
      CFA: `CLMAMOXA-${cfa}-${at + 1}`,
    })),
  };
}

describe('files of orders', () => {
  let db: Database;
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
  });
  after(() => db.close());
  const send = async (
    content: string | Buffer,
  ): Promise<{ result: FileResult; mend: string | undefined }> => {
    const file = unwrap(await readOrderFile(Buffer.from(content)));
    const intake = new OrderIntake(db, orderRoom(agreement, kinds));
    const desk = { db, intake, agreement, clock, party: agreement.parties.clec };
    const result = await sendOrderFile(desk, file);
    return { result, mend: mendCsv(file, result) };
  };
  const said = ({ rows }: FileResult): string[] =>
    rows.map(({ line, pon, ver, verdict, problems }) =>
      [line, pon, ver, verdict, ...problems.map(({ id }) => id)].join(' '),
    );
  const events = async (): Promise<number> => {
    const [row] = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ n: number }>('SELECT count(*)::int AS n FROM event WHERE agreement_id = $1', [agreement.id]),
    );
    return row?.n ?? 0;
  };

  /** Clean, two lines with a fault on the second, no request, an ambiguous date, another's facility, a clean one again. */
  const { header, rows } = sheetOfOrders([
    loop('F1'),
    loop('F2', { REMARKS: 'TWO LINES' }, 2),
    loop('F3', { VER: '7' }),
    loop('F4'),
    loop('F5', {}, 1, 'F1'),
    loop('F6'),
  ]);
  const cell = (row: number, name: string, text: string): void => {
    const at = header.indexOf(name);
    const cells = rows[row];
    assert.ok(at >= 0 && cells, name);
    cells[at] = text;
  };
  // Line 4 of the file: the second line of F2 has the number of the first.
  cell(2, 'LS.LNUM', '00001');
  cell(4, 'LSR.DDD', '11/12/2026');
  const sheet = [header, ...rows].map((cells) => cells.join(',')).join('\n');

  test('each line has its verdict, and what is wrong stands on its own line', async () => {
    const { result } = await send(sheet);
    assert.deepEqual(said(result), [
      '2 F1 01 taken',
      '3 F2 01 rejected LSR-2614',
      '4 F2 01 rejected LSR-2614',
      // A version is two digits, and one that is not the first says what supplement it is.
      '5 F3 7 refused LSR-0104 LSR-6631',
      '6 F4 01 unreadable order-csv/ambiguous-date',
      '7 F5 01 rejected LSR-0308',
      '8 F6 01 taken',
    ]);
    assert.deepEqual(result.lines, {
      read: 7,
      taken: 2,
      rejected: 3,
      refused: 1,
      repeated: 0,
      unreadable: 1,
    });
    assert.deepEqual(result.orders, {
      read: 6,
      taken: 2,
      rejected: 2,
      refused: 1,
      repeated: 0,
      unreadable: 1,
    });
    const [first, second] = result.rows;
    assert.equal(first?.order, 'LSR/SKT/F1/01');
    // The form asks for the 16th; three business days from Monday, 2 November are over on Thursday; nothing is promised yet.
    assert.equal(first?.desiredDate, '2026-11-16');
    assert.equal(first?.standardDate, '2026-11-05');
    assert.equal(first?.promisedDate, undefined);
    assert.match(resultCsv(result), /desired_date,standard_date,promised_date/);
    assert.match(
      resultCsv(result),
      /F1,01,taken,LSR\/SKT\/F1\/01,acknowledged,2026-11-16,2026-11-05,,80\.00/,
    );
    // One service order at $20.00 and one loop at $60.00 (docs/orders.md, new loop).
    assert.deepEqual(first?.charges, { amount: '80.00', provenance: ['assumed'] });
    assert.equal(second?.sendAgainAs, '02');
    assert.ok(result.rows.every(({ problems }) => problems.every(({ sentence, cure }) => sentence && cure)));
  });

  test('the same file again changes nothing: what is on record is said and skipped', async () => {
    const before = await events();
    const { result } = await send(sheet);
    assert.equal(result.rows[0]?.desiredDate, '2026-11-16');
    assert.deepEqual(
      said(result).map((line) => line.split(' ').slice(0, 4).join(' ')),
      [
        '2 F1 01 repeated',
        '3 F2 01 repeated',
        '4 F2 01 repeated',
        '5 F3 7 refused',
        '6 F4 01 unreadable',
        '7 F5 01 repeated',
        '8 F6 01 repeated',
      ],
    );
    assert.equal(result.rows[1]?.state, 'rejected');
    assert.equal(await events(), before);
  });

  test('the rows that failed come back to be mended, and are sent alone', async () => {
    const { mend = '' } = await send(sheet);
    const back = parseCsv(mend, { bom: true }) as string[][];
    const [head = [], ...bad] = back;
    assert.deepEqual(
      bad.map(([line, verdict]) => `${line} ${verdict}`),
      ['3 already taken', '4 already taken', '5 refused', '6 not read', '7 already taken'],
    );
    const put = (row: number, name: string, text: string): void => {
      const cells = bad[row];
      if (cells) cells[head.indexOf(name)] = text;
    };
    const got = (row: number, name: string): string => bad[row]?.[head.indexOf(name)] ?? '';
    // A rejected version has its number: the next is filled in.
    assert.deepEqual(
      [0, 4].map((row) => got(row, 'LSR.VER')),
      ['02', '02'],
    );
    assert.deepEqual(
      [0, 2, 4].map((row) => got(row, 'LSR.SUP')),
      ['3', '', '3'],
    );
    put(0, 'LSR.REMARKS', 'SECOND LINE NUMBERED');
    put(4, 'LSR.REMARKS', 'ANOTHER FACILITY');
    put(1, 'LS.LNUM', '00002');
    put(2, 'LSR.VER', '01');
    put(3, 'LSR.DDD', '2026-11-16');
    put(4, 'LS.CFA', 'CLMAMOXA-F5-1');
    const text = back
      .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(';'))
      .join('\r\n');
    const { result, mend: rest } = await send(`\ufeff${text}`);
    assert.deepEqual(
      said(result).map((line) => line.split(' ').slice(1).join(' ')),
      ['F2 02 taken', 'F2 02 taken', 'F3 01 taken', 'F4 01 taken', 'F5 02 taken'],
    );
    assert.equal(rest, undefined);
  });

  test('a sheet without a column for remarks gets one beside the supplement, and goes through when it is filled', async () => {
    const bare = sheetOfOrders([loop('R1', { NC: 'XX--' })]);
    assert.ok(!bare.header.includes('LSR.REMARKS'));
    const { mend = '' } = await send([bare.header, ...bare.rows].map((cells) => cells.join(',')).join('\n'));
    const [head = [], row = []] = parseCsv(mend, { bom: true }) as string[][];
    assert.deepEqual(head.slice(-2), ['LSR.SUP', 'LSR.REMARKS']);
    row[head.indexOf('LSR.REMARKS')] = 'RIGHT CODE';
    row[head.indexOf('LSR.NC')] = 'LX--';
    const texts = [head, row].map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
    assert.deepEqual(said((await send(texts.join('\n'))).result), ['2 R1 02 taken']);
  });

  test('another order under a number that is on record is refused, with the fields that differ', async () => {
    const { result } = await send(unwrap(writeOrderXml([loop('F1', { DDD: '11-17-2026' })])));
    assert.deepEqual(said(result), ['3 F1 01 refused order-file/other-content']);
    assert.match(result.rows[0]?.problems[0]?.sentence ?? '', /LSR\[1\]\.DDD/);
  });

  test('versions of one file are taken in their order, and an order that stands twice is one', async () => {
    const clean = loop('G1');
    const all = [
      clean,
      loop('G1', { VER: '02', SUP: '3', DDD: '11-18-2026', REMARKS: 'ONE DAY LATER' }),
      clean,
      loop('G2', {}, 1, 'G1'),
    ];
    const { result } = await send(unwrap(writeOrderXml(all)));
    assert.deepEqual(
      result.rows.map(({ pon, ver, verdict, state }) => [pon, ver, verdict, state].join(' ')),
      [
        'G1 01 taken acknowledged',
        'G1 02 taken acknowledged',
        // The second of the two that are the same finds the first, which its supplement has replaced.
        'G1 01 repeated superseded',
        'G2 01 rejected rejected',
      ],
    );
  });

  test('a file is read by what it is: workbook, XML, CSV; other kinds are refused', async () => {
    const book = await writeOrderXlsx([loop('H1')]);
    assert.deepEqual(said((await send(book)).result), ['2 H1 01 taken']);
    const csv = writeOrderCsv([loop('H1')]);
    assert.deepEqual(said((await send(csv)).result), ['2 H1 01 repeated']);
    const ids = async (bytes: Buffer): Promise<string[]> => {
      const read = await readOrderFile(bytes);
      return read.ok ? [] : read.problems.map(({ id }) => id);
    };
    assert.deepEqual(await ids(Buffer.from('ISA*00*')), ['order-file/edi']);
    assert.deepEqual(await ids(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])), ['order-file/old-workbook']);
    assert.deepEqual(await ids(Buffer.from('\ufeff<orders/>', 'utf16le')), ['order-file/utf-16']);
    assert.deepEqual(await ids(Buffer.from('')), ['order-csv/empty']);
  });

  test('the result is safe to open in a spreadsheet, one row a line', async () => {
    const { result } = await send(
      `PON,VER,CCNA,LSR.REMARKS\n"@SUM(1)",01,SKT,x\nA;B,01,SKT,"=cmd|' /C calc'!A0"\n`,
    );
    const [head, ...lines] = parseCsv(resultCsv(result), { bom: true }) as string[][];
    assert.equal(lines.length, result.rows.length);
    assert.deepEqual(head?.slice(0, 5), ['line', 'CCNA', 'PON', 'VER', 'verdict']);
    for (const line of lines) for (const text of line) assert.doesNotMatch(text, /^[=+\-@\t\r]/);
    assert.equal(lines[0]?.[2], "'@SUM(1)");
  });

  test('a database that fails is told, and the rest of the file is not tried', async () => {
    const file = unwrap(await readOrderFile(Buffer.from(writeOrderCsv([loop('J1'), loop('J2')]))));
    const intake = { submit: () => Promise.reject(new Error('gone')) } as unknown as OrderIntake;
    const desk = { db, intake, agreement, clock, party: agreement.parties.clec };
    await assert.rejects(sendOrderFile(desk, file), /gone/);
  });
});
