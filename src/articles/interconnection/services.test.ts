import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { closeTest, emiFile } from '../../traffic/test-month.ts';
import { interconnectionAgreement } from './test-agreement.ts';

test('a number that asks for a service needs no holder and no place; one that no rule names does', async () => {
  const cases = [
    ['8005551234', 'non-billable toll-free'],
    ['8335551234', 'non-billable toll-free'],
    ['5735551212', 'non-billable operator-services'],
    ['5739581234', 'non-billable test'],
    ['2115551234', 'held no-terminating-holder'],
    ['2125551234', 'held no-terminating-holder'],
  ] as const;
  const calls = cases.map(([toNumber], index) => ({ connectTime: `09:0${index}:00`, toNumber }));
  const { outcomes } = await closeTest({ emi: { 'a.emi': emiFile(calls) } }, interconnectionAgreement());
  assert.deepEqual(
    outcomes,
    cases.map(([, wanted]) => wanted),
  );
});

test('a block that was taken back has no holder, from the day on which it was', async () => {
  const taken = `npa,nxx,block,ocn,effective_from,effective_to,provenance,source
573,777,3,,2026-10-10,,assumed,made for this test
`;
  const calls = ['2026-10-09', '2026-10-10'].map((connectDate) => ({
    connectDate,
    fromNumber: '5737773456',
  }));
  const { outcomes } = await closeTest(
    {
      emi: { 'a.emi': emiFile(calls) },
      network: (dir) => writeFileSync(path.join(dir, 'number-blocks.csv'), taken),
    },
    interconnectionAgreement(),
  );
  assert.deepEqual(outcomes, ['zero-rated local', 'held unassigned-block']);
});
