import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadAgreement } from '../src/agreement/load.ts';
import { documentText, folder, write } from '../src/agreement/test-agreement.ts';
import { allTables } from '../src/agreement/vocabulary.ts';
import { kinds } from '../src/app/kinds.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { lsrKind } from '../src/articles/ordering/lsr.ts';
import { unwrap } from '../src/base/result.ts';
import { record } from '../src/cases/record.ts';
import { compareAgreements } from '../src/flows/compare-agreements/compare.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const OURS = '/agreements/missouri-2006/centurytel';
const SAMPLE_AMENDMENT = fileURLToPath(
  new URL('../examples/october-2026/amendments/change-of-law-analog-loops.yaml', import.meta.url),
);
const FASTER = documentText({
  id: 'faster-confirmation',
  effectiveOn: '2026-10-01',
  recordedAt: '2026-11-01T12:00:00Z',
  more: [
    'signedOn: 2026-09-14',
    'filedOn: 2026-09-15',
    'docket: XX-2026-0001',
    'orderedOn: 2026-09-28',
    'approval: approved',
  ].join('\n'),
  changes:
    '  - set: clock.lsr-foc-electronic\n    value: { length: 3 business hours }\n  - remove: holidays#socket-2027-12-31',
});
const form = (name: string): string => fileURLToPath(new URL(`../agreements/${name}`, import.meta.url));
const read = (variant: string, amendments: readonly string[] = []) =>
  unwrap(loadAgreement(form('missouri-2006'), { vocabulary, variant, amendments }));
const missouri = read('centurytel', [SAMPLE_AMENDMENT, write(folder(), 'faster-confirmation.yaml', FASTER)]);
const PAGES: readonly (readonly [name: string, address: string])[] = [
  ['glance', `${OURS}/text`],
  ['section-iii', `${OURS}/text#III-9.4`],
  ['as-known', `${OURS}/text?asOf=2026-10-31&asKnown=2026-10-31T17:00:00Z#VIII-2.1`],
  ['amendment', `${OURS}/text#Amendment-faster-confirmation`],
  ['tariff', `${OURS}/text#Sample-Tariff-No.-1`],
  ['search', `${OURS}/text?q=late+payment`],
  ['search-nothing', `${OURS}/text?q=xylophone`],
  ['compare-nothing', `${OURS}/diff`],
  ['compare-amendment', `${OURS}/diff?asOf=2026-09-30&asOfB=2026-10-01`],
  ['compare-agreements', `${OURS}/diff?asOf=2026-10-31&with=missouri-2006%2Fspectra`],
  ['compare-same', `${OURS}/diff?asOf=2026-10-31`],
];

