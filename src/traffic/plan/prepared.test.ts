import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Expr, Row, Value, ValueType } from '../../base/expr/ast.ts';
import { expressions } from '../../base/expr/test-expressions.ts';
import { encode } from './encode.ts';
import { planInterpreter } from './interpret.ts';
import { specialise } from './specialise.ts';
import type { Cell, PlanColumn, PlanTable, UsagePlan } from './types.ts';

/** Not in the order in which they are written, nor in that of a dictionary of another language. */
const TEXTS = ['zz', 'a', 'Ä', 'B', '', 'ab', '10', '9', '😀', '\uffee'] as const;
const FIELDS: UsagePlan['fields'] = {
  t1: 'text',
  t2: 'text',
  i1: 'integer',
  i2: 'integer',
  b1: 'boolean',
  b2: 'boolean',
};

/** Rows of a table by its keys; the first of equal keys stays. */
function tableOf(
  name: string,
  keys: PlanTable['keys'],
  columns: PlanTable['columns'],
  rows: readonly (readonly Cell[])[],
): PlanTable {
  const width = Object.keys(keys).length;
  const byKey = new Map<string, readonly Cell[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.slice(0, width));
    if (!byKey.has(key)) byKey.set(key, row);
  }
  return { name, doc: '', keys, columns, rows: [...byKey.values()] };
}

const word = fc.constantFrom(...TEXTS);
const small = fc.integer({ min: -3, max: 3 });
const ALL_COLUMNS = { word: 'text', number: 'integer', truth: 'boolean' } as const;
const cells = [fc.option(word), fc.option(small), fc.option(fc.boolean())] as const;
const tables = fc
  .tuple(
    fc.array(fc.tuple(word, ...cells), { maxLength: 8 }),
    fc.array(fc.tuple(word, small, ...cells), { maxLength: 12 }),
    fc.array(fc.tuple(small, ...cells), { maxLength: 5 }),
  )
  .map(([byWord, byBoth, byNumber]): PlanTable[] => [
    tableOf('by_word', { word_key: 'text' }, ALL_COLUMNS, byWord),
    tableOf('by_both', { word_key: 'text', number_key: 'integer' }, ALL_COLUMNS, byBoth),
    tableOf('by_number', { number_key: 'integer' }, ALL_COLUMNS, byNumber),
  ]);

const KEYS: Readonly<Record<string, readonly ValueType[]>> = {
  by_word: ['text'],
  by_both: ['text', 'integer'],
  by_number: ['integer'],
};
const COLUMN_OF: Readonly<Record<ValueType, string>> = { text: 'word', integer: 'number', boolean: 'truth' };
const TYPE_OF = (name: string): ValueType =>
  name.startsWith('t') ? 'text' : name.startsWith('i') ? 'integer' : 'boolean';

/** How an expression that reads six fields is made to read a plan: each number picks what stands at one place. */
interface Picks {
  readonly next: () => number;
  /** Names that may be read there, by type. */
  readonly names: Readonly<Record<ValueType, readonly string[]>>;
}

const asked = (type: ValueType, { next, names }: Picks): Expr => ({
  kind: 'field',
  name: names[type][next() % names[type].length] ?? '',
});

/** A column of that type of some table, looked up by `key` where that is a key of it. */
function lookedUp(type: ValueType, picks: Picks, key: Expr, keyType: ValueType): Expr {
  const fitting = Object.entries(KEYS).filter(([, types]) => types.includes(keyType));
  const [table, types] = fitting[picks.next() % fitting.length] ?? ['', []];
  const keys = types.map((one) => (one === keyType ? key : asked(one, picks)));
  return { kind: 'lookup', table, keys, column: COLUMN_OF[type] };
}

