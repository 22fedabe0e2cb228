import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../../agreement/decision.ts';
import { unwrap } from '../../../base/result.ts';
import { decideValue, loadMissouri } from '../test-relations.ts';
import { liabilityLimit } from './liability-limit.ts';

const missouri = loadMissouri();
const dollars = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

test('ordinary faults cost the lesser of damage and charges, the others all of the damage', () => {
  const amount = fc.integer({ min: 0, max: 100_000_000 });
  fc.assert(
    fc.property(amount, amount, (claim, charges) => {
      const facts = { claim: dollars(claim), affectedCharges: dollars(charges) };
      const limited = decideValue(liabilityLimit, missouri, { ...facts, conduct: 'ordinary' });
      assert.equal(limited, dollars(Math.min(claim, charges)));
      for (const conduct of ['gross-negligence', 'wilful']) {
        assert.equal(decideValue(liabilityLimit, missouri, { ...facts, conduct }), dollars(claim));
      }
    }),
  );
});

test('the receipt names the limit, or that there is none', () => {
  const step = (conduct: string) => {
    const facts = { claim: '900', affectedCharges: '70.00', conduct };
    return unwrap(runDecision(liabilityLimit, missouri, facts, { asOf: '2026-11-16' })).steps[0]?.out;
  };
  assert.equal(step('ordinary'), '70.00');
  assert.equal(step('wilful'), 'no limit');
});

test('everything wrong is said at once', () => {
  const facts = { claim: '-1', affectedCharges: '-2', conduct: 'ordinary' };
  assert.deepEqual(decideValue(liabilityLimit, missouri, facts), [
    'general-provisions/negative',
    'general-provisions/negative',
  ]);
});
