import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { toText } from '../../../base/rational.ts';
import { factorsTerm } from '../compensation/terms.ts';
import { FACTOR_KINDS, factorOn, makeFactor } from './factors.ts';

/** Which factor of usage holds on a day: late ones are for the months after, and without any the agreement's default holds. */
export const usageFactor = defineDecision({
  name: 'usage-factor',
  doc: 'Percent local, interstate or Internet-voice usage of a party in force on a day, from the factors that were exchanged.',
  facts: Type.Object(
    {
      factor: Code(FACTOR_KINDS, 'plu: local; piu: interstate; pvu: Internet voice'),
      party: Type.String({ description: 'Party, or its role, whose calls it is of' }),
      lata: Type.Optional(Type.String({ description: 'LATA of the calls' })),
      on: IsoDate('Day of the calls'),
      exchanged: Type.Array(
        Type.Object(
          {
            lata: Type.Optional(Type.String()),
            percent: DecimalText('0 to 100'),
            effectiveFrom: IsoDate('First day of the months that it is for'),
            exchangedOn: IsoDate('Day on which the other party got it'),
          },
          { additionalProperties: false },
        ),
        { description: 'Factors of this kind that the party gave' },
      ),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ factor, party: name, lata, on, exchanged }, view, trace) => {
    const { agreement } = view;
    const party = agreement.party(name);
    if (party === undefined)
      return fail({
        id: 'interconnection/unknown-party',
        field: 'party',
        sentence: `"${name}" is no party of ${agreement.id}.`,
        cure: `Name ilec, clec, ${agreement.parties.ilec} or ${agreement.parties.clec}.`,
      });
    const term = view.term(factorsTerm);
    if (!term.ok) return term;
    const made = exchanged.map((given) =>
      makeFactor(agreement, { ...given, factor, party, source: 'given' }),
    );
    const wrong = made.flatMap((one, index) =>
      one.ok ? [] : one.problems.map((problem) => ({ ...problem, field: `exchanged.${index}.percent` })),
    );
    if (wrong.length > 0) return fail(...wrong);
    const factors = made.flatMap((one) => (one.ok ? [one.value] : []));
    for (const { step } of factors) trace.add(step);
    const wanted = { factor, party, on, ...(lata === undefined ? {} : { lata }) };
    const found = factorOn(agreement, factors, wanted);
    if (!found.ok) return found;
    const value = toText(found.value.percent);
    trace.add({ ...found.value.step, id: 'in-force', out: value });
    return ok({ value, clause: term.value.citation });
  },
});
