/**
 * All tests, one command: format, lint, types, imports, house rules, the node:test suites, the browser
 * suite, the commands of the docs, a smoke run of the benches. Ends with `N passed, N failed`.
 *
 *   npm test                 everything
 *   npm test -- --storage    only the suites that store, e.g. against another DATABASE_URL
 *   npm test -- src/base     only test files under a folder
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const words = process.argv.slice(2);
const storageOnly = words.includes('--storage');
const folders = words.filter((word) => !word.startsWith('--'));
const everything = folders.length === 0 && !storageOnly;
let [passed, failed, skipped] = [0, 0, 0];
/** Said again at the end, where a long log is read first. */
const failures: string[] = [];

function count(name: string, status: number | null): void {
  if (status === 0) passed += 1;
  else failed += 1;
  if (status !== 0) {
    failures.push(name);
    process.stdout.write(`${name} FAILED\n`);
  }
}

function node(name: string, ...args: readonly string[]): void {
  process.stdout.write(`\n── ${name}\n`);
  count(name, spawnSync(process.execPath, args, { stdio: 'inherit' }).status);
}
const tool = (name: string, script: string, ...args: string[]): void =>
  node(name, `node_modules/${script}`, ...args);

/** Beside whatever else runs; what it prints is shown when it is over. */
async function beside(name: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [status] = (await once(child, 'close')) as [number | null];
  process.stdout.write(`\n── ${name}\n${printed}`);
  count(name, status);
}

if (everything) {
  tool('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.');
  tool('lint', 'oxlint/bin/oxlint', '--deny-warnings');
  tool('types', 'typescript/bin/tsc', '--noEmit', '-p', '.');
  tool('types of the portal', 'typescript/bin/tsc', '--noEmit', '-p', 'portal');
  node('imports', 'tools/check-imports.ts');
  node('house rules', 'tools/tidy.ts');
  node('coverage', 'tools/coverage.ts');
  node('three agreements', 'tools/compare-agreements.ts');
}

const patterns =
  folders.length > 0
    ? folders.map((folder) => `${folder}/**/*.test.ts`)
    : ['src/**/*.test.ts', 'tools/**/*.test.ts', 'portal/**/*.test.ts', 'examples/**/*.test.ts'];
const STORES = /\/test-database\.ts'/;
const files = globSync(patterns, { exclude: (name) => name.includes('node_modules') })
  .sort()
  .filter((file) => !storageOnly || STORES.test(readSource(file)));

function readSource(file: string): string {
  return process.getBuiltinModule('node:fs').readFileSync(file, 'utf8');
}

const stream = run({ files, concurrency: 2 });
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip !== undefined) skipped += 1;
  else passed += 1;
});
stream.on('test:fail', (event) => {
  if (event.details.type === 'suite') return;
  failed += 1;
  failures.push(`${event.file ?? ''}: ${event.name}`);
});
stream.compose(spec).pipe(process.stdout, { end: false });
await new Promise((resolve) => stream.on('end', resolve).on('close', resolve));

if (everything) {
  node('edits on their documents', 'tools/edit-page.ts', '--check');
  await Promise.all([
    beside('commands of the docs', 'tools/check-docs.ts'),
    beside('wrong numbers are noticed', 'tools/mutate.ts').then(() =>
      beside('fuzzing of the readers, 20 seconds a format', 'tools/fuzz/main.ts', '--seconds', '20'),
    ),
  ]);
  node('bench, smoke run', 'bench/traffic.bench.ts', '--smoke');
  node('bench of both engines, smoke run', 'bench/engines.bench.ts', '--smoke');
  node('bench of agreements, smoke run', 'bench/agreement.bench.ts', '--smoke');
  node('bench of orders, smoke run', 'bench/orders.bench.ts', '--smoke');
  node('bench of files of orders, smoke run', 'bench/order-files.bench.ts', '--smoke');
  node('bench of questions before an order, smoke run', 'bench/pre-order.bench.ts', '--smoke');
  node('bench of edits, smoke run', 'bench/orders-validate.bench.ts', '--smoke');
  node('bench of notices, smoke run', 'bench/webhooks.bench.ts', '--smoke');
}
for (const name of failures) process.stdout.write(`failed: ${name}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;
