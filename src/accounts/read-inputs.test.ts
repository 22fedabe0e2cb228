import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { unwrap } from '../base/result.ts';
import { cases } from '../cases/index.ts';
import { partialAgreement } from '../cases/test-partial-agreement.ts';
import { parties } from '../parties/index.ts';
import { accounts } from './index.ts';
import { readAccountInputs } from './read-inputs.ts';

const root = path.join(import.meta.dirname, '..', '..');
const agreement = partialAgreement({
  dir: path.join(root, 'agreements', 'missouri-2006'),
  articles: ['03-general-provisions.md'],
  tables: ['parties', 'holidays', 'rates'],
  vocabulary: [accounts, cases, parties],
});

function inFolder<T>(files: Readonly<Record<string, string>>, work: (dir: string) => T): T {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-accounts-'));
  try {
    mkdirSync(path.join(dir, 'opening'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('readAccountInputs', () => {
  test('the October example is read whole', () => {
    const inputs = unwrap(readAccountInputs(path.join(root, 'examples', 'october-2026'), agreement));
    assert.deepEqual(
      inputs.accounts.map(({ values }) => values.ban),
      ['573S010001', '573U010001', '573U900001'],
    );
    assert.equal(inputs.openingBalances[0]?.values.disputed, 4800n);
    assert.equal(inputs.payments.length, 4);
  });

  test('a payment may be under protest; anything but yes and no is a problem', () => {
    const read = (cells: string): unknown =>
      inFolder(
        {
          'accounts.csv': 'ban,biller,billed,account,name\nA1,centurytel,socket,services,x\n',
          'opening/balances.csv': 'ban,bill,billed_on,due_on,amount,disputed\n',
          'payments.csv': `ban,bill,received_on,amount,under_protest\n${cells}\n`,
        },
        (dir) => {
          const result = readAccountInputs(dir, agreement);
          return result.ok
            ? result.value.payments.map(({ values }) => values.underProtest)
            : result.problems.map(({ field }) => field);
        },
      );
    assert.deepEqual(read('A1,B1,2026-10-05,5.00,yes\nA1,B2,2026-10-05,5.00,no\nA1,B3,2026-10-05,5.00,'), [
      true,
      undefined,
      undefined,
    ]);
    assert.deepEqual(read('A1,B1,2026-10-05,5.00,maybe'), ['under_protest']);
  });

  test('every bad row of every file is listed', () => {
    const problems = inFolder(
      {
        'accounts.csv':
          'ban,biller,billed,account,name\nA1,centurytel,socket,services,x\nA1,centurytel,spectra,usage,x\nA2,socket,socket,usage,x\nA3,centurytel,socket,services,x\n',
        'opening/balances.csv':
          'ban,bill,billed_on,due_on,amount,disputed\nA1,B1,2026-09-01,2026-08-01,10.005,20.00\nA9,B2,2026-09-01,2026-10-01,1.00,2.00\n',
        'payments.csv': 'ban,bill,received_on,amount\nA1,B1,2026-10-05,-5.00\n',
      },
      (dir) => {
        const result = readAccountInputs(dir, agreement);
        return result.ok
          ? []
          : result.problems.map((p) => `${path.basename(p.file ?? '')}:${p.line} ${p.field}`);
      },
    );
    assert.deepEqual(problems.sort(), [
      'accounts.csv:3 ban',
      'accounts.csv:3 billed',
      'accounts.csv:4 billed',
      'accounts.csv:5 account',
      'balances.csv:2 amount',
      'balances.csv:2 disputed',
      'balances.csv:2 due_on',
      'balances.csv:3 ban',
      'balances.csv:3 disputed',
      'payments.csv:2 amount',
    ]);
  });

  test('missing files and columns are named together', () => {
    const ids = inFolder({ 'accounts.csv': 'ban,biller\nA1,socket\n' }, (dir) => {
      const result = readAccountInputs(dir, agreement);
      return result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field ?? ''}`.trim());
    });
    assert.deepEqual(ids, [
      'accounts/missing-column billed',
      'accounts/missing-column account',
      'accounts/missing-column name',
      'accounts/no-file',
      'accounts/no-file',
    ]);
  });
});
