import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../base/result.ts';
import { closeTraffic } from './close.ts';
import { explainCall } from './explain.ts';
import { listCalls } from './list-calls.ts';
import { trafficAgreement } from './test-agreement.ts';
import { emiFile, inputFolder } from './test-month.ts';
import { writeOutcomes } from './write-outcomes.ts';

const windows = process.platform === 'win32';

test('a folder may have any name: nothing in it is read as a pattern, a column or a quote', async () => {
  const agreement = trafficAgreement();
  const input = inputFolder({ emi: { 'a.emi': emiFile([{}, { connectTime: '10:00:00' }]) } });
  const root = mkdtempSync(path.join(tmpdir(), 'meetpoint-folders-'));
  // Beside each folder stands one that it would match as a pattern, with more calls in it.
  const more = inputFolder({ emi: { 'a.emi': emiFile([{}, {}, {}, { connectTime: '10:00:00' }]) } });
  const close = async (name: string, from: string) => {
    const dir = path.join(root, name);
    mkdirSync(dir);
    cpSync(from, path.join(dir, 'in'), { recursive: true });
    return unwrap(
      await closeTraffic({
        agreement,
        month: '2026-10',
        inputDir: path.join(dir, 'in'),
        workDir: path.join(dir, 'work'),
      }),
    );
  };
  const posix: [string, string][] = [
    ['a*b', 'axb'],
    ['q?', 'qx'],
    ['back\\slash', 'backslash'],
    ['x\\[1]', 'x1'],
  ];
  for (const [name, beside] of [
    ['us[1]age', 'us1age'],
    ['line=5', 'line'],
    ["o'brien {a,b} é", 'plain'],
    ...(windows ? [] : posix),
  ] as const) {
    await close(beside, more);
    const { callsParquet, counts } = await close(name, input);
    assert.deepEqual([counts.read, counts.zeroRated], [2, 2], name);
    const { calls } = await listCalls(callsParquet, {});
    assert.deepEqual(
      calls.map(({ id }) => id),
      ['a.emi:2', 'a.emi:3'],
      name,
    );
    assert.equal(unwrap(await explainCall(callsParquet, 'a.emi:2', agreement)).receipt.value, 'local');
    await writeOutcomes(callsParquet, path.join(root, name, 'outcomes.csv'));
  }
});
