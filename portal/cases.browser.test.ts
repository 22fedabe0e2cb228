import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { kinds, liveKinds } from '../src/app/kinds.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { claimExpired, fireExpired } from '../src/cases/expire.ts';
import { takeEvent } from '../src/cases/take-event.ts';
import { seedMonth } from '../src/gateways/http-api/test-month.ts';
import { sweep } from '../src/platform/sweeper.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const OURS = '/agreements/missouri-2006/centurytel';
const folder = (name: string): string => fileURLToPath(new URL(`../agreements/${name}`, import.meta.url));
const load = (variant: string) => unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant }));
const missouri = load('centurytel');
const spectra = load('spectra');
const other = unwrap(loadAgreement(folder('tiny'), { vocabulary }));

describe('cases in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  // Monday, November 16, 2026, 9:00 in Missouri.
  const now = Temporal.Instant.from('2026-11-16T15:00:00Z');

  const happened = async (
    agreement: typeof missouri,
    [kind, caseId, name, at, body]: readonly [string, string, string, string, object],
    actor = agreement.parties.clec,
  ): Promise<void> => {
    const occurredAt = Temporal.PlainDateTime.from(at).toZonedDateTime(agreement.timeZone).toInstant();
    const event = {
      name,
      occurredAt: occurredAt.toString(),
      recordedAt: occurredAt.toString(),
      actor,
      body: { ...body },
    };
    unwrap(await takeEvent(portal.server.db, { agreement, kinds: liveKinds }, { kind, caseId, event }));
  };

  before(async () => {
    portal = await openPortal([missouri, spectra, other], { kinds, liveKinds, clock: { now: () => now } });
    await seedMonth(portal.server.db, missouri, 'loop-2w-xdsl');
    const notice = { method: 'email', sentAt: '2026-11-05T10:00', to: 'ilec' };
    await happened(missouri, ['bfr', 'BFR/2026-001', 'submitted', '2026-10-20T10:00', { use: 'Backhaul' }]);
    await happened(missouri, [
      'notice',
      'NOTICE/2026-001',
      'sent',
      '2026-11-05T10:00',
      { notice, subject: 'A new contact', addresses: ['regulatory', 'operations'] },
    ]);
    await happened(spectra, ['bfr', 'BFR/2026-001', 'submitted', '2026-11-04T10:00', { use: 'Backhaul' }]);
    await happened(missouri, [
      'dispute',
      'DISPUTE/2026-001',
      'raised',
      '2026-11-10T10:00',
      {
        claim: {
          bill: 'SVC-0001-202611',
          billOn: '2026-11-01',
          dueOn: '2026-12-01',
          ban: 'SVC-0001',
          items: [{ item: 'Loop', line: 3, billed: '17.06', disputed: '17.06', reason: 'Disconnected' }],
        },
        withheld: '17.06',
      },
    ]);
    const ilec = missouri.parties.ilec;
    await happened(missouri, ['dispute', 'DISPUTE/2026-001', 'validated', '2026-11-11T10:00', {}], ilec);
    const find = (id: string) => [missouri, spectra].find((one) => one.id === id);
    await sweep(portal.server.db, now, claimExpired(liveKinds), fireExpired(find, liveKinds));
  });
  after(() => portal?.close());

  const go = async (page: Page, address: string): Promise<void> => {
    await page.goto(`${portal.base}${address}`);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
  };

  test('a request is opened with a form, its clock stands in what is due, and the other side answers it', async () => {
    const ours = await portal.signedIn('socket');
    await go(ours.page, `${OURS}/cases`);
    await ours.page.getByRole('link', { name: 'Open a case' }).click();
    await ours.page.getByLabel('Kind').selectOption({ label: 'Bona fide request' });
    await ours.page.locator('input[value="BFR/2026-002"]').waitFor();
    await ours.page.getByLabel('Description').fill('Dark fibre between two huts');
    await ours.page.getByLabel('Quantity').fill('2');
    await ours.page.getByLabel('Desired on').fill('2027-03-01');
    await ours.page.getByRole('button', { name: 'Record: Submitted' }).click();
    await ours.page.getByRole('heading', { name: 'BFR/2026-002' }).waitFor();
    await ours.page.getByText('to record: acknowledged, returned.').waitFor();
    const clock = ours.page.getByRole('article').filter({ hasText: 'Acknowledgement' });
    // Ten business days after Monday the 16th: 17–20 (4), 23–25 (7), not Thanksgiving and the day after, 30 (8), December 1 and 2 (10).
    await clock.getByText('Dec 2, 2026').waitFor();
    await clock.getByText('Why this deadline').click();
    await clock.getByRole('heading', { name: 'What was done' }).waitFor();
    await go(ours.page, '/due');
    const row = ours.page.getByRole('row').filter({ hasText: 'BFR/2026-002' });
    assert.match(await row.innerText(), /Dec 2, 2026/);

    const theirs = await portal.signedIn('centurytel');
    await go(theirs.page, `${OURS}/due`);
    const due = theirs.page.getByRole('row').filter({ hasText: 'BFR/2026-002' });
    assert.match(await due.innerText(), /You/);
    await due.getByRole('link', { name: 'BFR/2026-002' }).click();
    await theirs.page.getByText('What is missing is named, all of it.').click();
    const form = theirs.page.getByRole('form', { name: 'Returned' });
    await form.getByLabel('Edits').fill('The location\nThe section of the Act');
    await form.getByRole('button', { name: 'Record: Returned' }).click();
    await theirs.page.getByText('Edits').first().waitFor();
    await theirs.page.getByText('The location, The section of the Act').waitFor();
    await ours.page.reload();
    await go(ours.page, `${OURS}/cases/BFR/2026-002`);
    await ours.page.getByText('The whole request again, with what was missing.').waitFor();
    await ours.context.close();
    await theirs.context.close();
  });

  test('everything that is wrong with an event is said, beside its field too', async () => {
    const { context, page } = await portal.signedIn('socket');
    await go(page, `${OURS}/open-case?kind=audit`);
    await page.getByLabel('Method').selectOption('email');
    await page.getByLabel('Sent at').fill('2026-11-13T10:00');
    await page.getByLabel('Kind').nth(1).selectOption({ index: 1 });
    await page.getByLabel('Scope').fill('Usage bills');
    await page.getByLabel('From').fill('2026-10-31');
    await page.getByLabel('To', { exact: false }).last().fill('2026-10-01');
    await page.getByLabel('When it happened').fill('2026-12-01T10:00');
    await page.getByRole('button', { name: 'Record: Requested' }).click();
    await page.getByRole('alert').getByText('is still to come').waitFor();
    await page.getByLabel('When it happened').fill('');
    await page.getByRole('button', { name: 'Record: Requested' }).click();
    await page.getByRole('alert').getByText('The audit is of 2026-10-31 to 2026-10-01.').waitFor();
    await keep(page, 'open-audit-refused-1280');
    await context.close();
  });

  test('the portfolio has each agreement with the name of the day, overdue cases and the next due', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Portfolio' }).click();
    const stand = page.getByRole('table', { name: /life, open cases/ });
    const row = stand.getByRole('row').filter({ hasText: 'missouri-2006/centurytel' });
    await row.getByText('1 overdue').first().waitFor();
    assert.match(await row.innerText(), /Brightspeed/);
    await stand.getByRole('row').filter({ hasText: 'missouri-2006/spectra' }).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /tiny|prairie/i);
    await context.close();
  });

  test('every page stands at both widths without scrolling sideways', async () => {
    const tooWide: string[] = [];
    const { context, page } = await portal.signedIn('socket');
    for (const [name, address] of PAGES) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await go(page, address);
        if (name === 'case-bfr') await page.locator('.next-event summary').first().click();
        await keep(page, `${name}-${width}`);
        const overflow = await overflowOf(page);
        if (overflow > 0) tooWide.push(`${name} at ${width} by ${overflow} pixels`);
      }
    }
    assert.deepEqual(tooWide, []);
    await context.close();
  });

  test('who only reads is given no form', async () => {
    const { context, page } = await portal.signedIn('centurytel', 'ray');
    await go(page, `${OURS}/cases`);
    await page.getByRole('link', { name: 'BFR/2026-001' }).click();
    await page.getByText('You may look, and not record: acknowledged, returned.').waitFor();
    assert.equal(await page.locator('form').count(), 0);
    assert.equal(await page.getByText('Open a case').count(), 0);
    await context.close();
  });

  test("another carrier's user sees no case and nothing due, in the pages and behind them", async () => {
    const { context, page } = await portal.signedIn('prairie');
    for (const address of ['/due', '/portfolio']) {
      await go(page, address);
      assert.doesNotMatch(await page.locator('body').innerText(), /missouri|socket|BFR/i, address);
    }
    for (const address of [`${OURS}/cases`, `${OURS}/cases/BFR/2026-001`, `${OURS}/due`]) {
      await page.goto(`${portal.base}${address}`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      const behind = address.replace('/due', '/calendar');
      assert.equal((await context.request.get(`${portal.base}/api${behind}`)).status(), 404, address);
    }
    await context.close();
  });

  test('the console stayed silent', () => {
    // A browser reports every refused request itself: not signed in yet, an event that was refused on purpose.
    assert.deepEqual(
      portal.complaints.filter((line) => !/status of (401|422)/.test(line)),
      [],
    );
  });
});

const PAGES: readonly (readonly [name: string, address: string])[] = [
  ['cases', `${OURS}/cases`],
  ['cases-overdue', `${OURS}/cases?show=overdue`],
  ['case-bfr', `${OURS}/cases/BFR/2026-001`],
  ['case-notice', `${OURS}/cases/NOTICE/2026-001`],
  ['case-dispute', `${OURS}/cases/DISPUTE/2026-001`],
  ['open-bfr', `${OURS}/open-case?kind=bfr`],
  ['open-dispute', `${OURS}/open-case?kind=dispute`],
  ['open-forecast', `${OURS}/open-case?kind=forecast`],
  ['due', '/due'],
  ['due-month', '/due?view=month'],
  ['due-week', '/due?view=week'],
  ['due-agreement', `${OURS}/due`],
  ['portfolio', '/portfolio'],
];
