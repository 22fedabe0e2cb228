import Table from 'cli-table3';
import { formatProblem } from '../base/problem.ts';
import type { Problem } from '../base/problem.ts';

/** 0: good. 1: problems were found. 2: the command was used wrongly. */
export const EXIT = { good: 0, problems: 1, usage: 2 } as const;

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** A terminal shows this many problems; the count is always of all. */
const MOST_SHOWN = 60;

/** Shows problems where the reader looks for them: as JSON on stdout, or as lines on stderr; sets exit code 1. */
export function reportProblems(problems: readonly Problem[], json: boolean): void {
  process.exitCode = EXIT.problems;
  if (json) {
    printJson({ ok: false, problems });
    return;
  }
  for (const problem of problems.slice(0, MOST_SHOWN)) process.stderr.write(`${formatProblem(problem)}\n`);
  const more = problems.length - MOST_SHOWN;
  const tail = more > 0 ? `; ${more} more are not shown here: --json lists all` : '';
  process.stderr.write(`${problems.length} problem${problems.length === 1 ? '' : 's'}${tail}\n`);
}

/** A plain table without colours: it reads the same in a terminal, a file and a log. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
  widths: readonly (number | null)[] = [],
): string {
  const made = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (right.includes(index) ? 'right' : 'left')),
    ...(widths.length === 0 ? {} : { colWidths: [...widths], wordWrap: true }),
    chars: { 'left-mid': '', mid: '', 'mid-mid': '', 'right-mid': '' },
  });
  made.push(...rows.map((row) => [...row]));
  return made.toString();
}
