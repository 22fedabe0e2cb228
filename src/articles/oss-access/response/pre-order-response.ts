import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { calendarMonth } from '../../../base/calendar-month.ts';
import type { RowShape } from '../../../base/expr/ast.ts';
import { evaluate } from '../../../base/expr/interpret.ts';
import { parseExpr } from '../../../base/expr/parse.ts';
import { compare, rational, toFixed } from '../../../base/rational.ts';
import { fail, ok, unwrap } from '../../../base/result.ts';
import { functionRow } from '../function-row.ts';
import { PRE_ORDER_FUNCTIONS } from '../functions.ts';
import { QUERY_OUTCOMES, QUERY_WAYS } from '../pre-order-log.ts';
import { millisecondsOf } from '../spans.ts';
import { responseTerm } from '../terms.ts';
import { isSkewed } from './clock-skew.ts';
import { standardMet } from './pre-order-standard.ts';

/** What an exclusion may ask of a query. */
export const QUERY_SHAPE: RowShape = {
  fields: { function: 'text', outcome: 'text', via: 'text', test: 'boolean', scheduled: 'boolean' },
  tables: {},
};

/** Queries that are alike, as the measure reads them. */
export const MeasuredQuery = Type.Object(
  {
    milliseconds: Type.Integer({
      minimum: 0,
      description: 'From question to answer, by the clock of the gateway',
    }),
    outcome: Code(QUERY_OUTCOMES),
    via: Code(QUERY_WAYS),
    test: Type.Boolean({ description: 'Asked in a test environment' }),
    scheduled: Type.Boolean({
      description: 'Asked in the hours in which the systems are scheduled to be up',
    }),
    skewMilliseconds: Type.Optional(
      Type.Integer({ description: 'By how much the clock of the source is known to differ' }),
    ),
    count: Type.Optional(Type.Integer({ minimum: 1, description: 'How many are alike; default 1' })),
  },
  { additionalProperties: false },
);
export type MeasuredQuery = Static<typeof MeasuredQuery>;

const countOf = (queries: readonly MeasuredQuery[]): number =>
  queries.reduce((all, { count = 1 }) => all + count, 0);

/** Every query of the month either counts or is named with the reason why it does not; every way in counts. */
export const preOrderResponse = defineDecision({
  name: 'pre-order-response',
  doc: 'Percentage of the queries of a month that were answered within the time of their function; null without one that counts.',
  facts: Type.Object(
    {
      function: Code(PRE_ORDER_FUNCTIONS),
      month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
      queries: Type.Array(MeasuredQuery),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ month }) => {
    const days = calendarMonth(month);
    return days.ok ? days.value.to : undefined;
  },
  decide: (facts, view, trace) => {
    const row = functionRow(view, facts.function);
    const rule = view.term(responseTerm);
    if (!row.ok || !rule.ok)
      return fail(...[row, rule].flatMap((each) => (each.ok ? [] : [...each.problems])));
    const { exclusions, failed, decimals, rounding, skewAbove } = rule.value.value;
    const rules = [
      ...exclusions.map(({ id, when, reason }) => ({ id, reason, expr: unwrap(parseExpr(when)) })),
      ...(failed === 'excluded'
        ? [
            {
              id: 'failed',
              reason: 'The system did not answer',
              expr: unwrap(parseExpr("outcome = 'failed'")),
            },
          ]
        : []),
    ];
    const reasonOf = (query: MeasuredQuery) => {
      const { outcome, via, test, scheduled } = query;
      const asRow = { function: facts.function, outcome, via, test, scheduled };
      return rules.find(({ expr }) => evaluate(expr, asRow) === true);
    };
    const sorted = facts.queries.map((query) => ({ query, reason: reasonOf(query) }));
    const excluded = rules.map(({ id, reason }) => ({
      id,
      reason,
      count: countOf(sorted.filter((one) => one.reason?.id === id).map(({ query }) => query)),
    }));
    const counted = sorted.flatMap(({ query, reason }) => (reason === undefined ? [query] : []));
    const [all, counts] = [countOf(facts.queries), countOf(counted)];
    const { within, share } = row.value.value;
    const most = millisecondsOf(within);
    const timely = countOf(
      counted.filter(
        ({ outcome, milliseconds }) => outcome !== 'failed' && compare(rational(milliseconds), most) <= 0,
      ),
    );
    trace.add({
      id: 'counted',
      sentence: `${all} queries in ${facts.month}: ${counts} count, ${all - counts} do not`,
      out: counts,
      ...cited(rule.value),
      steps: excluded
        .filter(({ count }) => count > 0)
        .map(({ id, reason, count }) => ({ id, sentence: `${count}: ${reason}`, out: count })),
    });
    const skewed = countOf(
      facts.queries.filter(({ skewMilliseconds = 0 }) => isSkewed(skewMilliseconds, skewAbove)),
    );
    if (skewed > 0)
      trace.add({
        id: 'skew',
        sentence: `In ${skewed} the clock of the source differs by more than ${skewAbove}; times are the gateway's`,
        out: skewed,
        ...cited(rule.value),
      });
    const details = { all, counted: counts, timely, excluded, skewed, within, share };
    const clause = row.value.citation;
    if (counts === 0) {
      trace.add({
        id: 'share',
        sentence: 'Nothing to measure: neither met nor missed',
        out: null,
        ...cited(row.value),
      });
      return ok({ value: null, clause, details: { ...details, outcome: 'no-activity' } });
    }
    const percent = rational(timely * 100, counts);
    const total = counted.reduce(
      (sum, { milliseconds, count = 1 }) => sum + BigInt(milliseconds) * BigInt(count),
      0n,
    );
    const value = toFixed(percent, decimals, rounding);
    const outcome = standardMet(row.value, timely, counts);
    trace.add({
      id: 'share',
      sentence: `${timely} of ${counts} within ${within} → ${value} %, against ${share} before any rounding → ${outcome}`,
      out: value,
      ...cited(row.value),
    });
    const averageSeconds = toFixed(rational(total, BigInt(counts) * 1000n), decimals, rounding);
    return ok({ value, clause, details: { ...details, averageSeconds, outcome } });
  },
});
