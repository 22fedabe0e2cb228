import type { Agreement } from '../agreement/agreement.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Network } from '../network/network.ts';
import { monthTerms } from './month-terms.ts';
import { CALL_COLUMNS } from './plan/build.ts';
import { matchClickHouse, selectClickHouse } from './plan/clickhouse.ts';
import { matchDuckDb, selectDuckDb } from './plan/duckdb.ts';
import type { UsagePlan } from './plan/types.ts';
import { plansOf } from './rate.ts';
import { findSpans } from './spans.ts';

export const ENGINES = ['duckdb', 'clickhouse'] as const;
export type Engine = (typeof ENGINES)[number];

/** The plan by which an agreement has the calls of a day rated, in the month of the day. Problems: what it lacks to rate at all. */
export function previewPlan(agreement: Agreement, network: Network, day: string): Result<UsagePlan> {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  const month = { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
  const spans = findSpans(agreement, network, day, day);
  const terms = monthTerms(agreement, month, spans);
  if (!terms.ok) return fail(...terms.problems);
  const [plan] = plansOf({ agreement, network, month, spans, terms: terms.value, files: [] }).values();
  return ok(plan as UsagePlan);
}

/** The plan as statements of an engine: the tables of repeats first, then the calls from `landed`. */
export function planSql(plan: UsagePlan, engine: Engine): string {
  const source = 'SELECT * FROM landed';
  const plain = (name: string): string => name;
  const matches = plan.matches.map((match) =>
    engine === 'duckdb'
      ? `CREATE TABLE ${match.name} AS ${matchDuckDb(plan, source, match)}`
      : `CREATE TABLE ${match.name} ENGINE = Memory AS ${matchClickHouse(plan, source, match, plain)}`,
  );
  const calls =
    engine === 'duckdb'
      ? selectDuckDb(plan, source, CALL_COLUMNS)
      : selectClickHouse(plan, source, CALL_COLUMNS, plain);
  return [...matches, calls].map((statement) => `${statement.trim()};\n`).join('\n');
}

/** A network of which nothing is known, for a plan that is looked at without one. */
export const NO_NETWORK: Network = {
  carriers: [],
  exchanges: [],
  localCallingAreas: [],
  trunkGroups: [],
  routingNumbers: [],
  ispNumbers: [],
  numberBlocks: [],
  numberBlockChanges: [],
  portedNumbers: [],
  mcaCodes: [],
  virtualNumbers: [],
  mtas: [],
  specialNumbers: [],
  interexchangeCarriers: [],
  switches: [],
};
