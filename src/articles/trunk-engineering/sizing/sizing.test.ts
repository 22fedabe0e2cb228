import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatReceipt } from '../../../base/receipt.ts';
import { unwrap } from '../../../base/result.ts';
import { decide, detailsOf, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();

test('24 trunks at P.01 carry 15.295 erlangs; 512 CCS is about a DS1 at B.005', () => {
  assert.equal(valueOf(agreement, 'offered-load', { trunks: 24, blocking: '0.01' }), '15.2950');
  // 15.2950 × 36 = 550.62
  assert.deepEqual(detailsOf(agreement, 'offered-load', { trunks: 24, blocking: '0.01' }), {
    ccs: '550.62',
    ds1s: 1,
    grade: '0.01',
  });
  assert.equal(valueOf(agreement, 'trunks-required', { ccs: '512', blocking: '0.005' }), 25);
  assert.equal(valueOf(agreement, 'trunks-required', { ccs: '511', blocking: '0.005' }), 24);
  assert.equal(valueOf(agreement, 'trunks-required', { ccs: '512', blocking: '0.01' }), 23);
});

test('a load is given in erlangs or in hundred call seconds, as text or as a number', () => {
  // 14.5 erlangs are 14.5 × 36 = 522 CCS.
  const erlangs = { erlangs: '14.5', blocking: '0.01' };
  const same = { ccs: 522, blocking: 0.01 };
  assert.equal(valueOf(agreement, 'trunks-required', erlangs), valueOf(agreement, 'trunks-required', same));
  const { ccs, erlangs: stated } = detailsOf(agreement, 'trunks-required', same);
  assert.deepEqual([ccs, stated], ['522.0000', '14.5000']);
  // 512 ÷ 36 = 14.2222…, cut after four decimals.
  assert.match(
    formatReceipt(unwrap(decide(agreement, 'trunks-required', { ccs: 512, blocking: '0.01' }))),
    /512 CCS ÷ 36 → 14\.2222 erlangs/,
  );
});

test('the grade is that of the class, and groups grow by DS1s', () => {
  // 511 to 551 CCS: more than 24 trunks carry at B.005, less than they carry at B.01.
  const of = (trafficClass: string) => detailsOf(agreement, 'trunks-required', { ccs: '540', trafficClass });
  assert.deepEqual(
    [of('end-office')['modularTrunks'], of('end-office')['ds1s'], of('end-office')['grade']],
    [24, 1, '0.01'],
  );
  assert.deepEqual(
    [of('tandem')['modularTrunks'], of('tandem')['ds1s'], of('tandem')['grade']],
    [48, 2, '0.005'],
  );
  assert.deepEqual(of('meet-point'), of('tandem'));
  const [none] = [detailsOf(agreement, 'trunks-required', { erlangs: 0, trafficClass: 'tandem' })];
  assert.deepEqual([none?.['modularTrunks'], none?.['ds1s']], [0, 0]);
});

test('another agreement: another grade, another module, other decimals', () => {
  const other = missouri(
    ['blocking: 1 %', 'blocking: 2 %'],
    ['more than 1 % of', 'more than 2 % of'],
    ['module: 24', 'module: 30'],
    ['modules of 24', 'modules of 30'],
    ['decimals: 4', 'decimals: 6'],
    ['stated to 4', 'stated to 6'],
  );
  // At P.02 a group of 30 carries 21.932 erlangs (Erlang B tables).
  const facts = { trunks: 30, trafficClass: 'end-office' };
  assert.match(String(valueOf(other, 'offered-load', facts)), /^21\.93[12]\d{3}$/);
  assert.equal(detailsOf(other, 'offered-load', facts)['ds1s'], 1);
});

test('what cannot be is refused, all of it at once', () => {
  const ids = (name: string, facts: unknown) => idsOf(decide(agreement, name, facts));
  assert.deepEqual(ids('trunks-required', {}), ['trunks/load', 'trunks/grade']);
  assert.deepEqual(
    ids('trunks-required', { erlangs: '1', ccs: '36', blocking: '0.01', trafficClass: 'tandem' }),
    ['trunks/load', 'trunks/grade'],
  );
  assert.deepEqual(ids('trunks-required', { erlangs: '-1', blocking: '1' }), [
    'trunks/load',
    'trunks/blocking',
  ]);
  assert.deepEqual(ids('trunks-required', { erlangs: '9999999', blocking: '0.01' }), ['trunks/load']);
  assert.deepEqual(ids('trunks-required', { erlangs: '1', trafficClass: 'satellite' }), [
    'agreement/missing-term',
  ]);
  assert.deepEqual(ids('offered-load', { trunks: 24, blocking: '0' }), ['trunks/blocking']);
  assert.deepEqual(ids('offered-load', { trunks: -1, blocking: '0.01' }), ['decide/facts']);
  assert.deepEqual(ids('offered-load', { trunks: 1.5, blocking: '0.01' }), ['decide/facts']);
});

test('the load that a group carries requires that group and no more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('0.001', '0.005', '0.01', '0.02'),
      (trunks, blocking) => {
        const erlangs = valueOf(agreement, 'offered-load', { trunks, blocking });
        const required = Number(valueOf(agreement, 'trunks-required', { erlangs, blocking }));
        // A load that is cut to nothing requires no trunk.
        assert.equal(required, Number(erlangs) === 0 ? 0 : trunks);
      },
    ),
    { numRuns: 60 },
  );
});
