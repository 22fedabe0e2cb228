import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { CdrRecord } from '../formats/cdr-csv/index.ts';
import { closeTest, emiFile } from './test-month.ts';

/** One tandem of CenturyTel, an end office of each. */
const network = (dir: string): void => {
  writeFileSync(
    path.join(dir, 'switches.csv'),
    `clli,ocn,role,effective_from,effective_to,provenance,source
CLMBMOZA05T,9C01,tandem,2020-01-01,,assumed,made for this test
CLMBMOZADS0,9C01,end-office,2020-01-01,,assumed,made for this test
`,
  );
  appendFileSync(
    path.join(dir, 'trunk-groups.csv'),
    'ET521010,lec-to-lec,two-way,,socket,centurytel,521,CLMBMOZADS0,America/New_York,2020-01-01,,assumed,made for this test\n',
  );
};
const tandem = { recordingSwitch: 'CLMBMOZA05T' };
const endOffice = { recordingSwitch: 'CLMBMOZADS0' };

test('the terminating record counts before that of the tandem, also when both measured the same (traffic.recording-points)', async () => {
  const calls = [tandem, { ...endOffice, connectTime: '09:00:02' }, { ...tandem, connectTime: '09:30:00' }];
  const { outcomes } = await closeTest({ network, emi: { 'a.emi': emiFile(calls) } });
  assert.deepEqual(outcomes, ['duplicate recorded-elsewhere', 'zero-rated local', 'zero-rated local']);
});

test('three seconds apart are two calls', async () => {
  const calls = [tandem, { ...endOffice, connectTime: '09:00:03' }];
  const { outcomes } = await closeTest({ network, emi: { 'a.emi': emiFile(calls) } });
  assert.deepEqual(outcomes, ['zero-rated local', 'zero-rated local']);
});

test('a record that names no switch is of the same call as one that does', async () => {
  const record: CdrRecord = {
    recordId: 'x-1',
    trunkGroup: 'CO521001',
    calling: '5737773456',
    called: '5738741234',
    inviteAt: '2026-10-05T13:59:58.000Z',
    answerAt: '2026-10-05T14:00:00.000Z',
    endAt: '2026-10-05T14:02:00.000Z',
    conversationMs: 120_000,
    releaseCode: '200',
    recordedBy: '9S01',
  };
  const { outcomes } = await closeTest({ network, emi: { 'a.emi': emiFile([tandem]) }, cdr: [record] });
  assert.deepEqual(outcomes, ['zero-rated local', 'duplicate recorded-elsewhere']);
});

test('clocks of different zones are one time, and midnight parts nothing', async () => {
  const eastern = { ...endOffice, trunkGroup: 'ET521010', connectTime: '10:00:01' };
  const lastSecond = { ...tandem, connectDate: '2026-10-06', connectTime: '23:59:59' };
  const nextDay = { ...endOffice, connectDate: '2026-10-07', connectTime: '00:00:01' };
  const { outcomes } = await closeTest({
    network,
    emi: { 'a.emi': emiFile([tandem, eastern]), 'b.emi': emiFile([lastSecond]), 'c.emi': emiFile([nextDay]) },
  });
  assert.deepEqual(outcomes, [
    'duplicate recorded-elsewhere',
    'zero-rated local',
    'duplicate recorded-elsewhere',
    'zero-rated local',
  ]);
});
