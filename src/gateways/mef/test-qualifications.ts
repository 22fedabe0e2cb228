import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contact } from './test-ground.ts';
import type { MefTrade } from './test-trade.ts';

/** Qualifications of places and products. */
export function testQualifications(of: () => MefTrade): void {
  test('a place is qualified in colours: by the loop that is there, with the reasons, the interval and what else it carries', async () => {
    const { server, cookies, call, missouri, ilec, clec } = of();
    const item = (id: string, place: object | undefined, configuration: object = {}) => ({
      id,
      action: 'add',
      product: {
        productOffering: { id: 'loop-2w-xdsl' },
        ...(place === undefined ? {} : { place: [place] }),
        productConfiguration: { '@type': 'urn:meetpoint:product:loop:v1', ...configuration },
      },
    });
    const address = (streetNr: string, streetName: string, streetType: string, postcode?: string) => ({
      '@type': 'FieldedAddress',
      role: 'serviceAddress',
      streetNr,
      streetName,
      streetType,
      city: 'Columbia',
      stateOrProvince: 'MO',
      country: 'US',
      ...(postcode === undefined ? {} : { postcode }),
    });
    const ask = async (
      items: object[],
      more: object = {},
    ): Promise<{ id: string; state: string; items: Poq[] }> => {
      const { status, body } = await call('qualification', 'POST /productOfferingQualification', {
        query: `sellerId=${ilec}`,
        body: {
          externalId: 'Q-1',
          projectId: 'PRAIRIE',
          requestedPOQCompletionDate: '2026-12-20T00:00:00Z',
          instantSyncQualification: true,
          relatedContactInformation: [contact('poqRequester')],
          productOfferingQualificationItem: items,
          ...more,
        },
      });
      assert.equal(status, 201, JSON.stringify(body));
      const poq = body as { id: string; state: string; productOfferingQualificationItem: Poq[] };
      return { ...poq, items: poq.productOfferingQualificationItem };
    };
    interface Poq {
      state: string;
      serviceabilityConfidence?: string;
      serviceabilityConfidenceReason?: string;
      installationInterval?: { amount: number; units: string };
      terminationError?: { code: string; propertyPath: string; value: string }[];
      alternateProductOfferingProposal?: {
        alternateProduct: { productConfiguration: { technology: string } };
      }[];
    }
    const unclear = await ask([
      item('twice', address('500', 'Oak', 'Street')),
      item('nowhere', address('9', 'Nowhere', 'Plaza')),
      item('nothing', undefined),
    ]);
    assert.equal(unclear.state, 'terminatedWithError');
    assert.deepEqual(
      unclear.items.map(({ state, serviceabilityConfidence, terminationError }) => [
        state,
        serviceabilityConfidence ??
          terminationError?.map(({ code, propertyPath }) => `${code} ${propertyPath}`).join(),
      ]),
      [
        ['terminatedWithError', 'invalidValue /productOfferingQualificationItem/0/product/place/0'],
        // Nobody serves it: that is an answer.
        ['done.ready', 'red'],
        ['terminatedWithError', 'missingProperty /productOfferingQualificationItem/2/product/place'],
      ],
    );
    // By its key the place is one of the two that the address means.
    const clear = await ask([
      item('one', { '@type': 'GeographicAddressRef', role: 'serviceAddress', id: 'A-1201' }),
    ]);
    assert.equal(clear.state, 'done.ready');
    const colours = new Set<string>();
    for (const [streetNr, name, type] of [
      ['278', 'Sample', 'Street'],
      ['352', 'Placeholder', 'Road'],
    ] as const) {
      for (const technology of ['adsl', 'hdsl', 'isdn', 'vdsl', 'sdsl-8']) {
        const { items } = await ask([item('1', address(streetNr, name, type), { technology })], {
          provideAlternative: true,
        });
        const [answer] = items;
        const own = await server.api.inject({
          method: 'POST',
          url: `/api/agreements/${missouri.id}/pre-order/loop-qualification`,
          payload: {
            facts: { address: `${streetNr} ${name} ${type}`, city: 'Columbia', state: 'MO', technology },
          },
          headers: { origin: 'http://localhost:4180', cookie: cookies[clec] ?? '' },
        });
        const { outcome } = own.json<{ outcome: string }>();
        const colour = answer?.serviceabilityConfidence ?? '';
        colours.add(colour);
        // Never better than the loop itself.
        const rank = ['green', 'yellow', 'no-record', 'red'];
        assert.ok(
          rank.indexOf(colour) >= Math.min(rank.indexOf(outcome), 1),
          `${technology}: ${colour}, loop ${outcome}`,
        );
        if (colour !== 'red') assert.equal(answer?.installationInterval?.units, 'calendarDays');
        if (colour !== 'green')
          assert.notEqual(answer?.serviceabilityConfidenceReason, 'Nothing stands against it.');
        for (const { alternateProduct } of answer?.alternateProductOfferingProposal ?? [])
          assert.notEqual(alternateProduct.productConfiguration.technology, technology);
      }
    }
    assert.ok(colours.size >= 2, [...colours].join());
    // A line that is taken over is its loop: 6,000 feet of 26 gauge, 8,000 of 24 at 3/4 and 2,000 of 22 at 6/10 are 13,200
    // equivalent feet. ADSL2 of the longest reach bears 15,500, fewer than the 16,000 feet of its route; HDSL bears 9,000.
    const takenOver = async (technology: string) => {
      const place = { '@type': 'GeographicAddressRef', role: 'serviceAddress', id: 'A-1101' };
      const { items } = await ask([item('1', place, { technology, activity: 'V' })], {
        provideAlternative: true,
      });
      return items[0];
    };
    assert.equal((await takenOver('adsl2-long'))?.serviceabilityConfidence, 'green');
    const hdsl = await takenOver('hdsl');
    assert.equal(hdsl?.serviceabilityConfidence, 'red');
    assert.match(
      hdsl?.serviceabilityConfidenceReason ?? '',
      /13,200 equivalent feet, 16,000 of cable; 9,000 are the most/,
    );
    const instead = new Set(
      hdsl?.alternateProductOfferingProposal?.map(
        ({ alternateProduct }) => alternateProduct.productConfiguration.technology,
      ),
    );
    assert.deepEqual([instead.has('adsl2-long'), instead.has('hdsl')], [true, false]);
    // Read again by its id, and in lists.
    const again = await call('qualification', 'GET /productOfferingQualification/{id}', { id: clear.id });
    assert.equal((again.body as { id: string }).id, clear.id);
    const list = await call('qualification', 'GET /productOfferingQualification', {
      query:
        'state=terminatedWithError&externalId=Q-1&projectId=PRAIRIE&requestedPOQCompletionDate.lt=2026-12-21T00:00:00Z',
    });
    assert.deepEqual(
      (list.body as { id: string }[]).map(({ id }) => id),
      [unclear.id],
    );
    // Each question is on the log of both parties, as asked by this way.
    const rows = await server.db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, (tx) =>
      tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM pre_order_query WHERE via = 'mef'`),
    );
    assert.ok((rows[0]?.n ?? 0) > 10);
    // Two sellers: which one must be said.
    const which = await call('qualification', 'POST /productOfferingQualification', {
      body: {
        relatedContactInformation: [contact('x')],
        productOfferingQualificationItem: [item('1', address('1', 'A', 'St'))],
      },
    });
    assert.deepEqual([which.status, (which.body as { code: string }).code], [400, 'missingQueryParameter']);
    assert.equal(
      (await call('qualification', 'POST /productOfferingQualification', { body: {} })).status,
      422,
    );
  });
}
