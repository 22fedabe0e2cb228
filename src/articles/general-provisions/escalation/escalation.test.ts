import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../../agreement/decision.ts';
import { unwrap } from '../../../base/result.ts';
import { decideDetails, decideValue, loadMissouri, play, refusals } from '../test-relations.ts';
import { escalationKind } from './escalation-case.ts';
import { escalationNext } from './escalation-next.ts';

const missouri = loadMissouri();
const opened = ['opened', '2026-11-16T09:00', { role: 'operations', reason: 'No dial tone' }] as const;

test('the next level is named with how to reach it', () => {
  const facts = { to: 'ilec', role: 'operations', level: 1, since: '2026-11-16' };
  // Tuesday 17 November is 1 business day after Monday 16.
  assert.equal(decideValue(escalationNext, missouri, facts), '2026-11-17');
  assert.deepEqual(decideDetails(escalationNext, missouri, facts), {
    next: {
      level: 2,
      name: 'Service center supervisor',
      phone: '318-555-0102',
      email: 'supervisor@centurytel.example',
    },
  });
});

test('the list is the one of the day in Missouri on which the level began', () => {
  // 03:00 in Greenwich on the 17th is 21:00 on the 16th in Missouri.
  const facts = { to: 'ilec', role: 'operations', level: 1, since: '2026-11-17T03:00Z' };
  assert.equal(
    unwrap(runDecision(escalationNext, missouri, facts, { asOf: '2020-01-01' })).asOf,
    '2026-11-16',
  );
});

test('each level has its own time, and the view says who has it', () => {
  const { clocks, events } = play(missouri, escalationKind, [
    opened,
    ['raised', '2026-11-18T09:00', { level: 2, reason: 'Still none' }],
  ]);
  // Level 1 from Monday 16 to Tuesday 17; level 2 from Wednesday 18: 19, 20 and Monday 23.
  assert.deepEqual(
    clocks.map(({ clock, dueAt, state }) => [clock, dueAt, state]),
    [
      ['escalation-first', '2026-11-17', 'stopped'],
      ['escalation-second', '2026-11-23', 'running'],
    ],
  );
  assert.deepEqual(escalationKind.view?.(missouri, events), {
    level: 2,
    with: 'Service center supervisor',
    next: 'Director of wholesale operations',
  });
});

test('no level is passed over or gone back to, whatever is asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), (level) => {
      const ids = refusals(missouri, escalationKind, [
        opened,
        ['raised', '2026-11-18T09:00', { level, reason: 'Again' }],
      ]);
      assert.deepEqual(ids, level === 2 ? [] : ['escalation/level']);
    }),
  );
});

test('above the last level there is nobody', () => {
  const at = { to: 'ilec', role: 'operations', since: '2026-11-16' };
  assert.deepEqual(decideValue(escalationNext, missouri, { ...at, level: 3 }), ['escalation/top']);
  assert.deepEqual(decideValue(escalationNext, missouri, { ...at, level: 0 }), ['decide/facts']);
  assert.deepEqual(decideValue(escalationNext, missouri, { ...at, level: 1, role: 'kitchen' }), [
    'decide/facts',
  ]);
});
