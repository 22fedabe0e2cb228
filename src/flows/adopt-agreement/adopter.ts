import { Type } from 'typebox';
import type { Static } from 'typebox';
import { misfits } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';

const code = (pattern: string, description: string) => Type.String({ pattern, description });

/** The carrier that adopts an agreement, and the facts of the adoption. */
export const Adoption = Type.Object(
  {
    id: code('^[a-z0-9][a-z0-9-]*$', 'Id of the new agreement: its folder'),
    clec: code('^[a-z0-9][a-z0-9-]*$', 'Id of the adopter in files and commands'),
    name: Type.String({ minLength: 3, description: 'Its legal name' }),
    ocn: code('^[A-Z0-9]{4}$', 'Operating company number'),
    ccna: code('^[A-Z]{3}$', 'Customer carrier name abbreviation'),
    acna: Type.Optional(code('^[A-Z]{3}$', 'Access customer name abbreviation; default the CCNA')),
    spid: Type.Optional(code('^[A-Z0-9]{4}$', 'Service provider id; default the OCN')),
    address: Type.Optional(Type.String()),
    on: Type.String({
      format: 'date',
      description: 'Day of the letter; of an adoption that is approved, the day on which it takes effect',
    }),
    docket: Type.String({ minLength: 3, description: 'Case in which the adopted agreement was approved' }),
    approved: Type.Optional(
      Type.String({ minLength: 3, description: 'Case or order by which this adoption was approved' }),
    ),
    parts: Type.Enum(['whole', 'part'], { description: 'Only the whole can be adopted' }),
  },
  { additionalProperties: false },
);
export type Adoption = Static<typeof Adoption>;

/** Everything that is wrong with what was given of the adopter. */
export const adoptionProblems = (given: unknown): Problem[] =>
  misfits(Adoption, given).map(({ path, sentence, cure }) => ({
    id: 'adopt/facts',
    field: path,
    sentence,
    cure: `${cure} ${describe(path)}`.trim(),
  }));

function describe(field: string): string {
  const properties = Adoption.properties as Readonly<Record<string, { readonly description?: string }>>;
  const description = properties[field]?.description;
  return description === undefined ? '' : `${description}.`;
}
