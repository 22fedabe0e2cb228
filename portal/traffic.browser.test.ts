import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { explain } from '../src/flows/explain/explain.ts';
import { usageFolder } from '../src/flows/close-month/landing.ts';
import { seedMonth } from '../src/gateways/http-api/test-month.ts';
import { systemClock } from '../src/platform/clock.ts';
import { closeTraffic } from '../src/traffic/close.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const PAGES = '/agreements/missouri-2006/centurytel/traffic';
const root = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const missouri = unwrap(
  loadAgreement(root('agreements/missouri-2006'), { vocabulary, variant: 'centurytel' }),
);
const FILES = ['centurytel-2026-10-01.emi', 'socket-2026-10-01.emi'];

/** What the makers of the example say of the two files, counted apart from the product. */
const truth = gunzipSync(readFileSync(root('examples/october-2026/truth/records.csv.gz')))
  .toString('utf8')
  .split('\n')
  .map((line) => line.split(','))
  .filter(([file]) => FILES.includes(file ?? ''));
const callsOf = (has: (row: { bucket: string; disposition: string }) => boolean): number =>
  truth.filter(([, , bucket = '', , disposition = '']) => has({ bucket, disposition })).length;
const shown = (count: number): string => count.toLocaleString('en-US');

describe('traffic in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  let page: Page;
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-traffic-'));

  before(async () => {
    const inputDir = path.join(folder, 'in');
    mkdirSync(path.join(inputDir, 'usage', 'emi'), { recursive: true });
    const example = root('examples/october-2026');
    cpSync(path.join(example, 'network'), path.join(inputDir, 'network'), { recursive: true });
    const groups = path.join(inputDir, 'network', 'trunk-groups.csv');
    const [head = '', ...rows] = readFileSync(groups, 'utf8').trimEnd().split('\n');
    const extended = rows.map((row) => `${row},${row.startsWith('CO521001') ? '5,tandem' : ','}`);
    writeFileSync(groups, [`${head},trunks,traffic_class`, ...extended, ''].join('\n'));
    for (const file of FILES)
      cpSync(
        path.join(example, 'usage', 'emi', `${file}.gz`),
        path.join(inputDir, 'usage', 'emi', `${file}.gz`),
      );
    const usageDir = path.join(folder, 'usage');
    const workDir = usageFolder(usageDir, missouri, '2026-10');
    unwrap(await closeTraffic({ agreement: missouri, month: '2026-10', inputDir, workDir }));
    portal = await openPortal([missouri], {
      usageDir,
      explain: (scope, agreement, id) =>
        explain({ db: portal.server.db, scope, agreement, id, usageDir, clock: systemClock }),
    });
    await seedMonth(portal.server.db, missouri, 'loop-2w-xdsl');
    ({ page } = await portal.signedIn('socket'));
  });
  after(async () => {
    await portal?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const go = async (address: string): Promise<void> => {
    await page.goto(`${portal.base}${address}`);
    await page.locator('main h1').waitFor();
  };

  test('where the minutes went: a chart by kind of traffic with its numbers, for one direction too', async () => {
    await go('/');
    await page.getByRole('link', { name: 'Traffic' }).click();
    await page.getByRole('heading', { name: 'Traffic' }).waitFor();
    await page.locator('.recharts-bar-rectangle').first().waitFor();
    const local = callsOf(({ bucket }) => bucket === 'local');
    assert.ok(local > 100);
    const row = page.getByRole('row', { name: /^Local/ });
    assert.match(await row.innerText(), new RegExp(`^\\s*Local\\s+${shown(local)}\\s`));
    await page.locator('main').getByText('To CenturyTel of Missouri', { exact: true }).click();
    const less = Number((await row.innerText()).trim().split(/\s+/)[1]?.replace(',', ''));
    assert.ok(less > 0 && less < local);
    await keep(page, 'traffic-one-way-1280');
  });

  test('what is held says why, what to do and by which section, and leads to its records', async () => {
    await go(`${PAGES}/unbilled`);
    const held = page.getByRole('region', { name: 'Held records by reason' });
    const row = held.getByRole('row', { name: /unknown-called-place|other-month/ }).first();
    await row.getByText(/close/).waitFor();
    await row.getByRole('link', { name: /^V §/ }).waitFor();
    const count = await row.getByRole('link', { name: /^[\d,]+$/ }).innerText();
    await row.getByRole('link', { name: /^[\d,]+$/ }).click();
    await page.getByText(new RegExp(`^${count} calls,`)).waitFor();
    assert.equal(await page.getByLabel('Outcome').inputValue(), 'held');
  });

  test('all that is held or rejected is there: the sum is that of the records', async () => {
    await go(`${PAGES}/unbilled`);
    for (const outcome of ['held', 'rejected'] as const) {
      const region = page.getByRole('region', { name: new RegExp(`^${outcome} records`, 'i') });
      const expected = callsOf(({ disposition }) => disposition === outcome);
      if (expected === 0) continue;
      await region.waitFor();
      const counts = await region.locator('tbody tr td:nth-of-type(3)').allInnerTexts();
      const sum = counts.reduce((total, text) => total + Number(text.replace(',', '')), 0);
      assert.equal(sum, expected, outcome);
    }
  });

  test('telephone numbers are shown for a purpose, which is put on record, and so is the export', async () => {
    const transit = callsOf(({ bucket }) => bucket === 'transit');
    await go(`${PAGES}/calls?bucket=transit`);
    await page.getByText(new RegExp(`^${shown(transit)} calls,`)).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /\d{3}-\d{3}-\d{4}/);
    await page.getByLabel('Purpose').selectOption('dispute');
    await page.getByRole('button', { name: 'Show numbers and exports' }).click();
    await page.getByRole('columnheader', { name: 'Calling' }).waitFor();
    assert.match(await page.locator('main').innerText(), /\d{3}-\d{3}-\d{4}/);
    await keep(page, 'traffic-calls-numbers-1280');
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const saved = await saving;
    assert.equal(saved.suggestedFilename(), 'calls-centurytel-2026-10.csv');
    assert.equal(
      readFileSync(await saved.path(), 'utf8')
        .trimEnd()
        .split('\n').length,
      transit + 1,
    );
    const trail = await portal.server.db.withTransaction(
      { kind: 'party', party: 'socket', user: 'x' },
      (tx) =>
        tx.query<{ who: string; subject: string; purpose: string }>(
          `SELECT who, subject, purpose FROM audit WHERE what = 'viewed customer record' ORDER BY seq`,
        ),
    );
    assert.deepEqual(trail, [
      {
        who: 'ann@socket.example',
        subject: 'missouri-2006/centurytel calls of 2026-10: bucket transit',
        purpose: 'dispute',
      },
      {
        who: 'ann@socket.example',
        subject: 'missouri-2006/centurytel calls of 2026-10 as csv: bucket transit',
        purpose: 'dispute',
      },
    ]);
  });

  test('a call leads to its life, step by step', async () => {
    await go(`${PAGES}/calls?bucket=local`);
    await page
      .getByRole('link', { name: /^(centurytel|socket)-.*:\d+$/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Explain' }).waitFor();
    await page.getByText(/Usage record .* of 2026-10: local/).waitFor();
    await keep(page, 'traffic-call-life-1280');
  });

  test('trunk groups show their load and what is due by which section; what the table does not say is named', async () => {
    await go(`${PAGES}/trunks`);
    const load = page.getByRole('region', { name: 'Load of the trunk groups' });
    await load.getByRole('row', { name: /^CO521001 .* Tandem .* 5 / }).waitFor();
    const due = page.getByRole('listitem').filter({ hasText: 'Send a trunk group service request' });
    await due.getByRole('link', { name: 'V §3.4' }).waitFor();
    await page.locator('summary').filter({ hasText: 'CO521001' }).click();
    await page.getByText(/^Trunks required: \d+$/).waitFor();
    await keep(page, 'traffic-trunks-why-1280');
    await page
      .getByText(/not sized: trunk-groups\.csv has no/)
      .first()
      .waitFor();
  });

  test('every page stands at both widths without scrolling sideways, and the console stayed silent', async () => {
    const tooWide: string[] = [];
    for (const [name, address] of [
      ['traffic', PAGES],
      ['traffic-unbilled', `${PAGES}/unbilled`],
      ['traffic-trunks', `${PAGES}/trunks`],
      ['traffic-calls', `${PAGES}/calls?outcome=held`],
    ] as const) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await go(address);
        await page.waitForLoadState('networkidle');
        const overflow = await overflowOf(page);
        await keep(page, `${name}-${width}`);
        if (overflow > 0) tooWide.push(`${name} at ${width} by ${overflow} pixels`);
      }
    }
    assert.deepEqual(tooWide, []);
    assert.deepEqual(
      portal.complaints.filter((line) => !/status of 401/.test(line)),
      [],
    );
  });
});
