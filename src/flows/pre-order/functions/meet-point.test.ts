import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../../agreement/load.ts';
import { migrations } from '../../../app/database.ts';
import { kinds } from '../../../app/kinds.ts';
import { vocabulary } from '../../../app/vocabulary.ts';
import { unwrap } from '../../../base/result.ts';
import { PreOrderTest, said, twoAgreements } from '../test-ground.ts';

const { socket } = twoAgreements(vocabulary);
const west = unwrap(loadAgreement('agreements/sample-west', { vocabulary }));
let ground: PreOrderTest;
before(async () => {
  ground = await PreOrderTest.start(migrations, kinds, [
    [socket, 'socket'],
    [west, west.parties.clec],
  ]);
});
after(() => ground.db.close());

const ask = (facts: object) => ground.ask(socket, 'meet-point', facts);
const inWest = (facts: object) => ground.ask(west, 'meet-point', facts, { party: west.parties.clec });

describe('meet points', () => {
  test('a pair of offices, in either order, has its share with the receipt of the bills', async () => {
    const answer = await ask({ from: 'CLMAMOXA', to: 'SCKTMOXA' });
    assert.deepEqual(said(answer), ['found', '75']);
    assert.deepEqual(said(await ask({ from: 'SCKTMOXA', to: 'CLMAMOXA' })), ['found', '75']);
    const { receipt, details } = unwrap(answer);
    assert.equal(receipt?.decision, 'meet-point-shares');
    assert.deepEqual(details['routes'], [
      {
        route: 'SCKTMOXA-CLMAMOXA',
        shares: [
          {
            element: 'tandem-switched-transport',
            ilec: '75',
            clec: '25',
            clause: 'V §8',
            provenance: 'assumed',
          },
        ],
      },
    ]);
  });

  test('a termination stands for its office; one that is not yours is none', async () => {
    assert.deepEqual(said(await ask({ cfa: 'clmamoxa-c1-0101' })), ['found', '75']);
    assert.deepEqual(said(await ask({ cfa: 'CLMAMOXA-C1-0101', to: 'SCKTMOXB' })), [
      'pre-order/no-meet-point',
    ]);
    assert.deepEqual(said(await ask({ cfa: 'HLVLMOXA-C1-0001' })), ['pre-order/no-meet-point']);
    assert.deepEqual(said(await ask({ cfa: 'CLMAMOXA-C1-9999' })), ['pre-order/cfa-unknown']);
  });

  test('where there is none, it is refused with the routes that there are', async () => {
    const none = await ask({ from: 'CLMAMOXA', to: 'WNVLMOXA' });
    assert.deepEqual(said(none), ['pre-order/no-meet-point']);
    assert.match(none.ok ? '' : (none.problems[0]?.cure ?? ''), /SCKTMOXA-CLMAMOXA, SCKTMOXB-BRSNMOXA/);
    assert.deepEqual(said(await ask({})), ['pre-order/no-office']);
    assert.deepEqual(said(await ask({ from: 'CLMAMOXA', element: 'local-switching' })), [
      'pre-order/no-meet-point',
    ]);
  });

  test('several routes are listed; a route that is divided in several ways has no share until one is named', async () => {
    const both = unwrap(await inWest({ from: 'LRKSORXA' }));
    assert.deepEqual(
      [both.outcome, both.value, (both.details['routes'] as { route: string }[]).map(({ route }) => route)],
      ['listed', null, ['LRKSORXA-FFLSORXA', 'LRKSORXA-SMPVORXA']],
    );
    assert.deepEqual(said(await inWest({ from: 'LRKSORXA', to: 'SMPVORXA' })), [
      'found',
      null,
      'interconnection/several-shares',
    ]);
    const way = (direction: string) => inWest({ from: 'LRKSORXA', to: 'SMPVORXA', direction });
    assert.deepEqual(said(await way('terminating')), ['found', '30']);
    assert.deepEqual(said(await way('originating')), ['found', '35']);
    const tandem = { from: 'LRKSORXA', to: 'FFLSORXA', element: 'tandem-switching' };
    assert.deepEqual(said(await inWest(tandem)), ['found', '100']);
  });
});
