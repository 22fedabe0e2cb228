import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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

type Facts = Readonly<Record<string, string | boolean | null>>;

function holds(term: string, facts: Facts, article?: string): boolean {
  const definition = definitions.find(term, article);
  assert.ok(definition, term);
  return unwrap(applyDefinition(definitions, definition, facts, view, new Trace())).holds;
}

const bucketOf = (facts: Facts): string | undefined => decideRow(rules, facts).rule?.then;

const place = fc.constantFrom(
  { rate_centre: 'COLUMBIA', state: 'MO', lata: '521' },
  { rate_centre: 'ASHLAND', state: 'MO', lata: '521' },
  { rate_centre: 'ST LOUIS', state: 'MO', lata: '520' },
  { rate_centre: 'E ST LOUIS', state: 'IL', lata: '520' },
  { rate_centre: 'ASHLAND', state: 'IL', lata: '520' },
);

/** A call between the parties, or with an unknown or wireless carrier at its start. */
const calls: fc.Arbitrary<Facts> = fc
  .record({
    from: place,
    to: place,
    area: fc.constantFrom('eas', 'mca', null),
    isp: fc.constantFrom(true, false, null),
    start: fc.constantFrom(
      { originator: '9S01', originator_kind: 'clec', originator_party: 'clec' },
      { originator: '9W01', originator_kind: 'wireless', originator_party: null },
      { originator: null, originator_kind: null, originator_party: null },
    ),
  })
  .map(({ from, to, area, isp, start }) => ({
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
  }));

test('where the jurisdiction table speaks of a word, its bucket is what the definition says', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(calls, (facts) => {
      const bucket = bucketOf(facts) ?? '';
      seen.add(bucket);
      assert.equal(holds('unidentified-traffic', facts, 'V'), bucket === 'unidentified');
      if (bucket === 'unidentified') return;
      assert.equal(holds('lec-to-lec-network-traffic', facts), bucket !== 'violation');
      if (bucket === 'violation' || bucket === 'wireless') return;
      assert.equal(holds('isp-bound-traffic', facts), bucket === 'isp-bound');
      assert.equal(holds('local-traffic', facts), bucket === 'local' || bucket === 'eas');
      assert.equal(
        holds('intralata-toll', facts),
        bucket === 'intrastate-intralata' || bucket === 'interstate-intralata',
      );
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
      'unidentified',
      'violation',
      'wireless',
    ],
    'every bucket was reached, so that the comparison is of all of them',
  );
});
