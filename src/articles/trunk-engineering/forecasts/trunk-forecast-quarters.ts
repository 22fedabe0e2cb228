import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { trunkForecastsTerm } from './terms.ts';

export const Quarter = Type.String({ pattern: '^\\d{4}-Q[1-4]$', description: 'e.g. 2027-Q1' });

/** Quarters since the year 0, so that the next one is one more. */
const countOf = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(-1)) - 1;
const nameOf = (count: number): string => `${Math.floor(count / 4)}-Q${(count % 4) + 1}`;

export const trunkForecastQuarters = defineDecision({
  name: 'trunk-forecast-quarters',
  doc: 'Whether a forecast of trunks covers the quarters that it must: complete, short, gap or wrong-start.',
  facts: Type.Object(
    {
      filedOn: IsoDate('Day on which the forecast was given'),
      quarters: Type.Array(Quarter, {
        minItems: 1,
        description: 'Quarters of which it speaks, in its order',
      }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ filedOn }) => filedOn,
  decide: ({ filedOn, quarters }, view, trace) => {
    const term = view.term(trunkForecastsTerm);
    if (!term.ok) return term;
    const wanted = term.value.value.quarters;
    const day = Temporal.PlainDate.from(filedOn);
    const now = day.year * 4 + Math.floor((day.month - 1) / 3);
    const counts = quarters.map(countOf);
    const first = counts[0] ?? now;
    const starts = first === now || first === now + 1;
    const [value, sentence] = !starts
      ? ['wrong-start', `It begins with ${nameOf(first)}, not with ${nameOf(now)} or ${nameOf(now + 1)}`]
      : counts.some((count, index) => count !== first + index)
        ? ['gap', 'It does not go on from quarter to quarter']
        : counts.length < wanted
          ? ['short', `It covers ${counts.length} quarters of ${wanted}, to ${nameOf(first + wanted - 1)}`]
          : ['complete', `It covers ${counts.length} quarters, ${wanted} are asked for`];
    trace.add({ id: 'quarters', sentence: `${sentence} → ${value}`, out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation, details: { sentence } });
  },
});
