/**
 * A thing that is wrong, said so that the reader can cure it. Problems are collected, never thrown:
 * one run reports all of them.
 */
export interface Problem {
  /** Stable id `area/slug`, or a numbered edit such as `LSR-0417`. Never reused. */
  readonly id: string;
  readonly file?: string;
  /** 1-based line in `file`. */
  readonly line?: number;
  /** The other place of a conflict. */
  readonly also?: { readonly file: string; readonly line: number };
  readonly field?: string;
  /** Not wrong but not settled: what needs it must wait, and nothing else. */
  readonly open?: true;
  /** What is wrong, as a sentence that states facts. */
  readonly sentence: string;
  /** What to do about it. */
  readonly cure: string;
  /** Citation of the section that asks for it. */
  readonly clause?: string;
}

/** One line for a terminal: `file:line: id [field] Sentence. Cure. (clause) See also file:line.` */
export function formatProblem(problem: Problem): string {
  const place =
    problem.file === undefined ? '' : `${problem.file}${problem.line ? `:${problem.line}` : ''}: `;
  const field = problem.field === undefined ? '' : ` [${problem.field}]`;
  const clause = problem.clause === undefined ? '' : ` (${problem.clause})`;
  const also = problem.also === undefined ? '' : ` See also ${problem.also.file}:${problem.also.line}.`;
  return `${place}${problem.id}${field} ${problem.sentence} ${problem.cure}${clause}${also}`;
}

/** Problems in reading order: by file, then line, then id. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = (p: Problem): string =>
    `${p.file ?? ''}\u0000${String(p.line ?? 0).padStart(9, '0')}\u0000${p.id}`;
  return [...problems].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
