import { existsSync, readFileSync } from 'node:fs';
import type { Static, TSchema } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { misfits } from './schema.ts';
import { readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

/** A file of YAML that has a shape, with the line of each of its values. Everything that is wrong comes back at once. */
export function readYamlFile<Shape extends TSchema>(
  file: string,
  shape: Shape,
  words: { readonly area: string; readonly example: string },
): Result<{ readonly value: Static<Shape>; readonly source: YamlSource }> {
  if (!existsSync(file)) {
    return fail({
      id: `${words.area}/not-found`,
      file,
      sentence: 'There is no such file.',
      cure: `Name one, e.g. ${words.example}.`,
    });
  }
  const { source, problems } = readYaml(file, readFileSync(file, 'utf8'));
  if (problems.length > 0) return fail(...problems);
  const wrong: Problem[] = misfits(shape, source.value).map(({ path, sentence, cure }) => ({
    id: `${words.area}/shape`,
    file,
    line: source.lineOf(path.split('.')),
    field: path,
    sentence,
    cure,
  }));
  return wrong.length > 0 ? fail(...wrong) : ok({ value: source.value as Static<Shape>, source });
}
