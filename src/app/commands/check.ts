import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { loadAgreement } from '../../agreement/load.ts';
import { ParseCache } from '../../agreement/parse-cache.ts';
import type { FileTexts } from '../../agreement/source.ts';
import type { Problem } from '../../base/problem.ts';
import { sortProblems } from '../../base/problem.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { vocabulary } from '../vocabulary.ts';

export function addCheck(program: Command): void {
  withJson(withAgreement(program.command('check <dir>')))
    .description('check an agreement folder: every problem with its file and line')
    .option(
      '--stdin <file>',
      'read this file of the folder from standard input: an editor checks what is not saved',
    )
    .action((dir: string, options: CheckOptions) => check(dir, options));
}

interface CheckOptions extends AgreementOptions {
  readonly stdin?: string;
}

/** Loads every variant (or the one named) and reports each problem once. */
function check(dir: string, options: CheckOptions): void {
  const cache = new ParseCache();
  const files = options.stdin === undefined ? undefined : unsaved(options.stdin, dir);
  const first = load(dir, options, options.variant, cache, files);
  const variants =
    options.variant === undefined && first.agreement ? Object.keys(first.agreement.manifest.variants) : [];
  const all = [first, ...variants.slice(1).map((variant) => load(dir, options, variant, cache, files))];
  const problems = distinct(all.flatMap((one) => one.problems));
  if (problems.length > 0) {
    reportProblems(problems, options.json === true);
    return;
  }
  const summaries = all.flatMap((one) => (one.agreement ? [summary(one.agreement)] : []));
  if (options.json) printJson({ ok: true, agreements: summaries });
  else
    for (const s of summaries)
      print(
        `${s.agreement} ${s.version} (${s.status}) ${s.hash.slice(0, 12)}: clean. ${s.articles} articles, ${s.sections} sections, ${s.terms} terms, ${s.rows} rows, ${s.unmodelled} sections marked unmodelled.${s.open.length === 0 ? '' : ` To be settled: ${s.open.length} (--json lists them).`}`,
      );
}

function load(
  dir: string,
  options: AgreementOptions,
  variant: string | undefined,
  cache: ParseCache,
  files: FileTexts | undefined,
): { agreement?: Agreement; problems: readonly Problem[] } {
  const result = loadAgreement(path.normalize(dir), {
    vocabulary,
    cache,
    ...(files === undefined ? {} : { files }),
    ...(variant === undefined ? {} : { variant }),
    ...(options.amendment === undefined ? {} : { amendments: options.amendment }),
  });
  return result.ok ? { agreement: result.value, problems: [] } : { problems: result.problems };
}

/** The text on standard input, in place of a file named as an editor names it or within the folder. */
function unsaved(name: string, dir: string): FileTexts {
  const text = readFileSync(0, 'utf8');
  const places = new Set([path.resolve(name), path.resolve(dir, name)]);
  return (file) => (places.has(path.resolve(file)) ? text : undefined);
}

function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return sortProblems([...seen.values()]);
}

function summary(agreement: Agreement) {
  const keys = [...agreement.timeline.keys()];
  return {
    agreement: agreement.id,
    version: agreement.ref.version,
    status: agreement.manifest.status,
    hash: agreement.ref.hash,
    articles: agreement.manifest.articles.length,
    sections: agreement.sections.length,
    terms: keys.filter((key) => !key.includes('#')).length,
    rows: keys.filter((key) => key.includes('#')).length,
    unmodelled: agreement.sections.filter((section) => section.unmodelled.length > 0).length,
    open: agreement.open,
  };
}
