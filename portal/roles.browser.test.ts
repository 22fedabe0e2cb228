import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { kinds, liveKinds } from '../src/app/kinds.ts';
import { decisions, vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { codeOf } from '../src/gateways/http-api/test-code.ts';
import { seedMonth } from '../src/gateways/http-api/test-month.ts';
import type { SeededMonth } from '../src/gateways/http-api/test-month.ts';
import { PASSWORD } from '../src/gateways/http-api/test-server.ts';
import { cloudEvents } from '../src/gateways/webhooks/cloud-events.ts';
import { startDelivering } from '../src/gateways/webhooks/deliver.ts';
import { sealingKey } from '../src/gateways/webhooks/secret.ts';
import { receiver } from '../src/gateways/webhooks/test-receiver.ts';
import { loadPlant } from '../src/network/plant/load-plant.ts';
import { addCommission } from '../src/parties/commissions.ts';
import type { UserRole } from '../src/parties/rights.ts';
import { movableClock, systemClock } from '../src/platform/clock.ts';
import { silentLog } from '../src/platform/log.ts';
import { MISSING, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';
import { OFFERED, OURS, PAGES, seedOrder, status } from './test-roles.ts';

const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const { ilec, clec } = missouri.parties;
const COMMISSION = 'mo-psc';
// Monday, November 23, 2026, 9:00 in Missouri.
const NOW = '2026-11-23T15:00:00Z';
const DESK = 1280;
const PHONE = 390;
const SEEDED = 'LSR/SKT/ROLE0001/01';

describe('the portal as each role', { skip: isHere ? false : MISSING, timeout: 600_000 }, () => {
  let portal: TestPortal;
  let month: SeededMonth;
  before(async () => {
    const clock = movableClock(NOW);
    portal = await openPortal([missouri], {
      kinds,
      liveKinds,
      decisions,
      clock,
      test: { clock, sweep: () => Promise.resolve() },
      secondFactorFor: ['administrator'],
    });
    const { db } = portal.server;
    month = await seedMonth(db, missouri, 'loop-2w-xdsl');
    unwrap(await loadPlant(db, ilec, 'examples/plant'));
    const psc = { id: COMMISSION, name: 'Missouri Public Service Commission', state: 'MO' };
    unwrap(await addCommission(db, psc, systemClock));
    await seedOrder(db, missouri, SEEDED);
  });
  after(() => portal?.close());

  const go = async (page: Page, address: string): Promise<void> => {
    await page.goto(`${portal.base}${address}`);
    await page.locator('main h1').waitFor();
    await page.waitForFunction(() => document.querySelector('.loading') === null);
  };
  /** The page fits a desk and a phone. */
  const look = async (page: Page, name: string): Promise<void> => {
    for (const width of [PHONE, DESK]) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflowOf(page)) <= 0, `${name} is wider than ${width}`);
      await keep(page, `role-${name}-${width}`);
    }
  };
  /** The navigation offers what the role may see and no more; what it may not is refused by page and by API. */
  async function seesItsPages(page: Page, role: UserRole): Promise<void> {
    const navigation = page.getByRole('navigation', { name: 'Pages' });
    await navigation.getByRole('link', { name: 'Agreement', exact: true }).waitFor();
    await page.getByText('Test deployment · it is Mon, Nov 23, 2026, 9:00 AM CST here').waitFor();
    const offered = new Set(await navigation.getByRole('link').allInnerTexts());
    const wanted = OFFERED[role];
    for (const [name, [address, api]] of Object.entries(PAGES)) {
      const isIts = wanted.includes(name);
      assert.equal(offered.has(name), isIts, `${name} in the navigation of ${role}`);
      if (isIts) {
        await go(page, address);
        assert.equal(await page.getByText('This page is not for your role').count(), 0, `${role}: ${name}`);
        // The made-up month has a summary of its calls and no calls.
        if (name !== 'Traffic')
          assert.equal(await page.getByRole('alert').count(), 0, `${role}: ${name} has an error`);
        assert.equal(await page.locator('.test-band').count(), 1, `${name} says that it is a test`);
      } else {
        await go(page, address);
        await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
        assert.deepEqual(await status(page, api), [403, 'api/no-right'], `${role}: ${api}`);
      }
    }
  }

  test('the CLEC’s clerk asks before an order for a purpose, and sends one', async () => {
    const { context, page } = await portal.signedIn(clec, 'clec-clerk');
    await look(page, 'clec-clerk-overview');
    await seesItsPages(page, 'clec-clerk');
    await go(page, `${OURS}/pre-order?ask=customer-service-record`);
    await page.getByLabel('Telephone number').fill('573-234-7010');
    await page.getByLabel('Looked at for').selectOption('dispute');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('region', { name: 'Answer' }).getByText('Sample Household').waitFor();
    await look(page, 'clec-clerk-asks');

    await go(page, `${OURS}/orders`);
    await page.getByRole('link', { name: 'New order' }).click();
    await page.getByLabel('Product').selectOption('loop-2w-analog');
    await page.getByText('All fields').click();
    const fields = {
      'LSR-1-PON': 'CLERK01',
      'LSR-1-DDD': '2026-12-08',
      'LSR-1-TOS': '2---',
      'LSR-1-NC': 'LX--',
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
      'LS-1-CFA': 'CLMAMOXA-C1-0777',
    };
    for (const [id, value] of Object.entries(fields)) await page.locator(`#field-${id}`).fill(value);
    await page.getByRole('heading', { name: 'No edit fails' }).waitFor();
    await page.locator('#field-LS-1-CFA').press('Control+Enter');
    await page.getByRole('heading', { name: 'Order LSR/SKT/CLERK01/01' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Confirm (FOC)' }).count(), 0);
    // To confirm it is for the other side, whatever is sent.
    const [refused] = await status(page, `/api${OURS}/orders/LSR%2FSKT%2FCLERK01%2F01/events`, {
      event: 'confirmed',
      body: { dueDate: '2026-12-08' },
    });
    assert.equal(refused, 422);
    await context.close();
  });

  test('the provider’s clerk answers an order', async () => {
    const { context, page } = await portal.signedIn(ilec, 'provider-clerk');
    await seesItsPages(page, 'provider-clerk');
    await go(page, `${OURS}/orders/${SEEDED}`);
    await page.getByRole('button', { name: 'Confirm (FOC)' }).click();
    const form = page.getByRole('form', { name: 'Confirmed' });
    await form.getByLabel('Due date').fill('2026-12-08');
    await look(page, 'provider-clerk-answers');
    await form.getByRole('button', { name: 'Record: Confirmed' }).click();
    await page.getByText('Promised for Dec 8, 2026').waitFor();
    await go(page, `${OURS}/orders`);
    assert.equal(await page.getByRole('link', { name: 'New order' }).count(), 0);
    assert.deepEqual(await status(page, `/api${OURS}/orders`, { document: {} }), [403, 'api/no-right']);
    await context.close();
  });

  test('the provider’s supervisor says where notices go, and sends again what was given up', async (t) => {
    const { context, page } = await portal.signedIn(ilec, 'provider-supervisor');
    await seesItsPages(page, 'provider-supervisor');
    let isUp = false;
    const partner = await receiver((response) => response.writeHead(isUp ? 204 : 500).end());
    t.after(() => partner.close());
    await go(page, '/notices');
    await page.getByRole('textbox', { name: 'Address' }).fill(partner.url);
    await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('What happens to orders');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const secret = page.getByRole('region', { name: `Secret for ${partner.url}` });
    await secret.getByText(/^whsec_/).waitFor();
    await secret.getByRole('button', { name: 'I have it' }).click();
    const card = page.getByRole('region', { name: partner.url, exact: true });
    await card.getByText('lsr.*, asr.*').waitFor();
    await card.getByRole('button', { name: 'Send a test' }).click();
    await card.getByText('The test is on its way').waitFor();
    const stop = startDelivering({
      db: portal.server.db,
      agreements: new Map(),
      formats: [cloudEvents],
      key: sealingKey('a secret for tests, of more than 32 characters'),
      baseUrl: portal.base,
      clock: systemClock,
      log: silentLog,
      allowPrivate: true,
      // Given up after the first attempt.
      settings: { pollMilliseconds: 20, schedule: [] },
    });
    t.after(stop);
    await card.getByRole('link', { name: 'look at them' }).click();
    const table = page.getByRole('table', { name: 'Notices, the newest first' });
    const given = table.getByRole('row', { name: /webhook\.test.*Given up.*1 attempt, answered 500/ });
    for (let tries = 0; tries < 50 && (await given.count()) === 0; tries += 1) {
      await page.getByRole('button', { name: 'Look again' }).click();
      await page.waitForTimeout(100);
    }
    await given.waitFor();
    await go(page, new URL(page.url()).pathname + new URL(page.url()).search);
    await look(page, 'supervisor-notices');
    isUp = true;
    await page.getByRole('button', { name: 'Send all 1 given up again' }).click();
    await page.getByText('One notice is on its way again.').waitFor();
    const delivered = table.getByRole('row', { name: /webhook\.test.*Delivered/ });
    for (let tries = 0; tries < 50 && (await delivered.count()) === 0; tries += 1) {
      await page.getByRole('button', { name: 'Look again' }).click();
      await page.waitForTimeout(100);
    }
    await delivered.waitFor();
    await card.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Nobody is told of events yet.').waitFor();
    await context.close();
  });

  test('the CLEC’s manager looks at a bill and at who looked at customers', async () => {
    const { context, page } = await portal.signedIn(clec, 'clec-manager');
    await seesItsPages(page, 'clec-manager');
    await go(page, `${OURS}/bills/${month.issuedBill}`);
    await page.getByText('Sample loop, part of a month').waitFor();
    await look(page, 'manager-bill');
    await go(page, '/audit');
    await page.getByLabel('Purpose').fill('dispute');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    const seen = page.getByRole('row', { name: /clec-clerk@.*viewed customer record/ });
    await seen
      .first()
      .waitFor()
      .catch(async (error: unknown) => {
        await keep(page, 'role-manager-audit-stuck');
        throw error;
      });
    await look(page, 'manager-audit');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save as CSV' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'audit.csv');
    assert.deepEqual(await status(page, '/api/users'), [403, 'api/no-right']);
    await context.close();
  });

  test('the auditor reads the trail and changes nothing', async () => {
    const { context, page } = await portal.signedIn(clec, 'auditor');
    await seesItsPages(page, 'auditor');
    await go(page, '/audit');
    await page.getByLabel('Did what').fill('signed in');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/what=signed/);
    await page
      .getByRole('row', { name: /auditor@.*signed in/ })
      .first()
      .waitFor();
    await go(page, `${OURS}/orders/${month.completedOrder}`);
    await page.getByText('What it tells of the end user is not shown to your role.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Show the end user' }).count(), 0);
    const order = `/api${OURS}/orders/${encodeURIComponent(month.completedOrder)}`;
    assert.equal((await status(page, `${order}?purpose=audit`))[0], 403);
    await go(page, `${OURS}/cases`);
    assert.equal(await page.getByRole('link', { name: 'Open a case' }).count(), 0);
    await go(page, `${OURS}/open-case`);
    await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
    await look(page, 'auditor-refused');
    const event = { event: 'invoked', body: {} };
    assert.deepEqual(await status(page, `/api${OURS}/cases/bfr/BFR%2F1/events`, event), [
      403,
      'api/no-right',
    ]);
    await context.close();
  });

  test('the regulator reads the agreements of its state and their measures, and nothing else', async () => {
    const { context, page } = await portal.signedIn(COMMISSION, 'regulator');
    await page.getByText('overseen by you').waitFor();
    await look(page, 'regulator-overview');
    await seesItsPages(page, 'regulator');
    const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    await go(page, `${OURS}/measures`);
    assert.deepEqual((await links.allInnerTexts()).sort(), [
      'Agreement',
      'Compare',
      'Measures',
      'Overview',
      'Your account',
    ]);
    const measured = page.getByRole('row', { name: /Sample measure/ });
    assert.match((await measured.textContent()) ?? '', /18 of 20.*90\.00 %.*95 %.*Missed/);
    // What leads to orders and bills is not offered.
    assert.equal(await measured.getByRole('link', { name: 'Sample measure' }).count(), 0);
    await look(page, 'regulator-measures');
    await context.close();
  });

  test('the administrator sets up a second factor, then people and programs', async () => {
    await portal.server.signIn(clec, 'administrator');
    const context = await portal.browser.newContext({ viewport: { width: DESK, height: 900 } });
    const page = await context.newPage();
    const email = `administrator@${clec}.example`;
    const signIn = async (): Promise<void> => {
      await page.goto(portal.base);
      await page.getByText('Test deployment: nothing here is real.').waitFor();
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
      await page.keyboard.press('Enter');
    };
    await signIn();
    // The role asks for one: before, nothing else is there.
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    assert.deepEqual(await status(page, '/api/users'), [403, 'api/second-factor']);
    await page.getByRole('textbox', { name: 'Your password, once more' }).fill('not the password');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByText('The password is wrong.').waitFor();
    await page.getByRole('textbox', { name: 'Your password, once more' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByRole('img', { name: 'QR code for the app' }).waitFor();
    await look(page, 'second-factor');
    const secret = ((await page.locator('code.key').textContent()) ?? '').replaceAll(' ', '');
    const codes = await page
      .getByRole('list', { name: 'Backup codes' })
      .getByRole('listitem')
      .allInnerTexts();
    assert.ok(codes.length > 1 && new Set(codes).size === codes.length);
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill(codeOf(secret, Date.now()));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('link', { name: 'People' }).waitFor();
    await seesItsPages(page, 'administrator');

    await go(page, '/people');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nora New');
    await page.getByLabel('E-mail').fill(`nora@${clec}.example`);
    await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('CLEC clerk');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const password = page.getByRole('region', { name: `Password of nora@${clec}.example` });
    await password.getByRole('button', { name: 'Copy: Password' }).waitFor();
    await look(page, 'people');
    await password.getByRole('button', { name: 'I have it' }).click();
    await page.getByLabel('Role of Nora New').selectOption('Auditor');
    await page.getByRole('button', { name: 'Remove: Nora New' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('row', { name: /Nora New/ }).waitFor({ state: 'detached' });
    // Nobody ends themselves.
    const own = page.getByRole('row', { name: new RegExp(email) });
    assert.equal(await own.getByRole('button').count(), 0);

    await go(page, '/programs');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Order system');
    await page.getByLabel('see orders, capacity and what is in service').check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const shown = page.getByRole('region', { name: 'Secret of Order system' });
    await shown.getByRole('button', { name: 'Copy: Secret' }).waitFor();
    const [client = '', word = ''] = await shown.locator('dd code').allInnerTexts();
    await look(page, 'programs');
    const token = await fetch(`${portal.base}/api/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client}:${word}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    assert.equal(token.status, 200);
    const { access_token } = (await token.json()) as { access_token: string };
    const asProgram = async (path: string): Promise<number> =>
      (await fetch(`${portal.base}${path}`, { headers: { authorization: `Bearer ${access_token}` } })).status;
    assert.equal(await asProgram(`/api${OURS}/orders`), 200);
    assert.equal(await asProgram(`/api${OURS}/invoices`), 403);
    await page.getByRole('button', { name: 'New secret: Order system' }).click();
    await page.getByText('Two at once').waitFor();
    await page.getByRole('button', { name: 'End the program: Order system' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the program' }).click();
    await page.getByText('1 program that has ended').waitFor();
    assert.equal(await asProgram(`/api${OURS}/orders`), 401);

    await go(page, '/account');
    await look(page, 'account');
    // A code of the app signs in; then a backup code, once.
    for (const code of [() => codeOf(secret, Date.now()), () => codes[0] ?? '']) {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await signIn();
      await page.getByRole('heading', { name: 'Second step' }).waitFor();
      await page.getByLabel('Code').fill('000000');
      await page.keyboard.press('Enter');
      await page.getByText('The code is wrong or too old').waitFor();
      await look(page, 'second-step');
      await page.getByLabel('Code').fill(code());
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
    }
    await go(page, '/audit');
    await page.getByRole('row', { name: /set up a second factor/ }).waitFor();
    await look(page, 'administrator-audit');
    await context.close();
  });

  test('the pages complain of nothing', () => {
    assert.deepEqual(
      portal.complaints.filter((text) => !/status of 4\d\d/.test(text)),
      [],
    );
  });
});
