import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { kinds, liveKinds } from '../src/app/kinds.ts';
import { decisions, vocabulary } from '../src/app/vocabulary.ts';
import { bookCapacity } from '../src/network/capacity/book-capacity.ts';
import { unwrap } from '../src/base/result.ts';
import { recordEvent } from '../src/cases/desk.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const OURS = '/agreements/missouri-2006/centurytel';
const folder = (name: string): string => fileURLToPath(new URL(`../agreements/${name}`, import.meta.url));
const missouri = unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' }));
const other = unwrap(loadAgreement(folder('tiny'), { vocabulary }));
const MANY = 1000;
const OFFICES = ['CLMAMOXA', 'WNVLMOXA', 'BRSNMOXA'];

describe('orders in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  // Monday, November 16, 2026, 9:00 in Missouri.
  const now = Temporal.Instant.from('2026-11-16T15:00:00Z');

  before(async () => {
    portal = await openPortal([missouri, other], {
      kinds,
      liveKinds,
      decisions,
      clock: { now: () => now },
    });
    await seedOrders();
  });
  after(() => portal?.close());

  /** A thousand open orders, received over the last days: every tenth is confirmed, every hundredth in jeopardy. */
  async function seedOrders(): Promise<void> {
    const room = { agreement: missouri, kinds: liveKinds };
    const { ilec, clec } = missouri.parties;
    await portal.server.db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, async (tx) => {
      for (let index = 0; index < MANY; index += 1) {
        const at = now.subtract({ minutes: (index % 500) * 17 + 5 }).toString();
        const pon = `SEED${String(index).padStart(4, '0')}`;
        const order = {
          ccna: 'SKT',
          pon,
          ver: '01',
          reqtyp: 'AB',
          act: 'N',
          product: index % 3 === 0 ? 'loop-ds1' : 'loop-2w-analog',
          nc: 'LX--',
          quantity: 1 + (index % 4),
          wireCenter: OFFICES[index % OFFICES.length] ?? '',
          address: '1 SAMPLE STREET',
          endUser: 'SAMPLE USER',
          desiredDueDate: '2026-12-08',
          expedite: false,
          channel: 'electronic',
          receivedAt: at,
          ecckts: [],
          accountStatus: 'new',
          cfa: '',
          ...(index % 50 === 0 ? { project: 'NORTHTOWN' } : {}),
        };
        const event = (name: string, actor: string, body: object) => ({
          name,
          occurredAt: at,
          recordedAt: at,
          actor,
          body: { ...body },
        });
        const events = [event('received', clec, order), event('acknowledged', ilec, {})];
        if (index % 10 === 0) events.push(event('confirmed', ilec, { dueDate: '2026-12-08' }));
        if (index % 100 === 0)
          events.push(event('jeopardy', ilec, { code: '1D', remark: 'No pair to the building' }));
        unwrap(await recordEvent(tx, room, 'lsr', `LSR/SKT/${pon}/01`, ...events));
      }
      unwrap(
        await bookCapacity(tx, {
          agreementId: missouri.id,
          caseId: 'LSR/SKT/SEED0000/01',
          provider: ilec,
          office: 'CLMAMOXA',
          parts: [
            {
              date: '2026-11-24',
              windowFrom: '2026-11-24T14:00:00Z',
              windowTo: '2026-11-24T16:00:00Z',
              lines: 24,
            },
          ],
          limits: { officeLines: 100 },
          bookedAt: now.toString(),
        }),
      );
    });
  }

  const go = async (page: Page, address: string): Promise<void> => {
    await page.goto(`${portal.base}${address}`);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
  };
  const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
    for (const [id, value] of Object.entries(fields)) await page.locator(`#field-${id}`).fill(value);
  };

  test('an order is written, its edits show as one types, it is cured, sent, answered and supplemented', async () => {
    const ours = await portal.signedIn('socket');
    const { page } = ours;
    await go(page, `${OURS}/orders`);
    await page.getByRole('link', { name: 'New order' }).click();
    await page.getByRole('heading', { name: 'New order' }).waitFor();
    await page.getByLabel('Product').selectOption('loop-2w-analog');
    const edits = page.getByRole('region', { name: 'Edits' });
    await edits.getByRole('heading', { name: /edits? fails?$/ }).waitFor();
    await keep(page, 'order-entry-empty-1280');
    await edits.getByRole('button', { name: 'LSR PON' }).first().click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-LSR-1-PON');
    await page.keyboard.type('web0001');
    await page.getByText('All fields').click();
    await fill(page, {
      'LSR-1-DDD': '2026-12-08',
      'LSR-1-TOS': '2---',
      'LSR-1-ACTL': 'CLMAMOXA',
      'LSR-1-NCI': '02QC2.OOF',
      'LSR-1-SECNCI': '02LS2',
      'LSR-1-INIT': 'P Lewis',
      'LSR-1-TEL_NO__INIT_': '573-777-0001',
      'EU-1-NAME': 'Ahrens Bakery',
      'EU-1-SANO': '1',
      'EU-1-SASN': 'Walnut',
      'EU-1-SATH': 'St',
      'EU-1-CITY': 'Columbia',
      'EU-1-STATE': 'MO',
      'EU-1-ZIP': '65201',
    }).catch(async (error: unknown) => {
      await keep(page, 'order-entry-stuck');
      throw error;
    });
    await page.getByText('Fields that are asked for').click();
    // A facility of another order's form: the text is no CFA of the office.
    await page.locator('#field-LS-1-CFA').fill('CLMAMOXA-C1-0777');
    await page.locator('#field-LSR-1-NC').fill('ZZ');
    await edits.getByRole('button', { name: 'LSR NC' }).first().waitFor();
    await keep(page, 'order-entry-edits-1280');
    await page.locator('#field-LSR-1-NC').fill('LX--');
    await edits.getByRole('heading', { name: 'No edit fails' }).waitFor();
    const date = page.getByRole('region', { name: 'Standard due date' });
    await date.locator('.answer-value').waitFor();
    await date.getByText('Why').click();
    await date.getByRole('heading', { name: 'What was done' }).waitFor();
    await page.getByRole('region', { name: 'Charges once' }).locator('.answer-value').waitFor();
    await keep(page, 'order-entry-clean-1280');
    await page.locator('#field-LS-1-CFA').press('Control+Enter');
    await page.getByRole('heading', { name: 'Order LSR/SKT/WEB0001/01' }).waitFor();
    await page.getByText('For CenturyTel of Missouri, LLC').waitFor();
    await page.getByRole('button', { name: 'Cancel (SUP 1)' }).waitFor();
    await keep(page, 'order-sent-1280');

    const theirs = await portal.signedIn('centurytel');
    await go(theirs.page, `${OURS}/orders/LSR/SKT/WEB0001/01`);
    assert.equal(await theirs.page.getByRole('button', { name: 'Cancel (SUP 1)' }).count(), 0);
    await theirs.page.getByRole('button', { name: 'Confirm (FOC)' }).click();
    const form = theirs.page.getByRole('form', { name: 'Confirmed' });
    await form.getByLabel('Due date').fill('2026-12-08');
    await keep(theirs.page, 'order-answer-1280');
    await form.getByRole('button', { name: 'Record: Confirmed' }).click();
    await theirs.page.getByText('Promised for Dec 8, 2026').waitFor();
    await theirs.page.getByRole('button', { name: 'Jeopardy' }).click();
    const jeopardy = theirs.page.getByRole('form', { name: 'Jeopardy' });
    await jeopardy.getByLabel('Code').selectOption({ index: 1 });
    await keep(theirs.page, 'order-jeopardy-1280');

    await go(page, `${OURS}/orders/LSR/SKT/WEB0001/01`);
    await page.getByRole('button', { name: 'New due date (SUP 2)' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New due date').fill('2026-12-10');
    await dialog.getByRole('button', { name: 'Send the new date' }).click();
    await page.getByRole('heading', { name: 'Order LSR/SKT/WEB0001/02' }).waitFor();
    const changed = page.getByRole('table', { name: 'Changed since version 01' });
    await changed.getByText('12-10-2026').waitFor();
    assert.match(await changed.innerText(), /LSR DDD\s+12-08-2026\s+12-10-2026/);
    await keep(page, 'order-version-2-1280');
    await page.getByRole('link', { name: 'Other change (SUP 3)' }).click();
    await page.getByRole('heading', { name: 'Next version of LSR/SKT/WEB0001/02' }).waitFor();
    assert.equal(await page.locator('#field-LSR-1-VER').inputValue(), '03');
    assert.equal(await page.locator('#field-EU-1-NAME').inputValue(), 'AHRENS BAKERY');
    await ours.context.close();
    await theirs.context.close();
  });

  test('lines are added by keys and pasted from a spreadsheet', async () => {
    const { context, page } = await portal.signedIn('socket');
    await go(page, `${OURS}/new-order`);
    await page.getByLabel('Product').selectOption('loop-2w-analog');
    await page.locator('#field-LS-1-CFA').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'field-LS-2-CFA');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.activeElement?.id === 'field-LS-1-CFA');
    await page.evaluate(() => {
      const data = new DataTransfer();
      const rows = Array.from(
        { length: 24 },
        (_, index) => `CLMAMOXA-C1-${String(index + 1).padStart(4, '0')}`,
      );
      data.setData('text/plain', rows.join('\n'));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByText('24 lines.').waitFor();
    assert.equal(await page.locator('#field-LS-24-CFA').inputValue(), 'CLMAMOXA-C1-0024');
    assert.equal(await page.locator('#field-LS-24-LNUM').inputValue(), '00024');
    await keep(page, 'order-entry-lines-1280');
    await context.close();
  });

  test('a list of a thousand orders is narrowed quickly', async () => {
    const { context, page } = await portal.signedIn('centurytel');
    await go(page, `${OURS}/orders`);
    await page.getByText(/^Open \(100\d\)$/).waitFor();
    const find = page.getByRole('textbox', { name: 'Order number' });
    const started = performance.now();
    await find.fill('seed0042');
    await page.getByRole('status').filter({ hasText: '1 order' }).waitFor();
    await page.getByRole('link', { name: 'LSR/SKT/SEED0042/01' }).waitFor();
    const took = performance.now() - started;
    // With the pause after the last key and the way there and back, on a machine that does other things, too.
    assert.ok(took < 2_500, `${Math.round(took)} ms`);
    await find.fill('');
    await page.getByText('Overdue (', { exact: false }).click();
    await page.waitForURL('**show=overdue**');
    await page
      .getByRole('link', { name: /^LSR\// })
      .first()
      .waitFor();
    await go(page, `${OURS}/orders`);
    await page.getByLabel('State').selectOption('jeopardy');
    // Every hundredth of a thousand.
    await page.getByText('10 orders', { exact: true }).waitFor();
    await go(page, `${OURS}/orders`);
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await page.getByText('The newest 200 orders').waitFor();
    await keep(page, 'orders-1000-1280', false);
    await context.close();
  });

  test('the provider sees its work by what is due, the capacity of its offices and what is booked', async () => {
    const { context, page } = await portal.signedIn('centurytel');
    await go(page, `${OURS}/order-queues?who=you`);
    await page.getByRole('heading', { name: /^Overdue \(\d+\)$/ }).waitFor();
    await keep(page, 'order-work-you-1280', false);
    await go(page, `${OURS}/capacity`);
    const row = page.getByRole('row').filter({ hasText: 'CLMAMOXA' });
    await row.getByText('24 yours').waitFor();
    await row.getByText('76').first().waitFor();
    await row.getByRole('button', { name: 'CLMAMOXA' }).click();
    await page.getByRole('link', { name: /SEED0000/ }).waitFor();
    await context.close();
  });

  test('every page stands at both widths without scrolling sideways', async () => {
    const tooWide: string[] = [];
    const { context, page } = await portal.signedIn('socket');
    for (const [name, address] of PAGES) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await go(page, address);
        await keep(page, `${name}-${width}`, name !== 'orders');
        const overflow = await overflowOf(page);
        if (overflow > 0) tooWide.push(`${name} at ${width} by ${overflow} pixels`);
      }
    }
    assert.deepEqual(tooWide, []);
    await context.close();
  });

  test('who only reads sends and answers nothing', async () => {
    const { context, page } = await portal.signedIn('socket', 'ray');
    await go(page, `${OURS}/orders`);
    assert.equal(await page.getByRole('link', { name: 'New order' }).count(), 0);
    await go(page, `${OURS}/orders/LSR/SKT/SEED0001/01`);
    assert.equal(await page.getByRole('button', { name: 'Cancel (SUP 1)' }).count(), 0);
    await context.close();
  });

  test("another carrier's user sees no order, no work and no capacity, in the pages and behind them", async () => {
    const { context, page } = await portal.signedIn('prairie');
    await go(page, '/order-queues');
    assert.doesNotMatch(await page.locator('body').innerText(), /missouri|socket|SEED/i);
    const pages = ['orders', 'orders/LSR/SKT/SEED0001/01', 'new-order', 'order-queues', 'capacity'];
    for (const address of pages) {
      await page.goto(`${portal.base}${OURS}/${address}`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      const behind = address === 'new-order' ? 'order-forms' : address;
      const answer = await context.request.get(`${portal.base}/api${OURS}/${behind}`);
      assert.equal(answer.status(), 404, address);
    }
    await context.close();
  });

  test('the console stayed silent', () => {
    assert.deepEqual(
      portal.complaints.filter((line) => !/status of (401|422)/.test(line)),
      [],
    );
  });
});

const PAGES: readonly (readonly [name: string, address: string])[] = [
  ['orders', `${OURS}/orders`],
  ['order-confirmed', `${OURS}/orders/LSR/SKT/SEED0010/01`],
  ['order-jeopardy', `${OURS}/orders/LSR/SKT/SEED0100/01`],
  ['new-order', `${OURS}/new-order`],
  ['order-queues', `${OURS}/order-queues?state=jeopardy`],
  ['order-queues-all', '/order-queues?state=jeopardy'],
  ['capacity', `${OURS}/capacity`],
  ['capacity-office', `${OURS}/capacity?office=CLMAMOXA`],
];
