import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unwrap } from '../base/result.ts';
import { changeDays, inForce } from './dated.ts';
import { datedRows, readNetwork } from './network.ts';
import type { Network } from './network.ts';
import type { Result } from '../base/result.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/october-2026/network', import.meta.url));
const NUMBERING = fileURLToPath(new URL('../../reference/numbering', import.meta.url));

/** The example with more tables: their header and rows, to which provenance and source are added. */
function withTables(tables: Readonly<Record<string, readonly string[]>>): Result<Network> {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-tables-'));
  cpSync(EXAMPLE, dir, { recursive: true });
  for (const [name, [header = '', ...rows]] of Object.entries(tables))
    writeFileSync(
      path.join(dir, `${name}.csv`),
      [
        `${header},effective_from,effective_to,provenance,source`,
        ...rows.map((row) => `${row},assumed,made for the test`),
      ].join('\n'),
    );
  return readNetwork(dir, NUMBERING);
}

const problemsOf = (tables: Parameters<typeof withTables>[0]): string[] => {
  const read = withTables(tables);
  return read.ok
    ? []
    : read.problems.map((p) =>
        `${p.id} ${path.basename(p.file ?? '')}:${p.line ?? 0} ${p.field ?? ''}`.trim(),
      );
};

test('each table that may be left out is read with its days', () => {
  const network = unwrap(
    withTables({
      'ported-numbers': ['tn,lrn', '5735550100,5737770000,2026-10-07,'],
      'mca-codes': [
        'npa,nxx,area,tier',
        '636,887,saint-louis,4,2026-10-01,2026-10-14',
        '636,887,saint-louis,3,2026-10-15,',
      ],
      mtas: ['npa,nxx,mta', '573,777,19,,'],
      'interexchange-carriers': ['cic,ocn', '0288,9X01,,'],
      switches: ['clli,ocn,role', 'CLMBMOZA05T,9C01,combined,,'],
    }),
  );
  assert.deepEqual(
    inForce(network.portedNumbers, '2026-10-06').map(({ value }) => value),
    [],
  );
  assert.deepEqual(
    inForce(network.portedNumbers, '2026-10-07').map(({ value }) => value),
    [{ tn: '5735550100', lrn: '5737770000' }],
  );
  const tierOn = (day: string): number[] => inForce(network.mcaCodes, day).map(({ value }) => value.tier);
  assert.deepEqual([tierOn('2026-10-14'), tierOn('2026-10-15')], [[4], [3]]);
  assert.deepEqual(network.mtas[0]?.value.mta, '19');
  assert.deepEqual(network.interexchangeCarriers[0]?.value, { cic: '0288', ocn: '9X01' });
  assert.deepEqual(network.switches[0]?.value.role, 'combined');
  assert.deepEqual(
    [...changeDays(datedRows(network), '2026-10-01', '2026-10-31')].sort(),
    ['2026-10-07', '2026-10-15'],
    'a month is cut where a number is ported and where a tier changes',
  );
});

test('a trunk group may say its size, its ends and what it leads to', () => {
  const network = unwrap(
    withTables({
      'trunk-groups': [
        'trunk_group,kind,way,a_party,z_party,lata,switch_clli,time_zone,a_clli,z_clli,trunks,final,traffic_class',
        'G1,lec-to-lec,two-way,socket,centurytel,521,CLMBMOZA05T,America/Chicago,CLMBMOZSDS1,CLMBMOZA05T,48,final,tandem,,',
      ],
    }),
  );
  assert.deepEqual(
    [network.trunkGroups[0]?.value.trunks, network.trunkGroups[0]?.value.traffic_class],
    [48, 'tandem'],
  );
});

test('a block has another holder, or none, on the days that a change says', () => {
  const network = unwrap(
    withTables({
      'number-blocks': [
        'npa,nxx,block,ocn',
        '573,440,1,9S01,2026-10-10,2026-10-19',
        '573,440,1,,2026-10-20,',
      ],
    }),
  );
  const on = (day: string) =>
    inForce(network.numberBlockChanges, day).map(({ value: { npa, nxx, block, ocn } }) => [
      npa + nxx + block,
      ocn,
    ]);
  assert.deepEqual(['2026-10-09', '2026-10-10', '2026-10-20'].map(on), [
    [],
    [['5734401', '9S01']],
    [['5734401', undefined]],
  ]);
});

