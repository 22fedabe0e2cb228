import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import { misfits } from '../../agreement/schema.ts';
import { readYaml } from '../../agreement/yaml-source.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { ScenarioSchema } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** Reads the scenarios of an agreement folder, in order of file and line. Everything that is wrong comes back with file and line. */
export function readScenarios(dir: string): Result<Scenario[]> {
  const folder = path.join(dir, 'scenarios');
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : [];
  if (files.length === 0) {
    return fail({
      id: 'scenario/none',
      file: folder,
      sentence: 'There are no scenarios.',
      cure: 'Write questions with worked answers in scenarios/*.yaml of the agreement folder.',
    });
  }
  const read = files.map((name) => {
    const file = path.join(folder, name);
    return readScenarioFile(file, readFileSync(file, 'utf8'));
  });
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? fail(...problems) : ok(read.flatMap((one) => (one.ok ? one.value : [])));
}

/** Reads one scenario file from its text. */
export function readScenarioFile(file: string, text: string): Result<Scenario[]> {
  const { source, problems } = readYaml(file, text);
  if (problems.length > 0) return fail(...problems);
  const wrong: Problem[] = misfits(Type.Array(ScenarioSchema), source.value).map((misfit) => ({
    id: 'scenario/shape',
    file,
    line: source.lineOf(misfit.path.split('.')),
    field: misfit.path,
    sentence: misfit.sentence,
    cure: misfit.cure,
  }));
  if (wrong.length > 0) return fail(...wrong);
  const scenarios = (source.value as Omit<Scenario, 'file' | 'line'>[]).map((item, index) => ({
    ...item,
    file,
    line: source.lineOf([index]),
  }));
  wrong.push(...scenarios.flatMap(answerProblems));
  return wrong.length > 0 ? fail(...wrong) : ok(scenarios);
}

function answerProblems(scenario: Scenario): Problem[] {
  const { file, line } = scenario;
  if ((scenario.value === undefined) === (scenario.problem === undefined)) {
    return [
      {
        id: 'scenario/answer',
        file,
        line,
        field: 'value',
        sentence: 'A scenario expects one of value and problem.',
        cure: 'Write the value with its clause, or the id of the problem.',
      },
    ];
  }
  if (scenario.value === undefined || scenario.clause !== undefined) return [];
  return [
    {
      id: 'scenario/answer',
      file,
      line,
      field: 'clause',
      sentence: 'The expected value has no clause.',
      cure: 'Write the citation of the section that decides it.',
    },
  ];
}
