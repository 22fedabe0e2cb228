import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../base/problem.ts';
import { BASE_URL, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

describe('bodies that are none', () => {
  let server: TestServer;
  let cookie: string;
  before(async () => {
    server = await testServer();
    cookie = await server.signIn('meadow');
  });
  after(() => server.close());

  const send = async (payload: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await server.api.inject({
      method: 'POST',
      url: '/api/webhooks',
      payload,
      headers: { origin: BASE_URL, cookie, 'content-type': 'application/json', ...headers },
    });
    const { problems = [] } = answer.json<{ problems?: Problem[] }>();
    return [answer.statusCode, problems[0]?.id];
  };
  const good = '{"url":"https://partner.example/hook"}';

  test('JSON in UTF-8 is read, with and without its mark', async () => {
    assert.deepEqual(await send(good), [201, undefined]);
    assert.deepEqual(await send(`\uFEFF${good}`), [201, undefined]);
    assert.deepEqual(await send(good, { 'content-type': 'application/json; charset=UTF-8' }), [
      201,
      undefined,
    ]);
  });

  test('other encodings are refused, said or not', async () => {
    assert.deepEqual(await send(Buffer.from(good, 'utf16le')), [400, 'api/request']);
    assert.deepEqual(await send(Buffer.from('{"url":"https://partner.example/caf\xe9"}', 'latin1')), [
      400,
      'api/encoding',
    ]);
    assert.deepEqual(await send(good, { 'content-type': 'application/json; charset=utf-16' }), [
      415,
      'api/encoding',
    ]);
    assert.deepEqual(await send(good, { 'content-encoding': 'gzip' }), [415, 'api/encoding']);
    assert.deepEqual(await send(good, { 'content-type': 'text/plain' }), [415, 'api/request']);
  });

  test('what is cut off, poisoned or nested without end is refused, and quickly', async () => {
    const started = performance.now();
    for (const bad of ['{"url":', '[', 'nothing', '{"url":1}{"url":2}', '{"__proto__":{"x":1}}', '""', '[]'])
      assert.deepEqual(await send(bad), [400, 'api/request'], bad);
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const depth = Math.floor(250_000 / (open.length + 1));
      const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
      assert.deepEqual(await send(`{"url":${nested}}`.slice(0, 262_144)), [400, 'api/request']);
    }
    assert.ok(performance.now() - started < 10_000);
  });

  test('50 MB are refused before they are sent', async () => {
    await server.api.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.api.server.address() as AddressInfo;
    const answered = await new Promise<string>((done, failed) => {
      const socket = connect(port, '127.0.0.1', () => {
        // The head alone: who is refused at its length never sends the rest.
        socket.write(
          `POST /api/webhooks HTTP/1.1\r\nHost: x\r\nOrigin: ${BASE_URL}\r\nCookie: ${cookie}\r\n` +
            `Content-Type: application/json\r\nContent-Length: ${50 * 2 ** 20}\r\n\r\n`,
        );
      });
      socket.once('data', (data: Buffer) => {
        done(data.toString());
        socket.destroy();
      });
      socket.once('error', failed);
    });
    assert.match(answered, /^HTTP\/1\.1 413 /);
  });

  test('a body without a length is read no further than its limit', async () => {
    const { port } = server.api.server.address() as AddressInfo;
    const sent = await new Promise<{ bytes: number; answer: string }>((done) => {
      let bytes = 0;
      const chunk = Buffer.alloc(64 * 1024, 0x20);
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `POST /api/webhooks HTTP/1.1\r\nHost: x\r\nOrigin: ${BASE_URL}\r\nCookie: ${cookie}\r\n` +
            'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
        );
        const more = (): void => {
          if (socket.destroyed || bytes > 50 * 2 ** 20) return;
          bytes += chunk.length;
          socket.write(`${chunk.length.toString(16)}\r\n`);
          socket.write(chunk);
          if (socket.write('\r\n')) setImmediate(more);
          else socket.once('drain', more);
        };
        more();
      });
      socket.once('data', (data: Buffer) => {
        done({ bytes, answer: data.toString() });
        socket.destroy();
      });
      // Who goes on sending may find the line closed before the answer is read.
      socket.on('error', () => undefined).once('close', () => done({ bytes, answer: 'HTTP/1.1 413 closed' }));
    });
    assert.match(sent.answer, /^HTTP\/1\.1 413 /);
    assert.ok(sent.bytes < 20 * 2 ** 20, `${sent.bytes} bytes were sent`);
  });
});
