import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, AgreementView, TableRow } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import {
  HELD,
  RATES_TABLE,
  compensationTable,
  elementsOf,
  findCompensation,
  jurisdictionRules,
  jurisdictionTable,
  measurementTerm,
  sidesOf,
} from '../../traffic/index.ts';
import type { CompensationRow, Direction } from '../../traffic/index.ts';
import { usageRate } from './usage-rates.ts';

const DIRECTIONS: readonly Direction[] = ['ilec-to-clec', 'clec-to-ilec'];
const ORIGINATORS = ['party', 'third-party', 'unidentified'] as const;
/**
 * Across terms and tables: every rule can be read, every bucket has compensation in each direction, and every element of it a
 * rate, on each day on which something of this changes and from then on.
 */
export function checkInterconnection(agreement: Agreement): Problem[] {
  const problems = [
    ...checkRows(agreement),
    ...datesToCheck(agreement).flatMap((day) => checkOn(agreement.at(day))),
  ];
  return [
    ...new Map(problems.map((problem) => [JSON.stringify({ ...problem, sentence: '' }), problem])).values(),
  ];
}

/** What one compensation row says of itself. */
function checkRows(agreement: Agreement): Problem[] {
  const rows = datesToCheck(agreement).flatMap((day) => agreement.at(day).rows(compensationTable));
  return rows.flatMap((row) => {
    const money = row.value.regime !== 'not-between-parties';
    const problem = (field: string, sentence: string, cure: string): Problem[] => [
      { id: 'interconnection/compensation', ...place(row), field: `${row.id}.${field}`, sentence, cure },
    ];
    if (money !== (row.value.payer !== undefined))
      return problem(
        'payer',
        `Regime ${row.value.regime} has ${money ? 'no' : 'a'} payer.`,
        'Name who pays, or nobody where nothing is paid.',
      );
    if (row.value.regime === 'per-minute' && row.value.elements === undefined)
      return problem(
        'elements',
        'Regime per-minute names no rate element.',
        'Name the elements, joined by +.',
      );
    return [];
  });
}

/** Days on which a rule, a compensation row, a price or the measurement changes, the day before the first, and from then on. */
function datesToCheck(agreement: Agreement): string[] {
  const tables = [jurisdictionTable.name, compensationTable.name, RATES_TABLE].map((name) => `${name}#`);
  const changes = agreement.timeline.changesBetween(
    '0001-01-01',
    OPEN_END,
    (key) => key === measurementTerm.key || tables.some((prefix) => key.startsWith(prefix)),
  );
  const [first] = changes;
  const before = first === undefined ? [] : [Temporal.PlainDate.from(first).subtract({ days: 1 }).toString()];
  return [...before, ...changes, OPEN_END];
}

function checkOn(view: AgreementView): Problem[] {
  const rules = jurisdictionRules(view);
  if (!rules.ok) return [...rules.problems];
  const problems: Problem[] = [];
  const buckets = new Map(rules.value.filter((rule) => rule.then !== HELD).map((rule) => [rule.then, rule]));
  for (const [bucket, rule] of buckets) {
    for (const direction of DIRECTIONS) {
      const rows = ORIGINATORS.flatMap((originator) => {
        const row = findCompensation(view, { bucket, direction, originator });
        return row ? [row] : [];
      });
      if (rows.length === 0) problems.push(missingCompensation(bucket, direction, rule.row, view.asOf));
      for (const row of new Set(rows.map((found) => found.id)))
        problems.push(
          ...checkRates(view, rows.find((found) => found.id === row) as TableRow<CompensationRow>, direction),
        );
    }
  }
  return problems;
}

function checkRates(view: AgreementView, row: TableRow<CompensationRow>, direction: Direction): Problem[] {
  const sides = sidesOf(row.value, direction);
  if (!sides) return [];
  const problem = (element: string, sentence: string, cure: string): Problem => ({
    id: 'interconnection/rate',
    ...place(row),
    field: `${row.id}.elements`,
    sentence: `Element ${element} of ${row.value.bucket} traffic: ${sentence}`,
    cure,
  });
  return elementsOf(row.value).flatMap((element) => {
    const billing = `${sides.payee}-to-${sides.payer}` as Direction;
    const rate = usageRate(view, { element, direction: billing, row });
    if (!rate.ok)
      return rate.problems.map(({ sentence, cure, open }) => ({
        ...problem(element, sentence, cure),
        ...(open ? { open } : {}),
      }));
    const { status } = rate.value.row.value;
    if (row.value.regime === 'bill-and-keep' && status !== 'bill-and-keep')
      return [
        problem(
          element,
          `the regime is bill-and-keep and rate ${rate.value.row.id} is ${status}.`,
          'Say bill-and-keep in both, or per-minute here.',
        ),
      ];
    if (
      row.value.regime === 'per-minute' &&
      status !== 'bill-and-keep' &&
      !['minute', 'call'].includes(rate.value.per)
    )
      return [
        problem(
          element,
          `rate ${rate.value.row.id} is per ${rate.value.per}.`,
          'Price usage per minute or per call.',
        ),
      ];
    return [];
  });
}

const missingCompensation = (
  bucket: string,
  direction: Direction,
  rule: TableRow<unknown>,
  day: string,
): Problem => ({
  id: 'interconnection/no-compensation',
  ...place(rule),
  field: `${rule.id}.bucket`,
  sentence: `Bucket ${bucket} has no row in the compensation table for ${direction}${day === OPEN_END ? '' : ` on ${day}`}.`,
  cure: 'Add a row to compensation.csv; what is not paid says bill-and-keep or not-between-parties.',
});

const place = (row: TableRow<unknown>): Pick<Problem, 'file' | 'line' | 'clause'> => ({
  file: row.file,
  line: row.line,
  clause: row.citation,
});
