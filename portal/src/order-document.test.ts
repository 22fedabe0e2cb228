import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormUsage } from '../../src/gateways/http-api/shapes/order-entry.ts';
import {
  cellsOf,
  differences,
  isoDate,
  newDocument,
  supplementOf,
  tradeDate,
  tradeTime,
  usageOf,
  withCells,
  withField,
  withLines,
} from './order-document.ts';

const field = (name: string, min: number, max: number) => ({
  field: name,
  title: name,
  min,
  max,
  type: 'alphanumeric',
  values: [],
  note: '',
  source: 'this test',
  provenance: 'assumed',
});

test('an emptied field is left out, and the document before stays as it was', () => {
  const before = { LSR: [{ PON: 'A1', VER: '01' }] };
  assert.deepEqual(withField(before, 'LSR', 0, 'PON', ''), { LSR: [{ VER: '01' }] });
  assert.deepEqual(withField(before, 'EU', 0, 'NAME', 'X'), { ...before, EU: [{ NAME: 'X' }] });
  assert.deepEqual(before, { LSR: [{ PON: 'A1', VER: '01' }] });
});

test('a line that is added is like the last one but for its number, circuit and facility', () => {
  const one = { LS: [{ LNUM: '00001', LNA: 'N', CFA: 'C1-0001', ECCKT: 'X' }] };
  assert.deepEqual(withLines(one, 'LS', 2)['LS'], [
    { LNUM: '00001', LNA: 'N', CFA: 'C1-0001', ECCKT: 'X' },
    { LNUM: '00002', LNA: 'N' },
    { LNUM: '00003', LNA: 'N' },
  ]);
});

test('cells of a spreadsheet fill the field and those to the right and below; what has no column is dropped', () => {
  const one = { LS: [{ LNUM: '00001', LNA: 'N' }] };
  const cells = cellsOf('C1-0001\tR1\r\nC1-0002\tR2\textra\r\n');
  assert.deepEqual(cells, [
    ['C1-0001', 'R1'],
    ['C1-0002', 'R2', 'extra'],
  ]);
  assert.deepEqual(
    withCells(one, 'LS', { section: 0, field: 'CFA' }, ['LNUM', 'CFA', 'RELAY'], cells)['LS'],
    [
      { LNUM: '00001', LNA: 'N', CFA: 'C1-0001', RELAY: 'R1' },
      { LNUM: '00002', LNA: 'N', CFA: 'C1-0002', RELAY: 'R2' },
    ],
  );
});

test('usage is found by the beginning of the request type and the activity; prohibited outweighs all', () => {
  const row = (reqtyp: string[], act: string[], usage: FormUsage['usage']) => ({
    form: 'LSR',
    field: 'CHC',
    reqtyp,
    act,
    usage,
  });
  const usage = [row(['*'], ['*'], 'O'), row(['A', 'B'], ['N', 'V'], 'C'), row(['C'], ['*'], 'P')];
  const of = (reqtyp: string, act: string) => usageOf(usage, { form: 'LSR', field: 'CHC', reqtyp, act });
  assert.deepEqual([of('AB', 'N'), of('AB', 'D'), of('CB', 'N'), of('', 'N')], ['C', 'O', 'P', 'O']);
  assert.equal(usageOf(usage, { form: 'LS', field: 'CHC', reqtyp: 'AB', act: 'N' }), undefined);
});

test('a new order has what is known of its product, in the fields that the forms have', () => {
  const known = {
    orderer: { ccna: 'SKT', name: 'Socket' },
    now: '2026-11-22T00:05',
    usage: [],
    forms: [
      { form: 'LSR', title: '', isLines: false, fields: [field('NC', 4, 4), field('LOCQTY', 1, 3)] },
      { form: 'EU', title: '', isLines: false, fields: [field('LOCNUM', 1, 3)] },
      { form: 'LS', title: '', isLines: true, fields: [field('LNUM', 1, 5), field('SECNCI', 5, 12)] },
    ],
  };
  const product = {
    product: 'loop',
    name: 'Loop',
    family: 'loop',
    order: 'LSR',
    reqtyp: 'A',
    nc: 'LX--',
  } as const;
  const made = newDocument({ ...product, nci: '', secnci: '02LS2', tos: '' }, known, 'N');
  assert.deepEqual(made, {
    LSR: [
      {
        CCNA: 'SKT',
        VER: '01',
        REQTYP: 'AB',
        ACT: 'N',
        'D/TSENT': '11-22-2026-1205AM',
        LOCQTY: '1',
        NC: 'LX--',
      },
    ],
    EU: [{ LOCNUM: '1' }],
    LS: [{ LNUM: '00001', SECNCI: '02LS2' }],
  });
});

test('dates and times as forms have them', () => {
  assert.equal(tradeDate('2026-11-22'), '11-22-2026');
  assert.equal(isoDate('11-22-2026'), '2026-11-22');
  assert.equal(isoDate('22.11.2026'), '');
  assert.deepEqual(['2026-11-22T09:05', '2026-11-22T12:00', '2026-11-22T23:59'].map(tradeTime), [
    '11-22-2026-0905AM',
    '11-22-2026-1200PM',
    '11-22-2026-1159PM',
  ]);
});

test('a supplement is the next version, and what differs between two is told field by field', () => {
  const first = { LSR: [{ PON: 'A1', VER: '09', DDD: '12-01-2026' }], LS: [{ LNUM: '00001' }] };
  const next = supplementOf(first, '2');
  assert.deepEqual(next['LSR'], [{ PON: 'A1', VER: '10', DDD: '12-01-2026', SUP: '2' }]);
  const changed = withLines(withField(next, 'LSR', 0, 'DDD', '12-03-2026'), 'LS', 1);
  assert.deepEqual(
    differences(first, changed).map(({ form, section, field: name, before, after }) =>
      [form, section, name, before, after].join(' '),
    ),
    ['LSR 1 VER 09 10', 'LSR 1 DDD 12-01-2026 12-03-2026', 'LSR 1 SUP  2', 'LS 2 LNUM  00002'],
  );
});
