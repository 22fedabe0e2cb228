/**
 * The edits over orders: `--check` reads every catalogue of forms and edits, tries each edit on its documents and prints every
 * problem with file and line. Without it, the same and `docs/formats/lsr-edits.md` must be true; `--write` writes that page.
 */
import { vocabulary } from '../src/app/vocabulary.ts';
import { analyseEdits } from '../src/articles/ordering/forms/analyse-edits.ts';
import { BASES_FILE, readBases } from '../src/articles/ordering/forms/bases.ts';
import { readFormEdits } from '../src/articles/ordering/forms/shipped-edits.ts';
import { runChanged } from '../src/articles/ordering/forms/vector-ground.ts';
import { tryVectors, uncleanBases, vectorsOf } from '../src/articles/ordering/forms/vectors.ts';
import { loadAgreement } from '../src/agreement/load.ts';
import { formatProblem, sortProblems } from '../src/base/problem.ts';
import type { Problem } from '../src/base/problem.ts';

const TRIED_UNDER = 'agreements/missouri-2006';

const { forms, conditions, compiled, problems: read } = readFormEdits(['lsog', 'asog']);
const { bases, problems: wrong } = readBases();
const { vectors, problems: untried } = vectorsOf(forms, conditions, bases);
const problems: Problem[] = [...read, ...wrong, ...untried, ...analyseEdits(forms, conditions)];
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
