import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Value } from 'typebox/value';
import type { Receipt } from '../../base/receipt.ts';
import { AgreementText } from './shapes/agreement.ts';
import type { AgreementHead } from './shapes/agreement.ts';
import { post, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

describe('agreements over HTTP', () => {
  let server: TestServer;
  let cookie: string;
  before(async () => {
    server = await testServer();
    cookie = await server.signIn('meadow');
  });
  after(() => server.close());
  const get = (path: string) => server.get(`/api/agreements${path}`, cookie);

  test('a carrier lists its own', async () => {
    const { body } = await get('');
    const seen = (body as AgreementHead[]).map(({ id, yourRole, clec }) => [id, yourRole, clec.name]);
    assert.deepEqual(seen, [['sample/river', 'clec', 'Meadow LLC']]);
  });

  test("another carrier's answer like unknown ones, at every address", async () => {
    const addresses = [
      '',
      '/clause?citation=1',
      '/decisions',
      '/due',
      '/diff',
      '/search?q=loop',
      '/summary.pdf',
      '/due/lsr-foc-electronic?at=2026-10-01',
      '/explain?id=x',
    ];
    for (const address of addresses) {
      const other = await get(`/sample/hill${address}`);
      assert.equal(other.status, 404, address);
      assert.deepEqual(other, await get(`/sample/nowhere${address}`));
      assert.deepEqual(other, await get(`/nothing/river${address}`));
    }
    const url = '/api/agreements/sample/hill/decisions/doubled';
    assert.equal((await post(server.api, url, { facts: { number: 2 } }, cookie)).statusCode, 404);
  });

  test('text and terms stand together, in one variant', async () => {
    const { status, body } = await get('/sample/river');
    assert.equal(status, 200);
    assert.deepEqual([...Value.Errors(AgreementText, body)], []);
    const { articles, asOf } = body as AgreementText;
    assert.equal(asOf, '2026-11-02');
    const section = (citation: string) => articles[0]?.sections.find((one) => one.citation === citation);
    const [term] = section('1 §2.1')?.terms ?? [];
    assert.deepEqual(
      [term?.key, term?.provenance, term?.file, term?.line],
      ['clock.lsr-foc-electronic', 'assumed', '1-terms.md', 10],
    );
    assert.deepEqual(section('1 §2.3')?.unmodelled, ['The parties agree on each expedite by themselves.']);
    assert.match(
      section('1 §3')
        ?.passages.map(({ text }) => text)
        .join() ?? '',
      /^The monthly .* river/,
    );
    assert.equal(section('1')?.terms.length, 2);
  });

  test('a clause is found by its citation', async () => {
    const found = await get(`/sample/river/clause?citation=${encodeURIComponent('1 §2.3')}`);
    assert.match((found.body as { text: string }).text, /^An order may be expedited/);
    assert.equal((await get('/sample/river/clause?citation=9')).status, 404);
    assert.equal((await get('/sample/river/clause')).status, 400);
  });

  test('a decision answers with its receipt, or with all that is wrong', async () => {
    const url = '/api/agreements/sample/river/decisions/doubled';
    const right = await post(server.api, url, { facts: { number: 21 }, asOf: '2026-10-05' }, cookie);
    const { value, asOf, steps } = right.json<Receipt>();
    assert.deepEqual([value, asOf, steps.length], [42, '2026-10-05', 1]);
    const wrong = await post(server.api, url, { facts: { numbr: 'x' } }, cookie);
    assert.equal(wrong.statusCode, 422);
    assert.equal(wrong.json<{ problems: unknown[] }>().problems.length, 2);
    const unknown = await post(server.api, `${url}x`, { facts: {} }, cookie);
    assert.equal(unknown.statusCode, 404);
  });

  test('a clock answers with its steps', async () => {
    const listed = await get('/sample/river/due');
    assert.deepEqual(
      (listed.body as { name: string }[]).map(({ name }) => name),
      ['lsr-foc-electronic', 'lsr-foc-manual', 'loop-installation'],
    );
    const found = await get('/sample/river/due/lsr-foc-electronic?at=2026-10-02T09:00');
    const { dueAt, receipt } = found.body as { dueAt: string; receipt: Receipt };
    assert.equal(dueAt, '2026-10-06');
    assert.ok(receipt.steps.length > 1);
    const known = await get(
      '/sample/river/due/lsr-foc-electronic?at=2026-10-02T09:00&asKnown=2026-10-01T00:00:00Z',
    );
    assert.equal((known.body as { receipt: Receipt }).receipt.asKnown, '2026-10-01T00:00:00Z');
    assert.equal((await get('/sample/river/due/lsr-foc-electronic?at=soon')).status, 422);
    assert.equal((await get('/sample/river/due/lsr-foc-electronic')).status, 400);
  });
});
