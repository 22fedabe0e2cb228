import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import { clockTerm } from '../cases/clock-terms.ts';
import { START, STAY, allowedIn, stateDiagram } from '../cases/kind.ts';
import type { CaseEvent, CaseKind, NewEvent } from '../cases/kind.ts';
import { eventProblems } from '../cases/event-problems.ts';
import { kinds } from './kinds.ts';
import { vocabulary } from './vocabulary.ts';

const root = path.join(import.meta.dirname, '..', '..');
const agreement = unwrap(loadAgreement(path.join(root, 'agreements', 'missouri-2006'), { vocabulary }));
const readmes = globSync('src/**/README.md', { cwd: root })
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

/** Events that lead to a state, one of each name on the way: bodies are empty, for the state alone. */
function pathTo(kind: CaseKind, state: string): CaseEvent[] | undefined {
  const seen = new Map<string, string[]>([[START, []]]);
  const queue = [START];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const { name, from, to } of kind.events) {
      if (!from.includes(at) || to === STAY || seen.has(to)) continue;
      seen.set(to, [...(seen.get(at) ?? []), name]);
      queue.push(to);
    }
  }
  return seen
    .get(state)
    ?.map((name, index) => ({ ...happened(name), seq: index + 1, prevHash: '', hash: '' }));
}

const happened = (name: string): NewEvent => ({
  name,
  occurredAt: '2026-11-02T15:00:00Z',
  recordedAt: '2026-11-02T15:00:00Z',
  actor: 'socket',
  body: {},
});

for (const kind of kinds) {
  describe(`kind ${kind.kind}`, () => {
    test('every state can be reached, and only a final one is never left', () => {
      for (const { name, final } of kind.states) {
        assert.ok(pathTo(kind, name), `${name} cannot be reached`);
        assert.equal(allowedIn(kind, name).length === 0, final === true, `${name}: final or not?`);
      }
    });

    test('in every state every event is taken or refused as declared', () => {
      for (const state of [START, ...kind.states.map(({ name }) => name)]) {
        const events = pathTo(kind, state) ?? [];
        for (const { name, from } of kind.events) {
          const refused = eventProblems(kind, 'X', events, happened(name)).some(
            ({ id }) => id === 'case/not-allowed',
          );
          assert.equal(refused, !from.includes(state), `${name} in ${state}`);
        }
      }
    });

    test('Missouri has its clocks', () => {
      const view = agreement.at('2026-11-02');
      for (const clock of kind.clocks) {
        const known = clock.clocks.filter((name) => view.optional(clockTerm, name));
        assert.ok(known.length > 0, `no clock of ${clock.name} is in the agreement`);
      }
    });

    test('its diagram stands in the README of its room', () => {
      assert.ok(readmes.includes(stateDiagram(kind)), `put this into the README:\n${stateDiagram(kind)}`);
    });
  });
}
