import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import {
  add,
  decimal,
  divide,
  isNegative,
  isZero,
  parseDecimal,
  toFixed,
  toText,
} from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { negative } from './problems.ts';
import { factorsTerm } from './terms.ts';

/** The share of local use in what one party sends: local and ISP-bound minutes of these and intraLATA toll. */
export const plu = defineDecision({
  name: 'plu',
  doc: 'Percent local usage as a part of one: (local + ISP) ÷ (local + ISP + intraLATA toll), of the originating minutes of a quarter.',
  facts: Type.Object(
    {
      local: DecimalText('Local minutes that a party originated, extended area included'),
      isp: DecimalText('ISP-bound minutes that it originated'),
      toll: DecimalText('IntraLATA toll minutes that it originated'),
      on: Type.Optional(IsoDate('Last day of the months measured')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const term = view.term(factorsTerm);
    const [local, isp, toll] = [decimal(facts.local), decimal(facts.isp), decimal(facts.toll)];
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...Object.entries({ local, isp, toll }).flatMap(([name, minutes]) =>
        isNegative(minutes) ? [negative(name)] : [],
      ),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const used = add(local, isp);
    const all = add(used, toll);
    if (isZero(all))
      return fail({
        id: 'interconnection/no-usage',
        field: 'local',
        sentence: 'Nothing was originated, so nothing is the local part of it.',
        cure: 'Keep the factor of the months before.',
        clause: term.value.citation,
      });
    const exact = divide(used, all);
    trace.add({
      id: 'ratio',
      sentence: `(${facts.local} + ${facts.isp}) ÷ (${facts.local} + ${facts.isp} + ${facts.toll})`,
      out: toText(exact),
      ...cited(term.value),
    });
    const { places, mode } = term.value.value;
    const value = toText(parseDecimal(toFixed(exact, places, mode)) ?? exact);
    trace.add({
      id: 'round',
      sentence: `Rounded once, ${mode}, to ${places} places`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
