import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { baseCitation } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Step } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { readDefinitions } from './definition-rules.ts';
import { definitions } from './index.ts';
import { missouri } from './test-agreement.ts';
import { sameWord } from './words.ts';

interface Vector {
  readonly ask: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly value?: unknown;
  readonly problem?: string;
  readonly clause?: string;
  readonly because: string;
}

const vectors = parse(
  readFileSync('agreements/missouri-2006/scenarios/definitions.yaml', 'utf8'),
) as Vector[];

/** Steps with all that they hold. */
const flat = (steps: readonly Step[]): Step[] => steps.flatMap((step) => [step, ...flat(step.steps ?? [])]);

for (const variant of ['centurytel', 'spectra']) {
  describe(`worked answers under ${variant}`, () => {
    const agreement = missouri({ variant });
    for (const [index, { ask, facts, value, problem, clause, because }] of vectors.entries()) {
      test(`${index + 1} ${ask}: ${because}`, () => {
        const decision = definitions.decisions.find(({ name }) => name === ask);
        assert.ok(decision, ask);
        const answer = runDecision(decision, agreement, facts, { asOf: '2026-11-22' });
        if (problem !== undefined) {
          assert.ok(!answer.ok && answer.problems.some(({ id }) => id === problem), JSON.stringify(answer));
          return;
        }
        const receipt = unwrap(answer);
        assert.equal(receipt.value, value);
        assert.equal(baseCitation(receipt.clause), clause);
        assert.ok(
          flat(receipt.steps).every((step) => step.clause !== undefined),
          'every step cites a section',
        );
      });
    }
  });
}

test('each definition is true and not true at least twice', () => {
  const all = unwrap(readDefinitions(missouri().at('2026-11-22'))).all;
  assert.ok(all.length > 30);
  for (const { term, article } of all) {
    const answers = vectors.filter(
      ({ ask, facts }) =>
        ask === 'definition' && sameWord(String(facts['term']), term) && facts['article'] === article,
    );
    for (const wanted of [true, false])
      assert.ok(
        answers.filter(({ value }) => value === wanted).length >= 2,
        `${term} ${article ?? ''} ${wanted}`,
      );
  }
});

test('each rule of the table decides a vector', () => {
  const agreement = missouri();
  const decision = definitions.decisions.find(({ name }) => name === 'definition');
  assert.ok(decision);
  const deciding = new Set(
    vectors
      .filter(({ ask, problem }) => ask === 'definition' && problem === undefined)
      .map(({ facts }) => unwrap(runDecision(decision, agreement, facts, { asOf: '2026-11-22' })).details)
      .map((details) => (details as { rule?: string }).rule),
  );
  const rules = unwrap(readDefinitions(agreement.at('2026-11-22'))).all.flatMap((each) => each.rules);
  assert.deepEqual(
    rules.map(({ id }) => id).filter((id) => !deciding.has(id)),
    [],
  );
});
