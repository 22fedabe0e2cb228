import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited, onDay } from '../../agreement/agreement.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate } from '../../agreement/schema.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { vhMiles } from './rules/vh-miles.ts';
import type { GridPoint } from './rules/vh-miles.ts';
import { mileageTerm } from './terms.ts';

/** One end of transport: its coordinates, or the wire center that has them. */
export const TransportEnd = Type.Object(
  {
    v: Type.Optional(Type.Integer({ description: 'Vertical coordinate' })),
    h: Type.Optional(Type.Integer({ description: 'Horizontal coordinate' })),
    wireCenter: Type.Optional(Type.String({ description: 'CLLI, 8 characters, in place of the two' })),
  },
  { additionalProperties: false },
);
export type TransportEnd = Static<typeof TransportEnd>;

/** Miles of transport that are billed between two wire centers. */
export const transportMileage = defineDecision({
  name: 'transport-mileage',
  doc: 'Whole airline miles of transport that are billed between its ends A and Z.',
  facts: Type.Object(
    { a: TransportEnd, z: TransportEnd, on: Type.Optional(IsoDate('Day of the service')) },
    { additionalProperties: false },
  ),
  value: 'integer',
  asOf: ({ on }) => on,
  decide: ({ a, z }, view, trace) => {
    const miles = countMiles(a, z, view, trace);
    return miles.ok ? ok({ value: miles.value.miles, clause: miles.value.clause }) : miles;
  },
});

/** The miles billed between two ends, with their steps. Fails with each end that has no coordinates. */
export function countMiles(
  a: TransportEnd,
  z: TransportEnd,
  view: AgreementView,
  trace: Trace,
): Result<{ readonly miles: number; readonly clause: string }> {
  const term = view.term(mileageTerm);
  const ends = [pointOf('a', a, view, trace), pointOf('z', z, view, trace)] as const;
  const problems = [term, ...ends].flatMap((part) => (part.ok ? [] : [...part.problems]));
  const [from, to] = ends;
  if (!term.ok || !from.ok || !to.ok) return fail(...problems);
  const { rounding, minimumMiles } = term.value.value;
  const counted = vhMiles(from.value, to.value, rounding);
  const [dv, dh] = [Math.abs(from.value.v - to.value.v), Math.abs(from.value.h - to.value.h)];
  trace.add({
    id: 'distance',
    sentence: `√((${dv}² + ${dh}²) ÷ 10), to the ${rounding === 'up' ? 'next' : 'nearest'} whole mile`,
    out: Number(counted),
    ...cited(term.value),
  });
  const miles = Math.max(Number(counted), minimumMiles);
  trace.add({ id: 'minimum', sentence: `At least ${minimumMiles}`, out: miles, ...cited(term.value) });
  return ok({ miles, clause: term.value.citation });
}

function pointOf(
  field: 'a' | 'z',
  { v, h, wireCenter }: TransportEnd,
  view: AgreementView,
  trace: Trace,
): Result<GridPoint> {
  if (wireCenter === undefined) {
    if (v !== undefined && h !== undefined) return ok({ v, h });
    const sentence = `End ${field.toUpperCase()} has no coordinates.`;
    return fail({ id: 'pricing/no-end', field, sentence, cure: 'Give v and h, or the wire center.' });
  }
  const row = view.rows(wireCentersTable).find(({ value }) => value.clli === wireCenter);
  if (!row) {
    return fail({
      id: 'pricing/unknown-wire-center',
      field,
      sentence: `Agreement ${view.agreement.id} has no wire center "${wireCenter}"${onDay(view.asOf)}.`,
      cure: `Wire centers are: ${view
        .rows(wireCentersTable)
        .map(({ value }) => value.clli)
        .join(', ')}.`,
    });
  }
  const { name, v: vertical, h: horizontal } = row.value;
  if (vertical === undefined || horizontal === undefined) {
    return fail({
      id: 'pricing/no-coordinates',
      field,
      file: row.file,
      line: row.line,
      sentence: `${name} (${wireCenter}) has no coordinates, so no miles can be counted to it.`,
      cure: 'Fill in the columns v and h of wire-centers.csv.',
      clause: row.citation,
    });
  }
  trace.add({
    id: `end-${field}`,
    sentence: `${name}: V ${vertical}, H ${horizontal}`,
    ...cited(row),
  });
  return ok({ v: vertical, h: horizontal });
}
