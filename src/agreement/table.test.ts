import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCsv } from './table.ts';
import { FEES, fees, load, places, problemsOf } from './test-agreement.ts';

const HEADER = FEES.split('\n')[0] ?? '';
const row = (id: string, more = ''): string =>
  `${id},${id},,$1.00 per month,,,III §9.4,${more || ',,'},assumed,a sample\n`;
const found = (...rows: string[]) => problemsOf({ 'fees.csv': `${HEADER}\n${rows.join('')}` });

test('cells become the values that the table asks for', () => {
  const [fee] = load({ 'fees.csv': FEES }).at('2026-01-01').rows(fees);
  assert.deepEqual(fee?.value, {
    element: 'loop',
    zone: '1',
    price: '$18.00 per month',
    lines: 2,
    shared: true,
  });
  assert.deepEqual([fee?.id, fee?.key, fee?.citation, fee?.line], ['loop-1', 'fees#loop-1', 'III §9.4', 2]);
  assert.deepEqual([fee?.from, fee?.to], ['2020-01-01', '2026-12-31']);
  assert.deepEqual(load({ 'fees.csv': FEES }).at('2027-01-01').rows(fees), []);
});

test('a row is on the line on which it begins', () => {
  const { lines } = readCsv('x', '\ufeffid,a\r\n\r\nx,"1\r\n2"\r\ny,2\r\n\r\nz,"3\n\n4"\nw,5');
  assert.deepEqual(
    lines.map(({ line, values }) => [line, values['id'], values['a']]),
    [
      [3, 'x', '1\r\n2'],
      [5, 'y', '2'],
      [7, 'z', '3\n\n4'],
      [10, 'w', '5'],
    ],
  );
});

test('a control character is named with its line and column; tabs and line breaks are text', () => {
  const { problems } = readCsv('x', 'id,a\nx,"1\n\t2"\ny,a\u0000b\nz,\u001b[31m\n');
  assert.deepEqual(
    problems.map(({ id, line, field, sentence }) => [id, line, field, sentence]),
    [
      ['csv/control-character', 4, 'a', 'The cell holds the control character U+0000.'],
      ['csv/control-character', 5, 'a', 'The cell holds the control character U+001B.'],
    ],
  );
  assert.deepEqual(
    readCsv('x', 'id,a\u0001\n').problems.map(({ id, line }) => [id, line]),
    [['csv/control-character', 1]],
  );
});

test('bad cells: all of them, each on its line', () => {
  const all = found(
    '"a\n b",loop,,18 dollars,x,maybe,,,,,guessed,\n',
    'c,loop,,$1 per month,0,no,III §9.4,,2026-13-01,tomorrow,seed,text\n',
    row('d', ',2026-02-29,2026-02-30'),
  );
  assert.deepEqual(
    all.map(({ at, problem }) => `${at} ${problem.field}`),
    [
      ...['price', 'lines', 'shared', 'id', 'clause', 'provenance', 'source'].map(
        (name) => `fees.csv:2 fees.${name}`,
      ),
      ...['lines', 'effective_from', 'effective_to'].map((name) => `fees.csv:4 fees.${name}`),
      ...['effective_from', 'effective_to'].map((name) => `fees.csv:5 fees.${name}`),
    ],
  );
});

test('columns: unknown, missing, doubled; rows of another width', () => {
  const other = problemsOf({
    'fees.csv': 'id,elemint,clause,provenance,source,source\na,b,III §9.4,seed,x,y\n',
  });
  assert.deepEqual(
    other.map(({ at, id, problem }) => [at, id, problem.field]),
    [
      ['fees.csv:1', 'csv/header', 'source'],
      ['fees.csv:1', 'table/unknown-column', 'elemint'],
      ['fees.csv:2', 'table/value', 'fees.element'],
      ['fees.csv:2', 'table/value', 'fees.price'],
    ],
  );
  assert.deepEqual(places(found('a,b,c\n'))[0], ['csv/columns', 'fees.csv:2']);
  assert.deepEqual(places(found('a,"b\n')), [['csv/syntax', 'fees.csv:2']]);
  assert.deepEqual(places(problemsOf({ 'rates.csv': 'id\n' })), [['agreement/unknown-table', 'rates.csv']]);
});

test('one id twice, one thing twice on one day, an end before the beginning', () => {
  assert.deepEqual(places(found(row('a'), row('a'))), [
    ['agreement/overlap', 'fees.csv:3'],
    ['table/duplicate-id', 'fees.csv:3'],
  ]);
  const same = (id: string, dates: string): string => row(id, dates).replace(`${id},${id}`, `${id},loop`);
  assert.deepEqual(places(found(same('a', ',,2026-06-30'), same('b', ',2026-06-30,'))), [
    ['agreement/overlap', 'fees.csv:3'],
  ]);
  assert.deepEqual(places(found(row('a', ',2026-07-01,2026-06-30'))), [
    ['agreement/empty-span', 'fees.csv:2'],
  ]);
  const agreement = load({
    'fees.csv': `${HEADER}\n${same('a', ',,2026-06-30')}${same('b', ',2026-07-01,')}${same('c', 'east,2026-07-01,').replace('c,loop,,', 'c,loop,9,')}`,
  });
  const inForce = (day: string): string[] =>
    agreement
      .at(day)
      .rows(fees)
      .map(({ id }) => id);
  assert.deepEqual([inForce('2026-06-30'), inForce('2026-07-01')], [['a'], ['b']]);
});

test('rows of one variant: the two never meet, and an unknown variant is a problem', () => {
  const text = `${HEADER}\n${row('a', 'north,,')}${row('b', 'east,,').replace('b,b', 'b,a')}${row('c', 'north; east,,')}`;
  const ids = (variant: string): string[] =>
    load({ 'fees.csv': text }, { variant })
      .at('2026-01-01')
      .rows(fees)
      .map(({ id }) => id);
  assert.deepEqual(
    [ids('north'), ids('east')],
    [
      ['a', 'c'],
      ['b', 'c'],
    ],
  );
  assert.deepEqual(places(found(row('a', 'west,,'))), [['agreement/unknown-variant', 'fees.csv:2']]);
  assert.deepEqual(places(found(row('a', 'constructor,,'))), [['agreement/unknown-variant', 'fees.csv:2']]);
});

test('a row cites a section that there is', () => {
  assert.deepEqual(places(found(row('a').replace('§9.4', '§9.9'))), [
    ['agreement/dangling-clause', 'fees.csv:2'],
  ]);
});
