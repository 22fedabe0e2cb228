import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { RowShape } from '../../../base/expr/ast.ts';
import { evaluate } from '../../../base/expr/interpret.ts';
import { parseExpr } from '../../../base/expr/parse.ts';
import { FIELDS, TYPES, expressions, rowLists } from '../../../base/expr/test-expressions.ts';
import { unwrap } from '../../../base/result.ts';
import { readFields } from '../../../formats/order-forms/fields.ts';
import { readUsage } from '../../../formats/order-forms/usage.ts';
import { analyseEdits } from './analyse-edits.ts';
import { readConditionEdits } from './condition-edits.ts';
import { formShape, rowFields } from './row-fields.ts';
import { isSatisfiable } from './satisfiable.ts';

const shape: RowShape = {
  fields: Object.fromEntries(TYPES.flatMap((type) => FIELDS[type].map((name) => [name, type]))),
  tables: {},
};

describe('a condition that can never hold', () => {
  for (const [text, can] of [
    ["t1 = 'a' and t1 = 'b'", false],
    ["t1 = 'a' and not (t1 in ('a', 'b'))", false],
    ['t1 is missing and t1 is present', false],
    ["t1 is missing and t1 = 'a'", false],
    ['i1 > 3 and i1 < 4', false],
    ['i1 > 3 and i1 < 5', true],
    ['b1 and not b1', false],
    ['not b1 and b1 is missing', true],
    ["t1 < t2 and t1 != 'a'", true],
    ["t1 > 'b' and t1 < 'c'", true],
    ['i1 != i2 and i2 > i1', true],
    ["case when b1 then 'x' else 'y' end = 'z'", false],
  ] as const)
    test(`${text}: ${can ? 'can' : 'cannot'}`, () =>
      assert.equal(isSatisfiable(unwrap(parseExpr(text)), shape), can));

  test('what holds on some row is never called impossible, without arithmetic', () => {
    fc.assert(
      fc.property(expressions('boolean', 2), rowLists, (tree, rows) => {
        fc.pre(
          !JSON.stringify(tree, (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v)).includes(
            'arithmetic',
          ),
        );
        if (rows.some((row) => evaluate(tree, row) === true)) assert.ok(isSatisfiable(tree, shape));
      }),
      { numRuns: 300 },
    );
  });
});

describe('edits that fail one another', () => {
  const columns = 'edit,field,name,title,min,max,type,values,positions,usage_note,rule,source,provenance';
  const field = (edit: string, name: string): string =>
    `${edit},${name.toUpperCase()},${name},A field,,2,alphanumeric,,1,,,here it is,assumed`;
  const { fields } = readFields(
    'LSR',
    'lsr.csv',
    [
      columns,
      field('LSR-0001', 'reqtyp'),
      field('LSR-0002', 'act'),
      field('LSR-0003', 'nc'),
      field('LSR-0004', 'nci'),
    ].join('\n'),
  );
  const byForm = new Map([['LSR' as const, fields]]);

  const found = (usage: string[], edits: string[]): string[] => {
    const header = 'edit,form,field,reqtyp,act,usage,base,rule,source,provenance';
    const read = readUsage('usage.csv', [header, ...usage].join('\n'), byForm);
    const columnsOf = 'id,form,field,when,severity,sentence,cure,base,fails,passes,term,rule,source';
    const conditions = readConditionEdits(
      'e.csv',
      [columnsOf, ...edits].join('\n'),
      formShape(rowFields(byForm)),
      byForm,
    );
    assert.deepEqual([...read.problems, ...conditions.problems], []);
    return analyseEdits({ fields: byForm, usage: read.usage }, conditions.edits).map(
      ({ id, field: of }) => `${id} ${of}`,
    );
  };
  const edit = (id: string, when: string, field = 'NC', sentence = 'It is wrong.'): string =>
    `${id},LSR,${field},"${when}",non-fatal,${sentence},Cure it.,base,LSR.NC=A,,,,here`;
  const row = (id: string, reqtyp: string, act: string, usage: string): string =>
    `${id},LSR,NC,${reqtyp},${act},${usage},base,,here,assumed`;

  test('required and prohibited of one order', () => {
    assert.deepEqual(found([row('LSR-0301', 'A B', 'N', 'R'), row('LSR-0302', 'B', '*', 'P')], []), [
      'edits/contradiction LSR-0302',
    ]);
    assert.deepEqual(found([row('LSR-0301', 'A B', 'N', 'R'), row('LSR-0302', 'B', 'D', 'P')], []), []);
    assert.deepEqual(
      found([row('LSR-0301', 'A', 'N', 'R')], [edit('LSR-0601', "lsr_act = 'N' and lsr_nc is present")]),
      ['edits/contradiction LSR-0601'],
    );
  });

  test('not where another edit rejects the order anyway', () => {
    const wants = edit('LSR-0601', 'lsr_nci is present and lsr_nc is missing');
    const forbids = edit('LSR-0602', "lsr_act = 'D' and lsr_nc is present");
    assert.deepEqual(found([], [wants, forbids]), ['edits/contradiction LSR-0602']);
    const anyway = edit('LSR-0603', "lsr_act = 'D' and lsr_nci is present", 'NCI');
    assert.deepEqual(found([], [wants, forbids, anyway]), []);
  });

  test('the same twice, never, and not finished', () => {
    assert.deepEqual(found([row('LSR-0301', 'A', 'N', 'R'), row('LSR-0302', '*', 'N D', 'R')], []), [
      'edits/usage-twice LSR-0302',
    ]);
    assert.deepEqual(found([], [edit('LSR-0601', "lsr_act = 'N'"), edit('LSR-0602', "lsr_act = 'N'")]), [
      'edits/same-condition LSR-0602',
    ]);
    assert.deepEqual(found([], [edit('LSR-0601', "lsr_act = 'N' and lsr_act = 'D'")]), [
      'edits/never-fires LSR-0601',
    ]);
    assert.deepEqual(found([], [edit('LSR-0601', "lsr_act = 'N'", 'NC', 'It is {lsr_nc.')]), [
      'edits/unfinished LSR-0601',
    ]);
  });
});
