import { Type } from 'typebox';
import { cited, onDay } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate } from '../../agreement/schema.ts';
import { fail, ok } from '../../base/result.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';

/** The rate band of a wire center: it prices a loop, never the address of the end user. */
export const rateBand = defineDecision({
  name: 'rate-band',
  doc: 'Rate band that prices the loops of a wire center.',
  facts: Type.Object(
    {
      wireCenter: Type.String({ description: 'CLLI of the building, 8 characters' }),
      on: Type.Optional(IsoDate('Day of the service')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ wireCenter }, view, trace) => {
    const rows = view.rows(wireCentersTable);
    const row = rows.find(({ value }) => value.clli === wireCenter);
    if (!row) {
      return fail({
        id: 'pricing/unknown-wire-center',
        field: 'wireCenter',
        sentence: `Agreement ${view.agreement.id} has no wire center "${wireCenter}"${onDay(view.asOf)}.`,
        cure: `Wire centers are: ${rows.map(({ value }) => value.clli).join(', ') || 'none'}.`,
      });
    }
    const { zone, name } = row.value;
    trace.add({ id: 'band', sentence: `${name} is in rate band ${zone}`, out: zone, ...cited(row) });
    return ok({ value: zone, clause: row.citation });
  },
});
