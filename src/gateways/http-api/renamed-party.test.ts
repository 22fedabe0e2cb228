import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { cases } from '../../cases/index.ts';
import { parties } from '../../parties/index.ts';
import type { AgreementHead } from './shapes/agreement.ts';
import type { InvoiceHead } from './shapes/invoice.ts';
import type { OrderPage } from './shapes/order.ts';
import { seedMonth } from './test-month.ts';
import { sampleAgreement, testServer } from './test-server.ts';

/** The sample agreement whose incumbent is called otherwise from the middle of November. */
function renamed() {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-rename-')), 'rename.yaml');
  writeFileSync(
    file,
    `id: rename\ntitle: New name\nkind: amendment\neffectiveOn: 2026-11-15\nrecordedAt: 2026-11-15T00:00:00Z
provenance: assumed\nsource: this test\ntext: The incumbent has another name.\nchanges:
  - set: parties#rivertel
    value: { name: Lakeside Inc. }\n`,
  );
  const plain = sampleAgreement('river');
  // The sample has no holidays; nothing here counts business days.
  const vocabulary = [{ ...parties, check: () => [] }, cases];
  return unwrap(loadAgreement(plain.dir, { vocabulary, variant: 'river', amendments: [file] }));
}

test('a bill keeps its number, account and the names of its day when a party is renamed after it', async () => {
  const before = sampleAgreement('river');
  const after = renamed();
  const server = await testServer({}, [before]);
  await seedMonth(server.db, before, 'loop-sample');
  const later = await testServer({}, [after]);
  await seedMonth(later.db, after, 'loop-sample');
  const read = async <T>(of: typeof server, address: string): Promise<T> => {
    const { status, body } = await of.get(
      `/api/agreements/sample/river${address}`,
      await of.signIn('meadow'),
    );
    assert.equal(status, 200, address);
    return body as T;
  };
  try {
    const bills = await read<InvoiceHead[]>(server, '/invoices');
    assert.deepEqual(await read<InvoiceHead[]>(later, '/invoices'), bills);
    assert.deepEqual(
      bills.map(({ fromName, toName }) => [fromName, toName].sort()),
      [
        ['Meadow LLC', 'Rivertel Inc.'],
        ['Meadow LLC', 'Rivertel Inc.'],
      ],
    );
    const ids = async (of: typeof server) =>
      (await read<OrderPage>(of, '/orders')).orders.map(({ id }) => id);
    assert.deepEqual(await ids(later), await ids(server));
    const head = await read<AgreementHead>(later, '?asOf=2026-11-20');
    assert.equal(head.ilec.name, 'Lakeside Inc.');
  } finally {
    await server.close();
    await later.close();
  }
});
