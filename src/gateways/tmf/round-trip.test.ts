import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { kinds, liveKinds } from '../../app/kinds.ts';
import { noticeFormats } from '../../app/notice-formats.ts';
import { decisions, vocabulary } from '../../app/vocabulary.ts';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { itemsOf } from './order-items.ts';
import { pageOfOrderKeys } from './order-records.ts';
import { ORDER_STATES, REPLACED, leadingVersion } from './order-states.ts';
import { Drive, ORDER } from './test-drive.ts';
import { loopOrder } from './test-ground.ts';

describe('product orders on a database', () => {
  const drive = new Drive({ kinds, liveKinds, decisions, noticeFormats, vocabulary });
  const { id: agreementId, parties } = drive.missouri;
  before(() => drive.open());
  after(() => drive.close());

  test('every order on which edits are tried is taken as it is written: the forms on record are those of the items', async () => {
    const { bases } = readBases();
    let taken = 0;
    for (const [name, document] of bases) {
      const page = (document.ASR ?? document.LSR)?.[0] ?? {};
      const form = document.ASR === undefined ? 'LSR' : 'ASR';
      const sent = await drive.call<{ message?: string }>('order', 'POST', ORDER, {
        body: { productOrderItem: itemsOf(document) },
      });
      // Those that fail a fatal edit under this agreement are no orders; none fails for its way of writing.
      if (sent.status !== 201) {
        assert.match(sent.body.message ?? '', /^(LSR|ASR)-\d{4} |^orders\//, `${name}: ${sent.text}`);
        continue;
      }
      taken += 1;
      const id = `${form}/${page['CCNA']}/${page['PON']}/${page['VER']}`;
      const shown = await drive.server.get(
        `/api/agreements/${agreementId}/orders/${id}?purpose=provisioning`,
        drive.cookies[parties.clec] ?? '',
      );
      assert.equal(shown.status, 200, name);
      const forms = (shown.body as { request: { forms: typeof document } }).request.forms;
      for (const [code, sections] of Object.entries(document))
        for (const [at, section] of sections.entries())
          for (const [field, text] of Object.entries(section))
            assert.equal(forms[code as 'LSR']?.[at]?.[field], text, `${name} ${code}.${field}`);
    }
    assert.ok(taken >= 8, `${taken} of ${bases.size} were taken`);
  });

  test('an order that is sent again under its key is the same order, and answers the same', async () => {
    const send = () =>
      drive.server.api.inject({
        method: 'POST',
        url: `/tmf-api/productOrderingManagement/v4${ORDER}`,
        payload: loopOrder('KEY0001'),
        headers: {
          cookie: drive.cookies[parties.clec] ?? '',
          origin: 'http://localhost:4180',
          'idempotency-key': 'once-1',
        },
      });
    const [first, again] = [await send(), await send()];
    assert.deepEqual([first.statusCode, again.statusCode, again.body], [201, 201, first.body]);
    const list = await drive.call<object[]>('order', 'GET', ORDER, { query: '?externalId=KEY0001' });
    assert.equal(list.body.length, 1);
  });

  test('what is larger than any order is refused unread, in the words of the interface', async () => {
    const huge = await drive.server.api.inject({
      method: 'POST',
      url: `/tmf-api/productOrderingManagement/v4${ORDER}`,
      payload: `{"note":[{"text":"${'x'.repeat(3_000_000)}"}]}`,
      headers: {
        cookie: drive.cookies[parties.clec] ?? '',
        origin: 'http://localhost:4180',
        'content-type': 'application/json',
      },
    });
    assert.equal(huge.statusCode, 413);
    assert.equal(huge.json<{ code: string }>().code, 'api/too-large');
  });

  test('the database finds the version that stands as the program does', async () => {
    const states = fc.constantFrom(...Object.keys(ORDER_STATES));
    const histories = fc.array(fc.array(states, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 12,
    });
    const given = fc.sample(histories, { numRuns: 30, seed: 7 }).flat();
    const at = '2026-11-16T15:00:00Z';
    await drive.server.db.withTransaction({ kind: 'agreement', agreementId }, (tx) =>
      tx.execute(
        `INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary)
         SELECT $1, id, 'lsr', state, 1, $4, $4, '', jsonb_build_object('pon', pon)
           FROM unnest($2::text[], $3::text[], $5::text[]) AS h (id, state, pon)`,
        [
          agreementId,
          given.flatMap((one, order) => one.map((_, ver) => `LSR/SKT/SQL${order}/0${ver + 1}`)),
          given.flat(),
          at,
          given.flatMap((one, order) => one.map(() => `SQL${order}`)),
        ],
      ),
    );
    for (const [order, history] of given.entries()) {
      const leading = leadingVersion(history.map((state, ver) => ({ state, ver })));
      const found = await drive.server.db.withTransaction(
        { kind: 'party', party: parties.clec, user: 'x' },
        (tx) =>
          pageOfOrderKeys(
            tx,
            {
              filters: [
                { attribute: 'pon', operator: 'eq', values: [`SQL${order}`] },
                { attribute: 'state', operator: 'eq', values: [leading?.state ?? ''] },
              ],
              offset: 0,
              limit: 10,
            },
            { pon: { sql: `(s.summary ->> 'pon')` }, state: { sql: 's.state' } },
          ),
      );
      // An order of replaced versions alone is none: something took their place.
      const expected = history.every((state) => state === REPLACED) ? 0 : 1;
      assert.equal(found.total, expected, `${history.join(' ')} → ${leading?.state}`);
    }
  });

  test('without filters as many are counted as have a version that was not replaced, whatever versions are called', async () => {
    const total = async (filters: Parameters<typeof pageOfOrderKeys>[1]['filters']): Promise<number> => {
      const page = await drive.server.db.withTransaction(
        { kind: 'party', party: parties.clec, user: 'x' },
        (tx) => pageOfOrderKeys(tx, { filters, offset: 0, limit: 1 }, { state: { sql: 's.state' } }),
      );
      return page.total;
    };
    const before = await total([]);
    // Six of these seven orders have one: all but the second.
    const orders = [
      { '01': 'confirmed' },
      { '01': 'superseded', '02': 'superseded' },
      { '01': 'superseded', '02': 'acknowledged', '03': 'confirmed' },
      { '02': 'acknowledged' },
      { '00': 'acknowledged', '01': 'confirmed' },
      { '00': 'confirmed', '01': 'superseded' },
      { '05': 'superseded', '06': 'rejected', '07': 'rejected' },
    ];
    const versions = orders.flatMap((one, order) =>
      Object.entries(one).map(([ver, state]) => [`Q${order}`, ver, state]),
    );
    await drive.server.db.withTransaction({ kind: 'agreement', agreementId }, (tx) =>
      tx.execute(
        `INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary)
         SELECT $1, 'LSR/SKT/' || pon || '/' || ver, 'lsr', state, 1, now(), now(), '', jsonb_build_object('pon', pon)
           FROM jsonb_to_recordset($2::jsonb) AS v (pon text, ver text, state text)`,
        [agreementId, JSON.stringify(versions.map(([pon, ver, state]) => ({ pon, ver, state })))],
      ),
    );
    assert.equal(await total([]), before + 6);
    // Each leading version is in some state: counted another way, it is the same.
    assert.equal(await total([{ attribute: 'state', operator: 'ne', values: ['nothing'] }]), before + 6);
  });

  test('a page among thousands takes no time that grows with their square', async () => {
    const at = '2026-11-16T15:00:00Z';
    await drive.server.db.withTransaction({ kind: 'agreement', agreementId }, (tx) =>
      tx.execute(
        `INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary)
         SELECT $1, 'LSR/SKT/M' || n || '/01', 'lsr', 'completed', 1, $2, $2, '', jsonb_build_object('pon', 'M' || n)
           FROM generate_series(1, 8000) n`,
        [agreementId, at],
      ),
    );
    const started = performance.now();
    const page = await drive.call<object[]>('order', 'GET', ORDER, { query: '?state=completed&limit=100' });
    assert.equal(page.body.length, 100);
    assert.ok(Number(page.headers['x-total-count']) >= 8_000);
    // Each compared with each took more than a minute.
    assert.ok(performance.now() - started < 15_000);
  });
});
