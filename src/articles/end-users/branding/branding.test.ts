import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();

test('what is asked for goes before what holds without asking', () => {
  for (const contact of ['technician', 'representative', 'document']) {
    assert.equal(valueOf(agreement, 'branding', { contact }), 'unbranded');
    assert.equal(valueOf(agreement, 'branding', { contact, requested: 'clec' }), 'clec');
  }
  for (const contact of ['operator-services', 'call-completion', 'directory-assistance']) {
    assert.equal(valueOf(agreement, 'branding', { contact }), 'ilec');
    assert.equal(valueOf(agreement, 'branding', { contact, requested: 'unbranded' }), 'unbranded');
  }
});

test('an agreement may have other defaults, and be silent on a contact', () => {
  const other = missouri(
    ['default: unbranded', 'default: clec'],
    ['contacts: [technician, representative, document]', 'contacts: [technician]'],
  );
  assert.equal(valueOf(other, 'branding', { contact: 'technician' }), 'clec');
  assert.deepEqual(idsOf(decide(other, 'branding', { contact: 'document' })), ['end-users/no-branding']);
});

test('the incumbent is excused only by what it proved', () => {
  const ask = (facts: Record<string, unknown>) =>
    valueOf(agreement, 'rebranding-failure', { service: 'directory-assistance', ...facts });
  assert.equal(ask({ complied: false }), 'restriction-on-resale');
  assert.equal(ask({ complied: false, inabilityProven: false }), 'restriction-on-resale');
  assert.equal(ask({ complied: false, inabilityProven: true }), 'excused');
  assert.equal(ask({ complied: true, inabilityProven: true }), 'complied');
});
