import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, detailsOf, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const use = (kind: string, traffic: string, more: object = {}) =>
  valueOf(agreement, 'trunk-group-use', { kind, traffic, ...more });

test('each kind of group carries its calls', () => {
  for (const traffic of ['local', 'isp-bound', 'intralata-toll', 'transit'])
    assert.equal(use('lec-to-lec', traffic, { way: 'two-way' }), 'carried');
  assert.equal(use('access', 'switched-access'), 'carried');
  assert.equal(use('ancillary', 'mass-calling', { way: 'one-way' }), 'carried');
});

test('switched access does not ride local groups; local calls over access groups are billed as access', () => {
  assert.equal(use('lec-to-lec', 'switched-access'), 'refused');
  assert.equal(use('access', 'local'), 'billed-as-access');
  assert.equal(use('access', 'emergency'), 'refused');
  assert.equal(use('transit', 'local'), 'refused');
});

test('a way that the kind does not have, and a code homed elsewhere, are refused', () => {
  assert.equal(use('access', 'switched-access', { way: 'one-way' }), 'refused');
  assert.equal(use('lec-to-lec', 'local', { homed: false }), 'refused');
  assert.equal(use('ancillary', 'emergency', { homed: false }), 'carried');
  assert.deepEqual(idsOf(decide(agreement, 'trunk-group-use', { kind: 'choke', traffic: 'local' })), [
    'agreement/missing-term',
  ]);
  assert.equal(
    detailsOf(agreement, 'trunk-group-use', { kind: 'access', traffic: 'local' })['orders'],
    'clec',
  );
});

test('who bears a group', () => {
  const cost = (facts: object) => valueOf(agreement, 'trunk-cost', facts);
  assert.equal(cost({ way: 'two-way' }), 'own-side');
  assert.equal(cost({ way: 'one-way' }), 'originator');
  assert.equal(cost({ way: 'one-way', traffic: 'isp-bound' }), 'own-side');
  const charter = missouri(['ispBound: own-side', 'ispBound: clec']);
  assert.equal(valueOf(charter, 'trunk-cost', { way: 'two-way', traffic: 'isp-bound' }), 'clec');
});
