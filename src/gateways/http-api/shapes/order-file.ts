import { Type } from 'typebox';
import type { Static } from 'typebox';
import { FileResult } from '../../order-files/result.ts';
import { TEMPLATE_FORMATS } from '../../order-files/template.ts';

/** What a file of orders may be, and what a template may show. */
export const OrderFileRules = Type.Object({
  maxBytes: Type.Integer({ description: 'Bytes of a file at most' }),
  maxLines: Type.Integer({ description: 'Lines of a sheet, or orders of XML, at most' }),
  templates: Type.Array(Type.Enum([...TEMPLATE_FORMATS]), {
    description: 'Formats of a file to begin with; xsd is the XML Schema',
  }),
  samples: Type.Array(Type.String(), { description: 'Sample orders that a template may show' }),
});
export type OrderFileRules = Static<typeof OrderFileRules>;

/** The result of a file, with what was asked for beside it. */
export const OrderFileAnswer = Type.Object({
  ...FileResult.properties,
  csv: Type.Optional(Type.String({ description: 'With `with=csv`: the same result as CSV' })),
  mend: Type.Optional(
    Type.String({
      description:
        'With `with=mend`: the rows to mend as CSV; left out where there is nothing to mend, and of XML, which has no rows',
    }),
  ),
});
export type OrderFileAnswer = Static<typeof OrderFileAnswer>;
