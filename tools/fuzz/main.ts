/**
 * Feeds format readers with inputs that are broken in every way:
 *
 *     node bin/meetpoint.cjs node tools/fuzz/main.ts [--format emi|baf|cdr|mapping|order-xml|order-csv|all] [--seconds 20] [--seed N]
 *
 * Exits with 1 when a reader threw, hung or died; the input is kept in `tools/fuzz/corpus`.
 */
import { parseArgs } from 'node:util';
import path from 'node:path';
import { CORPUS, driverFile, formatNames } from './formats.ts';
import { runFormat } from './run.ts';

const HANG_SECONDS = 10;

const { values } = parseArgs({
  options: {
    format: { type: 'string', default: 'all' },
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const known = formatNames();
const formats = values.format === 'all' ? known : [values.format];
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const unknown = formats.filter((name) => !known.includes(name));
if (unknown.length > 0 || !(seconds > 0) || !Number.isInteger(seed)) {
  console.error(`Formats: all, ${known.join(', ')}. --seconds is a positive number, --seed an integer.`);
  process.exit(2);
}
let failed = false;
for (const format of formats) {
  const run = await runFormat(format, driverFile(format), path.join(CORPUS, format), {
    seconds,
    seed,
    hangSeconds: HANG_SECONDS,
  });
  const rate = Math.round(run.executions / run.seconds).toLocaleString('en-US');
  console.log(
    `${format.padEnd(8)} ${run.executions.toLocaleString('en-US')} inputs in ${run.seconds.toFixed(1)} s, ${rate}/s, ${run.findings.length} findings`,
  );
  for (const { kind, said, file, bytes } of run.findings) {
    failed = true;
    console.log(`  ${kind}: ${said}\n    ${path.relative(process.cwd(), file)} (${bytes.length} bytes)`);
  }
}
process.exitCode = failed ? 1 : 0;