describe('the agreement reader in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openPortal(
      [missouri, read('spectra'), unwrap(loadAgreement(form('tiny'), { vocabulary }))],
      {
        compare: (tx, one, two) => compareAgreements(one, two, { tables: allTables(vocabulary), kinds, tx }),
      },
    );
    const at = '2026-10-28T15:10:00Z';
    await portal.server.db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, async (tx) =>
      unwrap(
        // Recorded as it was known then: before the amendment that came in November.
        await record(tx, read('centurytel'), lsrKind, 'LSR/SMP/OPEN01/01', {
          name: 'received',
          occurredAt: at,
          recordedAt: at,
          actor: 'socket',
          body: {
            ccna: 'SMP',
            pon: 'OPEN01',
            ver: '01',
            reqtyp: 'AB',
            act: 'N',
            product: 'loop-2w-xdsl',
            nc: 'LX--',
            quantity: 2,
            wireCenter: 'SAMPLEXA',
            address: '1 Sample Street',
            endUser: 'Sample User',
            desiredDueDate: '2026-11-20',
            expedite: false,
            channel: 'electronic',
            receivedAt: at,
            ecckts: [],
            accountStatus: 'new',
            cfa: '',
          },
        }),
      ),
    );
  });
  after(() => portal?.close());

  test('a link shows a day as it was known at a moment, and its reader stays there', async () => {
    const { context, page } = await portal.signedIn('socket');
    const length = page.locator('[id="VIII-2.1"] .term').filter({ hasText: 'clock.lsr-foc-electronic' });
    await page.goto(`${portal.base}${OURS}/text?asOf=2026-10-31#VIII-2.1`);
    await length.getByText('3 business hours').waitFor();
    await page.goto(`${portal.base}${OURS}/text?asOf=2026-10-31&asKnown=2026-10-31T17:00:00Z#VIII-2.1`);
    await page.getByText('documents recorded later are left out').waitFor();
    await length.waitFor();
    assert.equal(await length.getByText('3 business hours').count(), 0);
    // Noon in Missouri on the last day of October, five hours behind UTC.
    assert.equal(await page.getByLabel('As known at').inputValue(), '2026-10-31T12:00');
    await page
      .getByRole('navigation', { name: 'Articles' })
      .getByRole('link', { name: 'Definitions' })
      .click();
    await page.waitForURL(/asOf=2026-10-31&asKnown=2026-10-31T17%3A00%3A00Z#II$/);
    await page.getByRole('button', { name: 'Today, all that is recorded' }).click();
    await page.waitForURL(/\/text#II$/);
    await page.getByLabel('As known at').fill('2026-11-01T05:59');
    await page.waitForURL(/asKnown=2026-11-01T11%3A59%3A00Z#II$/);
    await context.close();
  });

  test('a section says what of it runs; the first page says it of all articles, with life and tariffs', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${OURS}/text`);
    await page.getByRole('heading', { name: 'Life of the agreement' }).waitFor();
    const main = page.getByRole('main');
    assert.match(await main.innerText(), /Holdover\s+in effect since Oct 31, 2006, term to Oct 30, 2009/);
    await main.getByText('By the passing of time').waitFor();
    await main.getByText('The agreement takes directory assistance from §7.1, as it stands').waitFor();
    const row = main.getByRole('row', { name: /General Provisions/ });
    const own = missouri.sections.filter(({ article }) => article === 'III');
    const counts = (await row.getByRole('cell').allInnerTexts()).slice(1).map((text) => Number(text) || 0);
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      own.length,
    );
    await main.getByRole('article').getByRole('link', { name: 'Sample Tariff No. 1' }).click();
    await main.getByText('It lies beside the agreement and is no part of it').waitFor();
    await main.getByText('$152.50 per month').waitFor();
    await page.goto(`${portal.base}${OURS}/text#III-9.9`);
    const taxes = page.locator('[id="III-9.9"]');
    await taxes.getByText('Does not run').waitFor();
    await taxes.getByText('Not executed yet.').waitFor();
    await context.close();
  });

  test('words are found with what stands around them, and lead to their section', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${OURS}/text`);
    await page.getByRole('searchbox', { name: 'Find in the agreement' }).fill('late payment');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?q=late\+payment$/);
    const hits = page.getByRole('region', { name: 'Found in the agreement' });
    const first = hits.getByRole('listitem').first();
    await first.getByText('III §9.4').waitFor();
    assert.deepEqual(await first.locator('mark').allInnerTexts(), ['late', 'payment']);
    await first.getByRole('link').click();
    await page.waitForURL(/\/text#III-9.4$/);
    await page.locator('[id="III-9.4"]').getByText('accounts.late-payment').waitFor();
    await page.goBack();
    await hits.getByText('III §9.4').first().waitFor();
    await page.getByRole('searchbox', { name: 'Find in the agreement' }).fill('xylophone');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Nothing in the agreement has these words.').waitFor();
    await context.close();
  });

  test('an amendment says how it was filed, and leads to what it changes and touches', async () => {
    const { context, page } = await portal.signedIn('centurytel');
    await page.goto(`${portal.base}${OURS}/text#Amendment-faster-confirmation`);
    const main = page.getByRole('main');
    await main.getByText('XX-2026-0001').waitFor();
    await main.getByText('Sep 28, 2026').waitFor();
    await main.getByRole('link', { name: /^What it changes/ }).click();
    await page.waitForURL(/\/diff\?asOf=2026-09-30&asOfB=2026-10-01$/);
    await main.getByText('1 removed, 1 changed').waitFor();
    const clock = main.locator('.diff-term').filter({ hasText: 'clock.lsr-foc-electronic' });
    assert.deepEqual(await clock.locator('del, ins').allInnerTexts(), [
      '5 business hours',
      '3 business hours',
    ]);
    // Received on Wednesday at 10:10 in Missouri: five hours of business end at 15:10, three at 13:10.
    const row = main.getByRole('row', { name: /LSR\/SMP\/OPEN01\/01/ });
    assert.match(await row.innerText(), /3:10 PM.*1:10 PM/s);
    await context.close();
  });

  test('the form compares two moments; the same is said to be the same', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${OURS}/diff`);
    const before = page.getByRole('group', { name: 'Before' });
    await before.getByLabel('Terms in force on').fill('2026-10-31');
    await before.getByLabel('As known at').fill('2026-10-31T12:00');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/\/diff\?asOf=2026-10-31&asKnown=2026-10-31T17%3A00%3A00Z$/);
    await page.getByText('Only after').waitFor();
    await page.getByRole('main').getByText('clock.lsr-foc-electronic').first().waitFor();
    await before.getByLabel('As known at').fill('');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('Nothing differs').waitFor();
    const other = page.getByRole('combobox');
    assert.deepEqual(
      (await other.locator('option').allInnerTexts()).map((text) => text.replace(/.*\(|\)$/g, '')),
      ['The same', 'missouri-2006/spectra'],
    );
    await context.close();
  });

  test('the summary is a PDF of the times that are shown', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${OURS}/text?asOf=2026-10-31`);
    const link = page.getByRole('link', { name: /\(PDF\)$/ });
    const address = (await link.getAttribute('href')) ?? '';
    assert.match(address, /summary\.pdf\?asOf=2026-10-31$/);
    const answer = await context.request.get(`${portal.base}${address}`);
    assert.equal(answer.headers()['content-type'], 'application/pdf');
    await context.close();
  });

  test('every page stands at both widths without scrolling sideways', async () => {
    const tooWide: string[] = [];
    const { context, page } = await portal.signedIn('socket');
    for (const [name, address] of PAGES) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${portal.base}${address}`);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        const overflow = await overflowOf(page);
        await keep(page, `reader-${name}-${width}`, ['glance', 'compare-amendment', 'search'].includes(name));
        if (overflow > 0) tooWide.push(`${name} at ${width} by ${overflow} pixels`);
      }
    }
    assert.deepEqual(tooWide, []);
    await context.close();
  });

  test("another carrier's user sees none of it", async () => {
    const { context, page } = await portal.signedIn('prairie');
    for (const [, address] of PAGES) {
      await page.goto(`${portal.base}${address}`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    }
    await context.close();
  });

  test('the console stayed silent', () => {
    assert.deepEqual(
      portal.complaints.filter((line) => !/status of 401/.test(line)),
      [],
    );
  });
});
