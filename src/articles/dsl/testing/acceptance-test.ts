import { Type } from 'typebox';
import { termUse } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, compare, isNegative, parseDecimal } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { TESTS, TEST_NAMES, testLimitsTable } from './terms.ts';
import type { TestName } from './terms.ts';

/** What was measured on a loop, one reading of each test. */
export const Readings = Type.Array(
  Type.Object(
    { test: Code(TEST_NAMES, 'What was measured'), value: DecimalText('Reading in the unit of the test') },
    { additionalProperties: false },
  ),
  { maxItems: 50, description: 'One reading of each test' },
);

/** Whether a loop passes its test at turn-up: every test that the agreement names, against its limits. */
export const acceptanceTest = defineDecision({
  name: 'acceptance-test',
  doc: 'Whether a loop is accepted or failed by its readings at turn-up; details tell each test.',
  facts: Type.Object(
    {
      product: Type.Optional(Type.String({ description: 'Product code of the loop; limits may be its own' })),
      readings: Readings,
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ product, readings }, view, trace) => {
    const rows = view.rows(testLimitsTable);
    const limits = TEST_NAMES.flatMap((test) => {
      const same = rows.filter(({ value }) => value.test === test);
      const row =
        same.find(({ value }) => value.product !== undefined && value.product === product) ??
        same.find(({ value }) => value.product === undefined);
      return row ? [{ test, row }] : [];
    });
    const [first] = limits;
    if (first === undefined) return fail(view.missing('test-limits'));
    const problems: Problem[] = [];
    for (const { test, row } of limits) {
      const found = readings.filter((one) => one.test === test);
      if (found.length !== 1)
        problems.push({
          id: found.length === 0 ? 'dsl/test-missing' : 'dsl/test-twice',
          field: 'readings',
          sentence: `The test ${test} has ${found.length} readings.`,
          cure: `Give one reading of it: ${TESTS[test]}.`,
          clause: row.citation,
        });
      else if (isNegative(parseDecimal(found[0]?.value ?? '') ?? ZERO) && test !== 'foreign-voltage')
        problems.push({
          id: 'dsl/test-negative',
          field: 'readings',
          sentence: `The reading ${found[0]?.value} of ${test} is below zero.`,
          cure: `Give the reading as it is measured: ${TESTS[test]}.`,
          clause: row.citation,
        });
    }
    if (problems.length > 0) return fail(...problems);
    const tests = limits.map(({ test, row }) => {
      const reading = readings.find((one) => one.test === test)?.value ?? '0';
      const { least, most } = row.value;
      const value = magnitude(test, reading);
      const low = least !== undefined && compare(value, parseDecimal(least) ?? ZERO) < 0;
      const high = most !== undefined && compare(value, parseDecimal(most) ?? ZERO) > 0;
      const passed = !low && !high;
      trace.add({
        id: test,
        sentence: `${reading} ${TESTS[test]}; ${bounds(least, most)}`,
        out: passed ? 'passed' : 'failed',
        clause: row.citation,
        term: termUse(row),
      });
      return { test, reading, ...(least ? { least } : {}), ...(most ? { most } : {}), passed };
    });
    const value = tests.every(({ passed }) => passed) ? 'accepted' : 'failed';
    return ok({ value, clause: first.row.citation, details: { tests } });
  },
});

/** A voltage is as foreign with one sign as with the other. */
function magnitude(test: TestName, reading: string) {
  const value = parseDecimal(reading) ?? ZERO;
  return test === 'foreign-voltage' && isNegative(value) ? { num: -value.num, den: value.den } : value;
}

const bounds = (least: string | undefined, most: string | undefined): string =>
  [least === undefined ? '' : `${least} at least`, most === undefined ? '' : `${most} at most`]
    .filter((part) => part !== '')
    .join(', ');
