import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsCsv } from './findings-csv.ts';

const finding = {
  id: 'F-001',
  outcome: 'over' as const,
  invoice: 'SVC-0001-202611',
  line: 3,
  theirLine: 7,
  element: 'loop',
  description: 'Loop, 2-wire',
  reason: 'They bill "twice"',
  expected: '-1.00',
  billed: '9.00',
  difference: '10.00',
  clause: 'III §9.4',
};

test('findings are one a line, quoted where a comma or a quote asks for it', () => {
  assert.equal(
    findingsCsv([finding]),
    'id,outcome,their line,our line,description,expected,billed,difference,clause,reason\r\n' +
      'F-001,over,7,SVC-0001-202611/3,"Loop, 2-wire",-1.00,9.00,10.00,III §9.4,"They bill ""twice"""\r\n',
  );
});

test('what a spreadsheet would run as a formula is text; a negative number stays a number', () => {
  for (const description of ['=1+1', '+1 636', '-2+3', '@SUM(A1)', '\t=1']) {
    const [, row = ''] = findingsCsv([{ ...finding, description }]).split('\r\n');
    assert.ok(row.includes(`,'${description},-1.00,`), row);
  }
});
