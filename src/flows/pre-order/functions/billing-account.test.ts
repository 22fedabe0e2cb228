import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { migrations } from '../../../app/database.ts';
import { kinds } from '../../../app/kinds.ts';
import { vocabulary } from '../../../app/vocabulary.ts';
import { unwrap } from '../../../base/result.ts';
import { PreOrderTest, said, twoAgreements } from '../test-ground.ts';

const { socket, prairie } = twoAgreements(vocabulary);
const west = unwrap(loadAgreement('agreements/sample-west', { vocabulary }));
let ground: PreOrderTest;
before(async () => {
  ground = await PreOrderTest.start(migrations, kinds, [
    [socket, 'socket'],
    [prairie, 'prairie'],
    [west, west.parties.clec],
  ]);
});
after(() => ground.db.close());

const ask = (facts: object, agreement = socket, party = 'socket') =>
  ground.ask(agreement, 'billing-account', facts, { party });
const open = (agreement: Agreement, ban: string, biller: string, billed: string, account: string) =>
  ground.db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      `INSERT INTO billing_account (agreement_id, ban, biller, billed, account, name, opened_on)
       VALUES ($1, $2, $3, $4, $5, $6, '2026-10-01')`,
      [agreement.id, ban, biller, billed, account, `${account} of ${biller}`],
    ),
  );

describe('billing accounts', () => {
  test('before a month is closed there are none, which is said', async () => {
    assert.deepEqual(said(await ask({})), ['none', null, 'pre-order/no-accounts']);
  });

  test('all between the two parties, each with what it is for; one by its number', async () => {
    await open(socket, '573S010001', 'centurytel', 'socket', 'services');
    await open(socket, '573U010001', 'centurytel', 'socket', 'usage');
    await open(socket, '573U900001', 'socket', 'centurytel', 'usage');
    const all = unwrap(await ask({}));
    assert.deepEqual(
      [all.outcome, all.value, (all.details['accounts'] as { ban: string }[]).map(({ ban }) => ban)],
      ['listed', null, ['573S010001', '573U010001', '573U900001']],
    );
    const one = unwrap(await ask({ ban: ' 573s010001' }));
    assert.deepEqual([one.outcome, one.value], ['found', '573S010001']);
    assert.deepEqual(one.details['accounts'], [
      {
        ban: '573S010001',
        biller: 'centurytel',
        billed: 'socket',
        account: 'services',
        name: 'services of centurytel',
        openedOn: '2026-10-01',
      },
    ]);
    assert.deepEqual(said(await ask({ account: 'services' })), ['listed', '573S010001']);
  });

  test("somebody else's answers as one that does not exist, to the incumbent of both, too", async () => {
    await open(prairie, '573S020001', 'centurytel', 'prairie', 'services');
    for (const party of ['socket', 'centurytel']) {
      const others = await ask({ ban: '573S020001' }, socket, party);
      const nobodys = await ask({ ban: '573S990001' }, socket, party);
      assert.deepEqual(said(others), ['unknown', null, 'pre-order/no-account']);
      const told = (answer: typeof others) => JSON.stringify(answer).replaceAll(/573S\d{6}/g, 'BAN');
      assert.equal(told(others), told(nobodys));
    }
    assert.deepEqual(said(await ask({ ban: '573S020001' }, prairie, 'prairie')), ['found', '573S020001']);
  });

  test('an agreement that does not offer it says so', async () => {
    assert.deepEqual(said(await ask({}, west, west.parties.clec)), ['oss-access/function']);
  });
});
