/** Places real SIP calls on this machine and leaves their call detail records: see README.md beside this file. */

import { stringify } from 'csv-stringify/sync';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { compareWithPlan, compareWithTrace, TOLERANCE_MS } from './compare.ts';
import { carry } from './network.ts';
import { planCalls } from './plan.ts';
import { missingPackages } from './programs.ts';
import { accountingLines, callRecords, RECORD_COLUMNS } from './records.ts';
import { TRACE_COLUMNS, traceRows } from './trace.ts';

/** When the first call of the example begins. */
const START = Temporal.Instant.from('2026-10-14T09:00:00-05:00');
const MOST_CALLS = 2000;
const ROOT = resolve(import.meta.dirname, '..', '..');

function fail(sentences: readonly string[], code: number): never {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exit(code);
}

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '240' },
    out: { type: 'string', default: join(ROOT, 'examples', 'october-2026', 'usage', 'sip') },
  },
});
const count = Number(values.calls);
if (!Number.isInteger(count) || count < 1 || count > MOST_CALLS) {
  fail([`--calls is a whole number from 1 to ${MOST_CALLS}.`], 2);
}
const missing = missingPackages();
if (missing.length > 0) {
  fail([`Programs are missing. On Debian or Ubuntu: apt-get install ${missing.join(' ')}`], 2);
}

const windowSeconds = Math.min(60, Math.max(5, Math.ceil(count / 4)));
const plan = planCalls(count);
// Whole seconds, and one offset for every program, so that their clocks agree and differences stay real.
const clockOffsetSeconds = Math.round((START.epochMilliseconds - Date.now()) / 1000);
const folder = mkdtempSync(join(tmpdir(), 'sip-calls-'));
const kept = `What the programs wrote is in ${folder}.`;
process.on('exit', (code) => {
  if (code !== 1) rmSync(folder, { recursive: true, force: true });
});
process.stdout.write(`Placing ${count} calls within ${windowSeconds} seconds …\n`);
const { proxyLog, messages } = await carry(plan, folder, clockOffsetSeconds, windowSeconds).catch(
  (error: Error) => fail([error.message, kept], 1),
);

const records = callRecords(proxyLog);
const trace = traceRows(messages);
const out = resolve(values.out);
const csv = (rows: readonly object[], columns: readonly string[]) =>
  stringify([...rows], { header: true, columns: [...columns] });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'cdr.csv'), csv(records, RECORD_COLUMNS));
writeFileSync(join(out, 'trace.csv'), csv(trace, TRACE_COLUMNS));
writeFileSync(join(out, 'kamailio-accounting.txt.gz'), gzipSync(`${accountingLines(proxyLog).join('\n')}\n`));
writeFileSync(join(out, 'sipp-messages.tsv.gz'), gzipSync(messages));

const comparison = compareWithTrace(records, trace);
const problems = [...comparison.problems, ...compareWithPlan(records, plan)];
process.stdout.write(
  [
    `${records.length} records: ${comparison.answered} answered, ${comparison.unanswered} not answered.`,
    `Conversation time against the callers' trace: at most ${comparison.maxDifferenceMs} ms apart, ` +
      `${comparison.meanDifferenceMs.toFixed(2)} ms on average (allowed: ${TOLERANCE_MS} ms).`,
    `Written to ${values.out}`,
    '',
  ].join('\n'),
);
if (problems.length > 0) fail([...problems, kept], 1);
