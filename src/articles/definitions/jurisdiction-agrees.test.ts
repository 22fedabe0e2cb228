import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../../base/expr/ast.ts';
import { Trace } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { decideRow } from '../../base/expr/interpret.ts';
import { jurisdictionRules } from '../../traffic/index.ts';
import { applyDefinition } from './apply-definition.ts';
import { readDefinitions } from './definition-rules.ts';
import { missouri } from './test-agreement.ts';

const view = missouri().at('2026-10-05');
const rules = unwrap(jurisdictionRules(view));
const definitions = unwrap(readDefinitions(view));

type Facts = Readonly<Record<string, string | boolean | number | null>>;

function holds(term: string, facts: Facts, article?: string): boolean {
  const definition = definitions.find(term, article);
  assert.ok(definition, term);
  return unwrap(applyDefinition(definitions, definition, facts, view, new Trace())).holds;
}

const bucketOf = (facts: Facts): string | undefined => {
  const cells = Object.entries(facts).map(([name, value]): [string, Value] => [
    name,
    typeof value === 'number' ? BigInt(value) : value,
  ]);
  return decideRow(rules, Object.fromEntries(cells)).rule?.then;
};

const place = fc.constantFrom(
  { rate_centre: 'COLUMBIA', state: 'MO', lata: '521' },
  { rate_centre: 'ASHLAND', state: 'MO', lata: '521' },
  { rate_centre: 'ST LOUIS', state: 'MO', lata: '520' },
  { rate_centre: 'E ST LOUIS', state: 'IL', lata: '520' },
  { rate_centre: 'ASHLAND', state: 'IL', lata: '520' },
);

/** Metropolitan plan and tier of a code, or none. */
const plan = fc.constantFrom(
  { area: 'saint-louis', tier: 3 },
  { area: 'saint-louis', tier: 5 },
  { area: 'kansas-city', tier: 3 },
  ...Array.from({ length: 5 }, () => ({ area: null, tier: null })),
);
const elsewhere = fc.constantFrom('COLUMBIA', 'ASHLAND', ...Array.from({ length: 8 }, () => null));

/** A call between the parties, or with an unknown or wireless carrier at its start. */
const calls: fc.Arbitrary<Facts> = fc
  .record({
    from: place,
    to: place,
    area: fc.constantFrom('eas', 'mca', null),
    isp: fc.constantFrom(true, false, null),
    voip: fc.constantFrom(true, false, null),
    plans: fc.tuple(plan, plan),
    customers: fc.tuple(elsewhere, elsewhere),
    tradingAreas: fc.constantFrom(['19', '19'], ['19', '34'], ['19', null]),
    start: fc.constantFrom(
      { originator: '9S01', originator_kind: 'clec', originator_party: 'clec' },
      { originator: '9W01', originator_kind: 'wireless', originator_party: null },
      { originator: null, originator_kind: null, originator_party: null },
    ),
  })
  .map(({ from, to, area, isp, start, voip, plans, customers, tradingAreas }) => ({
    ...start,
    trunk_group_kind: 'lec-to-lec',
    terminator: '9C01',
    terminator_kind: 'ilec',
    terminator_party: 'ilec',
    origin_rate_centre: from.rate_centre,
    origin_state: from.state,
    origin_lata: from.lata,
    terminating_rate_centre: to.rate_centre,
    terminating_state: to.state,
    terminating_lata: to.lata,
    calling_area: area,
    called_isp: isp,
    voip,
    origin_mca_area: plans[0].area,
    origin_mca_tier: plans[0].tier,
    terminating_mca_area: plans[1].area,
    terminating_mca_tier: plans[1].tier,
    origin_physical_rate_centre: customers[0],
    terminating_physical_rate_centre: customers[1],
    origin_mta: tradingAreas[0] ?? null,
    terminating_mta: tradingAreas[1] ?? null,
  }));

/** Toll in Internet protocol is toll by its places. */
const TOLL = new Set(['intrastate-intralata', 'interstate-intralata', 'voip-toll']);

test('where the jurisdiction table speaks of a word, its bucket is what the definition says', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(calls, (facts) => {
      const bucket = bucketOf(facts) ?? '';
      seen.add(bucket);
      assert.equal(holds('unidentified-traffic', facts, 'V'), bucket === 'unidentified');
      if (bucket === 'unidentified') return;
      assert.equal(holds('lec-to-lec-network-traffic', facts), bucket !== 'violation');
      if (bucket === 'violation' || bucket.startsWith('wireless')) return;
      assert.equal(holds('virtual-number-traffic', facts), bucket === 'vnxx');
      if (bucket === 'vnxx') return;
      assert.equal(holds('isp-bound-traffic', facts), bucket === 'isp-bound');
      assert.equal(holds('intralata-toll', facts), TOLL.has(bucket));
      if (bucket === 'isp-bound') return;
      assert.equal(holds('metropolitan-calling-area-traffic', facts), bucket === 'mca');
      if (bucket === 'mca') return;
      assert.equal(holds('local-traffic', facts), bucket === 'local' || bucket === 'eas');
    }),
    { numRuns: 2000, seed: 3 },
  );
  assert.deepEqual(
    [...seen].sort(),
    [
      'eas',
      'interstate-intralata',
      'intrastate-intralata',
      'isp-bound',
      'local',
      'mca',
      'unidentified',
      'violation',
      'vnxx',
      'voip-toll',
      'wireless',
      'wireless-inter-mta',
    ],
    'every bucket was reached, so that the comparison is of all of them',
  );
});
