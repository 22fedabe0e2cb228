import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { loadAgreement } from '../../../agreement/load.ts';
import { vocabulary } from '../../../app/vocabulary.ts';
import { toText } from '../../../base/rational.ts';
import { unwrap } from '../../../base/result.ts';
import { factorOn, makeFactor, readFactors } from './factors.ts';

const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-factors-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const HEAD = 'factor,party,lata,percent,effective_from,exchanged_on,source\n';
const read = (text: string) => {
  writeFileSync(path.join(dir, 'factors.csv'), HEAD + text);
  return readFactors(dir, missouri);
};

test('a month without the file has no factors, and the default of the agreement holds', () => {
  const none = mkdtempSync(path.join(tmpdir(), 'meetpoint-factors-'));
  assert.deepEqual(unwrap(readFactors(none, missouri)), []);
  const found = unwrap(factorOn(missouri, [], { factor: 'plu', party: 'socket', on: '2026-10-01' }));
  assert.equal(toText(found.percent), '0');
  assert.equal(found.step.clause, 'V §7.11');
  rmSync(none, { recursive: true });
});

test('rows are read with the day on which they are used: a late one leaves the one before in force', () => {
  const factors = unwrap(
    read(
      [
        'plu,socket,,80,2026-07-01,2026-07-20,second quarter',
        'plu,socket,520,65.5,2026-10-01,2026-10-20,third quarter of LATA 520',
        'plu,socket,,90,2026-10-01,2026-10-21,third quarter',
        '',
      ].join('\n'),
    ),
  );
  // 20 days from 30 September are 20 October; from 1 October 3 months are 1 January.
  assert.deepEqual(
    factors.map(({ usedFrom, late }) => [usedFrom, late]),
    [
      ['2026-07-01', false],
      ['2026-10-01', false],
      ['2027-01-01', true],
    ],
  );
  const on = (day: string, lata?: string): string =>
    toText(
      unwrap(
        factorOn(missouri, factors, { factor: 'plu', party: 'socket', on: day, ...(lata ? { lata } : {}) }),
      ).percent,
    );
  assert.deepEqual(
    [on('2026-06-30'), on('2026-09-30'), on('2026-12-31'), on('2027-01-01'), on('2026-11-01', '520')],
    ['0', '80', '80', '90', '65.5'],
  );
  assert.equal(
    toText(
      unwrap(factorOn(missouri, factors, { factor: 'plu', party: 'centurytel', on: '2026-11-01' })).percent,
    ),
    '0',
  );
});

test('every wrong row is named with its line', () => {
  const wrong = read(
    [
      'plu,acme,,80,2026-07-01,2026-07-20,a stranger',
      'plu,socket,,101,2026-07-01,2026-07-20,too much',
      'plu,socket,,-1,2026-10-01,2026-10-20,too little',
      'plu,socket,,50,2026-10-01,2026-10-20,again',
      '',
    ].join('\n'),
  );
  assert.deepEqual(
    wrong.ok ? [] : wrong.problems.map(({ id, line, field }) => `${id} ${line} ${field}`).sort(),
    [
      'accounts/row 2 party',
      'accounts/row 5 effective_from',
      'interconnection/factor 3 percent',
      'interconnection/factor 4 percent',
    ],
  );
  assert.ok(!read('pub,socket,52,many,soon,never,x\n').ok);
});

test('a factor is used from its day or one turn later, never sooner, and exchanging it sooner never makes it later', () => {
  const day = (n: number): string => Temporal.PlainDate.from('2026-10-01').add({ days: n }).toString();
  const used = (exchangedOn: string): string =>
    unwrap(
      makeFactor(missouri, {
        factor: 'plu',
        party: 'socket',
        percent: '50',
        effectiveFrom: '2026-10-01',
        exchangedOn,
        source: 'test',
      }),
    ).usedFrom;
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 60 }), fc.nat(20), (n, more) => {
      assert.ok(['2026-10-01', '2027-01-01'].includes(used(day(n))));
      assert.ok(used(day(n)) <= used(day(n + more)));
      // Due on 20 October, which is day 19 from the first.
      assert.equal(used(day(n)), n <= 19 ? '2026-10-01' : '2027-01-01');
    }),
    { numRuns: 60 },
  );
});
