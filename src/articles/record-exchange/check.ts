import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDuration } from '../../base/quantity.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import { jurisdictionTable } from '../../traffic/index.ts';
import { kinds } from './kinds.ts';
import { lostUsageTerm, violationsTerm } from './terms.ts';

/** What the terms of records say beyond their shape, where an agreement has them. */
export function checkRecordExchange(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const known = new Set(view.members(clockTerm));
  const clocks = kinds
    .filter((kind) => kind.clocks.some((clock) => clock.clocks.some((name) => known.has(name))))
    .flatMap((kind) => checkClocks(agreement, kind));
  const violations = unknownBuckets(agreement);
  const lost = view.optional(lostUsageTerm);
  if (!lost || monthsIn(lost.value.fromMonths) <= monthsIn(lost.value.toMonths))
    return [...clocks, ...violations];
  return [
    ...clocks,
    ...violations,
    {
      id: 'record-exchange/terms',
      file: lost.file,
      line: lost.line,
      field: `${lost.key}.toMonths`,
      sentence: `No estimate takes ${lost.value.fromMonths} or more and ${lost.value.toMonths} or fewer.`,
      cure: 'Write toMonths no shorter than fromMonths.',
      clause: lost.citation,
    },
  ];
}

/** Violations are looked for in buckets that some rule puts calls into. */
function unknownBuckets(agreement: Agreement): Problem[] {
  const term = agreement.at(OPEN_END).optional(violationsTerm);
  const rules = agreement.at(OPEN_END).rows(jurisdictionTable);
  if (!term || rules.length === 0) return [];
  return term.value.buckets
    .filter((bucket) => !rules.some(({ value }) => value.bucket === bucket))
    .map((bucket) => ({
      id: 'record-exchange/terms',
      file: term.file,
      line: term.line,
      field: `${term.key}.buckets`,
      sentence: `No rule puts a call into ${bucket}.`,
      cure: 'Name a bucket of jurisdiction.csv.',
      clause: term.citation,
    }));
}

const monthsIn = (text: string): number => parseDuration(text)?.count ?? 0;
