import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const Element = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description: `Rate element: ${description}` });

/** What a pair has that another pair may be free of. */
export const TRIGGERS = ['bridged-tap', 'load-coils', 'repeaters'] as const;

export const stationTransferTerm = defineTerm(
  'dsl.line-station-transfer',
  Type.Object({
    onTroubleBy: Type.Array(Code(TRIGGERS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What on the loop lets the incumbent swap pairs instead of conditioning',
    }),
    tapAboveFeet: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Bridged tap in sum that lets it, where tap does: more than this',
      }),
    ),
    element: Element('each pair that is swapped'),
    networkFault: Code(
      ['not-billed', 'billed'],
      'Of a swap that did not help, where the fault was in the network of the incumbent',
    ),
    otherFault: Code(
      ['transfer-and-visit', 'transfer-alone'],
      'Of a swap that did not help, where the fault was elsewhere',
    ),
    visit: Type.Optional(Element('visit for maintenance that found no fault in the network')),
  }),
  'Line and station transfer: another pair given in place of conditioning, and who pays for it.',
);
