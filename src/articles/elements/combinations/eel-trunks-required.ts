import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import { eelTerm } from './terms.ts';

type Eel = NonNullable<(typeof eelTerm)['type']>;

/** DS1 trunks that so many combinations need: a part of the number that a trunk serves needs a whole trunk. */
export function trunksFor(ds1Eels: number, ds3Eels: number, term: Term<Eel>, trace: Trace): number {
  const { ds1sPerTrunk, ds1sPerDs3 } = term.value;
  const ds1s = ds1Eels + ds3Eels * ds1sPerDs3;
  const trunks = Math.ceil(ds1s / ds1sPerTrunk);
  const counted = ds3Eels === 0 ? `${ds1s} DS1` : `${ds1Eels} DS1 and ${ds3Eels} DS3, ${ds1s} DS1`;
  trace.add({
    id: 'trunks',
    sentence: `${counted} ÷ ${ds1sPerTrunk} for each DS1 trunk, a part counting as one → ${trunks}`,
    out: trunks,
    ...cited(term),
  });
  return trunks;
}

export const eelTrunksRequired = defineDecision({
  name: 'eel-trunks-required',
  doc: 'DS1 interconnection trunks with calling numbers that so many combinations of loop and transport need.',
  facts: Type.Object(
    {
      ds1Eels: Type.Integer({ minimum: 0, description: 'DS1 combinations in service and ordered' }),
      ds3Eels: Type.Optional(Type.Integer({ minimum: 0, description: 'DS3 combinations; default none' })),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ ds1Eels, ds3Eels = 0 }, view, trace) => {
    const term = view.term(eelTerm);
    if (!term.ok) return term;
    return ok({ value: trunksFor(ds1Eels, ds3Eels, term.value, trace), clause: term.value.citation });
  },
});
