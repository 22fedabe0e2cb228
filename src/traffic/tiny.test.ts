import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { trafficAgreement } from './test-agreement.ts';
import { closeTest, emiFile } from './test-month.ts';

const tiny = trafficAgreement({ of: 'tiny' });

/** The example's network under the names of the fictional parties, on clocks of another zone. */
const network = (dir: string): void => {
  for (const name of ['carriers.csv', 'trunk-groups.csv']) {
    const file = path.join(dir, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text
        .replaceAll(',socket,', ',juniper,')
        .replaceAll(',centurytel,', ',prairie,')
        .replaceAll('America/Chicago', 'America/Denver'),
    );
  }
};

test('the same code under another agreement: calls rounded one by one and summed over all trunk groups', async () => {
  const { month, outcomes } = await closeTest(
    {
      network,
      emi: {
        'a.emi': emiFile([
          { conversationMs: 1_000 },
          { connectTime: '10:00:00', conversationMs: 6_100, trunkGroup: 'CO521003' },
          { connectTime: '11:00:00', toNumber: '5738769999', conversationMs: 12_000 },
          { connectTime: '12:00:00', trunkGroup: 'CO521003', originatingOcn: '9C01' },
          { connectDate: '2026-09-30', connectTime: '23:59:30', conversationMs: 60_000 },
          { connectDate: '2026-10-31', connectTime: '23:59:30', conversationMs: 60_000 },
        ]).replace('110120261005', '110125261005'),
      },
    },
    tiny,
  );
  assert.deepEqual(outcomes, [
    'held record-type',
    'rated local',
    'rated local',
    'rated local',
    'rated local',
    'held other-month',
  ]);
  const [summary, ...others] = month.summaries;
  assert.equal(others.length, 0);
  assert.deepEqual(
    [summary?.trunkGroup, summary?.calls, summary?.conversationMs, summary?.minutes, summary?.payer],
    ['', 4, 198_100, '3.4', 'juniper'],
  );
});
