import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../src/agreement/load.ts';
import { kinds, liveKinds } from '../src/app/kinds.ts';
import { decisions, vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { loadPlant } from '../src/network/plant/load-plant.ts';
import { MISSING, WIDTHS, isHere, keep, openPortal, overflowOf } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const OURS = '/agreements/missouri-2006/centurytel';
const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));

describe('questions before an order in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  before(async () => {
    // Monday, November 23, 2026, 9:00 in Missouri.
    const now = Temporal.Instant.from('2026-11-23T15:00:00Z');
    portal = await openPortal([missouri], { kinds, liveKinds, decisions, clock: { now: () => now } });
    unwrap(await loadPlant(portal.server.db, missouri.parties.ilec, 'examples/plant'));
  });
  after(() => portal?.close());

  test('from the address to the loop, the number and the day', async () => {
    const { context, page } = await portal.signedIn(missouri.parties.clec);
    const answer = page.getByRole('region', { name: 'Answer' });
    const ask = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
      await answer.waitFor();
    };
    const look = async (name: string): Promise<void> => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok((await overflowOf(page)) <= 0, `${name} is wider than ${width}`);
        await keep(page, `pre-order-${name}-${width}`);
      }
      await page.setViewportSize({ width: WIDTHS[0] ?? 1280, height: 900 });
    };

    await page.getByRole('link', { name: 'Before an order' }).click();
    await page.getByRole('heading', { name: 'Before an order' }).waitFor();
    // By keyboard: the first entry, then Enter.
    await page.getByLabel('Address').fill('500 Oak Street, Columbia, MO');
    await page.keyboard.press('Enter');
    await answer.waitFor();
    await answer.getByText('To be known').waitFor();
    assert.equal(await answer.getByRole('row').count(), 3);
    await look('address');

    // One of the two is asked about further.
    await answer
      .getByRole('row', { name: /A-1201/ })
      .getByRole('link', { name: 'Loops' })
      .click();
    assert.equal(await page.getByLabel('or key of the place').inputValue(), 'A-1201');
    await ask();
    await answer.getByText(/load coils 0 in the record, 1 measured/).waitFor();
    await answer.getByText('H88 at 3,000 ft').waitFor();
    await look('loop');

    await page.getByLabel('What do you want to know?').selectOption({ label: 'Will the loop carry it?' });
    await page.getByLabel('or key of the place').fill('');
    await page.getByLabel('or loop').fill('L-1101');
    await ask();
    await answer.getByRole('row', { name: /HDSL2.*Red.*13,200 ft.*10,500 ft/ }).waitFor();
    await look('qualification');

    await page.getByLabel('What do you want to know?').selectOption({ label: 'Reserve numbers' });
    await page.getByLabel('Office').selectOption('CLMAMOXA');
    await page.getByLabel('How many').fill('2');
    await ask();
    await answer.getByText('573-234-7300, 573-234-7301').waitFor();
    await look('numbers');

    await page.getByLabel('What do you want to know?').selectOption({ label: 'Where do two offices meet?' });
    await page.getByLabel('Office', { exact: true }).fill('SCKTMOXA');
    await page.getByLabel('and office').fill('CLMAMOXA');
    await ask();
    await answer.getByRole('row', { name: /SCKTMOXA-CLMAMOXA.*75 %.*25 %/ }).waitFor();
    await look('meet-point');

    await page.getByLabel('What do you want to know?').selectOption({ label: 'Book a technician' });
    await page.getByLabel('PON').fill('VISIT1');
    await page.getByLabel('Day').fill('2026-11-25');
    await page.getByLabel('Window').fill('morning');
    await page.getByLabel('or office').selectOption('CLMAMOXA');
    await ask();
    await answer.getByText('Kept').waitFor();
    await look('visit');
    await page.getByLabel('What do you want to know?').selectOption({ label: 'When can a technician come?' });
    await page.getByLabel('or office').selectOption('CLMAMOXA');
    await ask();
    // Six visits in a window, and one of them is kept.
    await answer.getByRole('row', { name: /Nov 25.*morning 08:00 12:00 5/ }).waitFor();
    await look('appointments');

    await page.getByLabel('What do you want to know?').selectOption({ label: 'What is on the account?' });
    await page.getByLabel('Telephone number').fill('573-234-7010');
    await page.getByLabel('Looked at for').selectOption('dispute');
    await ask();
    await answer.getByText('Sample Household').waitFor();
    await answer.getByText(/has frozen its carrier/).waitFor();
    await look('account');

    await page.goto(`${portal.base}${OURS}/pre-order?ask=due-date-availability&wireCenter=CLMAMOXA`);
    await page.getByLabel('Product').selectOption({ label: '2-wire xDSL-capable loop' });
    await ask();
    await answer.getByText('Dec 2, 2026').first().waitFor();
    await answer.getByText('Why', { exact: true }).click();
    await look('date');

    // What is wrong with a question is told where it was asked.
    await page.goto(`${portal.base}${OURS}/pre-order?ask=loop-makeup`);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('alert').getByText('Neither a loop nor a place is named.').waitFor();
    assert.deepEqual(
      portal.complaints.filter((one) => !/status of 4\d\d/.test(one)),
      [],
    );
    await context.close();
  });

  test('an auditor is not offered what an auditor may not ask', async () => {
    const { context, page } = await portal.signedIn(missouri.parties.clec, 'ray');
    await page.getByRole('link', { name: 'Try it' }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Before an order' }).count(), 0);
    await context.close();
  });
});