/** The tree with fields of the plan for its own, and look-ups: of fields, and of what the tree comes to by itself. */
function planted(tree: Expr, picks: Picks): Expr {
  const inner = (one: Expr): Expr => planted(one, picks);
  switch (tree.kind) {
    case 'field': {
      const type = TYPE_OF(tree.name);
      if (picks.next() % 3 > 0) return asked(type, picks);
      const keyType = (['text', 'integer'] as const)[picks.next() % 2] ?? 'text';
      return lookedUp(type, picks, asked(keyType, picks), keyType);
    }
    case 'constant':
      return typeof tree.value === 'string'
        ? { ...tree, value: TEXTS[picks.next() % TEXTS.length] ?? '' }
        : tree;
    case 'lookup':
      return tree;
    case 'compare': {
      const [left, right] = [inner(tree.left), inner(tree.right)];
      if (!isText(tree.left)) return { ...tree, left, right };
      const deep = picks.next() % 3 === 0;
      return { ...tree, left: deep ? lookedUp('text', picks, left, 'text') : left, right };
    }
    case 'arithmetic':
      return { ...tree, left: inner(tree.left), right: inner(tree.right) };
    case 'in': {
      const values = tree.values.map(
        (value) => (typeof value === 'string' ? TEXTS[picks.next() % TEXTS.length] : value) as Value,
      );
      return { ...tree, item: inner(tree.item), values };
    }
    case 'missing':
    case 'not':
      return { ...tree, item: inner(tree.item) };
    case 'and':
    case 'or':
      return { ...tree, items: tree.items.map(inner) };
    case 'case':
      return {
        kind: 'case',
        branches: tree.branches.map(({ when, then }) => ({ when: inner(when), then: inner(then) })),
        otherwise: inner(tree.otherwise),
      };
  }
}

/** Whether a tree as `expressions` makes it is a text. */
function isText(tree: Expr): boolean {
  if (tree.kind === 'case') return isText(tree.otherwise);
  if (tree.kind === 'constant') return typeof tree.value === 'string';
  return tree.kind === 'field' && TYPE_OF(tree.name) === 'text';
}

/** Columns of the plan: two of each type, then two of each that read those as well. */
const DRAFTS = (['first', 'second'] as const).flatMap((stage) =>
  (['text', 'integer', 'boolean'] as const).flatMap((type) =>
    [1, 2].map((no) => ({ stage, type, name: `${type[0] ?? ''}_${stage}_${no}` })),
  ),
);
const WHERE = 'is_candidate';

const plans: fc.Arbitrary<UsagePlan> = fc
  .record({
    tables,
    trees: fc.tuple(...DRAFTS.map(({ type }) => expressions(type, 3))),
    where: expressions('boolean', 3),
    picks: fc.array(fc.nat(60), { minLength: 1, maxLength: 60 }),
  })
  .map(({ tables: made, trees, where, picks }): UsagePlan => {
    let at = 0;
    const next = (): number => picks[at++ % picks.length] ?? 0;
    const readable = (stages: readonly string[]): Picks['names'] => {
      const names = [
        ...Object.keys(FIELDS),
        ...DRAFTS.filter(({ stage }) => stages.includes(stage)).map(({ name }) => name),
      ];
      const of = (type: ValueType): string[] => names.filter((name) => TYPE_OF(name) === type);
      return { text: of('text'), integer: of('integer'), boolean: of('boolean') };
    };
    const column = (index: number, earlier: readonly string[]): PlanColumn => {
      const { name, type } = DRAFTS[index] as (typeof DRAFTS)[number];
      const expr = planted(trees[index] as Expr, { next, names: readable(earlier) });
      return { name, type, expr, text: '', doc: '' };
    };
    const stage = (name: 'first' | 'second', earlier: readonly string[]) => ({
      name,
      doc: '',
      columns: DRAFTS.flatMap((draft, index) => (draft.stage === name ? [column(index, earlier)] : [])),
    });
    return {
      days: { from: '2026-10-01', to: '2026-10-31' },
      fields: FIELDS,
      tables: made,
      stages: [stage('first', []), stage('second', ['first'])],
      matches: [
        {
          kind: 'key',
          name: 'again',
          where: planted(where, { next, names: readable(['first', 'second']) }),
          keys: [{ fields: ['t1', 't_first_1', 'i_second_1'], complete: false }],
          clause: 'V §1',
        },
      ],
      output: DRAFTS.map(({ name }) => name),
    };
  });

const rowLists: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    t1: fc.option(word),
    t2: fc.option(word),
    i1: fc.option(fc.bigInt({ min: -3n, max: 3n })),
    i2: fc.option(fc.bigInt({ min: -3n, max: 3n })),
    b1: fc.option(fc.boolean()),
    b2: fc.option(fc.boolean()),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The condition of the match as a column, as an engine asks for it. */
const withCandidate = (plan: UsagePlan): UsagePlan => {
  const expr = plan.matches[0]?.where ?? assert.fail();
  const column: PlanColumn = { name: WHERE, type: 'boolean', expr, text: '', doc: '' };
  return { ...plan, stages: [...plan.stages, { name: 'match', doc: '', columns: [column] }] };
};

