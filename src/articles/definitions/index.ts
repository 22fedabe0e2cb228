import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { Problem } from '../../base/problem.ts';
import { businessLines } from './business-lines.ts';
import { definitionDecision } from './definition.ts';
import { readDefinitions } from './definition-rules.ts';
import { ds1Equivalents } from './ds1-equivalents.ts';
import { fiberBasedCollocators } from './fiber-based-collocators.ts';
import { meaning } from './meaning.ts';
import { definitionTerms, definitionsTable } from './terms.ts';
import { unidentifiedTraffic } from './unidentified-traffic.ts';
import { wireCenterTier } from './wire-center-tier.ts';

/** What the words of the agreement mean, as conditions that run. */
export const definitions: Vocabulary = {
  subject: 'definitions',
  terms: definitionTerms,
  tables: [definitionsTable],
  decisions: [
    definitionDecision,
    meaning,
    ds1Equivalents,
    businessLines,
    fiberBasedCollocators,
    wireCenterTier,
    unidentifiedTraffic,
  ],
  check: checkDefinitions,
};

/** Every definition can be read on each day on which a definition or a number that it names changes, and from then on. */
function checkDefinitions(agreement: Agreement): Problem[] {
  const days = agreement.timeline.changesBetween(
    '0001-01-01',
    OPEN_END,
    (key) => key.startsWith(`${definitionsTable.name}#`) || key.startsWith('definitions.'),
  );
  const found = [...days, OPEN_END].flatMap((day) => {
    const read = readDefinitions(agreement.at(day));
    return read.ok ? [] : read.problems;
  });
  return [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()];
}
