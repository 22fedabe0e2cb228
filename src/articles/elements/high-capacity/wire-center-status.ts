import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { statusOf } from '../../../network/wire-center-status.ts';

const COLUMNS = {
  'business-lines': 'business_lines',
  collocators: 'collocators',
  tier: 'tier',
} as const;
const NAMES = ['business-lines', 'collocators', 'tier'] as const;

/** What the list of wire centers says on a day: an old circuit is judged by the list of its own day. The row is in `details`. */
export const wireCenterStatus = defineDecision({
  name: 'wire-center-status',
  doc: 'What the list of wire centers says of one on a day: its business lines, its fiber-based collocators or its tier.',
  facts: Type.Object(
    {
      wireCentre: Type.String({ description: 'CLLI of the wire center, 8 characters' }),
      of: Code(NAMES, 'What is asked for'),
      date: IsoDate('Day whose list is asked: that of the order'),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  asOf: ({ date }) => date,
  decide: ({ wireCentre, of, date }, view, trace) => {
    const row = statusOf(view, wireCentre);
    if (!row)
      return fail({
        id: 'elements/not-listed',
        field: 'wireCentre',
        sentence: `The list of wire centers does not have ${wireCentre} on ${date}.`,
        cure: 'Ask for a wire center and a day that it has; what is not listed is not tested.',
      });
    const value = row.value[COLUMNS[of]];
    trace.add({
      id: 'row',
      sentence: `${wireCentre} in the list from ${row.from ?? 'the beginning'}${row.to === undefined ? '' : ` to ${row.to}`}${row.value.contested === 'yes' ? ', contested' : ''}`,
      out: value,
      clause: row.citation,
      term: { key: row.key, value: row.value, provenance: row.provenance },
    });
    return ok({ value, clause: row.citation, details: row.value });
  },
});
