import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { trafficAgreement } from './test-agreement.ts';
import { closeTest, emiFile } from './test-month.ts';

const disconnect = () =>
  trafficAgreement({
    edit: (file, text) =>
      file === '05-interconnection.md' ? text.replace('by: connect', 'by: disconnect') : text,
  });

const HOUR = 3_600_000;

test('the month of a call is that of its connect or of its disconnect, through the clock change', async () => {
  const emi = {
    'a.emi': emiFile([
      { connectDate: '2026-09-30', connectTime: '23:30:00', conversationMs: HOUR },
      { connectDate: '2026-10-31', connectTime: '23:30:00', conversationMs: HOUR },
      { connectDate: '2026-10-31', connectTime: '23:30:00', conversationMs: HOUR / 2 - 1000 },
    ]),
  };
  const byConnect = await closeTest({ emi });
  assert.deepEqual(byConnect.outcomes, ['held other-month', 'zero-rated local', 'zero-rated local']);
  const byDisconnect = await closeTest({ emi }, disconnect());
  assert.deepEqual(byDisconnect.outcomes, ['zero-rated local', 'held other-month', 'zero-rated local']);
  const [summary] = byDisconnect.month.summaries;
  assert.deepEqual([summary?.connectedFrom, summary?.periodFrom], ['2026-09-24', '2026-10-01']);
  assert.equal(byConnect.month.summaries[0]?.connectedFrom, '2026-10-01');
});

test('disconnect is counted in absolute time: the day of the clock change has 25 hours (traffic.month-of-call)', async () => {
  const emi = {
    'a.emi': emiFile([
      { connectDate: '2026-11-01', connectTime: '00:30:00', conversationMs: 24 * HOUR },
      { connectDate: '2026-11-01', connectTime: '00:30:00', conversationMs: 24.5 * HOUR },
      { connectDate: '2026-11-30', connectTime: '00:30:00', conversationMs: 24 * HOUR },
      { connectDate: '2026-11-30', connectTime: '00:30:00', conversationMs: 23 * HOUR },
    ]),
  };
  const november = await closeTest({ emi }, disconnect(), '2026-11');
  const days = november.rows.map((row) => row['outcome']);
  assert.deepEqual(days, ['zero-rated', 'zero-rated', 'held', 'zero-rated']);
});

test('a price that changes within the month cuts the sums there, one of another element does not', async () => {
  const at = (day: string) => ({ connectDate: day, conversationMs: 90_000 });
  const emi = { 'a.emi': emiFile([at('2026-10-14'), at('2026-10-15'), at('2026-10-31')]) };
  const change = (text: string, row: string): string => {
    const lines = text.split('\n');
    const old = lines.find((line) => line.startsWith(`${row},`)) ?? '';
    const cells = old.match(/("[^"]*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
    const dated = (id: string, from: string, to: string): string =>
      cells
        .slice(0, 14)
        .map((cell, i) => (i === 0 ? id : i === 10 ? from : i === 11 ? to : cell))
        .join(',');
    return [
      ...lines.filter((line) => line !== old && line !== ''),
      dated(row, '', '2026-10-14'),
      dated(`${row}-2`, '2026-10-15', ''),
    ].join('\n');
  };
  const withChange = (row: string) =>
    trafficAgreement({ edit: (file, text) => (file === 'rates.csv' ? change(text, row) : text) });
  const local = await closeTest({ emi }, withChange('local'));
  assert.deepEqual(
    local.month.summaries.map((s) => [s.periodFrom, s.periodTo, s.calls, s.minutes]),
    [
      ['2026-10-01', '2026-10-14', 1, '2'],
      ['2026-10-15', '2026-10-31', 2, '3'],
    ],
  );
  const other = await closeTest({ emi }, trafficAgreement());
  assert.deepEqual(
    other.month.summaries.map((s) => [s.periodFrom, s.periodTo, s.minutes]),
    [['2026-10-01', '2026-10-31', '5']],
  );
});

test('network rows hold on the day of the call (traffic.identification)', async () => {
  const network = (dir: string): void => {
    const file = path.join(dir, 'local-calling-areas.csv');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'COLUMBIA,ASHLAND,eas,2020-01-01,,',
        'COLUMBIA,ASHLAND,eas,2020-01-01,2026-10-09,',
      ),
    );
    appendFileSync(path.join(dir, 'isp-numbers.csv'), '5738741234,2026-10-10,2026-10-10,assumed,a test\n');
  };
  const to = (toNumber: string, day: string) => ({ toNumber, connectDate: `2026-10-${day}` });
  const { outcomes } = await closeTest({
    network,
    emi: {
      'a.emi': emiFile([
        to('5736571234', '09'),
        to('5736571234', '10'),
        to('5738741234', '09'),
        to('5738741234', '10'),
        to('5738741234', '11'),
      ]),
    },
  });
  assert.deepEqual(outcomes, [
    'zero-rated eas',
    'rated intrastate-intralata',
    'zero-rated local',
    'rated isp-bound',
    'zero-rated local',
  ]);
});

test('two closes of the same input are the same bytes', async () => {
  const emi = {
    'a.emi': emiFile(Array.from({ length: 5000 }, (_, i) => ({ conversationMs: 100 * (i + 1) }))),
  };
  const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
  const [first, second] = [await closeTest({ emi }), await closeTest({ emi })];
  const files = ({ workDir }: typeof first): (readonly [string, string])[] =>
    readdirSync(workDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.parquet'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(workDir, file), digest(file)] as const)
      .sort();
  assert.deepEqual(
    files(first).map(([name]) => name.split('/')[0]),
    ['calls.parquet', 'calls.parquet', 'calls.parquet', 'landed'],
  );
  assert.deepEqual(files(first), files(second));
  assert.deepEqual(
    first.rows.map((row) => row['line']),
    Array.from({ length: 5000 }, (_, i) => i + 2),
  );
});

test('the progress ends at its total', async () => {
  const { closeTraffic } = await import('./close.ts');
  const { inputFolder } = await import('./test-month.ts');
  const seen: [number, number][] = [];
  const inputDir = inputFolder({
    emi: { 'a.emi': emiFile([{}]), 'b.emi': emiFile([{ connectTime: '10:00:00' }]) },
  });
  await closeTraffic({
    agreement: trafficAgreement(),
    month: '2026-10',
    inputDir,
    workDir: path.join(inputDir, 'work'),
    progress: (done, total) => seen.push([done, total]),
  });
  assert.equal(new Set(seen.map(([, total]) => total)).size, 1);
  assert.deepEqual(
    seen.map(([done]) => done),
    seen.map(([done]) => done).sort((a, b) => a - b),
  );
  assert.equal(seen.at(-1)?.[0], seen.at(-1)?.[1]);
});
