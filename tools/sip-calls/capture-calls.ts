/** Places the calls of the capture and leaves both proxies' records and the callers' trace: see README.md beside this file. */

import { stringify } from 'csv-stringify/sync';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { capture, CARRIERS } from './capture-network.ts';
import { planCapture } from './capture-plan.ts';
import { CAPTURE_COLUMNS, captureRows } from './capture-records.ts';
import { missingPackages } from './programs.ts';

/** When the first call of the capture begins. */
const START = Temporal.Instant.from('2026-10-15T09:00:00-05:00');
const MOST_CALLS = 600;
const ROOT = resolve(import.meta.dirname, '..', '..');

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '120' },
    out: { type: 'string', default: join(ROOT, 'examples', 'sip-calls') },
  },
});
const count = Number(values.calls);
if (!Number.isInteger(count) || count < 1 || count > MOST_CALLS)
  fail(`--calls is a whole number from 1 to ${MOST_CALLS}.`, 2);
const missing = missingPackages();
if (missing.length > 0)
  fail(`Programs are missing. On Debian or Ubuntu: apt-get install ${missing.join(' ')}`, 2);

// The trace is written in the clock of the process.
process.env['TZ'] = 'UTC';
const windowSeconds = Math.min(60, Math.max(5, Math.ceil(count / 3)));
// Whole seconds, and one offset for every program, so that their clocks agree and differences stay real.
const clockOffsetSeconds = Math.round((START.epochMilliseconds - Date.now()) / 1000);
const folder = mkdtempSync(join(tmpdir(), 'sip-capture-'));
process.on('exit', (code) => {
  if (code !== 1) rmSync(folder, { recursive: true, force: true });
});
process.stdout.write(`Placing ${count} calls within ${windowSeconds} seconds …\n`);
const { accounting, messages } = await capture(
  planCapture(count),
  folder,
  clockOffsetSeconds,
  windowSeconds,
).catch((error: Error) => fail(`${error.message}\nWhat the programs wrote is in ${folder}.`, 1));
const out = resolve(values.out);
for (const carrier of CARRIERS) {
  const target = join(out, 'usage', carrier);
  mkdirSync(target, { recursive: true });
  const rows = captureRows(accounting[carrier]);
  writeFileSync(
    join(target, `${carrier}.csv`),
    stringify([...rows], { header: true, columns: [...CAPTURE_COLUMNS] }),
  );
  process.stdout.write(`${carrier}: ${rows.length} records\n`);
  writeFileSync(join(out, `kamailio-${carrier}.txt.gz`), gzipSync(`${accounting[carrier].join('\n')}\n`));
}
writeFileSync(join(out, 'sipp-messages.txt.gz'), gzipSync(messages, { level: 9 }));
