import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { assignmentTerm } from './terms.ts';

const Facts = Type.Object(
  {
    affiliate: Type.Boolean({ description: 'Whether the assignee is an affiliate of the assignor' }),
    noticedOn: IsoDate('Day on which the notice counts as received'),
    effectiveOn: IsoDate('Day on which the assignment is to take effect'),
    answer: Code(['none', 'consented', 'refused'], 'What the other party says'),
    ground: Type.Optional(Type.String({ description: 'Why it refuses' })),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/**
 * `allowed`; `notice-too-short` for an affiliate; `consent-needed` while the other party is silent; `refused`, or
 * `refused-without-ground` when it names none that the agreement accepts.
 */
export const assignmentEffect = defineDecision({
  name: 'assignment-effect',
  doc: 'Whether an assignment of the agreement takes effect.',
  facts: Facts,
  value: 'code',
  asOf: ({ noticedOn }) => noticedOn,
  decide: (facts, view, trace) => {
    const term = view.term(assignmentTerm);
    if (!term.ok) return term;
    if (facts.affiliate && term.value.value.affiliate === 'notice') return byNotice(facts, view, trace);
    return byConsent(facts, term.value, trace);
  },
});

function byNotice({ noticedOn, effectiveOn }: Facts, view: AgreementView, trace: Trace): Result<Answer> {
  const latest = due(view.agreement, 'assignment-to-affiliate', {
    at: noticedOn,
    facts: { dueOn: effectiveOn },
    asOf: view.asOf,
    ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
  });
  if (!latest.ok) return latest;
  if (!('dueAt' in latest.value)) throw new Error('A clock to a named date is not negotiated.');
  const { dueAt, clause, receipt } = latest.value;
  const value = noticedOn <= dueAt ? 'allowed' : 'notice-too-short';
  trace.add({
    id: 'notice',
    sentence: `To an affiliate by notice until ${dueAt}; it came on ${noticedOn} → ${value}`,
    out: value,
    clause,
    steps: receipt.steps,
  });
  return ok({ value, clause, details: { latest: dueAt } });
}

function byConsent(
  { answer, ground }: Facts,
  term: Term<NonNullable<(typeof assignmentTerm)['type']>>,
  trace: Trace,
): Result<Answer> {
  const { refusal } = term.value;
  const accepted = (refusal as readonly string[]).includes(ground ?? '');
  const value =
    answer === 'consented'
      ? 'allowed'
      : answer === 'none'
        ? 'consent-needed'
        : accepted
          ? 'refused'
          : 'refused-without-ground';
  trace.add({
    id: 'consent',
    sentence:
      answer === 'refused'
        ? `Consent is withheld as ${refusal.join(', ')} only; the refusal says "${ground ?? ''}" → ${value}`
        : `Consent: ${answer} → ${value}`,
    out: value,
    ...cited(term),
  });
  return ok({ value, clause: term.citation });
}
