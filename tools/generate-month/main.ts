/** Writes the example month. `--seed N --records N --out FOLDER`; see README.md. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate.ts';
import { fullMonth } from './month.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261001' },
    records: { type: 'string', default: String(fullMonth) },
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', 'examples', 'october-2026') },
  },
});
const seed = Number(values.seed);
const records = Number(values.records);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(records) || records < 2000) {
  process.stderr.write('--seed is a whole number, --records a whole number from 2000\n');
  process.exitCode = 2;
} else {
  const { read, files } = generate(seed, records, values.out);
  process.stdout.write(`${read} detail lines in ${files} files\n`);
}
