import type { Command } from 'commander';
import { openAgreement, today, withAgreement, withJson, withTimes } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';

export function addTerms(program: Command): void {
  withJson(withTimes(withAgreement(program.command('terms <dir>'))))
    .description('list the terms and rows in force, with their clause and provenance')
    .action((dir: string, options: AgreementOptions) => terms(dir, options));
}

function terms(dir: string, options: AgreementOptions): void {
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, options.json === true);
  const agreement = loaded.value;
  const asOf = options.asOf ?? today(agreement);
  const entries = [...agreement.timeline.keys()].flatMap((key) => {
    const entry = agreement.timeline.find(key, asOf, options.known);
    return entry
      ? [
          {
            key,
            value: entry.value,
            clause: entry.citation,
            provenance: entry.provenance,
            source: entry.source,
            file: entry.file,
            line: entry.line,
          },
        ]
      : [];
  });
  if (options.json) {
    printJson({ agreement: agreement.ref, asOf, asKnown: options.known ?? null, terms: entries });
    return;
  }
  print(
    `${agreement.manifest.title}: ${agreement.manifest.variants[agreement.ref.variant]?.title}, as of ${asOf}${options.known ? `, as known ${options.known}` : ''}`,
  );
  print(
    table(
      ['term', 'value', 'clause', 'provenance'],
      entries.map((entry) => [entry.key, inline(entry.value), entry.clause, entry.provenance]),
    ),
  );
}

const inline = (value: Readonly<Record<string, unknown>>): string =>
  Object.entries(value)
    .map(([name, field]) => `${name}: ${typeof field === 'string' ? field : JSON.stringify(field)}`)
    .join('; ')
    .slice(0, 100);
