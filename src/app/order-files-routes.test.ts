import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { loadAgreement } from '../agreement/load.ts';
import { readBases } from '../articles/ordering/forms/bases.ts';
import type { Problem } from '../base/problem.ts';
import { unwrap } from '../base/result.ts';
import { writeOrderCsv } from '../formats/order-csv/index.ts';
import type { OrderDocument } from '../formats/order-forms/document.ts';
import { BASE_URL, testServer } from '../gateways/http-api/test-server.ts';
import type { TestServer } from '../gateways/http-api/test-server.ts';
import { OrderFileAnswer, OrderFileRules } from '../gateways/http-api/shapes/order-file.ts';
import { FileResult } from '../gateways/order-files/result.ts';
import { fixedClock } from '../platform/clock.ts';
import { kinds, liveKinds } from './kinds.ts';
import { decisions, vocabulary } from './vocabulary.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../agreements/${name}`, import.meta.url));
const missouri = unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' }));
const other = unwrap(loadAgreement(folder('tiny'), { vocabulary }));
const ADDRESS = `/api/agreements/${missouri.id}/order-files`;
const { ilec, clec } = missouri.parties;
const MAX_BYTES = 1_000_000;
const base = readBases().bases.get('loop-new') ?? {};
const loop = (pon: string): OrderDocument => ({
  ...base,
  LSR: [{ ...base.LSR?.[0], PON: pon }],
  LS: [{ ...base.LS?.[0], CFA: `CLMAMOXA-${pon}` }],
});