test('virtual numbers are numbers or blocks', () => {
  const network = unwrap(
    withTables({
      'virtual-numbers': ['number,physical_rate_centre', '5737772345,COLUMBIA,,', '5737773,ASHLAND,,'],
    }),
  );
  assert.deepEqual(
    network.virtualNumbers.map(({ value }) => value),
    [
      { number: '5737772345', physical_rate_centre: 'COLUMBIA' },
      { number: '5737773', physical_rate_centre: 'ASHLAND' },
    ],
  );
});

test('special numbers are the public ones, and the carrier’s own in their place', () => {
  const network = unwrap(
    withTables({ 'special-numbers': ['prefix,service', '5737771,choke,,', '411,operator,,'] }),
  );
  const serviceOf = (prefix: string): string[] =>
    network.specialNumbers.filter(({ value }) => value.prefix === prefix).map(({ value }) => value.service);
  assert.deepEqual(
    ['800', '833', '911', '411', '5735551212', '573958', '5737771', '0', '573'].map(serviceOf),
    [['8yy'], ['8yy'], ['911'], ['operator'], ['directory'], ['test'], ['choke'], ['operator'], []],
  );
});

test('wrong rows are named with line and field, all at once', () => {
  assert.deepEqual(
    problemsOf({
      'ported-numbers': [
        'tn,lrn',
        '573555010,5737770000,,',
        '5735550101,5550000000,,',
        '5735550102,5550000000,,',
        '5735550103,5737770000,2026-02-30,',
      ],
      'mca-codes': ['npa,nxx,area,tier', '636,887,saint-louis,four,,', '636,888,saint-louis,-1,,'],
      mtas: ['npa,nxx,mta', '573,777,0,,', '573,777,100,,'],
      'number-blocks': ['npa,nxx,block,ocn', '573,442,11,9S01,,', '573,442,2,9Q01,,'],
      'virtual-numbers': ['number,physical_rate_centre', '57377,COLUMBIA,,', '5737773,COLUMBA,,'],
      'special-numbers': ['prefix,service', '911,fire,,', '976,choke,,', '976,test,,'],
      'interexchange-carriers': ['cic,ocn', '288,9X01,,', '0288,9Q01,,'],
      switches: ['clli,ocn,role', 'CLMBMOZA05T,9C01,hub,,'],
    }).sort(),
    [
      'network/overlap special-numbers.csv:4 prefix',
      'network/reference interexchange-carriers.csv:3 ocn',
      'network/reference number-blocks.csv:3 ocn',
      'network/reference ported-numbers.csv:3 lrn',
      'network/reference virtual-numbers.csv:3 physical_rate_centre',
      'network/value interexchange-carriers.csv:2 interexchange-carriers.cic',
      'network/value mca-codes.csv:2 mca-codes.tier',
      'network/value mca-codes.csv:3 mca-codes.tier',
      'network/value mtas.csv:2 mtas.mta',
      'network/value mtas.csv:3 mtas.mta',
      'network/value number-blocks.csv:2 number-blocks.block',
      'network/value ported-numbers.csv:2 ported-numbers.tn',
      'network/value ported-numbers.csv:5 ported-numbers.effective_from',
      'network/value special-numbers.csv:2 special-numbers.service',
      'network/value switches.csv:2 switches.role',
      'network/value virtual-numbers.csv:2 virtual-numbers.number',
    ],
  );
});

test('a table with a misspelt name is not left out silently', () => {
  assert.deepEqual(problemsOf({ 'ported-number': ['tn,lrn', '5735550100,5737770000,,'] }), [
    'network/unknown-table ported-number.csv:0',
  ]);
});

test('100,000 ported numbers are read', () => {
  const rows = Array.from({ length: 100_000 }, (_, n) => `${5732000000 + n * 7},5737770000,2020-01-01,`);
  const network = unwrap(withTables({ 'ported-numbers': ['tn,lrn', ...rows] }));
  assert.equal(network.portedNumbers.length, 100_000);
  assert.deepEqual(network.portedNumbers[99_999]?.value, { tn: '5732699993', lrn: '5737770000' });
});
