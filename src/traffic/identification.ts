import type { OriginatorSource, TerminatorSource } from './terms.ts';

type Source = OriginatorSource | TerminatorSource;

/**
 * For each source: when it says something, the OCN that it says (NULL when it names a carrier that is not known), and the word
 * for it. A number is its block holder's; without a holder it is the code holder's. Aliases are those of the plan.
 */
const SOURCES: Readonly<Record<Source, readonly { when: string; ocn: string; basis: string }[]>> = {
  record: [{ when: 't.originating_ocn IS NOT NULL', ocn: 't.originating_ocn', basis: 'record' }],
  'trunk-group': [{ when: 't.one_way_ocn IS NOT NULL', ocn: 't.one_way_ocn', basis: 'trunk-group' }],
  'calling-number': [
    { when: 'ob.block IS NOT NULL', ocn: 'ob.ocn', basis: 'block' },
    { when: 't.from_number IS NOT NULL', ocn: 'oe.code_holder', basis: 'code' },
  ],
  'routing-number': [{ when: 't.lrn IS NOT NULL', ocn: 'r.ocn', basis: 'routing-number' }],
  'called-number': [
    { when: 'tb.block IS NOT NULL', ocn: 'tb.ocn', basis: 'block' },
    { when: 't.to_number IS NOT NULL', ocn: 'te.code_holder', basis: 'code' },
  ],
};

const cases = (sources: readonly Source[], column: 'ocn' | 'basis'): string => {
  const branches = sources.flatMap((source) => SOURCES[source]);
  const value = (branch: { ocn: string; basis: string }): string =>
    column === 'ocn' ? branch.ocn : `'${branch.basis}'`;
  return `CASE ${branches.map((branch) => `WHEN ${branch.when} THEN ${value(branch)}`).join(' ')} END`;
};

/** The OCN by the first source that says something. */
export const ocnSql = (sources: readonly Source[]): string => cases(sources, 'ocn');

/** Which source that was; NULL when none says anything. */
export const basisSql = (sources: readonly Source[]): string => cases(sources, 'basis');
