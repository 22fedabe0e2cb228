import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { event, idsOf, missouri, play } from '../test-ground.ts';
import { withdrawalKind } from './withdrawal-case.ts';

const agreement = missouri();
const asked = {
  askedBy: 'end-user',
  withdrawnOn: '2026-11-09',
  numbers: ['5735550142'],
  cancel: ['PON-1'],
  release: ['50.HCGS.1..SB'],
};
const opened = (body: Record<string, unknown> = {}) =>
  event('withdrawn', '2026-11-09', { ...asked, ...body });

test('it is carried out when all that was asked for is done, in whatever order, and not before', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,4}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(names, fc.nat(), fc.nat(), (all, cut, left) => {
      const split = cut % (all.length + 1);
      const [cancel, release] = [all.slice(0, split), all.slice(split)];
      const steps = [
        ...cancel.map((order) => event('order-cancelled', '2026-11-10', { order })),
        ...release.map((facility) => event('facility-released', '2026-11-10', { facility })),
      ];
      const start = opened({ cancel, release });
      const end = event('carried-out', '2026-11-11');
      assert.ok(play(agreement, withdrawalKind, [start, ...steps, end]).ok);
      const one = left % steps.length;
      assert.deepEqual(
        idsOf(play(agreement, withdrawalKind, [start, ...steps.filter((_, index) => index !== one), end])),
        ['authority-withdrawal/outstanding'],
      );
    }),
  );
});

test('nothing is let go that nobody asked to let go', () => {
  assert.deepEqual(
    idsOf(
      play(agreement, withdrawalKind, [opened(), event('order-cancelled', '2026-11-10', { order: 'PON-2' })]),
    ),
    ['authority-withdrawal/not-asked'],
  );
  assert.deepEqual(
    idsOf(
      play(agreement, withdrawalKind, [
        opened(),
        event('facility-released', '2026-11-10', { facility: 'PON-1' }),
      ]),
    ),
    ['authority-withdrawal/not-asked'],
  );
});

test('an agent shows its authority, and somebody asks for something', () => {
  const none = { askedBy: 'agent', cancel: [], release: [] };
  assert.deepEqual(idsOf(play(agreement, withdrawalKind, [opened(none)])), [
    'authority-withdrawal/nothing-asked',
    'authority-withdrawal/agent',
  ]);
  assert.ok(play(agreement, withdrawalKind, [opened({ askedBy: 'agent', evidence: 'letters/17' })]).ok);
});

test('its two business days count from the withdrawal; Thanksgiving counts for nobody', () => {
  // Wednesday 25 November 2026: 26 and 27 are holidays of CenturyTel, 28 and 29 the weekend; 30 and 1 December are the days.
  const events = unwrap(
    play(agreement, withdrawalKind, [
      event('withdrawn', '2026-11-25', { ...asked, withdrawnOn: '2026-11-25' }),
    ]),
  );
  assert.equal(runClocks(agreement, withdrawalKind, events)[0]?.dueAt, '2026-12-01');
});

test('with it the authority on which orders rested is revoked; an agreement that hears no agent refuses it', () => {
  const follows = (terms: typeof agreement, body: Record<string, unknown>) =>
    withdrawalKind.effects?.(terms, 'WITHDRAW/1', unwrap(play(terms, withdrawalKind, [opened(body)])));
  assert.deepEqual(follows(agreement, { authority: 'AUTH/2026-0001' }), [
    { kind: 'authority', caseId: 'AUTH/2026-0001', event: 'revoked', body: {}, bySameParty: true },
  ]);
  const agent = { askedBy: 'agent', evidence: 'letters/17', authority: 'AUTH/2026-0001' };
  const deaf = missouri(['askedBy: [end-user, agent]', 'askedBy: [end-user]']);
  assert.deepEqual(
    follows(deaf, agent)?.map(({ kind, event: name }) => `${kind}.${name}`),
    ['authority-withdrawal.refused'],
  );
});