describe('files of orders over HTTP', () => {
  let server: TestServer;
  const cookies: Record<string, string> = {};
  before(async () => {
    const clock = fixedClock('2026-11-02T15:00:00Z');
    const orderFiles = { maxBytes: MAX_BYTES };
    server = await testServer({ kinds, liveKinds, decisions, clock, orderFiles }, [missouri, other]);
    for (const party of [ilec, clec, other.parties.clec]) cookies[party] = await server.signIn(party);
    cookies['auditor'] = await server.signIn(clec, 'auditor');
    await server.api.listen({ port: 0, host: '127.0.0.1' });
  });
  after(() => server.close());

  const send = async (
    payload: string | Buffer,
    { type = 'text/csv', who = clec, query = '' }: { type?: string; who?: string; query?: string } = {},
  ) => {
    const answer = await server.api.inject({
      method: 'POST',
      url: `${ADDRESS}${query}`,
      payload,
      headers: { origin: BASE_URL, cookie: cookies[who] ?? '', 'content-type': type },
    });
    return { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) };
  };
  const ids = (body: string): string[] =>
    (JSON.parse(body) as { problems: Problem[] }).problems.map(({ id }) => id);

  test('a file is taken line by line, as the body or in a form; the same again is known', async () => {
    const csv = writeOrderCsv([loop('W1'), loop('W2')]);
    const first = await send(csv);
    assert.equal(first.status, 200, first.body);
    const result = JSON.parse(first.body) as FileResult;
    assert.deepEqual([...Value.Errors(FileResult, result)], []);
    assert.deepEqual(
      result.rows.map(({ verdict }) => verdict),
      ['taken', 'taken'],
    );
    const boundary = 'x-----------------y';
    const form = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="orders.csv"\r\nContent-Type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`;
    const again = await send(form, { type: `multipart/form-data; boundary=${boundary}` });
    assert.equal(again.status, 200, again.body);
    assert.deepEqual((JSON.parse(again.body) as FileResult).orders.repeated, 2);
    // Each order taken is in the audit trail, under the user.
    const entries = await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ who: string }>(`SELECT who FROM audit WHERE what = 'ordered' AND subject LIKE '%/W_/01'`),
    );
    assert.deepEqual(
      entries.map(({ who }) => who),
      [`ann@${clec}.example`, `ann@${clec}.example`],
    );
  });

  test('the result comes as CSV, and so do the rows to mend', async () => {
    const bad = writeOrderCsv([loop('W3')]).replace('11-16-2026', '05/06/2026');
    const csv = await send(bad, { query: '?as=csv' });
    assert.match(csv.type, /text\/csv/);
    assert.match(csv.body, /not read.*order-csv\/ambiguous-date/);
    const mend = await send(bad, { query: '?as=mend' });
    assert.match(mend.body, /^\ufeffresult\.line,result\.verdict/);
    const none = await send(writeOrderCsv([loop('W1')]), { query: '?as=mend' });
    assert.deepEqual([none.status, none.body], [200, '']);
  });

  test('one sending gives the result with its CSV and its rows to mend', async () => {
    const bad = writeOrderCsv([loop('W5'), loop('W6')]).replace('11-16-2026', '05/06/2026');
    const both = JSON.parse((await send(bad, { query: '?with=csv,mend' })).body) as OrderFileAnswer;
    assert.deepEqual([...Value.Errors(OrderFileAnswer, both)], []);
    // The first of the two rows has the ambiguous date; the other one is taken by this sending, and the CSV says so.
    assert.match(both.csv ?? '', /W5,01,not read[^]*W6,01,taken/);
    assert.match(both.mend ?? '', /^\ufeffresult\.line,result\.verdict/);
    assert.match(both.mend ?? '', /,W5,/);
    assert.doesNotMatch(both.mend ?? '', /,W6,/);
    const clean = JSON.parse(
      (await send(writeOrderCsv([loop('W6')]), { query: '?with=mend' })).body,
    ) as object;
    assert.deepEqual(['csv' in clean, 'mend' in clean], [false, false]);
    assert.deepEqual(ids((await send(bad, { query: '?with=all' })).body), ['api/request']);
  });

  test('a result that is not fetched keeps its place among the files at work, until it is', async () => {
    const many = `PON,VER\n${Array.from({ length: 600 }, (_, at) => `H${at},01\n`).join('')}`;
    const unfetched = () =>
      server.api.inject({
        method: 'POST',
        url: ADDRESS,
        payload: many,
        headers: { origin: BASE_URL, cookie: cookies[clec] ?? '', 'content-type': 'text/csv' },
        payloadAsStream: true,
      });
    const held = [await unfetched(), await unfetched()];
    assert.deepEqual(
      held.map(({ statusCode }) => statusCode),
      [200, 200],
    );
    const none = writeOrderCsv([loop('W1')]);
    assert.deepEqual(ids((await send(none)).body), ['order-file/busy']);
    for (const one of held)
      assert.equal((JSON.parse(await text(one.stream())) as FileResult).rows.length, 600);
    assert.equal((await send(none)).status, 200);
  });

  test('what a file may be is told to whoever may send one', async () => {
    const ask = async (who: string) => {
      const answer = await server.api.inject({ url: ADDRESS, headers: { cookie: cookies[who] ?? '' } });
      return { status: answer.statusCode, body: answer.body };
    };
    const rules = JSON.parse((await ask(clec)).body) as OrderFileRules;
    assert.deepEqual([...Value.Errors(OrderFileRules, rules)], []);
    // As docs/order-files.md says, but for the bytes that this server was told.
    assert.deepEqual([rules.maxBytes, rules.maxLines], [MAX_BYTES, 50_000]);
    assert.ok(rules.samples.includes('loop-new'));
    assert.equal((await ask(ilec)).status, 403);
    assert.equal((await ask('auditor')).status, 403);
    assert.equal((await ask(other.parties.clec)).status, 404);
  });

  test('who may not order sends no file; another carrier finds nothing', async () => {
    const csv = writeOrderCsv([loop('W4')]);
    assert.equal((await send(csv, { who: ilec })).status, 403);
    assert.equal((await send(csv, { who: 'auditor' })).status, 403);
    assert.equal((await send(csv, { who: other.parties.clec })).status, 404);
    const strange = await server.api.inject({
      method: 'POST',
      url: ADDRESS,
      payload: csv,
      headers: { cookie: cookies[clec] ?? '', 'content-type': 'text/csv' },
    });
    assert.equal(strange.statusCode, 403, 'a session alone is not enough');
  });

  test('what is no file of orders is refused with its reason', async () => {
    assert.deepEqual(ids((await send('<!DOCTYPE x [<!ENTITY a "b">]><orders/>')).body), [
      'order-xml/doctype',
    ]);
    assert.deepEqual(ids((await send('')).body), ['order-csv/empty']);
    assert.equal((await send('{"LSR":[]}', { type: 'application/json' })).status, 422);
    const noFile = await send('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n', {
      type: 'multipart/form-data; boundary=b',
    });
    assert.deepEqual(ids(noFile.body), ['order-file/none']);
    const cut = await send('--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\nPON', {
      type: 'multipart/form-data; boundary=b',
    });
    assert.ok(cut.status >= 400 && cut.status < 500, cut.body);
  });

  test('50 MB are let pass and refused, with little memory: as the body, in pieces, and in a form', async () => {
    const { port } = server.api.server.address() as AddressInfo;
    const piece = Buffer.alloc(1 << 16, 'x');
    const pieces = (50 * (1 << 20)) / piece.length;
    const boundary = 'xyz';
    const upload = (
      headers: Record<string, string>,
      before = '',
    ): Promise<{ status: number; body: string }> =>
      new Promise((done, failed) => {
        const sending = request(
          {
            port,
            path: ADDRESS,
            method: 'POST',
            headers: { origin: BASE_URL, cookie: cookies[clec] ?? '', ...headers },
          },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('end', () =>
              done({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
            );
          },
        );
        sending.on('error', failed);
        sending.write(before);
        let left = pieces;
        const more = (): void => {
          while (left > 0) {
            left -= 1;
            if (!sending.write(piece)) return void sending.once('drain', more);
          }
          sending.end(before === '' ? undefined : `\r\n--${boundary}--\r\n`);
        };
        more();
      });
    const begin = process.memoryUsage().rss;
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
    const length = String(pieces * piece.length);
    const answers = [
      await upload({ 'content-type': 'text/csv', 'content-length': length }),
      await upload({ 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }),
      await upload(
        { 'content-type': `multipart/form-data; boundary=${boundary}` },
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="f.csv"\r\n\r\n`,
      ),
    ];
    clearInterval(watch);
    for (const { status, body } of answers)
      assert.deepEqual([status, ids(body)], [413, ['order-file/too-large']]);
    const megabytes = (peak - begin) / 2 ** 20;
    assert.ok(megabytes < 100, `${megabytes} MB for three uploads of 50 MB`);
  });

  test('a file to begin with, which is taken as it is', async () => {
    for (const format of ['xlsx', 'csv', 'xml', 'xsd']) {
      const answer = await server.api.inject({
        url: `${ADDRESS}/template?format=${format}`,
        headers: { cookie: cookies[clec] ?? '' },
      });
      assert.equal(answer.statusCode, 200, answer.body);
      if (format === 'xsd') continue;
      const sent = await send(answer.rawPayload, { type: 'application/octet-stream' });
      const { rows } = JSON.parse(sent.body) as FileResult;
      assert.deepEqual(
        rows.map(({ verdict }) => verdict),
        [format === 'xlsx' ? 'taken' : 'repeated'],
        sent.body,
      );
    }
  });

  test('what is told of an order comes as documents, to its carriers alone', async () => {
    const DOCUMENTS = `/api/agreements/${missouri.id}/response-documents`;
    const get = async (query: string, who = clec, seq = '') => {
      const url = `${DOCUMENTS}${seq}?case=LSR%2FSKT%2FW1%2F01${query}`;
      const answer = await server.api.inject({ url, headers: { cookie: cookies[who] ?? '' } });
      return { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) };
    };
    for (const who of [clec, ilec, 'auditor']) {
      const list = JSON.parse((await get('', who)).body) as { seq: number; kind: string }[];
      assert.deepEqual(
        list.map(({ seq, kind }) => `${seq} ${kind}`),
        ['2 acknowledgement'],
      );
    }
    const mail = await get('&to=orders@clec.example', clec, '/2');
    assert.deepEqual([mail.status, mail.type.split(';')[0]], [200, 'message/rfc822']);
    assert.match(mail.body, /^Date: Mon, 2 Nov 2026 09:00:00 -0600\r\n/);
    assert.match((await get('&format=xml', clec, '/2')).body, /<RT>A<\/RT>/);
    assert.deepEqual(ids((await get('&to=a%0D%0ABcc:b@c', clec, '/2')).body), ['response/address']);
    assert.equal((await get('', clec, '/1')).status, 404);
    // The view for a purpose is put on record, or refused.
    assert.deepEqual((await get('&purpose=curiosity', clec, '/2')).status, 403);
    const strange = await get('', other.parties.clec);
    const unknown = await server.api.inject({
      url: `/api/agreements/no/such/response-documents?case=LSR%2FSKT%2FW1%2F01`,
      headers: { cookie: cookies[clec] ?? '' },
    });
    assert.deepEqual([strange.status, strange.body], [404, unknown.body]);
  });
});
