import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isInward } from './addresses.ts';
import { outwardLookup } from './post.ts';
import { urlProblems } from './receiver-url.ts';

const isRefused = (url: string, allowPrivate = false): boolean =>
  urlProblems(url, { allowPrivate }).length > 0;

describe('where notices may go', () => {
  test('out, with https', () => {
    for (const url of ['https://partner.example/hook', 'https://8.8.8.8/', 'https://[2606:4700::1111]/x'])
      assert.equal(isRefused(url), false, url);
  });

  test('not inward, however it is written', () => {
    for (const url of [
      'http://partner.example/hook',
      'ftp://partner.example/',
      'https://localhost/',
      'https://intranet/',
      'https://db.internal/',
      'https://printer.local./',
      'https://127.0.0.1/',
      'https://127.1/',
      'https://2130706433/',
      'https://0x7f.0.0.1/',
      'https://10.1.2.3/',
      'https://172.31.0.1/',
      'https://192.168.1.1/',
      'https://169.254.169.254/latest/meta-data',
      'https://100.64.0.1/',
      'https://[::1]/',
      'https://[::]/',
      'https://[::ffff:10.0.0.1]/',
      'https://[fe80::1]/',
      'https://[fd00::1]/',
      'https://[64:ff9b::7f00:1]/',
      'https://ann:word@partner.example/',
      `https://partner.example/${'x'.repeat(2000)}`,
      'partner.example',
      '',
    ])
      assert.equal(isRefused(url), true, url);
  });

  test('anywhere, where the deployment allows it', () => {
    assert.equal(isRefused('http://127.0.0.1:4000/hook', true), false);
    assert.equal(isRefused('file:///etc/passwd', true), true);
  });

  test('what a name leads to is looked at too, when it is connected to', async () => {
    const looked = await new Promise<Error | null>((done) =>
      outwardLookup('localhost', { all: true }, (error) => done(error)),
    );
    assert.equal(looked?.message, 'localhost leads into a private network.');
    assert.equal(isInward('::ffff:a00:1'), true);
    assert.equal(isInward('2606:4700::1111'), false);
  });
});
