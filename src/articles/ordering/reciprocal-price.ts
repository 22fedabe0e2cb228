import Type from 'typebox';
import { ratesTable } from '../../accounts/rates.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate } from '../../agreement/schema.ts';
import { reciprocity } from '../../agreement/scope.ts';
import { fail, ok } from '../../base/result.ts';

/**
 * What the CLEC may charge for an element that the ILEC prices: `own` where a row is of its direction, `mutual` where a row is of either,
 * `to-negotiate` or `none` where only the ILEC's stands, and `reciprocal` where the agreement itself turns it round.
 */
export const reciprocalPrice = defineDecision({
  name: 'reciprocal-price',
  doc: 'Whether the CLEC has a price for an element: own, mutual, reciprocal, to-negotiate or none.',
  facts: Type.Object(
    {
      element: Type.String({ description: 'Rate element' }),
      on: Type.Optional(IsoDate('Day of the service')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ element }, view, trace) => {
    const rows = view.rows(ratesTable).filter(({ value }) => value.element === element);
    const [first] = rows;
    if (!first) {
      return fail({
        id: 'accounts/missing-rate',
        field: 'element',
        sentence: `Agreement ${view.agreement.id} has no rate for ${element} in force on ${view.asOf}, of either party.`,
        cure: 'Name an element of rates.csv.',
      });
    }
    const own = rows.find(({ value }) => value.direction === 'clec-to-ilec');
    const mutual = rows.find(({ value }) => value.direction === undefined);
    const row = own ?? mutual ?? first;
    const { direction } = row.value;
    trace.add({
      id: 'direction',
      sentence: `Row ${row.id} is of ${direction ?? 'either direction'}`,
      out: direction ?? 'mutual',
      ...cited(row),
    });
    if (own) return ok({ value: 'own', clause: own.citation });
    if (mutual) return ok({ value: 'mutual', clause: mutual.citation });
    const duty = view.term(reciprocity);
    if (!duty.ok) return duty;
    const value = VALUES[duty.value.value.duty];
    trace.add({ id: 'reciprocity', sentence: SENTENCES[value], out: value, ...cited(duty.value) });
    return ok({ value, clause: duty.value.citation });
  },
});

const VALUES = { negotiate: 'to-negotiate', reciprocal: 'reciprocal', none: 'none' } as const;
const SENTENCES = {
  'to-negotiate': 'Reciprocal terms are negotiated: the price of one party is none of the other',
  reciprocal: 'The agreement makes the price of one party that of the other',
  none: 'The agreement knows no reciprocal terms',
} as const;
