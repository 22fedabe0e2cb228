import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { closeTest, emiFile } from '../../traffic/test-month.ts';
import type { Call } from '../../traffic/test-month.ts';
import { interconnectionAgreement } from './test-agreement.ts';

/** Tables that the example's network has not; rows without provenance and source. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  'ported-numbers': ['tn,lrn,effective_from,effective_to', '5738741299,5737770000,2026-10-10,'],
  'number-blocks': ['npa,nxx,block,ocn,effective_from,effective_to', '573,874,2,9S01,2026-10-20,'],
  'virtual-numbers': [
    'number,physical_rate_centre,effective_from,effective_to',
    '5738743000,ASHLAND,,',
    '5738744,ASHLAND,,',
    '5737773457,HALLSVILLE,,',
    '5738745000,COLUMBIA,,',
  ],
  'mca-codes': [
    'npa,nxx,area,tier,effective_from,effective_to',
    '417,724,springfield,3,,',
    '417,334,springfield,2,,2026-10-14',
  ],
  mtas: ['npa,nxx,mta,effective_from,effective_to', '573,777,19,,', '573,874,19,,', '816,858,34,,'],
};

const network = (dir: string): void => {
  for (const [name, [header, ...rows]] of Object.entries(TABLES))
    writeFileSync(
      path.join(dir, `${name}.csv`),
      [`${header},provenance,source`, ...rows.map((row) => `${row},assumed,made for the test`)].join('\n'),
    );
};

/** From Nixa to Branson: one state and LATA, no shared calling area. */
const TOLL: Call = { fromNumber: '4177246001', toNumber: '4173341234', trunkGroup: 'BR522001' };
const WIRELESS: Call = { originatingOcn: '9W01' };

/** Unless it says otherwise a call goes from Socket’s 573-777-3456 to CenturyTel’s 573-874-1234, both rated in Columbia. */
const CASES: readonly (readonly [why: string, call: Call, wanted: string])[] = [
  ['both in Columbia', {}, 'zero-rated local'],
  [
    'the day before the called number is ported',
    { toNumber: '5738741299', connectDate: '2026-10-09' },
    'zero-rated local',
  ],
  [
    'Socket serves the ported number: both ends are Socket',
    { toNumber: '5738741299', connectDate: '2026-10-10' },
    'held J21',
  ],
  [
    'the day before the block changes hands',
    { toNumber: '5738742000', connectDate: '2026-10-19' },
    'zero-rated local',
  ],
  [
    'Socket holds the block: both ends are Socket',
    { toNumber: '5738742000', connectDate: '2026-10-20' },
    'held J21',
  ],
  ['the customer called is in Ashland', { toNumber: '5738743000' }, 'zero-rated vnxx'],
  ['the block of the called number is in Ashland', { toNumber: '5738744001' }, 'zero-rated vnxx'],
  ['the customer calling is in Hallsville', { fromNumber: '5737773457' }, 'zero-rated vnxx'],
  ['the customer called is where the number is rated', { toNumber: '5738745000' }, 'zero-rated local'],
  [
    'the last day on which both codes are of the plan',
    { ...TOLL, connectDate: '2026-10-14' },
    'zero-rated mca',
  ],
  ['the called code has left the plan', { ...TOLL, connectDate: '2026-10-15' }, 'rated intrastate-intralata'],
  ['within trading area 19', WIRELESS, 'non-billable wireless'],
  [
    'from trading area 34 to 19',
    { ...WIRELESS, fromNumber: '8168581234' },
    'non-billable wireless-inter-mta',
  ],
  ['the area of 816-221 is not known', { ...WIRELESS, fromNumber: '8162211234' }, 'non-billable wireless'],
  [
    'an interexchange carrier between LATAs 524 and 521',
    { originatingOcn: '9X01', fromNumber: '8168581234' },
    'non-billable violation',
  ],
  [
    'an interexchange carrier within LATA 521',
    { originatingOcn: '9X01', fromNumber: '5736341234' },
    'non-billable transit',
  ],
];

test('tables that an input may have move calls to their buckets, on their days', async () => {
  const calls = CASES.map(([, call], index) => ({
    connectTime: `09:${String(index).padStart(2, '0')}:00`,
    ...call,
  }));
  const { outcomes } = await closeTest(
    { emi: { 'a.emi': emiFile(calls) }, network },
    interconnectionAgreement(),
  );
  assert.deepEqual(
    outcomes.map((outcome, index) => [CASES[index]?.[0], outcome]),
    CASES.map(([why, , wanted]) => [why, wanted]),
  );
});
