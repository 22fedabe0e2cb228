/**
 * The edits over orders: `--check` reads every catalogue of forms and edits, tries each edit on its documents and prints every
 * problem with file and line. Without it `docs/formats/lsr-edits.md` must be true as well; `--write` writes that page.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadAgreement } from '../src/agreement/load.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { readEdits } from '../src/articles/ordering/edit-catalogue.ts';
import { analyseEdits } from '../src/articles/ordering/forms/analyse-edits.ts';
import { BASES_FILE, readBases } from '../src/articles/ordering/forms/bases.ts';
import { readFormEdits } from '../src/articles/ordering/forms/shipped-edits.ts';
import { runChanged } from '../src/articles/ordering/forms/vector-ground.ts';
import { tryVectors, uncleanBases, vectorsOf } from '../src/articles/ordering/forms/vectors.ts';
import { formatProblem, sortProblems } from '../src/base/problem.ts';
import type { Problem } from '../src/base/problem.ts';
import { checkOrderDocument } from '../src/formats/order-forms/read.ts';
import { editPage } from './edit-page/page.ts';
import { readPublishedRules } from './edit-page/published-rules.ts';

const TRIED_UNDER = 'agreements/missouri-2006';
const PUBLISHED = 'reference/forms/published-rules.csv';
const PAGE = 'docs/formats/lsr-edits.md';

const edits = readFormEdits(['lsog', 'asog']);
const { forms, conditions, compiled } = edits;
const orders = readEdits('lsr');
const published = readPublishedRules(PUBLISHED);
const { bases, problems: wrong } = readBases();
const { vectors, problems: untried } = vectorsOf(forms, conditions, bases);
const problems: Problem[] = [
  ...edits.problems,
  ...(orders.ok ? [] : orders.problems),
  ...published.problems,
  ...wrong,
  ...untried,
  ...analyseEdits(forms, conditions),
];
for (const [name, document] of bases) {
  const read = checkOrderDocument(document);
  if (!read.ok)
    problems.push(
      ...read.problems.map((each) => ({ ...each, file: BASES_FILE, field: `${name} ${each.field}` })),
    );
}
const agreement = loadAgreement(TRIED_UNDER, { vocabulary });
if (agreement.ok) {
  const run = runChanged(compiled, agreement.value);
  problems.push(...uncleanBases(bases, compiled, run, BASES_FILE), ...tryVectors(vectors, bases, run));
} else problems.push(...agreement.problems);
for (const problem of sortProblems(problems)) console.error(formatProblem(problem));
const count = (kind: string): number => compiled.edits.filter((edit) => edit.kind === kind).length;
console.log(
  `${compiled.edits.length} edits: ${count('format')} formats, ${count('usage')} usage, ${count('condition')} conditional; ` +
    `${vectors.length} vectors on ${bases.size} bases; ${problems.length} problems.`,
);
if (problems.length > 0) process.exitCode = 1;
else if (orders.ok && !process.argv.includes('--check')) hold(editPage(orders.value, edits, published.rules));

/** Writes the page, or says that it is not true. */
function hold(text: string): void {
  if (existsSync(PAGE) && readFileSync(PAGE, 'utf8') === text) return;
  if (process.argv.includes('--write')) writeFileSync(PAGE, text);
  else {
    console.error(`${PAGE} is not true: run "node bin/meetpoint.cjs node tools/edit-page.ts --write".`);
    process.exitCode = 1;
  }
}
