import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { closeTraffic } from './close.ts';
import { explainCall } from './explain.ts';
import { NETWORK_FILES, trafficAgreement, workFolder } from './test-agreement.ts';
import { closeTest, emiFile, inputFolder } from './test-month.ts';

const calls = Array.from({ length: 50 }, (_, i) => ({ connectTime: `10:${String(i).padStart(2, '0')}:00` }));

test('a garbled and a truncated file: good records are rated, bad ones held with reason and position', async () => {
  const good = emiFile(calls);
  const lines = good.split('\n');
  lines[10] = `${lines[10]?.slice(0, 60)}\u00FF\u0000garbage${lines[10]?.slice(69)}`;
  lines[20] = lines[20]?.slice(0, 90) ?? '';
  const garbled = lines.join('\n').slice(0, -176 * 5 - 60);
  const { month, rows, outcomes } = await closeTest({ emi: { 'a.emi': garbled } });
  assert.deepEqual(month.counts, {
    read: 46,
    rated: 0,
    zeroRated: 43,
    nonBillable: 0,
    duplicate: 0,
    held: 3,
    rejected: 0,
  });
  const held = rows
    .filter((row) => row['outcome'] === 'held')
    .map((row) => [row['line'], row['reason'], row['bad_column']]);
  assert.deepEqual(held, [
    [11, 'not-a-digit', 61],
    [21, 'line-length', 90],
    [47, 'line-length', 116],
  ]);
  assert.equal(outcomes.length, 46);
  assert.deepEqual(
    month.files[0]?.problems.map(({ id }) => id),
    ['emi/missing-trailer'],
  );
  assert.equal(month.files[0]?.controls[0]?.counted, 46);
  const explained = await explainCall(month.callsParquet, 'a.emi:11', trafficAgreement());
  assert.ok(explained.ok && explained.value.record.raw?.includes('garbage'));
  assert.equal(explained.ok && explained.value.receipt.clause, 'V §5.1');
});

test('a broken archive keeps the records before the break', async () => {
  const whole = gzipSync(
    Buffer.from(
      emiFile(Array.from({ length: 3000 }, (_, i) => ({ conversationMs: 1000 * (i + 1) }))),
      'latin1',
    ),
  );
  const { month } = await closeTest({
    emi: { 'a.emi.gz': whole.subarray(0, Math.floor(whole.length / 2)), 'b.emi': emiFile(calls) },
  });
  const ids = month.files[0]?.problems.map(({ id }) => id);
  assert.deepEqual(ids, ['traffic/unreadable-file', 'emi/missing-trailer']);
  assert.equal(month.counts.read, (month.files[0]?.read ?? 0) + 50);
  assert.equal(month.files[1]?.problems.length, 0);
});

test('bytes that are no usage at all are one held record, and an empty file is none', async () => {
  const { month } = await closeTest({ emi: { 'a.emi': new Uint8Array(300_000).fill(65), 'b.emi': '' } });
  assert.deepEqual([month.counts.read, month.counts.held], [1, 1]);
  const empty = await closeTest({ emi: { 'a.emi': '' } });
  assert.deepEqual([empty.month.counts.read, empty.month.summaries.length], [0, 0]);
});

test('control characters are outcomes of records and problems of tables, never an error', async () => {
  const record = {
    recordId: 'x-1',
    trunkGroup: 'CO521001',
    calling: '5737773456',
    called: '5738741234',
    inviteAt: '2026-10-05T14:00:00.000Z',
    answerAt: '2026-10-05T14:00:02.000Z',
    endAt: '2026-10-05T14:01:02.345Z',
    conversationMs: 60_345,
    releaseCode: '16',
    recordedBy: '9S01',
  };
  const texts = [
    'recordId',
    'trunkGroup',
    'calling',
    'called',
    'endAt',
    'releaseCode',
    'recordedBy',
  ] as const;
  const bad = texts.flatMap((name) =>
    ['\0', '\u0001', '\t', '\u007F'].map((character) => ({
      ...record,
      [name]: `${record[name]}${character}z`,
    })),
  );
  const { month, outcomes } = await closeTest({
    cdr: [...bad, record],
    emi: { 'a.emi': emiFile([{}]).replace('CO521001', 'CO\u0000 01\u0001 ') },
  });
  assert.deepEqual(
    [...new Set(outcomes)],
    ['held unknown-trunk-group', 'held control-character', 'zero-rated local'],
  );
  const explained = await explainCall(month.callsParquet, 'sip/cdr.csv:2', trafficAgreement());
  assert.match(
    (explained.ok && explained.value.receipt.steps[0]?.sentence) || '',
    /control character .*column 1\)/,
  );
  for (const file of NETWORK_FILES) {
    const inputDir = inputFolder({ emi: { 'a.emi': emiFile([{}]) } });
    const table = path.join(inputDir, 'network', file);
    writeFileSync(table, readFileSync(table, 'utf8').replace(/,(assumed|filed|rule|seed|sister),/, '\0$&'));
    const options = { agreement: trafficAgreement(), month: '2026-10', inputDir, workDir: workFolder() };
    const closed = await closeTraffic(options);
    const told = closed.ok ? [] : closed.problems;
    assert.ok(
      told.some((p) => p.file === table && p.line === 2 && p.cure !== ''),
      file,
    );
  }
});

test('no usage, no network table, a bad row and a bad month are all told', async () => {
  const agreement = trafficAgreement();
  const inputDir = inputFolder({});
  const none = await closeTraffic({ agreement, month: '2026-13', inputDir, workDir: workFolder() });
  assert.deepEqual(!none.ok && none.problems.map(({ id }) => id), ['traffic/month', 'traffic/no-usage']);
  const carriers = path.join(inputDir, 'network/carriers.csv');
  writeFileSync(carriers, readFileSync(carriers, 'utf8').replace('9S01,', '9S0,'));
  const wrong = await closeTraffic({ agreement, month: '2026-10', inputDir, workDir: workFolder() });
  assert.ok(
    !wrong.ok &&
      wrong.problems.some((p) => p.field === 'carriers.ocn' && p.line === 2 && p.file === carriers),
  );
});

test('an unknown call says what exists', async () => {
  const { month } = await closeTest({ emi: { 'a.emi': emiFile(calls) } });
  const agreement = trafficAgreement();
  for (const [id, wanted] of [
    ['a.emi', 'It is not of the form file:line.'],
    ['z.emi:2', 'No usage file z.emi was read.'],
    ['a.emi:99', 'No record stands on line 99 of a.emi.'],
  ] as const) {
    const explained = await explainCall(month.callsParquet, id, agreement);
    assert.equal(!explained.ok && explained.problems[0]?.sentence, wanted);
  }
});
