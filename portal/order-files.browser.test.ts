import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Locator, Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { kinds, liveKinds } from '../src/app/kinds.ts';
import { decisions, vocabulary } from '../src/app/vocabulary.ts';
import { readBases } from '../src/articles/ordering/forms/bases.ts';
import { unwrap } from '../src/base/result.ts';
import { writeOrderCsv } from '../src/formats/order-csv/index.ts';
import { writeOrderXml } from '../src/formats/order-xml/index.ts';
import type { OrderDocument } from '../src/formats/order-forms/document.ts';
import { PASSWORD } from '../src/gateways/http-api/test-server.ts';
import { fixedClock } from '../src/platform/clock.ts';
import { MISSING, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';
import { OURS, status } from './test-roles.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../agreements/${name}`, import.meta.url));
const missouri = unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' }));
const other = unwrap(loadAgreement(folder('tiny'), { vocabulary }));
const { ilec, clec } = missouri.parties;
const PAGE = `${OURS}/order-files`;
const API = `/api${PAGE}`;
const WIDTHS = [1280, 800, 480];
const MAX_LINES = 300;

const base = readBases().bases.get('loop-new') ?? {};
/** A new loop of so many lines, all with the number 00001: right with one line, and a failed edit with two. */
const loop = (pon: string, lines = 1): OrderDocument => ({
  ...base,
  LSR: [{ ...base.LSR?.[0], PON: pon, REMARKS: 'MADE UP' }],
  LS: Array.from({ length: lines }, (_, at) => ({ ...base.LS?.[0], CFA: `CLMAMOXA-${pon}-${at}` })),
});
/** Lines 2; 3 and 4; 5 of the file: right; a loop number that stands twice; a date that may be two. */
const MOVES = writeOrderCsv([loop('PAGE1'), loop('PAGE2', 2), loop('PAGE3')]).replace(
  /(PAGE3.*?)11-16-2026/,
  '$111/12/2026',
);

describe('a file of orders in a browser', { skip: isHere ? false : MISSING, timeout: 300_000 }, () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openPortal([missouri, other], {
      kinds,
      liveKinds,
      decisions,
      // Monday, November 2, 2026, 9:00 in Missouri.
      clock: fixedClock('2026-11-02T15:00:00Z'),
      orderFiles: { maxBytes: 1024 * 1024, maxLines: MAX_LINES },
    });
  });
  after(() => portal?.close());

  const go = async (page: Page, address: string): Promise<void> => {
    await page.goto(`${portal.base}${address}`);
    await page.locator('main h1').waitFor();
    await page.waitForFunction(() => document.querySelector('.loading') === null);
  };
  const look = async (page: Page, name: string, isWhole = true): Promise<void> => {
    for (const width of WIDTHS.toReversed()) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflowOf(page)) <= 0, `${name} is wider than ${width}`);
      await keep(page, `order-files-${name}-${width}`, isWhole);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  const choose = (page: Page, name: string, content: string | Buffer): Promise<void> =>
    page
      .getByLabel('Choose a file, or drop it here')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  const send = async (page: Page, name: string, content: string | Buffer): Promise<void> => {
    await choose(page, name, content);
    await page.getByRole('button', { name: 'Send the file' }).click();
  };
  const saved = async (page: Page, link: Locator): Promise<{ name: string; content: Buffer }> => {
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  };
  const row = (page: Page, line: number): Locator =>
    page
      .getByRole('table', { name: 'Lines of the file' })
      .locator('tbody tr')
      .nth(line - 2);

  test('a file is sent, its rows are mended and sent again', async () => {
    const { context, page } = await portal.signedIn(clec, 'clec-clerk');
    await go(page, `${OURS}/orders`);
    await page.getByRole('link', { name: 'Send a file' }).click();
    await page.getByRole('heading', { name: 'Send a file', level: 1 }).waitFor();
    await page.getByText('up to 1 MB and 300 lines').waitFor();
    await look(page, 'empty');

    const workbook = await saved(page, page.getByRole('link', { name: 'Excel workbook' }));
    assert.equal(workbook.name, 'orders.xlsx');
    assert.equal(workbook.content.subarray(0, 2).toString(), 'PK');
    await page.getByLabel('Sample order').selectOption('Loop disconnect');
    const sheet = await saved(page, page.getByRole('link', { name: 'CSV', exact: true }));
    assert.deepEqual([sheet.name, /LOOP-0002/.test(sheet.content.toString())], ['orders.csv', true]);
    const xml = await saved(page, page.getByRole('link', { name: 'XML', exact: true }));
    assert.match(xml.content.toString(), /<PON>LOOP-0002<\/PON>/);

    await choose(page, 'moves.csv', MOVES);
    await page.getByLabel('Choose a file, or drop it here').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // One line is taken, and the two of PAGE2 and the one of PAGE3 are not.
    const heading = page.getByRole('heading', {
      name: 'Result of moves.csv: 1 of 4 lines taken, 3 to mend',
    });
    await heading.waitFor();
    assert.equal(await heading.evaluate((element) => element === document.activeElement), true);
    const counts = page.getByRole('table', { name: /^Counts/ });
    const cells = (await counts.locator('tbody tr, tfoot tr').allInnerTexts()).map((text) =>
      (/([A-Z][a-z ]+)\s+(\d+)\s+(\d+)/.exec(text) ?? []).slice(1).map((part) => part.trim()),
    );
    assert.deepEqual(cells, [
      ['Taken', '1', '1'],
      ['Rejected', '2', '1'],
      ['Refused', '0', '0'],
      ['Already taken', '0', '0'],
      ['Not read', '1', '1'],
      ['Read', '4', '3'],
    ]);
    // Asked for on the 16th; three business days from Monday, the 2nd; $20.00 an order and $60.00 a loop (docs/orders.md).
    const taken = await row(page, 2).innerText();
    for (const text of [
      'LSR/SKT/PAGE1/01',
      'Acknowledged',
      'Nov 16, 2026',
      'Nov 5, 2026',
      '$80.00',
      'Assumed',
    ])
      assert.ok(taken.includes(text), `${text} in ${taken}`);
    await page.getByRole('columnheader', { name: 'Standard date no promise' }).waitFor();
    assert.match(await row(page, 4).innerText(), /LS\.LNUM: .*written twice.*LSR-2614/s);
    assert.match(await row(page, 4).innerText(), /Send it again as version 02/);
    assert.match(
      await row(page, 5).innerText(),
      /LSR\.DDD: .*2026-11-12 or 2026-12-11.*order-csv\/ambiguous-date/s,
    );
    await look(page, 'result');
    await page.getByLabel('Only what is to be mended (3)').check();
    assert.equal(await page.getByRole('link', { name: 'LSR/SKT/PAGE1/01' }).count(), 0);
    assert.equal(await page.locator('.file-rows tbody tr').count(), 3);

    const result = await saved(page, page.getByRole('link', { name: 'Result as CSV' }));
    assert.equal(result.name, 'moves.result.csv');
    assert.match(result.content.toString(), /^\ufeffline,CCNA,PON/);
    assert.match(result.content.toString(), /PAGE1,01,taken,LSR\/SKT\/PAGE1\/01/);

    // Who follows a link comes back to the result.
    await page.getByRole('link', { name: 'LSR/SKT/PAGE2/01' }).first().click();
    await page.getByRole('heading', { name: 'Order LSR/SKT/PAGE2/01' }).waitFor();
    await page.goBack();
    await heading.waitFor();

    const mend = await saved(page, page.getByRole('link', { name: 'Rows to mend as CSV (3)' }));
    assert.equal(mend.name, 'moves.mend.csv');
    const bad: Record<string, string>[] = parse(mend.content, { bom: true, columns: true });
    assert.deepEqual(
      bad.map((one) => [one['result.line'], one['LSR.PON'], one['LSR.VER']]),
      [
        ['3', 'PAGE2', '02'],
        ['4', 'PAGE2', '02'],
        ['5', 'PAGE3', '01'],
      ],
    );
    const [, second = {}, third = {}] = bad;
    second['LS.LNUM'] = '00002';
    third['LSR.DDD'] = '2026-11-16';
    const mended = stringify(bad, { header: true });
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'mended.csv'));
      return transfer;
    }, mended);
    await page.locator('.file-drop').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'Send the file' }).click();
    await page.getByRole('heading', { name: 'Result of mended.csv: 3 of 3 lines taken' }).waitFor();
    await page.getByText('Nothing is to be mended.').waitFor();
    await page.getByRole('link', { name: 'LSR/SKT/PAGE2/02' }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: /^Rows to mend/ }).count(), 0);
    await context.close();
  });

  test('what cannot be taken says why and what to do', async () => {
    const { context, page } = await portal.signedIn(clec, 'clec-clerk');
    await go(page, PAGE);
    const alert = page.getByRole('alert');
    await send(page, 'orders.edi', 'ISA*00*');
    await alert.getByText('Send the orders as XML, CSV or an Excel workbook.').waitFor();
    await send(page, 'large.csv', Buffer.alloc(2 * 1024 * 1024, 'x'));
    await alert
      .getByText('The file has 2 MB, and 1 MB are read at once. Split it into smaller files.')
      .waitFor();
    await send(page, 'long.csv', `PON,VER\n${'A,01\n'.repeat(MAX_LINES + 1)}`);
    await alert.getByText('more than the 300 lines').waitFor();
    await look(page, 'refused');
    // An XML file has no rows: its orders are mended where they are.
    const xml = unwrap(writeOrderXml([loop('PAGE4', 2)]));
    await send(page, 'orders.xml', xml);
    await page
      .getByRole('heading', { name: /^Result of orders\.xml: 0 of 1 line taken, 1 to mend/ })
      .waitFor();
    await page.getByText('Mend the orders in your own file').waitFor();
    assert.equal(await page.getByRole('link', { name: /^Rows to mend/ }).count(), 0);
    await page.getByRole('link', { name: 'Result as CSV' }).waitFor();
    // A file that is saved again after it was chosen is not what was chosen.
    const folder = mkdtempSync(path.join(tmpdir(), 'meetpoint-file-'));
    const file = path.join(folder, 'saved.csv');
    writeFileSync(file, MOVES);
    await page.getByLabel('Choose a file, or drop it here').setInputFiles(file);
    writeFileSync(file, `${MOVES}\r\n`);
    await page.getByRole('button', { name: 'Send the file' }).click();
    await alert.getByText('after it was chosen. Choose it again.').waitFor();
    rmSync(folder, { recursive: true });
    const two = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      for (const name of ['a.csv', 'b.csv']) transfer.items.add(new File(['PON'], name));
      return transfer;
    });
    await page.locator('.file-drop').dispatchEvent('drop', { dataTransfer: two });
    await page.getByText('One file at a time').waitFor();
    const answers: readonly (readonly [number, string])[] = [
      [429, 'Other files of orders are being taken. Send the file again in a few seconds.'],
      [502, 'Send the same file again: what is on record is skipped'],
      // Cut off in the middle.
      [200, 'The connection broke before the result came'],
    ];
    for (const [code, words] of answers) {
      await page.route(`**${API}?*`, (route) =>
        route.fulfill(
          code === 429
            ? {
                status: code,
                json: {
                  problems: [
                    {
                      id: 'order-file/busy',
                      sentence: 'Other files of orders are being taken.',
                      cure: 'Send the file again in a few seconds.',
                    },
                  ],
                },
              }
            : { status: code, body: code === 200 ? '{"format":"csv","rows":[' : 'Bad gateway' },
        ),
      );
      await send(page, `again-${code}.csv`, MOVES);
      await alert.getByText(words).waitFor();
      await page.unroute(`**${API}?*`);
    }
    await page.route(`**${API}?*`, (route) => route.abort());
    await send(page, 'cut.csv', MOVES);
    await page.getByText('About cut.csv').waitFor();
    await alert.getByText('The connection broke before the result came').waitFor();
    await context.close();
  });

  test('that a file is being taken is seen; ten thousand lines are shown a hundred at a time', async () => {
    const { context, page } = await portal.signedIn(clec, 'clec-clerk');
    await go(page, PAGE);
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      line: at + 2,
      ccna: 'SKT',
      pon: `MANY${at}`,
      ver: '01',
      // Every fourth.
      verdict: at % 4 === 0 ? 'refused' : 'taken',
      problems: at % 4 === 0 ? [{ id: 'LSR-0001', sentence: 'Made up.', cure: 'Nothing.' }] : [],
      warnings: [],
    }));
    const count = { read: 10_000, taken: 7500, rejected: 0, refused: 2500, repeated: 0, unreadable: 0 };
    const answer = { format: 'csv', receivedAt: '2026-11-02T15:00:00Z', lines: count, orders: count, rows };
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(`**${API}?*`, async (route) => {
      await held;
      await route.fulfill({ json: answer });
    });
    await send(page, 'many.csv', MOVES);
    await page.getByText(/^many\.csv \(\d KB\) is being sent/).waitFor();
    await look(page, 'sending');
    // It may be left meanwhile.
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
    goOn();
    await page.getByRole('link', { name: 'Send a file' }).click();
    await page
      .getByRole('heading', { name: /^Result of many\.csv: 7,500 of 10,000 lines taken, 2,500 to/ })
      .waitFor();
    const drawn = page.locator('.file-rows tbody tr');
    assert.equal(await drawn.count(), 100);
    await page.getByText('1 to 100 of 10,000 lines').waitFor();
    const pages = page.getByLabel('Pages of lines', { exact: true });
    await pages.getByRole('button', { name: 'Page 100 of 100' }).click();
    await page.getByText('9,901 to 10,000 of 10,000 lines').waitFor();
    await look(page, 'many', false);
    await page.getByLabel('Only what is to be mended (2,500)').check();
    await page.getByText('1 to 100 of 2,500 lines').waitFor();
    await pages.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('101 to 200 of 2,500 lines').waitFor();
    // Four lines apart from line 2: the hundred and first is line 402.
    assert.match(await drawn.first().innerText(), /402/);
    await context.close();
  });

  test('who signs out leaves no result behind, nor one that is still to come', async () => {
    const { context, page } = await portal.signedIn(clec, 'clec-clerk');
    await go(page, PAGE);
    await send(page, 'moves.csv', MOVES);
    const result = page.getByRole('heading', { name: /^Result of/ });
    await result.waitFor();
    const signInAgain = async (): Promise<void> => {
      await page.getByLabel('E-mail').fill(`clec-clerk@${clec}.example`);
      await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Your file' }).waitFor();
    };
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInAgain();
    assert.equal(await result.count(), 0);

    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(`**${API}?*`, async (route) => {
      await held;
      await route.continue();
    });
    await send(page, 'moves.csv', MOVES);
    await page.getByText('is being sent').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').waitFor();
    const answered = page.waitForResponse((response) => response.url().includes(`${API}?`));
    goOn();
    await (await answered).finished();
    await signInAgain();
    assert.equal(await result.count(), 0);
    assert.equal(await page.getByRole('alert').count(), 0);
    await context.close();
  });

  test('the provider, who only reads, and another carrier have no such page', async () => {
    for (const [party, role] of [
      [ilec, 'provider-clerk'],
      [clec, 'auditor'],
    ] as const) {
      const { context, page } = await portal.signedIn(party, role);
      await go(page, `${OURS}/orders`);
      assert.equal(await page.getByRole('link', { name: 'Send a file' }).count(), 0, role);
      await go(page, PAGE);
      await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
      assert.deepEqual(await status(page, API), [403, 'api/no-right']);
      assert.deepEqual(await status(page, API, {}), [403, 'api/no-right']);
      await context.close();
    }
    const { context, page } = await portal.signedIn(other.parties.clec, 'clec-clerk');
    await go(page, PAGE);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    assert.deepEqual(await status(page, API), [404, 'api/not-found']);
    await context.close();
  });

  test('the pages complain of nothing', () => {
    assert.deepEqual(
      portal.complaints.filter((text) => !/status of (4\d\d|502)|ERR_FAILED/.test(text)),
      [],
    );
  });
});
