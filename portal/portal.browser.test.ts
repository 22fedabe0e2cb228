import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { clauseAt, seedMonth } from '../src/gateways/http-api/test-month.ts';
import type { SeededMonth } from '../src/gateways/http-api/test-month.ts';
import { anchorOf } from './src/format.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const OURS = '/agreements/missouri-2006/centurytel';
const folder = (name: string): string => fileURLToPath(new URL(`../agreements/${name}`, import.meta.url));
const missouri = unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' }));
const other = unwrap(loadAgreement(folder('tiny'), { vocabulary }));

test('Chromium is installed where tests must run', { skip: isHere || process.env['CI'] !== 'true' }, () => {
  assert.fail(MISSING);
});

describe('the portal in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  let month: SeededMonth;
  let base: string;
  const signedIn = (party: string): Promise<{ context: BrowserContext; page: Page }> =>
    portal.signedIn(party);

  before(async () => {
    portal = await openPortal([missouri, other]);
    base = portal.base;
    month = await seedMonth(portal.server.db, missouri, 'loop-2w-xdsl');
  });
  after(() => portal?.close());

  test('a wrong password is refused in words', async () => {
    const context = await portal.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${base}${OURS}/bills`);
    await page.getByLabel('E-mail').fill('ann@socket.example');
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    await context.close();
  });

  test('from the overview to a bill, a line, why, and the words of the clause', async () => {
    const { context, page } = await signedIn('socket');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Bills' }).click();
    await page.getByRole('link', { name: month.issuedBill }).click();
    await page.getByRole('heading', { name: `Bill ${month.issuedBill}` }).waitFor();
    assert.match(await page.getByRole('row', { name: /^Total/ }).innerText(), /\$1,217\.06/);
    await page.getByText('1 of 3 lines rest on assumed prices').waitFor();
    await page.getByRole('button', { name: 'Why line 1' }).click();
    const why = page.getByRole('dialog');
    await why.getByText(wordsOf(clauseAt(missouri, 1))).waitFor();
    await why.getByText('Rounded to cents, half up, once').waitFor();
    await why.getByText('Days from the 13th to the 30th').waitFor();
    await why.getByRole('button', { name: clauseAt(missouri, 0) }).click();
    await why.getByText(wordsOf(clauseAt(missouri, 0))).waitFor();
    await why.getByRole('link', { name: 'Read it in the agreement' }).first().click();
    await page.waitForURL(`**/text#${anchorOf(clauseAt(missouri, 1))}`);
    const section = page.locator(`[id="${anchorOf(clauseAt(missouri, 1))}"]`);
    await section.getByText(wordsOf(clauseAt(missouri, 1))).waitFor();
    await page.goBack();
    await why.waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Why line 2' }).click();
    await why.getByText('What was done').waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'Why line 2');
    await context.close();
  });

  test('every page stands at both widths without scrolling sideways', async () => {
    const tooWide: string[] = [];
    const { context, page } = await signedIn('socket');
    for (const [name, address] of pages(month)) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${base}${address}`);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        const overflow = await overflowOf(page);
        await keep(page, `${name}-${width}`, !name.startsWith('text'));
        if (overflow > 0) tooWide.push(`${name} at ${width} by ${overflow} pixels`);
      }
    }
    assert.deepEqual(tooWide, []);
    await context.close();
  });

  test('keyboard: the skip link comes first and goes to the content', async () => {
    const { context, page } = await signedIn('socket');
    await page.goto(`${base}${OURS}/bills`);
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    await context.close();
  });

  test('keyboard: a closed menu of a narrow window takes no focus', async () => {
    const { context, page } = await signedIn('socket');
    await page.setViewportSize({ width: 800, height: 900 });
    await page.goto(`${base}${OURS}/bills`);
    await page.getByRole('link', { name: month.issuedBill }).waitFor();
    const seen: string[] = [];
    for (let presses = 0; presses < 7; presses += 1) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
    }
    assert.deepEqual(
      seen.filter((text) => ['Overview', 'Agreement', 'Months', 'Orders'].includes(text)),
      [],
    );
    assert.ok(seen.includes(month.issuedBill), `the bill is within reach: ${seen.join(', ')}`);
    await page.getByRole('button', { name: 'Navigation' }).click();
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    await context.close();
  });

  test('findings are summed each way and saved as a file; orders are found by what became of them', async () => {
    const { context, page } = await signedIn('socket');
    await page.goto(`${base}${OURS}/findings`);
    await page.getByText('Overcharged').waitFor();
    assert.match(await page.locator('main').innerText(), /Overcharged\s+\+\$1\.50\s+Undercharged\s+\$0\.00/);
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download findings (CSV)' }).click();
    const saved = await saving;
    assert.equal(saved.suggestedFilename(), `findings-${month.month}.csv`);
    assert.match(
      readFileSync(await saved.path(), 'utf8'),
      /\r\nF-001,over,2,SVC-0001-202611\/1,Sample loop,/,
    );
    await page.goto(`${base}${OURS}/orders`);
    await page.getByRole('link', { name: month.completedOrder }).waitFor();
    await page.getByText('2 orders').waitFor();
    await page.getByText('Rejected', { exact: true }).first().click();
    await page.getByText('1 order', { exact: true }).waitFor();
    await page.getByRole('link', { name: month.rejectedOrder }).waitFor();
    await page.getByRole('textbox', { name: 'Order number' }).fill('nothing like it');
    await page.getByText('No order is like that.').waitFor();
    await context.close();
  });

  test("another carrier's user sees none of it, in the pages and behind them", async () => {
    const { context, page } = await signedIn('prairie');
    const navigation = page.getByRole('navigation', { name: 'Pages' });
    await navigation.getByText('tiny/north').waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), /missouri|socket|centurytel/i);
    for (const [, address] of pages(month).filter(([, address]) => address.startsWith(OURS))) {
      await page.goto(`${base}${address}`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      const answer = await context.request.get(`${base}/api${address.split('#')[0]?.replace('/text', '')}`);
      assert.equal(answer.status(), 404, address);
    }
    await context.close();
  });

  test('signing out ends what the pages show', async () => {
    const { context, page } = await signedIn('socket');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${base}${OURS}/bills`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await keep(page, 'sign-in-1280');
    await context.close();
  });

  test('the console stayed silent', () => {
    // A browser reports every refused request itself: not signed in yet.
    assert.deepEqual(
      portal.complaints.filter((line) => !/status of 401/.test(line)),
      [],
    );
  });
});

/** The beginning of a section's words, as a page shows them. */
const wordsOf = (citation: string): string =>
  (missouri.clauseText(citation) ?? '').split(/[*_`\n]/)[0]?.slice(0, 60) ?? '';

const pages = (month: SeededMonth): [name: string, address: string][] => [
  ['overview', '/'],
  ['text', `${OURS}/text`],
  ['text-anchor', `${OURS}/text#${anchorOf(clauseAt(missouri, 30))}`],
  ['months', `${OURS}/months`],
  ['month', `${OURS}/months/${month.month}`],
  ['bills', `${OURS}/bills`],
  ['bill', `${OURS}/bills/${month.issuedBill}`],
  ['why', `${OURS}/bills/${month.issuedBill}?line=1`],
  ['orders', `${OURS}/orders`],
  ['order-rejected', `${OURS}/orders/${month.rejectedOrder}`],
  ['order-completed', `${OURS}/orders/${month.completedOrder}`],
  ['findings', `${OURS}/findings`],
  ['explain', `${OURS}/explain?id=${month.issuedBill}/1`],
  ['explain-finding', `${OURS}/explain?id=${month.month}/F-001`],
  ['try', `${OURS}/try`],
];

/** Text of what has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');
