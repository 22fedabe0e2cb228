import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Code, misfits } from '../../agreement/schema.ts';
import { readYaml } from '../../agreement/yaml-source.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

const closed = { additionalProperties: false } as const;

/** How the other side writes its bill: which column is what, its charge codes, its dates and amounts. */
const MappingSchema = Type.Object(
  {
    /** Who made the bill: `ilec`, `clec` or the id of a party. */
    biller: Type.String({ minLength: 1 }),
    /** Our word → the header of their column. */
    columns: Type.Object(
      {
        account: Type.Optional(Type.String({ description: 'Billing account number' })),
        code: Type.String({ description: 'Charge code' }),
        reference: Type.Optional(Type.String({ description: 'Circuit, order or trunk group' })),
        description: Type.Optional(Type.String()),
        quantity: Type.Optional(Type.String()),
        rate: Type.Optional(Type.String()),
        amount: Type.String(),
        from: Type.Optional(Type.String({ description: 'First day charged' })),
        to: Type.Optional(Type.String({ description: 'Last day charged' })),
      },
      closed,
    ),
    dates: Code(['YYYY-MM-DD', 'MM/DD/YYYY', 'DD.MM.YYYY', 'YYYYMMDD']),
    amounts: Type.Object(
      {
        decimal: Code(['.', ',']),
        thousands: Type.Optional(Code([',', '.', ' ', "'"])),
        negative: Code(['leading-minus', 'trailing-minus', 'parentheses', 'CR']),
      },
      closed,
    ),
    /** Their charge code → our rate element and, where the code tells it, the rate band. */
    codes: Type.Record(
      Type.String(),
      Type.Object({ element: Type.String(), zone: Type.Optional(Type.String()) }, closed),
    ),
  },
  closed,
);
export type Mapping = Static<typeof MappingSchema>;

/** Reads `mapping.yaml`; everything wrong with it is listed with its line. */
export function readMapping(file: string, text: string): Result<Mapping> {
  const { source, problems } = readYaml(file, text);
  if (problems.length > 0) return fail(...problems);
  const wrong = misfits(MappingSchema, source.value).map((misfit) => ({
    id: 'verify/mapping',
    file,
    line: source.lineOf(misfit.path.split('.')),
    field: misfit.path,
    sentence: misfit.sentence,
    cure: misfit.cure,
  }));
  return wrong.length > 0 ? fail(...wrong) : ok(source.value as Mapping);
}
