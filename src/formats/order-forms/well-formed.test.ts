import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { carrierSystem, describeForm, isoDay, wellFormedTest } from './well-formed.ts';
import type { FieldType } from './well-formed.ts';

const test1 = (type: FieldType, min: number, max: number, values: string[] = []) =>
  wellFormedTest({ type, min, max, values });

test('each type by hand', () => {
  const cases: [FieldType, number, number, string[], string[]][] = [
    ['alpha', 1, 3, ['AB', 'a b'], ['A1', 'ABCD', '']],
    ['numeric', 5, 5, ['00001'], ['1', '0000A', '-0001']],
    ['alphanumeric', 1, 16, ["LOOP-1.A,'"], ['A~B', 'A'.repeat(17), 'é']],
    ['facility', 1, 42, ['101/T1/3/CLMAMOXA/WNVLMOXA', 'C1.0205'], ['A~B', 'A'.repeat(43)]],
    ['text', 1, 10, ['é — ü', 'a\nb'], ['a\u0007b', 'a'.repeat(11)]],
    ['date', 10, 10, ['02-28-2026', '02-29-2028'], ['02-29-2026', '13-01-2026', '00-10-2026', '2026-02-28']],
    ['datetime', 17, 17, ['11-16-2026-0900AM'], ['11-16-2026-1300PM', '11-31-2026-0900AM', '11-16-2026']],
    ['telephone', 1, 12, ['573-777-0100', '5737770100'], ['573-777-0100-0109', '573-777', '777-0100']],
    ['telephone', 1, 17, ['573-777-0100-0109'], ['573-777-0100-109']],
    ['clli', 8, 11, ['CLMAMOXA', 'CLMAMOXADS0'], ['CLMAMOXAD', 'clmamoxa']],
    ['flag', 1, 1, ['Y'], ['N', 'y']],
  ];
  for (const [type, min, max, good, bad] of cases) {
    const ok = test1(type, min, max);
    for (const text of good) assert.ok(ok(text), `${type}: ${text}`);
    for (const text of bad) assert.ok(!ok(text), `${type}: ${text}`);
  }
});

test('the carrier system of a facility is the second part of its name', () => {
  assert.equal(carrierSystem('101/T1/3/CLMAMOXA/WNVLMOXA'), 'T1');
  assert.equal(carrierSystem('101.T3Z.3'), 'T3Z');
  assert.equal(carrierSystem('CLMAMOXA-C1-0001'), undefined);
  assert.equal(carrierSystem('C1//3'), undefined);
});

test('values are all that a field may have', () => {
  const ok = test1('flag', 1, 1, ['Y', 'N']);
  assert.deepEqual([ok('Y'), ok('N'), ok('X'), ok('')], [true, true, false, false]);
});

test('a day is one that the calendar has', () => {
  const parts = fc.tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 32 }),
    fc.integer({ min: 1900, max: 2100 }),
  );
  fc.assert(
    fc.property(parts, ([month, day, year]) => {
      const two = (value: number): string => String(value).padStart(2, '0');
      let wanted: string | undefined;
      try {
        wanted = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
      } catch {
        wanted = undefined;
      }
      assert.equal(isoDay(`${two(month)}-${two(day)}-${year}`), wanted);
    }),
  );
});

test('what is asked for is said in words', () => {
  const words = (type: FieldType, min: number, max: number, values: string[] = []) =>
    describeForm({ type, min, max, values });
  assert.equal(words('alpha', 3, 3), '3 letters');
  assert.equal(words('numeric', 1, 5), '1 to 5 digits');
  assert.equal(words('flag', 1, 1, ['N', 'Y']), 'one of N, Y');
});
