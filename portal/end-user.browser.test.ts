import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadAgreement } from '../src/agreement/load.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { unwrap } from '../src/base/result.ts';
import { seedMonth } from '../src/gateways/http-api/test-month.ts';
import type { SeededMonth } from '../src/gateways/http-api/test-month.ts';
import { MISSING, isHere, openPortal } from './test-portal.ts';
import type { TestPortal } from './test-portal.ts';

const OURS = '/agreements/missouri-2006/centurytel';
const folder = fileURLToPath(new URL('../agreements/missouri-2006', import.meta.url));
const missouri = unwrap(loadAgreement(folder, { vocabulary, variant: 'centurytel' }));

describe('the end user of an order in a browser', { skip: isHere ? false : MISSING }, () => {
  let portal: TestPortal;
  let month: SeededMonth;
  before(async () => {
    portal = await openPortal([missouri]);
    month = await seedMonth(portal.server.db, missouri, 'loop-2w-xdsl');
  });
  after(() => portal?.close());

  test('is not shown until its purpose is said, and then is on record', async () => {
    const { context, page } = await portal.signedIn('socket');
    await page.goto(`${portal.base}${OURS}/orders/${month.completedOrder}`);
    await page.getByRole('heading', { name: `Order ${month.completedOrder}` }).waitFor();
    assert.equal(await page.getByText('Sample User').count(), 0);
    await page.getByLabel('The end user is shown for').selectOption('repair');
    await page.getByRole('button', { name: 'Show the end user' }).click();
    await page.getByText('Sample User').waitFor();
    const seen = await portal.server.db.withTransaction(
      { kind: 'party', party: 'socket', user: 'reader' },
      (tx) => tx.query<{ purpose: string }>('SELECT purpose FROM audit ORDER BY at'),
    );
    assert.ok(seen.some(({ purpose }) => purpose === 'repair'));
    await context.close();
  });
});
