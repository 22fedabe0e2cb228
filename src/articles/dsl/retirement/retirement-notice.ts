import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { RETIREMENT_CONTENTS, RETIREMENT_RECEIVERS, copperRetirementTerm } from './terms.ts';

/** A notice as it was sent. */
export const RetirementNotice = Type.Object(
  {
    overbuild: Type.Boolean({ description: 'Fiber was built beside the copper, which goes' }),
    contents: Type.Array(Code(RETIREMENT_CONTENTS), { uniqueItems: true, description: 'What it says' }),
    sentTo: Type.Array(Code(RETIREMENT_RECEIVERS), { uniqueItems: true, description: 'Who has it' }),
  },
  { additionalProperties: false },
);
export type RetirementNotice = Static<typeof RetirementNotice>;

/** Everything that the notice lacks; empty where it is whole, or where none is needed. */
export function noticeDefects(view: AgreementView, notice: RetirementNotice): Result<Problem[]> {
  const term = view.term(copperRetirementTerm);
  if (!term.ok) return term;
  const { contents, sentTo, overbuild } = term.value.value;
  if (notice.overbuild && overbuild === 'free') return ok([]);
  const lacks = (field: string, one: string, sentence: string): Problem => ({
    id: 'dsl/retirement-notice',
    field,
    sentence: `${sentence} ${one.replaceAll('-', ' ')}.`,
    cure: 'Send the notice again with it: the time begins with a notice that is whole.',
    clause: term.value.citation,
  });
  return ok([
    ...contents
      .filter((one) => !notice.contents.includes(one))
      .map((one) => lacks('contents', one, 'The notice does not say:')),
    ...sentTo
      .filter((one) => !notice.sentTo.includes(one))
      .map((one) => lacks('sentTo', one, 'The notice was not sent to:')),
  ]);
}

/** Whether a notice of the end of copper is whole: a defective one starts no time. */
export const copperRetirementNotice = defineDecision({
  name: 'copper-retirement-notice',
  doc: 'Whether a notice that copper is taken away is complete or defective; details tell what it lacks.',
  facts: RetirementNotice,
  value: 'code',
  decide: (notice, view, trace) => {
    const term = view.term(copperRetirementTerm);
    const found = noticeDefects(view, notice);
    if (!term.ok) return term;
    if (!found.ok) return found;
    const lacks = found.value.map(({ sentence }) => sentence);
    trace.add({
      id: 'notice',
      sentence: `It says ${notice.contents.length} of ${term.value.value.contents.length} things and went to ${notice.sentTo.length} of ${term.value.value.sentTo.length} receivers`,
      out: lacks.length === 0 ? 'complete' : 'defective',
      ...cited(term.value),
    });
    return ok({
      value: lacks.length === 0 ? 'complete' : 'defective',
      clause: term.value.citation,
      details: { lacks },
    });
  },
});
