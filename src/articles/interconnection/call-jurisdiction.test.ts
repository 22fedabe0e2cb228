import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import type { Row, Value } from '../../base/expr/ast.ts';
import { literal, rulesToDuckDb } from '../../base/expr/duckdb.ts';
import { decideRow } from '../../base/expr/interpret.ts';
import { unwrap } from '../../base/result.ts';
import { CALL_FACTS, CALL_FACT_NAMES, jurisdictionRules } from '../../traffic/index.ts';
import type { CallFact, CallFactName } from '../../traffic/index.ts';
import { callJurisdiction } from './call-jurisdiction.ts';
import { interconnectionAgreement } from './test-agreement.ts';

const missouri = interconnectionAgreement();

const places = fc.constantFrom('COLUMBIA', 'ASHLAND', 'ST LOUIS');
const VALUES: Partial<Record<CallFactName, fc.Arbitrary<Value>>> = {
  originator: fc.constantFrom('9S01', '9C01', '9W01'),
  terminator: fc.constantFrom('9S01', '9C01', '9W01'),
  trunk_group_kind: fc.constantFrom('lec-to-lec', 'transit'),
  origin_rate_centre: places,
  terminating_rate_centre: places,
  origin_state: fc.constantFrom('MO', 'KS'),
  terminating_state: fc.constantFrom('MO', 'KS'),
  origin_lata: fc.constantFrom('520', '521'),
  terminating_lata: fc.constantFrom('520', '521'),
  calling_area: fc.constantFrom('eas', 'mca'),
};

function anyOf(name: CallFactName): fc.Arbitrary<Value> {
  const { type, values }: CallFact = CALL_FACTS[name];
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.bigInt({ min: 0n, max: 9_000_000n });
  return values ? fc.constantFrom(...values) : (VALUES[name] ?? fc.constant('x'));
}

const facts: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(CALL_FACT_NAMES.map((name) => [name, fc.option(anyOf(name))])),
);

for (const id of ['missouri-2006', 'tiny'] as const) {
  test(`the rules of ${id} decide alike in the interpreter and in DuckDB`, async () => {
    const agreement = id === 'tiny' ? interconnectionAgreement({ of: id }) : missouri;
    const rules = unwrap(jurisdictionRules(agreement.at('2026-10-01')));
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const db = await instance.connect();
    await fc.assert(
      fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 50 }), async (rows) => {
        const columns = CALL_FACT_NAMES.map((name) => `"${name}"`).join(', ');
        const tuples = rows.map(
          (row, n) => `(${n}, ${CALL_FACT_NAMES.map((name) => literal(row[name] ?? null)).join(', ')})`,
        );
        const result = await db.runAndReadAll(
          `SELECT ${rulesToDuckDb(rules)} AS rule FROM (VALUES ${tuples.join(', ')}) t(n, ${columns}) ORDER BY n`,
        );
        assert.deepEqual(
          result.getRowObjectsJS().map(({ rule }) => rule),
          rows.map((row) => decideRow(rules, row).rule?.id ?? null),
        );
      }),
      { numRuns: 60 },
    );
    db.closeSync();
    instance.closeSync();
  });
}

const CALL = {
  connect_date: '2026-10-05',
  trunk_group_kind: 'lec-to-lec',
  originator: '9S01',
  originator_kind: 'clec',
  originator_party: 'clec',
  terminator: '9C01',
  terminator_kind: 'ilec',
  terminator_party: 'ilec',
  origin_rate_centre: 'COLUMBIA',
  origin_state: 'MO',
  origin_lata: '521',
  terminating_rate_centre: 'COLUMBIA',
  terminating_state: 'MO',
  terminating_lata: '521',
};

test('one call has a bucket with the rules that were tried', () => {
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
    [{}, 'local'],
    [{ terminating_rate_centre: 'ASHLAND', calling_area: 'eas' }, 'eas'],
    [{ terminating_rate_centre: 'MOBERLY' }, 'intrastate-intralata'],
    [{ terminating_rate_centre: 'MOBERLY', terminating_state: 'KS' }, 'interstate-intralata'],
    [{ called_isp: true }, 'isp-bound'],
    [{ terminating_lata: '520' }, 'violation'],
    [{ originator: null, originator_kind: null, originator_party: null }, 'unidentified'],
    [{ originator_kind: 'wireless', originator_party: null }, 'wireless'],
    [{ terminator_party: null }, 'transit'],
    [{ originator_party: 'ilec' }, 'held'],
  ];
  for (const [change, bucket] of cases) {
    const receipt = unwrap(
      runDecision(callJurisdiction, missouri, { ...CALL, ...change }, { asOf: '2026-10-05' }),
    );
    assert.equal(receipt.value, bucket);
    assert.ok(receipt.steps.length > 0 && receipt.steps.every((step) => step.clause?.startsWith('V §')));
  }
});

test('another agreement puts the same call elsewhere, without a change of code', () => {
  const tiny = interconnectionAgreement({ of: 'tiny' });
  const receipt = unwrap(
    runDecision(callJurisdiction, tiny, { ...CALL, called_isp: true }, { asOf: '2026-10-05' }),
  );
  assert.equal(receipt.value, 'local');
  assert.deepEqual((receipt.details as { regime: string }).regime, 'per-minute');
});

test('wrong facts are all listed', () => {
  const wrong = runDecision(
    callJurisdiction,
    missouri,
    { originator: 5, origin: 'x', called_isp: 'yes' },
    { asOf: '2026-10-05' },
  );
  assert.deepEqual(!wrong.ok && wrong.problems.map(({ field }) => field).sort(), [
    'called_isp',
    'origin',
    'originator',
  ]);
});
