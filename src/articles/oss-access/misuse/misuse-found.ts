import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoInstant } from '../../../agreement/schema.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { ok } from '../../../base/result.ts';
import { localDate, readLocalDate } from '../../../cases/instant.ts';
import { dayBefore } from '../day-before.ts';
import { misuseTerm } from '../terms.ts';
import { OrderSeen, SeenQuery } from './seen.ts';
import { sequentialRuns } from './sequential-runs.ts';
import { viewsWithoutOrder } from './views-without-order.ts';

const HOUR = 3_600_000;

/**
 * A suspicion and no verdict: the case of it begins with a notice, and the carrier may explain. Queries of a test environment and those that
 * were not answered show nothing to anybody, and are left out.
 */
export const misuseFound = defineDecision({
  name: 'misuse-found',
  doc: 'Whether the log of queries of a carrier shows a pattern of misuse: none, no-order-views or sequential-scraping; every finding in the details.',
  facts: Type.Object(
    {
      queries: Type.Array(SeenQuery),
      orders: Type.Array(OrderSeen, { description: 'Orders of the same carrier' }),
      until: IsoInstant('Moment at which the log is looked at'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ until }, agreement) => readLocalDate(agreement, until),
  decide: ({ queries, orders, until }, view, trace) => {
    const rule = view.term(misuseTerm);
    if (!rule.ok) return rule;
    const { noOrder, sequential } = rule.value.value;
    const shown = queries.filter(({ test, outcome }) => !test && outcome === 'answered');
    trace.add({
      id: 'left-out',
      sentence: `${queries.length} queries; ${queries.length - shown.length} were tests or not answered`,
      out: shown.length,
    });
    const dayOf = (at: string): string => localDate(view.agreement, at);
    const since = dayBefore(dayOf(until), noOrder.lookBack);
    const among = (functions: readonly string[]) =>
      shown.filter((query) => functions.includes(query.function));
    const views = among(noOrder.functions).filter(({ askedAt }) => dayOf(askedAt) >= since);
    const judged = viewsWithoutOrder(views, orders, noOrder, { until, dayOf });
    trace.add({
      id: 'no-order-views',
      sentence: `${judged.judged} records seen since ${since} are judged, for ${judged.open} an order may yet come: ${users(judged.findings.length)} with ${noOrder.minimum} or more of which over ${noOrder.share} have no order`,
      out: judged.findings.length,
      ...cited(rule.value),
    });
    const hours = parseDuration(sequential.within)?.count ?? 0;
    const runs = sequentialRuns(among(sequential.functions), orders, {
      run: sequential.run,
      withinMilliseconds: hours * HOUR,
    });
    trace.add({
      id: 'sequential',
      sentence: `${users(runs.length)} who saw ${sequential.run} or more numbers in a row within ${sequential.within}`,
      out: runs.length,
      ...cited(rule.value),
    });
    // What was taken fastest is told first; the others stand beside it.
    const findings = [...runs, ...judged.findings];
    return ok({
      value: findings[0]?.pattern ?? 'none',
      clause: rule.value.citation,
      details: { findings, openViews: judged.open },
    });
  },
});

const users = (count: number): string => (count === 1 ? '1 user' : `${count} users`);