/** What a plan gives of some columns, of those that its match compares, and whether the match looks at the record. */
function answers(plan: UsagePlan, rows: readonly Row[], wanted: readonly string[]): Row[] {
  const asking = withCandidate(plan);
  const [match] = plan.matches;
  const compared = match?.kind === 'key' ? match.keys.flatMap(({ fields }) => fields) : [];
  const names = [...new Set([...wanted, ...compared, WHERE])];
  const run = planInterpreter(asking);
  return rows.map((row) => {
    const found = run(row, names);
    return Object.fromEntries(names.map((name) => [name, found[name] ?? null]));
  });
}

const wantedColumns = fc.subarray(DRAFTS.map(({ name }) => name));
const knownFields = fc.subarray(Object.keys(FIELDS));

/** The rows with the first row's values in some fields. */
function alike(rows: readonly Row[], names: readonly string[]): { rows: Row[]; known: Map<string, Value> } {
  const known = new Map(names.map((name): [string, Value] => [name, rows[0]?.[name] ?? null]));
  return { rows: rows.map((row) => ({ ...row, ...Object.fromEntries(known) })), known };
}

const RUNS = { numRuns: 1500 };

test('numbers in place of texts change no answer', () => {
  fc.assert(
    fc.property(plans, rowLists, wantedColumns, (plan, rows, wanted) => {
      assert.deepEqual(answers(encode(plan, wanted), rows, wanted), answers(plan, rows, wanted));
    }),
    RUNS,
  );
});

test('what is known beforehand is worked out, and no answer for records that are so changes', () => {
  fc.assert(
    fc.property(plans, rowLists, knownFields, (plan, given, names) => {
      const { rows, known } = alike(given, names);
      assert.deepEqual(answers(specialise(plan, known), rows, plan.output), answers(plan, rows, plan.output));
    }),
    RUNS,
  );
});

test('both together, as rating prepares a plan', () => {
  fc.assert(
    fc.property(plans, rowLists, knownFields, wantedColumns, (plan, given, names, wanted) => {
      const { rows, known } = alike(given, names);
      const prepared = encode(specialise(plan, known), wanted);
      assert.deepEqual(answers(prepared, rows, wanted), answers(plan, rows, wanted));
    }),
    RUNS,
  );
});

test('texts do become numbers, in their order, where nothing outside sees them', () => {
  const field = (name: string): Expr => ({ kind: 'field', name });
  const looked: Expr = { kind: 'lookup', table: 'by_word', keys: [field('t1')], column: 'word' };
  const plan: UsagePlan = {
    days: { from: '2026-10-01', to: '2026-10-31' },
    fields: FIELDS,
    tables: [
      tableOf(
        'by_word',
        { word_key: 'text' },
        { word: 'text' },
        TEXTS.map((one) => [one, one]),
      ),
    ],
    stages: [
      { name: 'a', doc: '', columns: [{ name: 't_a', type: 'text', expr: looked, text: '', doc: '' }] },
      {
        name: 'b',
        doc: '',
        columns: [
          {
            name: 'b_b',
            type: 'boolean',
            expr: { kind: 'compare', op: '<', left: field('t_a'), right: { kind: 'constant', value: 'a' } },
            text: '',
            doc: '',
          },
        ],
      },
    ],
    matches: [],
    output: ['b_b'],
  };
  const coded = encode(plan, ['b_b']);
  const cellsOf = (coded.tables[0]?.rows ?? []).map((row) => row[1]);
  assert.deepEqual(coded.stages[0]?.columns[0]?.type, 'integer');
  // By the bytes of UTF-8: '' '10' '9' 'B' 'a' 'ab' 'zz' 'Ä' (C3 84) U+FFEE (EF BF AE) and, last, 😀 (F0 9F 98 80), which UTF-16 puts before it.
  assert.deepEqual(cellsOf, [7, 5, 8, 4, 1, 6, 2, 3, 10, 9]);
  // The key is compared with a field of the record, which stays a text.
  assert.deepEqual(
    coded.tables[0]?.rows.map((row) => row[0]),
    TEXTS,
  );
  assert.deepEqual(encode(plan, ['b_b', 't_a']).stages[0]?.columns[0]?.type, 'text');
});
