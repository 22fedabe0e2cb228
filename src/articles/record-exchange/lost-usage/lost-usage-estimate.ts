import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { rational, toText, toUnits } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { lostUsageTerm } from '../terms.ts';

const ROUNDING = { nearest: 'half-up', up: 'up', down: 'down' } as const;

/** Minutes of a month, or of some days of it, whose records are lost: the mean of the months before. */
export const lostUsageEstimate = defineDecision({
  name: 'lost-usage-estimate',
  doc: 'Minutes that stand for usage whose records are lost, from the months before.',
  facts: Type.Object(
    {
      months: Type.Array(Type.Integer({ minimum: 0 }), {
        description: 'Minutes of the months before the loss, the earliest first',
      }),
      lostDays: Type.Optional(
        Type.Integer({ minimum: 1, description: 'Days of the month that are lost; default all' }),
      ),
      monthDays: Type.Optional(Type.Integer({ minimum: 28, maximum: 31, description: 'Days of the month' })),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ months, lostDays, monthDays }, view, trace) => {
    const term = view.term(lostUsageTerm);
    if (!term.ok) return term;
    const { fromMonths, toMonths, minutes } = term.value.value;
    const [least, most] = [monthsOf(fromMonths), monthsOf(toMonths)];
    const clause = term.value.citation;
    if (months.length < least)
      return fail({
        id: 'record-exchange/too-few-months',
        field: 'months',
        sentence: `There are ${months.length} months before the loss, and an estimate takes ${fromMonths} or more.`,
        cure: 'Rebuild the records, or agree on the minutes.',
        clause,
      });
    if ((lostDays === undefined) !== (monthDays === undefined) || (lostDays ?? 0) > (monthDays ?? 0))
      return fail({
        id: 'record-exchange/lost-days',
        field: 'lostDays',
        sentence: `${lostDays ?? 'Some'} of ${monthDays ?? 'an unknown number of'} days are said to be lost.`,
        cure: 'Give both, and no more lost days than the month has; leave both out where the month is lost.',
        clause,
      });
    const counted = months.slice(-most);
    const total = counted.reduce((all, month) => all + BigInt(month), 0n);
    const [part, whole] = [lostDays ?? 1, monthDays ?? 1];
    const exact = rational(total * BigInt(part), BigInt(counted.length) * BigInt(whole));
    trace.add({
      id: 'mean',
      sentence: `${total} minutes in the last ${counted.length} of ${months.length} months (${fromMonths} to ${toMonths} count)${lostDays === undefined ? '' : `, ${lostDays} of ${monthDays} days`}`,
      out:
        toText(rational(exact.num / exact.den)) === toText(exact)
          ? toText(exact)
          : `${exact.num}/${exact.den}`,
      ...cited(term.value),
    });
    const value = Number(toUnits(exact, 0, ROUNDING[minutes]));
    trace.add({ id: 'whole', sentence: `Whole minutes, ${minutes}`, out: value, ...cited(term.value) });
    return ok({ value, clause, details: { months: counted.length } });
  },
});

const monthsOf = (text: string): number => parseDuration(text)?.count ?? 0;
