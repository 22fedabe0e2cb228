import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { START, allowedIn, stateDiagram } from '../../cases/kind.ts';
import { eventProblems } from '../../cases/event-problems.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import { lsrKind } from './lsr.ts';

test('the README shows the states as they are declared', () => {
  assert.ok(readFileSync('src/articles/ordering/README.md', 'utf8').includes(stateDiagram(lsrKind)));
});

test('every event of a request is allowed or refused in every state, with what is allowed', () => {
  const paths: Record<string, string[]> = {
    [START]: [],
    received: ['received'],
    acknowledged: ['received', 'acknowledged'],
    rejected: ['received', 'acknowledged', 'rejected'],
    confirmed: ['received', 'acknowledged', 'confirmed'],
    completed: ['received', 'acknowledged', 'confirmed', 'completed'],
    cancelled: ['received', 'cancelled'],
    superseded: ['received', 'superseded'],
  };
  assert.deepEqual(Object.keys(paths).slice(1).sort(), lsrKind.states.map(({ name }) => name).sort());
  const plain = {
    occurredAt: '2026-10-05T14:00:00Z',
    recordedAt: '2026-10-05T14:00:00Z',
    actor: 'x',
    body: {},
  };
  for (const [state, path] of Object.entries(paths)) {
    const events: CaseEvent[] = path.map((name, index) => ({
      ...plain,
      name,
      seq: index + 1,
      prevHash: '',
      hash: '',
    }));
    for (const { name } of lsrKind.events) {
      const refused = eventProblems(lsrKind, 'LSR/X/P/01', events, { ...plain, name }).find(
        ({ id }) => id === 'case/not-allowed',
      );
      const allowed = allowedIn(lsrKind, state);
      assert.equal(refused === undefined, allowed.includes(name), `${name} in ${state}`);
      if (refused) assert.equal(refused.cure, `Allowed there: ${allowed.join(', ') || 'nothing more'}.`);
    }
  }
});
