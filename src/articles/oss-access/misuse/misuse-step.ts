import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { HARMS, MISUSE_STEPS, misuseStepsTerm } from '../terms.ts';

/** A block without notice is there for harm that is named; every other step has the one before it, and its time. */
export const misuseStep = defineDecision({
  name: 'misuse-step',
  doc: 'Which step against misuse is allowed now: notice, suspend-user, suspend-carrier, commission, emergency-block, wait, or none when all were taken.',
  facts: Type.Object(
    {
      taken: Type.Array(
        Type.Object({ step: Code(MISUSE_STEPS), at: IsoInstant() }, { additionalProperties: false }),
        { description: 'Steps that were taken, in their order' },
      ),
      at: IsoInstant('Moment of the question'),
      harm: Type.Optional(Code(HARMS, 'What goes on meanwhile')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ at }, agreement) => readLocalDate(agreement, at),
  decide: ({ taken, at, harm }, view, trace) => {
    const rule = view.term(misuseStepsTerm);
    if (!rule.ok) return rule;
    const { steps, emergency } = rule.value.value;
    const clause = rule.value.citation;
    const stray = taken.findIndex(({ step }, index) => steps[index]?.step !== step);
    if (stray >= 0)
      return fail({
        id: 'oss-access/steps',
        field: 'taken',
        sentence: `${taken[stray]?.step} is not the step that comes ${stray === 0 ? 'first' : `after ${taken[stray - 1]?.step}`}.`,
        cure: `Steps are taken in this order: ${steps.map(({ step }) => step).join(', ')}.`,
        clause,
      });
    const next = steps[taken.length];
    const last = taken.at(-1);
    const cure = steps[taken.length - 1]?.cure;
    let over: string | undefined;
    let waits = false;
    if (next !== undefined && last !== undefined && cure !== undefined) {
      const time = due(view.agreement, cure, {
        at: last.at,
        asOf: view.asOf,
        ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
      });
      if (!time.ok) return time;
      if (!('dueAt' in time.value)) throw new Error(`The clock ${cure} has a length.`);
      over = time.value.dueAt;
      waits = Temporal.Instant.compare(at, time.value.until) <= 0;
      trace.add({
        id: 'cure',
        sentence: `After ${last.step} of ${last.at} the carrier has until ${over}`,
        out: over,
        clause: time.value.clause,
        steps: time.value.receipt.steps,
      });
    }
    if (harm !== undefined && emergency.some((one) => one === harm)) {
      trace.add({
        id: 'emergency',
        sentence: `${harm} allows a block without notice`,
        out: 'emergency-block',
        ...cited(rule.value),
      });
      return ok({ value: 'emergency-block', clause, details: { next: next?.step ?? null } });
    }
    const value = next === undefined ? 'none' : waits ? 'wait' : next.step;
    trace.add({
      id: 'next',
      sentence:
        next === undefined
          ? 'All steps were taken'
          : `Next is ${next.step}${waits ? ', not before that time is over' : ''}`,
      out: value,
      ...cited(rule.value),
    });
    return ok({
      value,
      clause,
      details: { next: next?.step ?? null, ...(over === undefined ? {} : { over }) },
    });
  },
});
