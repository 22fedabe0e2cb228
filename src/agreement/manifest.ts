import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { misfits } from './schema.ts';
import { readYaml } from './yaml-source.ts';

const id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' });

/** `agreement.yaml`: what the agreement is, between whom, and of which files it is made. */
export const ManifestSchema = Type.Object(
  {
    id,
    title: Type.String(),
    status: Type.Enum(['draft', 'released']),
    version: Type.String(),
    state: Type.String({ pattern: '^[A-Z]{2}$' }),
    timeZone: Type.String({ format: 'timezone' }),
    variants: Type.Record(
      id,
      Type.Object(
        { title: Type.String(), ilec: id, clec: id, docket: Type.Optional(Type.String()) },
        { additionalProperties: false },
      ),
      { additionalProperties: false, minProperties: 1 },
    ),
    articles: Type.Array(
      Type.Object(
        { number: Type.String(), file: Type.String(), title: Type.String() },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    /** Law sources read beside the agreement: files relative to this folder, each with the name it is cited by. */
    law: Type.Optional(
      Type.Array(
        Type.Object({ number: Type.String(), file: Type.String() }, { additionalProperties: false }),
      ),
    ),
    /** Of an agreement that was adopted (47 USC 252(i)): which one, and what came with it. */
    adopts: Type.Optional(
      Type.Object(
        {
          agreement: Type.String({ description: 'Id of the agreement and variant that was adopted' }),
          version: Type.String(),
          hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Content that was adopted' }),
          docket: Type.String({ description: 'Case in which it was approved' }),
          termEndsOn: Type.Optional(
            Type.String({ format: 'date', description: 'Last day of the term that was inherited' }),
          ),
          otherVariants: Type.Optional(
            Type.Array(id, { description: 'Variants that the text names and that were not adopted' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    /** The article that defines words: its headings are them. Where it is named, capitalised words are checked. */
    definitions: Type.Optional(Type.String()),
    /** Names that look like defined words and are none: `Missouri Public Service Commission`. */
    properNames: Type.Optional(Type.Array(Type.String({ minLength: 2 }))),
  },
  { additionalProperties: false },
);

export type Manifest = Static<typeof ManifestSchema>;

export function readManifest(file: string, text: string): Result<Manifest> {
  const { source, problems } = readYaml(file, text);
  if (problems.length > 0) return fail(...problems);
  const found: Problem[] = misfits(ManifestSchema, source.value).map((misfit) => ({
    id: 'agreement/manifest',
    file,
    line: source.lineOf(misfit.path.split('.')),
    field: misfit.path,
    sentence: misfit.sentence,
    cure: misfit.cure,
  }));
  return found.length > 0 ? fail(...found) : ok(source.value as Manifest);
}
