/**
 * How long an agreement takes to load and to check, and what a portfolio of agreements costs in time and memory.
 *
 *   node bin/meetpoint.cjs node bench/agreement.bench.ts [--agreements 1000] [--smoke] [--json]
 *
 * Times are medians of a warm process. Counts and the portfolio's totals are always asserted; times only without --smoke, against
 * twice their targets, because machines differ.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { latePaymentTerm } from '../src/accounts/terms.ts';
import type { Agreement } from '../src/agreement/agreement.ts';
import { loadAgreement } from '../src/agreement/load.ts';
import { ParseCache } from '../src/agreement/parse-cache.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { parseDuration } from '../src/base/quantity.ts';
import { unwrap } from '../src/base/result.ts';
import { clockTerm } from '../src/cases/clock-terms.ts';
import { writeAgreements } from './synthetic-agreements.ts';
import type { Synthetic } from './synthetic-agreements.ts';

const MISSOURI = 'agreements/missouri-2006';
const TARGETS = { load: 300, check: 1000 };
const FACTOR = 2;
const SEED = 251;
/** The day on which the portfolio is asked. */
const ASKED_ON = '2026-11-22';
const WITHIN_DAYS = 30;

const { values } = parseArgs({
  options: {
    agreements: { type: 'string', default: '1000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const load = (dir: string, variant?: string, cache?: ParseCache): Agreement =>
  unwrap(
    loadAgreement(dir, {
      vocabulary,
      ...(variant === undefined ? {} : { variant }),
      ...(cache === undefined ? {} : { cache }),
    }),
  );

/** What `meetpoint check` does: every variant, with what was read of one used for the next. */
function check(): Agreement[] {
  const cache = new ParseCache();
  const first = load(MISSOURI, undefined, cache);
  const others = Object.keys(first.manifest.variants).slice(1);
  return [first, ...others.map((variant) => load(MISSOURI, variant, cache))];
}

/** Median milliseconds, after two runs that do not count. */
function median(times: number, run: () => unknown): number {
  run();
  run();
  const taken = Array.from({ length: times }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return taken[Math.floor(taken.length / 2)] ?? 0;
}

function assertEqual(what: string, got: unknown, wanted: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(got)} is not ${JSON.stringify(wanted)}.`);
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

interface Totals {
  /** Agreements whose bills are due within 30 calendar days of the bill date. */
  readonly dueWithin: number;
  /** Agreements by late rate and method, the five most frequent first. */
  readonly lateRates: readonly (readonly [string, number])[];
  readonly disputeDays: number;
}

/** The portfolio as the agreements answer it, today. */
function ask(portfolio: readonly Agreement[]): Totals {
  const rows = portfolio.map((agreement) => {
    const view = agreement.at(ASKED_ON);
    const due = unwrap(view.term(clockTerm, 'bill-due')).value;
    const late = unwrap(view.term(latePaymentTerm)).value;
    const dispute = unwrap(view.term(clockTerm, 'dispute-window')).value;
    return {
      dueDays: parseDuration(due.length ?? '')?.count ?? 0,
      dated: due.starts === 'bill.dated',
      late: `${late.rate}, ${late.method}`,
      disputeDays: parseDuration(dispute.length ?? '')?.count ?? 0,
    };
  });
  return totals(rows);
}

/** The same totals from what the generator wrote. */
const generated = (made: readonly Synthetic[]): Totals =>
  totals(
    made.map(({ dueDays, dueFrom, method, rate, amended, disputeDays }) => ({
      dueDays,
      dated: dueFrom === 'bill.dated',
      late: `${amended !== undefined && amended.on <= ASKED_ON ? amended.rate : rate}, ${method}`,
      disputeDays,
    })),
  );

function totals(
  rows: readonly { dueDays: number; dated: boolean; late: string; disputeDays: number }[],
): Totals {
  const rates = Map.groupBy(rows, ({ late }) => late);
  const byCount = [...rates]
    .map(([late, all]) => [late, all.length] as const)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    dueWithin: rows.filter(({ dated, dueDays }) => dated && dueDays <= WITHIN_DAYS).length,
    lateRates: byCount.slice(0, 5),
    disputeDays: rows.reduce((sum, row) => sum + row.disputeDays, 0),
  };
}

function portfolio(count: number) {
  const root = mkdtempSync(path.join(tmpdir(), 'meetpoint-portfolio-'));
  try {
    const made = writeAgreements(root, count, SEED);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const loaded = made.map(({ dir }) => load(dir));
    const loadMs = performance.now() - started;
    const asked = performance.now();
    const answer = ask(loaded);
    const queryMs = performance.now() - asked;
    assertEqual('the portfolio', answer, generated(made));
    assertEqual('agreements loaded', loaded.length, count);
    const { rss } = process.memoryUsage();
    return {
      count,
      loadMs,
      queryMs,
      rssMegabytes: megabytes(rss),
      grewMegabytes: megabytes(rss - before),
      answer,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function main(): void {
  const all = check();
  const size = all.map((agreement) => {
    const keys = [...agreement.timeline.keys()];
    return {
      agreement: agreement.id,
      articles: agreement.manifest.articles.length,
      sections: agreement.sections.length,
      terms: keys.filter((key) => !key.includes('#')).length,
      rows: keys.filter((key) => key.includes('#')).length,
    };
  });
  for (const { agreement, articles, sections, terms, rows } of size) {
    // The contract has 18 articles, two appendices and a cover; what is under them grows.
    assertEqual(`articles of ${agreement}`, articles, 21);
    if (sections < 150 || terms < 35 || rows < 140) throw new Error(`${agreement} is smaller than it was.`);
  }
  const times = values.smoke ? 3 : 21;
  const millis = { load: median(times, () => load(MISSOURI)), check: median(times, check) };
  const many = portfolio(values.smoke ? 50 : Number(values.agreements));
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  if (values.json)
    console.log(JSON.stringify({ machine, size, millis, targets: TARGETS, portfolio: many }, null, 2));
  else {
    console.log(
      Object.entries(machine)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    );
    for (const { agreement, articles, sections, terms, rows } of size)
      console.log(`${agreement}: ${articles} articles, ${sections} sections, ${terms} terms, ${rows} rows`);
    console.log(`load   ${millis.load.toFixed(0)} ms (target ${TARGETS.load})`);
    console.log(`check  ${millis.check.toFixed(0)} ms, both variants (target ${TARGETS.check})`);
    console.log(
      `${many.count} agreements: loaded in ${(many.loadMs / 1000).toFixed(2)} s, asked in ${many.queryMs.toFixed(0)} ms; rss ${many.rssMegabytes} MB, ${many.grewMegabytes} MB of it by them`,
    );
    console.log(`  bills due within ${WITHIN_DAYS} days of their date: ${many.answer.dueWithin}`);
    for (const [late, count] of many.answer.lateRates) console.log(`  ${late}: ${count}`);
  }
  if (values.smoke) return;
  for (const name of ['load', 'check'] as const)
    if (millis[name] > TARGETS[name] * FACTOR)
      throw new Error(`${name} takes ${millis[name].toFixed(0)} ms; the target is ${TARGETS[name]} ms.`);
}

main();
