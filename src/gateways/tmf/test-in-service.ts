import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProductOrder } from './resources.ts';
import { ORDER, orderId } from './test-drive.ts';
import type { Drive } from './test-drive.ts';
import { loopOrder } from './test-ground.ts';

/** For tests: What is in service, and the agreement that it is under. */
export function inServiceTests(drive: Drive): void {
  const { call, place, order, answer } = drive;
  const { ilec, clec } = drive.missouri.parties;
  test('completed work is a product in service, with its price, order and agreement', async () => {
    const pon = 'TMF0008';
    await place(pon);
    await answer(pon, '01', 'confirmed', { dueDate: '2026-12-08' });
    const before = drive.now;
    // Tuesday, December 8, 2026, 10:00 in Missouri.
    drive.now = Temporal.Instant.from('2026-12-08T16:00:00Z');
    await answer(pon, '01', 'completed', { completedOn: '2026-12-08', ecckts: ['10.LXFU.000901.CTM'] });
    const done = await order(pon);
    assert.deepEqual([done.state, done.completionDate], ['completed', '2026-12-08T00:00:00-06:00']);
    const id = done.productOrderItem[0]?.product?.id;
    assert.equal(id, 'missouri-2006~centurytel~10.LXFU.000901.CTM');
    const product = await call<Record<string, unknown>>('product', 'GET', '/product/{id}', {
      id: String(id),
    });
    assert.equal(product.status, 200, product.text);
    const { status, startDate, productOffering, productPrice, productOrderItem } = product.body;
    assert.deepEqual(
      [
        status,
        startDate,
        (productOffering as { id: string }).id,
        (productOrderItem as { productOrderId: string }[])[0]?.productOrderId,
      ],
      ['active', '2026-12-08T00:00:00-06:00', 'loop-2w-analog', orderId(pon)],
    );
    // rates.csv, loop-2w-analog-z1: $18.00 per month; CLMAMOXA is in zone 1 (wire-centers.csv).
    const [price] = productPrice as { price: { dutyFreeAmount: object }; description: string }[];
    assert.deepEqual(price?.price.dutyFreeAmount, { unit: 'USD', value: 18 });
    assert.match(price?.description ?? '', /assumed/);
    assert.doesNotMatch(product.text, /AHRENS|WALNUT/);
    const list = await call<{ id: string }[]>('product', 'GET', '/product', {
      query: '?status=active&fields=status&limit=5',
    });
    assert.deepEqual([list.body.map((one) => one.id), list.headers['x-total-count']], [[id], '1']);
    const none = await call<object[]>('product', 'GET', '/product', { query: '?status=terminated' });
    assert.deepEqual([none.body, none.headers['x-total-count']], [[], '0']);
    // An order to disconnect it, and it is on its way out.
    const out = await call<ProductOrder>('order', 'POST', ORDER, {
      body: loopOrder('TMF0009', {
        requestedCompletionDate: '2026-12-15T00:00:00-06:00',
        productOrderItem: [
          {
            id: '01',
            action: 'delete',
            productOffering: { id: 'loop-2w-analog' },
            product: {
              id: String(id),
              productCharacteristic: [
                { name: 'AN', value: '1000234' },
                { name: 'TOS', value: '2---' },
                { name: 'CCEA', value: 'C1.0205' },
                { name: 'INIT', value: 'P LEWIS' },
                { name: 'LSR.TEL NO (INIT)', value: '573-777-0001' },
              ],
              place: [{ role: 'wireCenter', id: 'CLMAMOXA' }],
            },
          },
        ],
      }),
    });
    assert.equal(out.body.state, 'acknowledged', out.text);
    const ending = await call<{ status: string }>('product', 'GET', '/product/{id}', { id: String(id) });
    assert.equal(ending.body.status, 'pendingTerminate');
    drive.now = before;
  });

  test('the agreement that runs is shown as of a day, with its words, terms, provenance and parties', async () => {
    const found = await call<Record<string, never>>('agreement', 'GET', '/agreement/{id}', {
      id: 'missouri-2006~centurytel',
    });
    assert.equal(found.status, 200, found.text.slice(0, 500));
    const { name, engagedParty, agreementItem } = found.body as unknown as {
      name: string;
      engagedParty: { id: string; name: string; role: string }[];
      agreementItem: {
        termOrCondition?: { id: string; description: string }[];
        productOffering?: { id: string }[];
      }[];
    };
    assert.equal(name, 'Interconnection, Resale and Unbundling Agreement');
    assert.deepEqual(
      engagedParty.map(({ id, role }) => [id, role]),
      [
        [ilec, 'incumbent'],
        [clec, 'competitor'],
      ],
    );
    const conditions = agreementItem.flatMap(({ termOrCondition = [] }) => termOrCondition);
    const seed = conditions.find(({ id }) => id.startsWith('I Scope and Intent'));
    assert.match(seed?.description ?? '', /./);
    const late = conditions.find(({ id }) => id.endsWith(' accounts.late-payment'));
    assert.match(late?.description ?? '', /\((seed|filed|rule|sister|assumed): /);
    assert.ok(agreementItem.at(-1)?.productOffering?.some(({ id }) => id === 'loop-2w-analog'));
    // Before Brightspeed the brand was another: the rows of parties.csv.
    const named = async (asOf: string) => {
      const one = await call<{ engagedParty: { name: string }[] }>('agreement', 'GET', '/agreement/{id}', {
        id: 'missouri-2006~centurytel',
        query: `?asOf=${asOf}&fields=engagedParty`,
      });
      return one.body.engagedParty[0]?.name;
    };
    assert.equal(await named('2015-06-01'), 'CenturyTel of Missouri, LLC d/b/a CenturyLink');
    assert.equal(await named('2026-06-01'), 'CenturyTel of Missouri, LLC d/b/a Brightspeed');
    assert.equal(
      (
        await call('agreement', 'GET', '/agreement/{id}', {
          id: 'missouri-2006~centurytel',
          query: '?asOf=x',
        })
      ).status,
      400,
    );
    const list = await call<{ id: string }[]>('agreement', 'GET', '/agreement', {
      query: '?fields=name&engagedParty.id=socket',
    });
    assert.deepEqual(
      [list.body.map(({ id }) => id), list.headers['x-total-count']],
      [['missouri-2006~centurytel'], '1'],
    );
    const forms = await call<{ id: string }[]>('agreement', 'GET', '/agreementSpecification');
    assert.deepEqual(
      forms.body.map(({ id }) => id),
      ['missouri-2006'],
    );
    const form = await call<{ attachment: { url: string }[] }>(
      'agreement',
      'GET',
      '/agreementSpecification/{id}',
      { id: 'missouri-2006' },
    );
    assert.match(form.body.attachment[0]?.url ?? '', /summary\.pdf$/);
  });
}
