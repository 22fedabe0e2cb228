import type { Command } from 'commander';
import { runScenarios } from '../../flows/scenarios/run-scenarios.ts';
import type { Outcome } from '../../flows/scenarios/run-scenario.ts';
import { withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { vocabulary } from '../vocabulary.ts';

export function addScenarios(program: Command): void {
  withJson(withAgreement(program.command('scenarios <dir>')))
    .description('ask the worked questions of an agreement folder and compare the answers')
    .action((dir: string, options: AgreementOptions) => scenarios(dir, options));
}

/** Prints what is not as worked out, then the count; exit code 1 when anything differs. */
function scenarios(dir: string, options: AgreementOptions): void {
  const json = options.json === true;
  const ran = runScenarios(dir, {
    vocabulary,
    ...(options.variant === undefined ? {} : { variant: options.variant }),
    ...(options.amendment === undefined ? {} : { amendments: options.amendment }),
  });
  if (!ran.ok) return reportProblems(ran.problems, json);
  const failed = ran.value.filter(({ passed }) => !passed);
  if (failed.length > 0) process.exitCode = EXIT.problems;
  const count = { passed: ran.value.length - failed.length, failed: failed.length };
  if (json) return printJson({ ok: failed.length === 0, ...count, scenarios: ran.value.map(row) });
  for (const outcome of failed) print(report(outcome));
  print(`${count.passed} passed, ${count.failed} failed`);
}

const row = ({ scenario, variant, passed, expected, got }: Outcome) => ({
  file: scenario.file,
  line: scenario.line,
  ask: scenario.ask,
  variant,
  passed,
  expected,
  got,
  because: scenario.because,
});

const report = ({ scenario, variant, expected, got }: Outcome): string =>
  [
    `${scenario.file}:${scenario.line}: ${scenario.ask} (${variant}) ${JSON.stringify(scenario.facts)}`,
    `  expected ${expected}`,
    `  got      ${got}`,
    `  because  ${scenario.because}`,
  ].join('\n');
