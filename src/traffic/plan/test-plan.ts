import fc from 'fast-check';
import type { Row } from '../../base/expr/ast.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import { unwrap } from '../../base/result.ts';
import { readStages, text, truth, whole } from './stages.ts';
import type { PlanTable, UsagePlan } from './types.ts';

const FIELDS: UsagePlan['fields'] = {
  seq: 'integer',
  tn: 'integer',
  at_ms: 'integer',
  ms: 'integer',
  group: 'text',
  id: 'text',
  point: 'text',
  answered: 'boolean',
};

const TABLES: readonly PlanTable[] = [
  {
    name: 'block',
    doc: 'Holders of blocks of ten numbers',
    keys: { block: 'integer' },
    columns: { known: 'boolean', holder: 'text' },
    rows: [
      [0, true, 'A'],
      [1, true, null],
      [2, true, "O'B\\n"],
    ],
  },
  {
    name: 'route',
    doc: 'Prices between a holder and a group',
    keys: { holder: 'text', group: 'text' },
    columns: { price: 'integer' },
    rows: [
      ['A', 'g1', 7],
      ['A', 'g2', 13],
      ["O'B\\n", 'g1', -5],
    ],
  },
  {
    name: 'nobody',
    doc: 'A table without rows',
    keys: { tn: 'integer' },
    columns: { why: 'text' },
    rows: [],
  },
];

const condition = (written: string) => unwrap(parseExpr(written));

/** A small plan with everything that a plan may have: look-ups after look-ups, missing values, both kinds of match. */
export const TEST_PLAN: UsagePlan = {
  days: { from: '2026-10-01', to: '2026-10-31' },
  fields: FIELDS,
  tables: TABLES,
  matches: [
    {
      kind: 'key',
      name: 'again',
      where: condition("not (group = 'g3')"),
      keys: [
        { fields: ['tn', 'second'], complete: false },
        { fields: ['id', 'group'], complete: true },
      ],
      clause: 'V §1',
    },
    {
      kind: 'points',
      name: 'seen',
      where: condition('answered and again(seq).first is missing'),
      same: ['tn'],
      at: 'at_ms',
      point: 'point',
      rank: 'rank',
      withinMs: 2000,
      clause: 'V §2',
    },
  ],
  stages: readStages(
    [
      {
        name: 'place',
        doc: 'Where it is',
        columns: {
          second: whole('at_ms div 1000', 'Second'),
          holder: text('block(tn div 10).holder', 'Holder'),
          known: truth('block(tn div 10).known', 'Whether there is such a block'),
          repeated: truth('again(seq).first is present', 'Whether it repeats an earlier record'),
          rank: whole("case when point = 's1' then 1 when point = 's2' then 2 end", 'Rank of its switch'),
        },
      },
      {
        name: 'price',
        doc: 'What it costs',
        columns: {
          price: whole('route(holder, group).price', 'Price'),
          charge: whole('(ms * price + 30) div (tn - 15)', 'Charge; missing for number 15'),
          why: text('nobody(tn).why', 'Never found'),
          outcome: text(
            `case when repeated then 'again' when seen(seq).first is present then 'seen'
             when not answered then 'unanswered' when holder is missing and known then 'nobody' when price < 0 then 'credit'
             when why is missing and price >= 7 then 'charged' end`,
            'What becomes of it',
          ),
        },
      },
    ],
    FIELDS,
    TABLES,
    ['again', 'seen'],
  ),
  output: ['seq', 'second', 'holder', 'known', 'rank', 'price', 'charge', 'why', 'outcome'],
};

const option = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 8 });

/** Records of few values, so that many of them repeat each other. */
export const recordLists: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      tn: option(fc.bigInt({ min: 0n, max: 29n })),
      at_ms: option(fc.bigInt({ min: 0n, max: 9000n })),
      ms: option(fc.bigInt({ min: -90n, max: 90_000n })),
      group: option(fc.constantFrom('g1', 'g2', 'g3')),
      id: option(fc.constantFrom('i1', 'i2', 'i3', 'i4')),
      point: option(fc.constantFrom('s1', 's2', 's3')),
      answered: option(fc.boolean()),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list) => list.map((record, at) => ({ seq: BigInt(at + 1), ...record })));
