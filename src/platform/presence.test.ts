import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { silentLog } from './log.ts';
import { DatabaseAway, Presence } from './presence.ts';

describe('presence', () => {
  test('while nothing was lost nobody waits and nothing is looked for', async () => {
    let probes = 0;
    const presence = new Presence(async () => void (probes += 1), silentLog);
    await presence.wait(0);
    assert.deepEqual([probes, presence.isAway], [0, false]);
  });

  test('many that wait share one probe, which goes on until the server is back', async () => {
    let probes = 0;
    const presence = new Presence(async () => {
      probes += 1;
      if (probes < 3) throw new Error('not yet');
    }, silentLog);
    for (let count = 0; count < 10; count++) presence.lost();
    assert.equal(presence.isAway, true);
    await Promise.all(Array.from({ length: 10 }, () => presence.wait(10_000)));
    assert.deepEqual([probes, presence.isAway], [3, false]);
  });

  test('who cannot wait so long is told that it is away, and that nothing was done', async () => {
    let there = (): void => {};
    const presence = new Presence(() => new Promise((done) => (there = done)), silentLog);
    presence.lost();
    const [short, long] = [presence.wait(20), presence.wait(10_000)];
    await assert.rejects(short, (error) => error instanceof DatabaseAway && !error.maybeDone);
    await assert.rejects(presence.wait(-1), DatabaseAway);
    there();
    await long;
    assert.equal(presence.isAway, false);
  });
});
