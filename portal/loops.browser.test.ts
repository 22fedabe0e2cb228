import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { loadAgreement } from '../src/agreement/load.ts';
import { kinds, liveKinds } from '../src/app/kinds.ts';
import { decisions, vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { loadPlant } from '../src/network/plant/load-plant.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const PAGE = '/agreements/missouri-2006/centurytel/loops';
const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const missouri = unwrap(
  loadAgreement(folder('agreements/missouri-2006'), { vocabulary, variant: 'centurytel' }),
);

describe('loops in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openPortal([missouri], { kinds, liveKinds, decisions });
    unwrap(await loadPlant(portal.server.db, 'centurytel', folder('examples/plant')));
  });
  after(() => portal?.close());

  const lookUp = async (page: Page, loop: string): Promise<void> => {
    await page.getByLabel('Loop', { exact: true }).fill(loop);
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('heading', { name: `Loop ${loop}`, exact: true }).waitFor();
  };
  const answerFor = (page: Page, technology: string) =>
    page.getByRole('row', { name: new RegExp(`^${technology}`) }).first();

  test('a loop is drawn to scale with its equivalent length, and answers differ by that length', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${PAGE}`);
    await lookUp(page, 'L-1101');
    // 6,000 + 0.75 × 8,000 + 0.60 × 2,000, on 16,000 feet of cable
    const drawing = page.getByRole('img', { name: /^Loop L-1101/ });
    assert.ok((await drawing.textContent())?.includes('13,200 equivalent feet'));
    const told = await drawing.evaluate((one) => one.querySelector('desc')?.textContent ?? '');
    assert.ok(
      told.includes('From the office: 6,000 feet of 26 gauge, then 8,000 feet of 24 gauge, then 2,000'),
    );
    const lengths = await drawing.evaluate((one) =>
      [...one.querySelectorAll('line[stroke-width][stroke^="#"]')].map(
        (line) => Number(line.getAttribute('x2')) - Number(line.getAttribute('x1')),
      ),
    );
    assert.ok(
      Math.abs(Number(lengths[0]) / Number(lengths[2]) - 3) < 0.01,
      '6,000 feet are three times 2,000',
    );
    assert.ok((await answerFor(page, 'ADSL with').textContent())?.includes('Green'));
    assert.ok((await answerFor(page, 'HDSL2').textContent())?.includes('Red'));
    assert.ok((await answerFor(page, 'HDSL2').textContent())?.includes('too long by its equivalent length'));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflowOf(page)) <= 0, `wider than ${width}`);
      await keep(page, `loops-clear-${width}`);
    }
    await context.close();
  });

  test('why an answer is what it is', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${PAGE}`);
    await lookUp(page, 'L-1101');
    await page.getByRole('button', { name: 'Why HDSL2', exact: true }).click();
    const why = page.getByRole('dialog', { name: 'Why HDSL2 is red' });
    await why.getByText('8000 feet of gauge 24 × 0.75').waitFor();
    await keep(page, 'loops-why', false);
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    await context.close();
  });

  test('the competitor chooses what is taken off, and sees what that gives and costs', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${PAGE}`);
    await page.getByText('Paste a make-up', { exact: true }).click();
    await page.getByLabel('Make-up (JSON)').fill(
      JSON.stringify({
        loop: 'PASTED',
        source: 'records',
        asOf: '2026-11-01',
        segments: [
          { gauge: 26, feet: 6000, plant: 'underground' },
          { gauge: 24, feet: 8000, plant: 'buried' },
          { gauge: 19, feet: 1500, plant: 'aerial' },
        ],
        bridgedTaps: [
          { feet: 1800, feetFromOffice: 9000 },
          { feet: 1200, feetFromOffice: 9600 },
        ],
        loadCoils: [{ feetFromOffice: 3000 }, { feetFromOffice: 9000 }],
        repeaters: [{ feetFromOffice: 12_000 }],
        carrier: 'none',
        sparePairs: 2,
        disturbers: [{ spectrumClass: 'sm5', count: 4 }],
      }),
    );
    await page.getByRole('button', { name: 'Show this loop' }).click();
    await page.getByRole('heading', { name: 'Loop PASTED' }).waitFor();
    await page.getByLabel('To carry').selectOption('adsl');
    const quote = page.getByRole('region', { name: 'Quote' });
    await quote.getByText('$0.00').waitFor();
    await quote.getByText('Yellow: after conditioning, or with caution').waitFor();
    // Coils 150.00, 3,000 feet of tap 110.00, repeaters 95.00.
    await page
      .getByRole('row', { name: /^Take off load coils, bridged tap, repeaters/ })
      .getByRole('button', { name: 'Try' })
      .click();
    await quote.getByText('$355.00').waitFor();
    await quote.getByText('Green: carries it as it is').waitFor();
    await page.getByLabel(/^Tap 2/).uncheck();
    await page.getByLabel(/^Coil 1/).uncheck();
    await quote.getByText('Yellow: after conditioning, or with caution').waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflowOf(page)) <= 0, `wider than ${width}`);
      await keep(page, `loops-conditioning-${width}`);
    }
    await context.close();
  });

  test('bad input is told and shows no loop; who may not ask the plant may still read a make-up', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${PAGE}`);
    await page.getByText('Paste a make-up', { exact: true }).click();
    await page.getByLabel('Make-up (JSON)').fill('{ "loop": ');
    await page.getByRole('button', { name: 'Show this loop' }).click();
    await page.getByText('This is no make-up in JSON').waitFor();
    await page.getByLabel('Make-up (JSON)').fill('{ "loop": "X", "segments": [] }');
    await page.getByRole('button', { name: 'Show this loop' }).click();
    await page.getByRole('alert').getByText('makeup.asOf').waitFor();
    await context.close();
    const reader = await portal.signedIn('socket', 'ray');
    await reader.page.goto(`${portal.base}${PAGE}`);
    await reader.page.getByText('Paste a make-up', { exact: true }).waitFor();
    assert.equal(await reader.page.getByRole('button', { name: 'Look up' }).count(), 0);
    await reader.context.close();
  });

  test('the consoles complain of nothing but what was refused on purpose, and that nobody was signed in at first', () => {
    assert.deepEqual(
      portal.complaints.filter((one) => !one.includes('422') && !one.includes('401')),
      [],
    );
  });
});
