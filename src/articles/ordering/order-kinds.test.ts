import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { eventProblems, stateAfter } from '../../cases/event-problems.ts';
import { CLOCK_EXPIRED, START, allowedIn } from '../../cases/kind.ts';
import type { CaseEvent, CaseKind } from '../../cases/kind.ts';
import { asrKind } from './asr.ts';
import { lsrKind } from './lsr.ts';
import { OVER, PROMISED, UNANSWERED } from './order-kind.ts';
import { orderHolds } from './order-summary.ts';

const plain = {
  occurredAt: '2026-10-05T14:00:00Z',
  recordedAt: '2026-10-05T14:00:00Z',
  actor: 'x',
  prevHash: '',
  hash: '',
};
const order = { pon: 'P', ver: '01', ccna: 'SKT', act: 'N', cfa: 'F-1', ecckts: [], numbers: ['5735550100'] };
const event = (name: string, seq: number): CaseEvent => ({
  ...plain,
  name,
  seq,
  body: name === 'received' ? order : {},
});

/** What happens when somebody tries these events one after the other: those that the state lets happen. */
function walk(kind: CaseKind, tries: readonly string[]): CaseEvent[] {
  const taken: CaseEvent[] = [];
  for (const name of tries)
    if (allowedIn(kind, stateAfter(kind, taken)).includes(name)) taken.push(event(name, taken.length + 1));
  return taken;
}

for (const kind of [lsrKind, asrKind]) {
  const names = kind.events.map(({ name }) => name);
  const life = fc
    .array(fc.constantFrom(...names), { maxLength: 40 })
    .map((tries) => walk(kind, ['received', ...tries]));

  describe(`an order of kind ${kind.kind}`, () => {
    test('every event in every state is taken or refused as declared, with what is allowed', () => {
      fc.assert(
        fc.property(life, fc.constantFrom(...names), (events, name) => {
          const state = stateAfter(kind, events);
          const refused = eventProblems(kind, 'LSR/X/P/01', events, event(name, events.length + 1)).find(
            ({ id }) => id === 'case/not-allowed',
          );
          const allowed = allowedIn(kind, state);
          assert.equal(refused === undefined, allowed.includes(name), `${name} in ${state}`);
          if (refused) assert.equal(refused.cure, `Allowed there: ${allowed.join(', ') || 'nothing more'}.`);
        }),
      );
    });

    test('a version has one verdict: never both, and none after its end', () => {
      fc.assert(
        fc.property(life, (events) => {
          const verdicts = events.filter(({ name }) => name === 'confirmed' || name === 'rejected');
          assert.ok(verdicts.length <= 1, events.map(({ name }) => name).join(' '));
          const end = events.findIndex((_, at) => isEnd(stateAfter(kind, events.slice(0, at + 1))));
          if (end >= 0) assert.equal(end, events.length - 1);
        }),
      );
    });

    test('work is completed only on a promise, and billed only when it is completed', () => {
      fc.assert(
        fc.property(life, (events) => {
          const at = (name: string): number => events.findIndex((one) => one.name === name);
          if (at('completed') >= 0) assert.ok(at('confirmed') >= 0 && at('confirmed') < at('completed'));
          if (at('billing-completed') >= 0) assert.equal(at('completed'), at('billing-completed') - 1);
        }),
      );
    });

    test('it holds what it uses from its acknowledgement on, and its states are each of one sort', () => {
      fc.assert(
        fc.property(life, (events) => {
          const held = orderHolds(events).map(({ value }) => value);
          const acknowledged = events.some(({ name }) => name === 'acknowledged');
          assert.deepEqual(held, acknowledged ? ['F-1', '5735550100'] : []);
        }),
      );
      const sorts = [...UNANSWERED, ...PROMISED, ...OVER].sort();
      assert.deepEqual(sorts, kind.states.map(({ name }) => name).sort());
    });

    test('a clock of the orderer that runs out cancels; no other does', () => {
      const fired = (clock: string) => {
        const events = [
          ...walk(kind, ['received', 'acknowledged', 'confirmed']),
          { ...event(CLOCK_EXPIRED, 4), body: { clock, run: 1 } },
        ];
        return kind.effects?.({} as never, 'LSR/X/P/01', events).map(({ event: name, body }) => [name, body]);
      };
      assert.deepEqual(fired('customer-not-ready'), [
        ['cancelled', { clock: 'customer-not-ready', stage: 'after-confirmation' }],
      ]);
      for (const clock of ['foc', 'reject', 'installation']) assert.deepEqual(fired(clock), []);
    });

    test('nothing happens before it is received', () => {
      assert.deepEqual(allowedIn(kind, START), ['received']);
    });
  });
}

const isEnd = (state: string): boolean => ['rejected', 'billed', 'cancelled', 'superseded'].includes(state);
