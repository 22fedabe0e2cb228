import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TermEntry } from './term-entry.ts';
import { Timeline } from './timeline.ts';
import type { Version } from './timeline.ts';

const entry = (value: Readonly<Record<string, unknown>>, more: Partial<TermEntry> = {}): TermEntry => ({
  key: 'k',
  value,
  citation: 'III §1',
  provenance: 'seed',
  source: 'text',
  file: 'f',
  line: 1,
  ...more,
});
const set = (
  by: string,
  effectiveOn: string,
  recordedAt: string,
  value: Readonly<Record<string, unknown>>,
  more: Partial<TermEntry> = {},
): Version => ({
  entry: entry(value, { from: effectiveOn, ...more }),
  patch: { value },
  effectiveOn,
  recordedAt,
  by,
});

function example(): Timeline {
  const timeline = new Timeline();
  timeline.add('k', { entry: entry({ a: 1, b: 1 }) });
  timeline.add('k', set('later', '2026-07-01', '2026-06-01T00:00:00Z', { a: 2 }));
  timeline.add('k', set('mended', '0001-01-01', '2026-09-01T00:00:00Z', { b: 9 }));
  timeline.add('k', {
    entry: null,
    effectiveOn: '2027-01-01',
    recordedAt: '2026-10-01T00:00:00Z',
    by: 'ended',
  });
  return timeline;
}

test('as of one day, as known at one moment', () => {
  const timeline = example();
  const known = [
    undefined,
    '2026-05-31T23:59:59Z',
    '2026-06-01T00:00:00Z',
    '2026-09-01T00:00:00Z',
    '2026-10-01T02:00:00+02:00',
  ];
  const table = ['2026-06-30', '2026-07-01', '2027-01-01'].map((day) =>
    known.map((moment) => {
      const found = timeline.find('k', day, moment);
      return found ? `${String(found.value['a'])}${String(found.value['b'])}` : '-';
    }),
  );
  assert.deepEqual(table, [
    ['19', '11', '11', '19', '19'],
    ['29', '11', '21', '29', '29'],
    ['-', '11', '21', '29', '-'],
  ]);
  assert.equal(timeline.find('k', '2026-08-01')?.citation, 'III §1 (amended: mended, later)');
  assert.equal(timeline.find('nothing', '2026-08-01'), undefined);
});

test('dated entries follow each other; a change to one leaves the next alone', () => {
  const timeline = new Timeline();
  timeline.add('k', { entry: entry({ a: 1 }, { to: '2024-12-31' }) });
  timeline.add('k', { entry: entry({ a: 2 }, { from: '2025-01-01', to: '2026-12-31' }) });
  timeline.add('k', set('x', '2024-06-01', '2024-05-01T00:00:00Z', { a: 5 }, { to: '2024-12-31' }));
  const at = (day: string): unknown => timeline.find('k', day)?.value['a'];
  assert.deepEqual(['2024-05-31', '2024-06-01', '2024-12-31', '2025-01-01', '2027-01-01'].map(at), [
    1,
    5,
    5,
    2,
    undefined,
  ]);
  assert.deepEqual(
    timeline.changesBetween('2024-01-01', '2030-01-01', () => true),
    ['2024-06-01', '2025-01-01', '2027-01-01'],
  );
});

const days = fc
  .integer({ min: 0, max: 60 })
  .map((n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString());
const moments = fc
  .integer({ min: 0, max: 9999 })
  .map((n) => Temporal.Instant.fromEpochMilliseconds(1_767_000_000_000 + n * 3_600_000).toString());
const versions = fc.array(
  fc.record({
    day: days,
    moment: moments,
    field: fc.constantFrom('a', 'b'),
    value: fc.nat(9),
    ends: fc.boolean(),
  }),
  { maxLength: 8 },
);
const build = (
  documents: { day: string; moment: string; field: string; value: number; ends: boolean }[],
): Timeline => {
  const timeline = new Timeline();
  timeline.add('k', { entry: entry({ a: 0, b: 0 }) });
  documents.forEach(({ day, moment, field, value, ends }, index) =>
    timeline.add(
      'k',
      ends && value === 0
        ? { entry: null, effectiveOn: day, recordedAt: moment, by: String(index) }
        : set(String(index), day, moment, { [field]: value }),
    ),
  );
  return timeline;
};

test('an unrelated document changes nothing, a later record no earlier knowledge', () => {
  fc.assert(
    fc.property(versions, days, moments, days, moments, (documents, asOf, asKnown, day, moment) => {
      const before = build(documents).find('k', asOf, asKnown);
      const other = build(documents);
      other.add('other', set('u', day, moment, { a: 7 }));
      assert.deepEqual(other.find('k', asOf, asKnown), before);
      const more = build(documents);
      more.add('k', set('u', day, moment, { a: 7 }));
      if (day > asOf || Temporal.Instant.compare(moment, asKnown) > 0)
        assert.deepEqual(more.find('k', asOf, asKnown), before);
    }),
  );
});

test('between two days of change nothing changes', () => {
  fc.assert(
    fc.property(versions, days, (documents, asOf) => {
      const timeline = build(documents);
      const next = Temporal.PlainDate.from(asOf).add({ days: 1 }).toString();
      if (timeline.changesBetween(asOf, next, () => true).length > 0) return;
      assert.deepEqual(timeline.find('k', next), timeline.find('k', asOf));
    }),
  );
});

test('the order in which documents are put makes no difference', () => {
  fc.assert(
    fc.property(versions, days, (documents, asOf) => {
      const distinct = [...new Map(documents.map((d) => [`${d.day}${d.moment}`, d])).values()];
      const value = (list: typeof distinct): unknown => build(list).find('k', asOf)?.value;
      assert.deepEqual(value([...distinct].reverse()), value(distinct));
    }),
  );
});
