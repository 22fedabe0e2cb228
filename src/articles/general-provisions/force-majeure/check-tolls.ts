import { OPEN_END } from '../../../agreement/agreement.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { forceMajeureTerm } from './terms.ts';

export const FORCE_MAJEURE = 'force-majeure';
/** What ends a clock of payment. */
const PAID = /\.(paid|payment-received)$/;

/** Force majeure pauses no clock of payment, and the clocks that the agreement says run on exist. */
export function checkTolls(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const rule = view.optional(forceMajeureTerm);
  if (!rule) return [];
  const clocks = view.members(clockTerm);
  const unknown = rule.value.never
    .filter((name) => !clocks.includes(name))
    .map((name): Problem => ({
      id: 'general-provisions/unknown-clock',
      file: rule.file,
      line: rule.line,
      field: `${rule.key}.never`,
      sentence: `Force majeure is said never to pause "${name}", and there is no such clock.`,
      cure: 'Name a clock of the agreement.',
      clause: rule.citation,
    }));
  const tolled = clocks.flatMap((name): Problem[] => {
    const clock = view.optional(clockTerm, name);
    if (clock?.value.tolledBy?.includes(FORCE_MAJEURE) !== true) return [];
    const pays = clock.value.stops?.some((event) => PAID.test(event)) === true;
    if (!pays && !rule.value.never.includes(name)) return [];
    return [
      {
        id: 'general-provisions/payment-tolled',
        file: clock.file,
        line: clock.line,
        also: { file: rule.file, line: rule.line },
        field: `${clock.key}.tolledBy`,
        sentence: `"${clock.key}" is a clock of payment and is tolled by force majeure.`,
        cure: 'Take force-majeure out of tolledBy.',
        clause: rule.citation,
      },
    ];
  });
  return [...unknown, ...tolled];
}
