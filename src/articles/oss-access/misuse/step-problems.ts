import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import type { MisuseStep } from '../terms.ts';
import { misuseStep } from './misuse-step.ts';

/** What each step of the agreement is called as an event. */
const STEP_OF: Readonly<Record<string, MisuseStep>> = {
  noticed: 'notice',
  'user-suspended': 'suspend-user',
  'carrier-suspended': 'suspend-carrier',
  'taken-to-commission': 'commission',
};
/** Steps since what was suspended was last free. */
const takenSteps = (history: readonly CaseEvent[]): { step: MisuseStep; at: string }[] =>
  history
    .slice(history.findLastIndex(({ name }) => name === 'lifted') + 1)
    .flatMap(({ name, occurredAt }) => {
      const step = STEP_OF[name];
      return step === undefined ? [] : [{ step, at: occurredAt }];
    });

function stepFor(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent, harm?: unknown) {
  const facts = { taken: takenSteps(history), at: event.occurredAt, ...(harm === undefined ? {} : { harm }) };
  return runDecision(misuseStep, agreement, facts, { asOf: localDate(agreement, event.occurredAt) });
}

export function isNextStep(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const step = STEP_OF[event.name];
  const decided = stepFor(agreement, history, event);
  if (!decided.ok) return [...decided.problems];
  if (decided.value.value === step) return [];
  const { next, over } = decided.value.details as { next: string | null; over?: string };
  return [
    {
      id: 'oss-access/step',
      field: 'event',
      sentence:
        next === step && over !== undefined
          ? `The carrier has until ${over} before ${step}.`
          : `${step} is not the step that is next: ${next ?? 'none is left'}.`,
      cure: next === step ? 'Wait for the end of that time.' : 'Take the steps in their order.',
      clause: decided.value.clause,
    },
  ];
}

/** The carrier may ask the Commission whenever it does not agree; the incumbent when it is its next step. */
export function isNextStepOrChallenge(
  agreement: Agreement,
  history: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  return event.actor === history[0]?.actor ? isNextStep(agreement, history, event) : [];
}

export function isEmergency(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const decided = stepFor(agreement, history, event, event.body['harm']);
  if (!decided.ok) return [...decided.problems];
  if (decided.value.value === 'emergency-block') return [];
  return [
    {
      id: 'oss-access/no-emergency',
      field: 'harm',
      sentence: `${String(event.body['harm'])} does not allow a block without notice.`,
      cure: 'Give notice, and take the steps in their order.',
      clause: decided.value.clause,
    },
  ];
}
