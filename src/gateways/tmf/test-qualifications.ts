import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf } from './test-drive.ts';
import type { Drive } from './test-drive.ts';

/** For tests: Questions before an order. */
export function qualificationTests(drive: Drive): void {
  const { call } = drive;
  const { ilec } = drive.missouri.parties;
  const { other } = drive;
  test('whether a service can be had is asked, answered at once and kept for who asked', async () => {
    interface Check {
      readonly id: string;
      readonly state: string;
      readonly qualificationResult?: string;
      readonly serviceQualificationItem: {
        readonly qualificationResult?: string;
        readonly expectedActivationDate?: string;
        readonly eligibilityUnavailabilityReason?: { code: string; label: string }[];
        readonly alternateServiceProposal?: object[];
        readonly terminationError?: { id: string }[];
        readonly service: { place?: { id?: string }[] };
      }[];
    }
    const CHECK = '/checkServiceQualification';
    const check = async (item: object, more: object = {}) => {
      const sent = await call<Check>('qualification', 'POST', CHECK, {
        body: { serviceQualificationItem: [item], ...more },
      });
      assert.equal(sent.status, 201, sent.text);
      return sent.body;
    };
    const at = (streetName: string, streetNr: string, more: object = {}) => ({
      role: 'installationAddress',
      '@type': 'GeographicAddress',
      streetNr,
      streetName,
      city: 'Columbia',
      stateOrProvince: 'MO',
      ...more,
    });
    // examples/plant: 278 Sample Street is A-1001, and a spare pair of 3,100 ft of 26 gauge ends at its terminal.
    const good = await check(
      {
        service: {
          serviceSpecification: { id: 'loop-2w-xdsl' },
          serviceCharacteristic: [{ name: 'technology', value: 'adsl' }],
          place: [at('Sample Street', '278')],
        },
      },
      { externalId: 'Q-1' },
    );
    const [first] = good.serviceQualificationItem;
    assert.deepEqual(
      [good.state, good.qualificationResult, first?.qualificationResult],
      ['done', 'qualified', 'qualified'],
      JSON.stringify(good),
    );
    assert.equal(first?.service.place?.[0]?.id, 'A-1001');
    assert.match(first?.expectedActivationDate ?? '', /^2026-1[12]-\d\dT00:00:00-06:00$/);
    // 500 Oak Street is two places: each may be meant.
    const twice = await check({ service: { place: [at('Oak Street', '500')] } });
    assert.equal(twice.qualificationResult, 'alternate');
    assert.equal(twice.serviceQualificationItem[0]?.alternateServiceProposal?.length, 2);
    assert.equal(
      twice.serviceQualificationItem[0]?.eligibilityUnavailabilityReason?.[0]?.code,
      'pre-order/ambiguous-address',
    );
    const nowhere = await check({ service: { place: [at('Nowhere Boulevard', '99999')] } });
    assert.equal(nowhere.qualificationResult, 'unqualified');
    // Wished for tomorrow: no interval is as short as that.
    const later = await check({
      expectedServiceAvailabilityDate: '2026-11-17T00:00:00-06:00',
      service: { serviceSpecification: { id: 'loop-2w-xdsl' }, place: [at('Sample Street', '278')] },
    });
    assert.equal(later.qualificationResult, 'alternate');
    // A place that there is not ends the item, and its error says why.
    const ended = await check({ service: { place: [{ role: 'installationAddress', id: 'A-NONE' }] } });
    assert.deepEqual(
      [ended.state, ended.serviceQualificationItem[0]?.terminationError?.[0]?.id],
      ['terminatedWithError', 'pre-order/no-such-address'],
    );
    const kept = await call<Check>('qualification', 'GET', `${CHECK}/{id}`, { id: good.id });
    assert.deepEqual(kept.body, good);
    const list = await call<Check[]>('qualification', 'GET', CHECK, {
      query: '?externalId=Q-1&fields=state',
    });
    assert.deepEqual([list.body.map(({ id }) => id), list.headers['x-total-count']], [[good.id], '1']);
    const QUERY = '/queryServiceQualification';
    const query = await call<{
      id: string;
      serviceQualificationItem: { service: { serviceSpecification: { id: string } } }[];
    }>('qualification', 'POST', QUERY, {
      body: { searchCriteria: { service: { place: [at('Sample Street', '278')] } } },
    });
    assert.equal(query.status, 201, query.text);
    assert.ok(
      query.body.serviceQualificationItem.some(({ service }) => service.serviceSpecification.id === 'adsl'),
      query.text,
    );
    assert.deepEqual(
      (await call('qualification', 'GET', `${QUERY}/{id}`, { id: query.body.id })).body,
      query.body,
    );
    assert.equal((await call('qualification', 'GET', QUERY)).headers['x-total-count'], '1');
    const wrong = await call<{ message: string }>('qualification', 'POST', CHECK, {
      body: {
        serviceQualificationItem: [
          {
            service: {
              serviceSpecification: { id: 'warp' },
              serviceCharacteristic: [{ name: 'speed', value: 9 }],
            },
          },
        ],
      },
    });
    assert.equal(wrong.status, 400);
    assert.match(wrong.body.message, /speed[^]*warp/);
    assert.equal(codeOf(await call('qualification', 'POST', QUERY, { body: {} })), '400 api/request');
    // The other party of the agreement has its log; the answers are the asker's.
    for (const who of [ilec, other.parties.clec]) {
      assert.equal((await call('qualification', 'GET', CHECK, { who })).text, '[]');
      const theirs = await call('qualification', 'GET', `${CHECK}/{id}`, { id: good.id, who });
      assert.equal(theirs.status, 404);
      assert.equal(
        theirs.text,
        (await call('qualification', 'GET', `${CHECK}/{id}`, { id: 'nothing', who })).text,
      );
    }
    const logged = await drive.server.db.withTransaction({ kind: 'party', party: ilec, user: 'x' }, (tx) =>
      tx.query<{ function: string }>(`SELECT function FROM pre_order_query WHERE via = 'tmf' ORDER BY id`),
    );
    // The first check: the address, the pairs, the loop, the date.
    assert.deepEqual(
      logged.slice(0, 4).map((one) => one.function),
      ['address-validation', 'facility-availability', 'loop-qualification', 'due-date-availability'],
    );
  });
}
