import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restartUnderLoad, wrongIn } from './test-restart.ts';

test(
  'the database is killed under load, and again when it comes back: what was acknowledged is on record once, refusals say what to do, and it recovers by itself',
  { timeout: 180_000 },
  async (t) => {
    const run = await restartUnderLoad({ seconds: 12, rate: 80, killAfter: 4, keepAway: 3 });
    t.diagnostic(
      JSON.stringify({ ...run, acknowledged: run.acknowledged.length, recorded: run.recorded.length }),
    );
    assert.deepEqual(wrongIn(run), []);
    assert.equal(run.events, run.acknowledged.length * 2);
    assert.ok((run.answers['503 api/database-away'] ?? 0) > 0, 'somebody was refused: the database was away');
    // Waiting for a database that is away ends after a second; the rest is this machine's load.
    assert.ok(run.slowestRefusal < 10_000, `${run.slowestRefusal} ms`);
  },
);
