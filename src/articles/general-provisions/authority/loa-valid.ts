import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate, isDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { CONDITIONS, Letter } from './letter.ts';
import { lettersTerm } from './terms.ts';

const Facts = Type.Object(
  {
    ...Letter.properties,
    submittedOn: Type.Optional(IsoDate('Day of the order made on it; default: not submitted yet')),
  },
  { additionalProperties: false },
);

/** A letter that fails any condition is invalid as a whole; `details.reasons` has every one that it fails. */
export const loaValid = defineDecision({
  name: 'loa-valid',
  doc: 'Whether a letter of agency authorizes a change of carrier: valid or invalid, with every reason.',
  facts: Facts,
  value: 'code',
  asOf: ({ submittedOn, signedOn }) => submittedOn ?? (isDate(signedOn) ? signedOn : undefined),
  decide: (facts, view, trace) => {
    const term = view.term(lettersTerm);
    if (!term.ok) return term;
    const clause = term.value.citation;
    const { requires, mayStandOn } = term.value.value;
    const reasons = requires.flatMap((name): Problem[] => {
      const { id, field, holds, sentence, cure } = CONDITIONS[name];
      return holds(facts, mayStandOn) ? [] : [{ id, field, sentence, cure, clause }];
    });
    const old = tooOld(facts, view, trace);
    if (!old.ok) return old;
    reasons.push(...old.value);
    const step = { clause, term: cited(term.value).term };
    for (const { id, sentence } of reasons) trace.add({ id, sentence, ...step });
    const value = reasons.length === 0 ? 'valid' : 'invalid';
    trace.add({
      id: 'conditions',
      sentence: `${requires.length} conditions, ${reasons.length} reasons against it → ${value}`,
      out: value,
      ...step,
    });
    return ok({ value, clause, details: { reasons } });
  },
});

/** Reason against a letter on which the order came too late; nothing where there is no such clock or no order yet. */
function tooOld(facts: Static<typeof Facts>, view: AgreementView, trace: Trace): Result<Problem[]> {
  const { signedOn, submittedOn } = facts;
  if (submittedOn === undefined || !isDate(signedOn)) return ok([]);
  const latest = due(view.agreement, 'authority-submission', {
    at: signedOn,
    ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
  });
  if (!latest.ok) return latest;
  if (!('dueAt' in latest.value)) return ok([]);
  const { dueAt, clause, receipt } = latest.value;
  trace.add({
    id: 'age',
    sentence: `Signed ${signedOn}, good for an order until ${dueAt}; submitted ${submittedOn}`,
    out: dueAt,
    clause,
    steps: receipt.steps,
  });
  if (submittedOn >= signedOn && submittedOn <= dueAt) return ok([]);
  const early = submittedOn < signedOn;
  return ok([
    {
      id: early ? 'LOA-0016' : 'LOA-0015',
      field: 'submittedOn',
      sentence: early ? 'The order came before the signature.' : `The order came after ${dueAt}.`,
      cure: 'Have the subscriber sign anew.',
      clause,
    },
  ]);
}
