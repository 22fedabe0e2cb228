import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_OFFERED, contact, documents, loopOrder } from './test-ground.ts';
import type { Call } from './test-ground.ts';
import type { MefTrade } from './test-trade.ts';

/** Who may what, and what others are told. */
export function testStrangers(of: () => MefTrade): void {
  test('who may what: rights, and buyers and sellers by their names', async () => {
    const { mef, cookies, call, other, ilec, clec } = of();
    const order = 'missouri-2006~centurytel~LSR~SKT~LIFE-1';
    const refused = async (operation: string, about: Call, who: string | undefined): Promise<unknown> => {
      const answer = await mef.call('order', operation, about, who === undefined ? undefined : cookies[who]);
      return [answer.status, (answer.body as { code: string }).code];
    };
    assert.deepEqual(await refused('GET /productOrder', {}, undefined), [401, 'missingCredentials']);
    assert.deepEqual(
      await mef
        .call('order', 'GET /productOrder', {}, 'meetpoint.session_token=x')
        .then(({ status }) => status),
      401,
    );
    assert.deepEqual(await refused('GET /productOrder', {}, 'administrator'), [403, 'accessDenied']);
    assert.deepEqual(await refused('POST /productOrder', { body: loopOrder('A-1') }, 'auditor'), [
      403,
      'accessDenied',
    ]);
    // Who sells does not order.
    assert.deepEqual(await refused('POST /productOrder', { body: loopOrder('A-1') }, ilec), [
      403,
      'accessDenied',
    ]);
    assert.deepEqual(await refused('PATCH /productOrder/{id}', { id: order, body: {} }, ilec), [
      403,
      'accessDenied',
    ]);
    assert.equal(
      (
        await call(
          'order',
          'GET /productOrder/{id}',
          { id: order, query: `buyerId=${clec}&sellerId=9C01` },
          'clec-clerk',
        )
      ).status,
      200,
    );
    assert.equal(
      (await call('order', 'GET /productOrder/{id}', { id: order, query: `buyerId=${clec}` }, ilec)).status,
      200,
    );
    // Spectra is another seller: the order is none of its.
    assert.equal(
      (await call('order', 'GET /productOrder/{id}', { id: order, query: 'sellerId=spectra' })).status,
      404,
    );
    // A carrier that there is and one that there is not are refused alike.
    const strangers = [other.parties.clec, 'nobody'].map((id) =>
      refused('GET /productOrder', { query: `buyerId=${id}` }, clec),
    );
    assert.deepEqual(await Promise.all(strangers), [
      [403, 'forbiddenRequester'],
      [403, 'forbiddenRequester'],
    ]);
  });

  test("another carrier's ids are answered as ids of nothing", async () => {
    const { server, call, codes, spectra, other, clec } = of();
    const ours: Readonly<Record<string, string>> = {
      productOrder: 'missouri-2006~centurytel~LSR~SKT~LIFE-1',
      cancelProductOrder: 'missouri-2006~centurytel~LSR~SKT~STOP-1~02',
      modifyProductOrderItemRequestedDeliveryDate: 'missouri-2006~centurytel~LSR~SKT~LIFE-1~02',
      product: 'missouri-2006~centurytel~10.LXFU.000702.CTM',
      productOfferingQualification:
        ((await call('qualification', 'GET /productOfferingQualification')).body as { id: string }[])[0]
          ?.id ?? '',
      hub: String(
        (
          await server.db.withTransaction({ kind: 'party', party: clec, user: 'ann' }, (tx) =>
            tx.query<{ id: string }>('SELECT id FROM webhook_subscription'),
          )
        )[0]?.id,
      ),
    };
    const nothing = (id: string): string =>
      id
        .replace(/.$/, (last) => (last === '0' ? '1' : '0'))
        .replace('LIFE-1', 'LIFE-9')
        .replace('STOP-1', 'STOP-9');
    for (const [name, document] of Object.entries(documents) as [
      keyof typeof documents,
      (typeof documents)['order'],
    ][])
      for (const { method, path } of document.operations) {
        const key = `${name} ${method} ${path}`;
        if (!path.includes('{id}') || key in NOT_OFFERED) continue;
        const id = ours[path.split('/')[1] ?? ''] ?? '';
        assert.notEqual(id, '', key);
        for (const party of [other.parties.clec, other.parties.ilec, spectra.parties.ilec]) {
          const about = method === 'PATCH' ? { body: {} } : {};
          const theirs = await call(name, `${method} ${path}`, { id, ...about }, party);
          const none = await call(name, `${method} ${path}`, { id: nothing(id), ...about }, party);
          assert.deepEqual([theirs.status, theirs.body], [none.status, none.body], `${key} as ${party}`);
          // An incumbent has no right to change an order, or to ask what another asked.
          assert.ok([404, 403].includes(theirs.status), `${key} as ${party}: ${theirs.status}`);
        }
      }
    for (const [operation, body] of [
      [
        'POST /cancelProductOrder',
        { productOrder: { productOrderId: ours['productOrder'] }, relatedContactInformation: [contact('x')] },
      ],
      [
        'POST /modifyProductOrderItemRequestedDeliveryDate',
        {
          requestedCompletionDate: '2027-02-01T00:00:00Z',
          productOrderItem: { productOrderId: ours['productOrder'], productOrderItemId: 'a' },
        },
      ],
    ] as const) {
      const theirs = await call('order', operation, { body }, other.parties.clec);
      assert.match(codes(theirs).join(), /^referenceNotFound/);
    }
    for (const list of [
      'order GET /productOrder',
      'order GET /cancelProductOrder',
      'order GET /modifyProductOrderItemRequestedDeliveryDate',
      'qualification GET /productOfferingQualification',
      'inventory GET /product',
    ]) {
      const [name = 'order', ...operation] = list.split(' ');
      const { body } = await call(name as 'order', operation.join(' '), {}, other.parties.clec);
      assert.deepEqual(body, [], list);
    }
  });
}
