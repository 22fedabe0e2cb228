import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { UsageSummary } from '../../traffic/index.ts';
import { adjustMonth, monthUsageCharges } from './month-charges.ts';

const inputDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-month-charges-'));
after(() => rmSync(inputDir, { recursive: true, force: true }));
mkdirSync(path.join(inputDir, 'network'));
copyFileSync(
  'examples/october-2026/network/trunk-groups.csv',
  path.join(inputDir, 'network', 'trunk-groups.csv'),
);
const factors = (rows: string): void =>
  writeFileSync(
    path.join(inputDir, 'factors.csv'),
    `factor,party,lata,percent,effective_from,exchanged_on,source\n${rows}`,
  );

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));

const unidentified = (trunkGroup: string, bucket: string, calls: number, minutes: string): UsageSummary => ({
  trunkGroup,
  bucket,
  direction: 'clec-to-ilec',
  payer: 'socket',
  payee: 'centurytel',
  regime: bucket === 'local' ? 'bill-and-keep' : 'per-minute',
  elements: [bucket === 'local' ? 'local-termination' : 'unidentified-access'],
  callsAgain: false,
  connectedFrom: '2026-10-01',
  periodFrom: '2026-10-01',
  periodTo: '2026-10-31',
  calls,
  callsWithNumber: bucket === 'local' ? calls : 0,
  conversationMs: Number(minutes) * 60_000,
  minutes,
  clause: 'V §7.6',
  compensation: bucket,
  provenance: 'assumed',
  steps: [],
});
/** Two trunk groups of LATA 521 and 520, and enough calls with a number. */
const summaries = [
  unidentified('CO521001', 'unidentified', 5, '1000'),
  unidentified('WN520001', 'unidentified', 5, '1000'),
  unidentified('CO521001', 'local', 990, '9000'),
  { ...unidentified('CO521001', 'local', 990, '9000'), direction: 'ilec-to-clec' as const },
];
const month = { month: '2026-10', inputDir, summaries };

const billed = (): string[] =>
  unwrap(monthUsageCharges(agreement, month))
    .filter(({ element }) => element === 'unidentified-access')
    .map(({ quantity, amount }) => `${quantity} ${amount}`);

test('factors of the month’s folder are used by the LATA of the trunk group', () => {
  factors(
    [
      'plu,socket,521,80,2026-10-01,2026-10-20,third quarter',
      'plu,socket,,50,2026-10-01,2026-10-20,third quarter',
      '',
    ].join('\n'),
  );
  // LATA 521: 20 % of 1,000 are left at $0.0235 = $4.70; LATA 520: 50 % = $11.75.
  assert.deepEqual(billed(), ['200 470', '500 1175']);
  const { steps } = unwrap(adjustMonth(agreement, month));
  assert.match(steps[0]?.sentence ?? '', /LATA 521: 1000 unidentified minutes, 200 of them/);
});

test('without factors everything stays at the price for unidentified traffic', () => {
  rmSync(path.join(inputDir, 'factors.csv'));
  // 1,000 × $0.0235 = $23.50 each.
  assert.deepEqual(billed(), ['1000 2350', '1000 2350']);
});

test('a wrong factor or month stops the charges', () => {
  factors('plu,socket,,500,2026-10-01,2026-10-20,too much\n');
  const wrong = monthUsageCharges(agreement, { ...month, month: '2026-13' });
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ id }) => id), [
    'calendar/month',
    'interconnection/factor',
  ]);
});
