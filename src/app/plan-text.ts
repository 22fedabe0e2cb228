import type { PlanMatch, UsagePlan } from '../traffic/plan/types.ts';
import { table } from './output.ts';

/** A rule of the jurisdiction table, as it is tried. */
export interface PlanRule {
  readonly id: string;
  readonly when: string;
  /** A bucket, or `held`. */
  readonly then: string;
  readonly reason: string;
  readonly clause: string;
  readonly provenance: string;
}

const [WHEN, WHY, WHAT] = [58, 40, 70];
const count = (value: number): string => value.toLocaleString('en-US');

/** A plan for reading: what is found out of a record, in which order, by which section. */
export function planText(title: string, plan: UsagePlan, rules: readonly PlanRule[]): string {
  const { stages, matches, tables } = plan;
  return [
    title,
    ...stages.map(({ doc, columns }, index) =>
      [
        '',
        `${index + 1}. ${doc}`,
        ...columns.flatMap(({ name, doc: what, clause, text }) => [
          `   ${name} (${what}${clause === undefined ? '' : `; ${clause}`})`,
          `      := ${short(text)}`,
        ]),
      ].join('\n'),
    ),
    '',
    'Records that repeat another',
    ...matches.map((match) => `   ${match.name}: ${matchText(match)} (${match.clause})`),
    '',
    'Rules of jurisdiction: the first that holds decides',
    table(
      ['rule', 'when', 'then', 'why', 'clause'],
      rules.map((rule) => [rule.id, rule.when, rule.then, rule.reason, rule.clause]),
      [],
      [null, WHEN, null, WHY, null],
    ),
    'Tables that the stages look up',
    table(
      ['table', 'rows', 'by', 'what'],
      tables.map(({ name, rows, keys, doc }) => [
        name,
        count(rows.length),
        Object.keys(keys).join(', '),
        doc,
      ]),
      [1],
      [null, null, null, WHAT],
    ),
  ].join('\n');
}

const matchText = (match: PlanMatch): string =>
  match.kind === 'key'
    ? `equal in ${match.keys.map(({ fields }) => fields.join(' + ')).join(', or in ')}`
    : `one call at several ${match.point}, equal in ${match.same.join(' + ')}, within ${match.withinMs} ms`;

/** A case of many branches is a table: the rules are listed below, and the SQL has all. */
const LONGEST = 600;
const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST
    ? line
    : `${line.slice(0, LONGEST)} … (${count(line.length)} characters; --json has all)`;
};
