import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { loopLimitsTerm } from './terms.ts';

const Facts = Type.Object(
  {
    businessLines: Type.Integer({ minimum: 0, description: 'Business lines of the wire center' }),
    fiberBasedCollocators: Type.Integer({
      minimum: 0,
      description: 'Fiber-based collocators of the wire center',
    }),
    endedBefore: Type.Optional(
      Type.Boolean({ description: 'Whether its counts were once above both limits; default no' }),
    ),
  },
  { additionalProperties: false },
);

interface Counts {
  readonly businessLines: number;
  readonly fiberBasedCollocators: number;
  readonly endedBefore?: boolean;
}

/** Whether a loop of high capacity must be unbundled at a wire center: it ends only where both counts reach their limits. */
export function loopAvailable(
  level: 'ds1' | 'ds3',
  { businessLines, fiberBasedCollocators, endedBefore = false }: Counts,
  view: AgreementView,
  trace: Trace,
): Result<Answer> {
  const term = view.term(loopLimitsTerm);
  if (!term.ok) return term;
  const { lines, collocators } = term.value.value[level];
  const step = (id: string, sentence: string, out: boolean): boolean => {
    trace.add({ id, sentence, out, ...cited(term.value) });
    return out;
  };
  const [enoughLines, enoughCollocators] = [
    step('lines', `${businessLines} business lines reach ${lines}`, businessLines >= lines),
    step(
      'collocators',
      `${fiberBasedCollocators} fiber-based collocators reach ${collocators}`,
      fiberBasedCollocators >= collocators,
    ),
  ];
  const ended =
    step('both', 'Both reach their limits', enoughLines && enoughCollocators) ||
    (endedBefore && step('before', 'They once did, and loops do not come back', !term.value.value.reopened));
  return ok({ value: !ended, clause: term.value.citation });
}

export const ds1LoopAvailable = defineDecision({
  name: 'ds1-loop-available',
  doc: 'Whether DS1 loops must be unbundled at a wire center, by its business lines and fiber-based collocators.',
  facts: Facts,
  value: 'boolean',
  decide: (facts, view, trace) => loopAvailable('ds1', facts, view, trace),
});

export const ds3LoopAvailable = defineDecision({
  name: 'ds3-loop-available',
  doc: 'Whether DS3 loops must be unbundled at a wire center, by its business lines and fiber-based collocators.',
  facts: Facts,
  value: 'boolean',
  decide: (facts, view, trace) => loopAvailable('ds3', facts, view, trace),
});
