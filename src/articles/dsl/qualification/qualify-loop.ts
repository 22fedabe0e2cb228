import { onDay, termUse } from '../../../agreement/agreement.ts';
import type { AgreementView, TableRow } from '../../../agreement/agreement.ts';
import { evaluate } from '../../../base/expr/interpret.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { equivalentLength } from '../length/equivalent-length.ts';
import { spectrumClassesTable } from '../spectrum/terms.ts';
import { makeupProblems } from '../makeup/makeup-problems.ts';
import { loopRow } from './loop-row.ts';
import { readRules } from './read-rules.ts';
import { VERDICTS, technologiesTable } from './terms.ts';
import type { Remedy, TechnologyRow, Verdict } from './terms.ts';

/** One thing that stands against a technology on a loop. */
export interface Reason {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  /** What would take it away; absent: nothing. */
  readonly remedy?: Remedy;
  readonly clause: string;
}

/** What one technology may expect of a loop. */
export interface Qualification {
  readonly technology: string;
  readonly name: string;
  readonly verdict: Verdict;
  /** Empty where the loop carries it as it is. */
  readonly reasons: readonly Reason[];
  /** Equivalent working length, feet. */
  readonly equivalentFeet: number;
  /** Longest equivalent length that the technology bears, feet; absent: no limit. */
  readonly mostEquivalentFeet?: number;
  /** Feet of cable. */
  readonly routeFeet: number;
  readonly clause: string;
}

/**
 * What the loop is for the technology, or for each one of the agreement: by its equivalent length, never by the feet of its
 * route. Everything wrong with the make-up comes back at once.
 */
export function qualifyLoop(
  view: AgreementView,
  makeup: LoopMakeup,
  technology?: string,
  trace?: Trace,
): Result<Qualification[]> {
  const rules = readRules(view);
  const length = equivalentLength(view, makeup.segments, trace, 'makeup.segments');
  const rows = view.rows(technologiesTable);
  const wanted =
    technology === undefined ? rows : rows.filter(({ value }) => value.technology === technology);
  const problems = [
    ...(rules.ok ? [] : rules.problems),
    ...(length.ok ? [] : length.problems),
    ...(wanted.length > 0 ? [] : [unknownTechnology(technology, view)]),
    ...makeupProblems(makeup),
    ...classProblems(view, makeup),
  ];
  if (!rules.ok || !length.ok || problems.length > 0) return fail(...problems);
  const classes = view.rows(spectrumClassesTable).map(({ value }) => value);
  return ok(
    wanted.map((one) => {
      const facts = loopRow(makeup, length.value, one.value, classes);
      const reasons = rules.value
        .filter(({ row }) => [undefined, one.value.technology].includes(row.value.technology))
        .filter(({ when }) => evaluate(when, facts) === true)
        .map(({ row }): Reason => {
          const { verdict, reason, remedy } = row.value;
          trace?.add({
            id: row.id,
            sentence: reason,
            out: verdict,
            clause: row.citation,
            term: termUse({ ...row, value: row.value.when }),
          });
          const base = { rule: row.id, verdict, sentence: reason, clause: row.citation };
          return remedy === undefined ? base : { ...base, remedy };
        });
      const verdict = worst(reasons.map((reason) => reason.verdict));
      trace?.add({
        id: 'technology',
        sentence: `${one.value.name} bears ${borne(one.value)}`,
        out: verdict,
        ...rowUse(one),
      });
      const { most_equivalent_feet: most } = one.value;
      return {
        technology: one.value.technology,
        name: one.value.name,
        verdict,
        reasons,
        equivalentFeet: length.value.feet,
        ...(most === undefined ? {} : { mostEquivalentFeet: most }),
        routeFeet: length.value.routeFeet,
        clause: one.citation,
      };
    }),
  );
}

/** The worst of what was found; green where nothing was. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'green';

const rowUse = (row: TableRow<TechnologyRow>) => ({ clause: row.citation, term: termUse(row) });

function borne(row: TechnologyRow): string {
  const parts = [
    row.most_equivalent_feet === undefined ? 'any length' : `${row.most_equivalent_feet} equivalent feet`,
    ...(row.most_total_tap_feet === undefined ? [] : [`${row.most_total_tap_feet} feet of tap`]),
    ...(row.most_load_coils === 0 ? ['no load coil'] : []),
    ...(row.most_repeaters === 0 ? ['no repeater'] : []),
  ];
  return parts.join(', ');
}

function unknownTechnology(technology: string | undefined, view: AgreementView): Problem {
  const codes = view.rows(technologiesTable).map(({ value }) => value.technology);
  return {
    id: 'dsl/unknown-technology',
    field: 'technology',
    sentence: `Agreement ${view.agreement.id} ${technology === undefined ? 'names no technology' : `has no technology "${technology}"`}${onDay(view.asOf)}.`,
    cure:
      codes.length === 0
        ? 'Add rows to technologies.csv with the section that sets them.'
        : `Technologies are: ${codes.join(', ')}. None is barred: for another one state its spectrum class.`,
  };
}

/** Classes of disturbers that the agreement does not know: nobody could say which of them is known to disturb. */
function classProblems(view: AgreementView, makeup: LoopMakeup): Problem[] {
  const classes = view.rows(spectrumClassesTable).map(({ value }) => value.class);
  return (makeup.disturbers ?? []).flatMap(({ spectrumClass }, index): Problem[] =>
    classes.includes(spectrumClass)
      ? []
      : [
          {
            id: 'dsl/unknown-class',
            field: `makeup.disturbers.${index}.spectrumClass`,
            sentence: `There is no spectrum class "${spectrumClass}".`,
            cure: `Classes are: ${classes.join(', ')}.`,
          },
        ],
  );
}
