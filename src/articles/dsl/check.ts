import { findRate } from '../../accounts/rates.ts';
import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, AgreementView, Term } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { parseQuantity } from '../../base/quantity.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import { kinds } from './kinds.ts';
import { readRules } from './qualification/read-rules.ts';
import { technologiesTable } from './qualification/terms.ts';
import { lineSharingTerm } from './sharing/terms.ts';
import { spectrumClassesTable } from './spectrum/terms.ts';
import { cooperativeTestTerm, testLimitsTable } from './testing/terms.ts';
import { stationTransferTerm } from './transfer/terms.ts';

/** What the terms and tables of loops for data say beyond their shape, where an agreement has them. */
export function checkDsl(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const known = new Set(view.members(clockTerm));
  const rules = readRules(view);
  return [
    ...kinds
      .filter((kind) => kind.clocks.some((clock) => clock.clocks.some((name) => known.has(name))))
      .flatMap((kind) => checkClocks(agreement, kind)),
    ...(rules.ok ? [] : rules.problems),
    ...classProblems(view),
    ...limitProblems(view),
    ...rateProblems(view),
    ...transferProblems(view),
    ...testTimes(view),
    ...stepProblems(view),
  ];
}

const problem = (term: Term<unknown>, field: string, sentence: string, cure: string): Problem => ({
  id: 'dsl/terms',
  file: term.file,
  line: term.line,
  field: `${term.key}.${field}`,
  sentence,
  cure,
  clause: term.citation,
});

/** Technologies are of classes that there are. */
function classProblems(view: AgreementView): Problem[] {
  const classes = view.rows(spectrumClassesTable).map(({ value }) => value.class);
  return view
    .rows(technologiesTable)
    .filter(({ value }) => value.spectrum_class !== undefined && !classes.includes(value.spectrum_class))
    .map((row) =>
      problem(
        row,
        'spectrum_class',
        `There is no spectrum class "${row.value.spectrum_class}".`,
        `Classes are: ${classes.join(', ')}.`,
      ),
    );
}

/** A limit without a bound passes everything. */
const limitProblems = (view: AgreementView): Problem[] =>
  view
    .rows(testLimitsTable)
    .filter(({ value }) => value.least === undefined && value.most === undefined)
    .map((row) =>
      problem(row, 'most', `The test ${row.value.test} has no limit.`, 'Write least, most, or both.'),
    );

/** Every element that a term names has a price. */
function rateProblems(view: AgreementView): Problem[] {
  const named: [Term<unknown>, string, string | undefined][] = [];
  const test = view.optional(cooperativeTestTerm);
  if (test) named.push([test, 'element', test.value.element]);
  const transfer = view.optional(stationTransferTerm);
  if (transfer)
    named.push([transfer, 'element', transfer.value.element], [transfer, 'visit', transfer.value.visit]);
  const visit = transfer?.value.otherFault === 'transfer-and-visit' && transfer.value.visit === undefined;
  return [
    ...named.flatMap(([term, field, element]): Problem[] => {
      if (element === undefined) return [];
      const rate = findRate(view, { element, direction: 'ilec-to-clec' });
      if (rate.ok) return [];
      const { file, line, citation: clause } = term;
      return rate.problems.map((one) => ({ ...one, file, line, field: `${term.key}.${field}`, clause }));
    }),
    ...(visit && transfer
      ? [
          problem(
            transfer,
            'visit',
            'A visit is billed, and no element says at which price.',
            'Name the element.',
          ),
        ]
      : []),
  ];
}

/** Where tap lets pairs be swapped, it is said how much. */
function transferProblems(view: AgreementView): Problem[] {
  const term = view.optional(stationTransferTerm);
  if (!term || term.value.tapAboveFeet !== undefined || !term.value.onTroubleBy.includes('bridged-tap'))
    return [];
  return [
    problem(term, 'tapAboveFeet', 'Nobody knows how much tap lets pairs be swapped.', 'Write the feet.'),
  ];
}

/** Times of a test are minutes, and its parts are longer than none. */
function testTimes(view: AgreementView): Problem[] {
  const term = view.optional(cooperativeTestTerm);
  if (!term) return [];
  return (['free', 'increment'] as const).flatMap((field) => {
    const quantity = parseQuantity(term.value[field]);
    const least = field === 'increment' ? 1n : 0n;
    if (quantity?.unit === 'minute' && quantity.value.den === 1n && quantity.value.num >= least) return [];
    return [problem(term, field, `${term.value[field]} are no whole minutes.`, 'Write it as 15 minutes.')];
  });
}

/** Steps of the end of line sharing begin where grandfathering ends, follow each other and lie before its end. */
function stepProblems(view: AgreementView): Problem[] {
  const term = view.optional(lineSharingTerm);
  if (!term) return [];
  const { steps, ends, grandfatheredBefore } = term.value;
  const days = [grandfatheredBefore, ...steps.map(({ from }) => from), ends];
  const inOrder = days.every((day, index) => index < 2 || day > (days[index - 1] ?? ''));
  if (inOrder && steps[0]?.from === grandfatheredBefore) return [];
  return [
    problem(
      term,
      'steps',
      'The steps do not follow each other from the day of the first to the end.',
      'Write the days in order.',
    ),
  ];
}
