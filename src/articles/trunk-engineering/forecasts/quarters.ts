import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import type { ForecastLine } from './trunk-forecast-case.ts';
import { trunkForecastsTerm } from './terms.ts';

/** Quarters since the year 0, so that the next one is one more. */
const countOf = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(-1)) - 1;
const nameOf = (count: number): string => `${Math.floor(count / 4)}-Q${(count % 4) + 1}`;

/** What is wrong with the quarters of each line of a forecast that is made on `day`. */
export function coverageProblems(
  agreement: Agreement,
  day: string,
  lines: readonly ForecastLine[],
): Problem[] {
  const term = agreement.at(day).term(trunkForecastsTerm);
  if (!term.ok) return [...term.problems];
  const date = Temporal.PlainDate.from(day);
  const now = date.year * 4 + Math.floor((date.month - 1) / 3);
  return lines.flatMap(({ trunkGroup, quarters }) => {
    const counts = quarters.map(({ quarter }) => countOf(quarter));
    const first = counts[0] ?? now;
    const problem = (sentence: string, cure: string): Problem[] => [
      {
        id: 'trunks/forecast-quarters',
        field: trunkGroup,
        sentence: `The forecast of ${trunkGroup} ${sentence}`,
        cure,
        clause: term.value.citation,
      },
    ];
    if (first !== now && first !== now + 1)
      return problem(`begins with ${nameOf(first)}.`, `Begin with ${nameOf(now)} or ${nameOf(now + 1)}.`);
    if (counts.some((count, index) => count !== first + index))
      return problem('does not go on from quarter to quarter.', 'Name each quarter once, in its order.');
    const wanted = term.value.value.quarters;
    return counts.length >= wanted
      ? []
      : problem(`covers ${counts.length} quarters.`, `Cover ${wanted}, to ${nameOf(first + wanted - 1)}.`);
  });
}
