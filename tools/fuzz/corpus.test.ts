import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { driverFile, formatNames, loadDriver, readCorpus } from './formats.ts';

for (const format of formatNames()) {
  describe(`inputs of ${format} that are known to be worth reading`, async () => {
    const { drive } = await loadDriver(driverFile(format));
    const corpus = readCorpus(format);
    test('there are some', () => assert.ok(corpus.length > 0));
    test('each is read without breaking a promise', () => {
      for (const bytes of corpus) drive(bytes);
    });
  });
}
