import { OPEN_END, baseCitation } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import type { Scenario } from './scenario.ts';

/** What became of one scenario under one agreement and variant. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly variant: string;
  readonly passed: boolean;
  /** `185.00 (III §9.4)`, or `problem clock/at`. */
  readonly expected: string;
  readonly got: string;
  /** Of an answered question. */
  readonly receipt?: Receipt;
}

/** Asks the agreement the question of a scenario and compares the answer as text. */
export function runScenario(
  scenario: Scenario,
  agreement: Agreement,
  decisions: readonly Decision[],
): Outcome {
  const answer = ask(scenario, agreement, decisions);
  const frame = { scenario, variant: agreement.ref.variant, expected: expectation(scenario) };
  if (!answer.ok) {
    const passed = answer.problems.some(
      ({ id, clause }) => id === scenario.problem && sameClause(scenario.clause, clause),
    );
    const got = answer.problems.map(({ id, sentence }) => `problem ${id}: ${sentence}`).join(' ');
    return { ...frame, passed, got };
  }
  const { value, clause } = answer.value;
  return {
    ...frame,
    passed:
      scenario.value !== undefined &&
      String(value) === String(scenario.value) &&
      sameClause(scenario.clause, clause),
    got: `${value} (${baseCitation(clause)})`,
    receipt: answer.value,
  };
}

/** The receipt of a question: a decision by its name, or a clock as `due/<clock>`. */
export function ask(
  question: Pick<Scenario, 'ask' | 'facts' | 'asOf' | 'asKnown'>,
  agreement: Agreement,
  decisions: readonly Decision[],
): Result<Receipt> {
  const { asOf, asKnown } = question;
  const known = asKnown === undefined ? {} : { asKnown };
  if (question.ask.startsWith('due/')) {
    const { at, performer, notice, ...facts } = question.facts;
    const answer = due(agreement, question.ask.slice('due/'.length), {
      at: String(at),
      facts,
      ...(notice === undefined ? {} : { notice }),
      ...(performer === undefined ? {} : { performer: String(performer) }),
      ...(asOf === undefined ? {} : { asOf }),
      ...known,
    });
    return answer.ok ? ok(answer.value.receipt) : answer;
  }
  const decision = decisions.find(({ name }) => name === question.ask);
  if (!decision) {
    return fail({
      id: 'scenario/unknown-question',
      field: 'ask',
      sentence: `There is no decision "${question.ask}".`,
      cure: `Ask one of: ${decisions.map(({ name }) => name).join(', ')}, or due/<clock>.`,
    });
  }
  return runDecision(decision, agreement, question.facts, { asOf: asOf ?? OPEN_END, ...known });
}

const sameClause = (expected: string | undefined, got: string | undefined): boolean =>
  expected === undefined || (got !== undefined && baseCitation(expected) === baseCitation(got));

function expectation({ value, problem, clause }: Scenario): string {
  const words = problem === undefined ? String(value) : `problem ${problem}`;
  return clause === undefined ? words : `${words} (${baseCitation(clause)})`;
}
