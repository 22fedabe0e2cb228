/**
 * COVERAGE.md: every numbered rule of the reference (`reference/rules/*.csv`) with its computed state, then the clauses
 * of the Missouri agreement. Also `src/flows/coverage/read-by-code.ts`, from which the product shows the coverage of a
 * section. `--write` writes both; without it they must already be true. A rule that names what is not there is an error.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { vocabulary } from '../src/app/vocabulary.ts';
import { formatProblem } from '../src/base/problem.ts';
import { loadVariants } from '../src/flows/scenarios/run-scenarios.ts';
import { coverageDocument } from './coverage/document.ts';
import type { Subject } from './coverage/document.ts';
import { keysOf, readGround, startsOf } from './coverage/ground.ts';
import { readByCodeModule } from './coverage/read-by-code.ts';
import { readRules } from './coverage/rules.ts';
import { claimProblems, cover } from './coverage/state.ts';

const RULES = 'reference/rules';
const MAIN = 'agreements/missouri-2006';
const OTHERS = ['agreements/sample-west', 'agreements/sample-south'];
const DOCUMENT = 'COVERAGE.md';
const READ_BY_CODE = 'src/flows/coverage/read-by-code.ts';

const { rules, problems: wrong } = readRules(RULES);
const ground = readGround();

/** The agreement with the state of every rule in it; an agreement that does not load is a problem. */
function subject(folder: string): Subject[] {
  const loaded = loadVariants(folder, { vocabulary });
  if (!loaded.ok) wrong.push(...loaded.problems);
  const variants = loaded.ok ? loaded.value : [];
  const own = { ...ground, keys: keysOf(variants), starts: startsOf(variants) };
  return variants
    .slice(0, 1)
    .map((agreement) => ({ folder, agreement, ground: own, covered: rules.map((rule) => cover(rule, own)) }));
}

/** Writes the file, or says that it is not true. */
function hold(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  if (process.argv.includes('--write')) writeFileSync(file, text);
  else {
    console.error(`${file} is not true: run "node bin/meetpoint.cjs node tools/coverage.ts --write".`);
    process.exitCode = 1;
  }
}

const [main] = subject(MAIN);
const others = OTHERS.filter((folder) => existsSync(folder)).flatMap(subject);
if (main) {
  wrong.push(...rules.flatMap((rule) => claimProblems(rule, main.ground)));
  hold(DOCUMENT, coverageDocument(main, others));
}
hold(READ_BY_CODE, readByCodeModule(ground.read));
for (const one of wrong) console.error(formatProblem(one));
if (wrong.length > 0) process.exitCode = 1;
