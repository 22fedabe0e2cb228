import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { changeOfLawTerm } from './terms.ts';

/** `old-terms`, or `new-terms` from the day from which the amendment holds; `details.from` is that day. */
export const changeOfLawEffect = defineDecision({
  name: 'change-of-law-effect',
  doc: 'Whether the terms of the agreement or those of changed law apply on a day: old-terms or new-terms.',
  facts: Type.Object(
    {
      lawEffectiveOn: IsoDate('Day from which the law is changed'),
      on: IsoDate('Day asked about'),
      amendedOn: Type.Optional(IsoDate('Day on which the amendment takes effect; none: no amendment')),
      retroactiveTo: Type.Optional(IsoDate('Day to which the amendment says that it reaches back')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ lawEffectiveOn, on, amendedOn, retroactiveTo }, view, trace) => {
    const term = view.term(changeOfLawTerm);
    if (!term.ok) return term;
    const { effect, retroactive } = term.value.value;
    const source = cited(term.value);
    const clause = term.value.citation;
    if (retroactiveTo !== undefined && (amendedOn === undefined || retroactiveTo > amendedOn))
      return fail(badReach(retroactiveTo, clause));
    const reachesBack = retroactiveTo !== undefined && retroactive === 'where-amendment-says';
    const from = effect === 'self-executing' ? lawEffectiveOn : reachesBack ? retroactiveTo : amendedOn;
    const sentence =
      effect === 'self-executing'
        ? `The law applies by itself from ${lawEffectiveOn}`
        : from === undefined
          ? `The law changed on ${lawEffectiveOn}; the agreement does not amend itself, and it is not amended`
          : reachesBack
            ? `The amendment says that it reaches back to ${from}`
            : `The agreement changes with its amendment, on ${from}`;
    const value = from !== undefined && on >= from ? 'new-terms' : 'old-terms';
    trace.add({ id: 'effect', sentence: `${sentence} → ${value} on ${on}`, out: value, ...source });
    return ok({ value, clause, details: { from: from ?? null } });
  },
});

const badReach = (day: string, clause: string): Problem => ({
  id: 'change-of-law/retroactive',
  field: 'retroactiveTo',
  sentence: `Nothing reaches back to ${day}: there is no amendment from that day or later.`,
  cure: 'Give the day of the amendment, or leave the day to which it reaches back out.',
  clause,
});
