import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent } from '../../../cases/kind.ts';
import { forecastTimely } from './forecast-timely.ts';
import { forecastsTerm } from './terms.ts';

const Lines = Type.Array(
  Type.Object({
    /** Product, trunk type or facility. */
    what: Type.String({ minLength: 1 }),
    area: Type.Optional(Type.String({ description: 'Local calling area; none: the whole state' })),
    /** Month, `2027-03`. */
    month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
    orders: Type.Integer({ minimum: 0 }),
    inService: Type.Integer({ minimum: 0 }),
  }),
  { minItems: 1 },
);

/** What one party expects to order. */
export const forecastKind = defineCaseKind({
  kind: 'forecast',
  title: 'Forecast',
  doc: 'A yearly forecast of orders, lines in service and facilities, with its revisions. Case ids: `FORECAST/2027`.',
  states: [
    { name: 'filed', doc: 'In force.' },
    { name: 'revised', doc: 'In force as last revised.' },
    { name: 'replaced', doc: 'The next one took its place.', final: true },
  ],
  events: [
    {
      name: 'filed',
      from: [START],
      to: 'filed',
      doc: 'The forecast for the coming year.',
      body: Type.Object({ lines: Lines }),
    },
    {
      name: 'revised',
      from: ['filed', 'revised'],
      to: 'revised',
      by: 'opener',
      doc: 'Other numbers, or a new local calling area.',
      body: Type.Object({
        lines: Lines,
        newArea: Type.Optional(Type.String({ minLength: 1 })),
        firstOrderOn: Type.Optional(IsoDate('First order in the new area')),
      }),
    },
    { name: 'replaced', from: ['filed', 'revised'], to: 'replaced', doc: 'The next forecast was filed.' },
  ],
  clocks: [
    {
      name: 'next',
      startsOn: ['filed'],
      stopsOn: ['replaced'],
      clock: () => 'next-forecast',
      clocks: ['next-forecast'],
      optional: true,
    },
  ],
  documents: { filed: 'forecast', revised: 'revised forecast' },
  view: forecastView,
});

/** Whether it binds anybody to order, and whether each new area was forecast in time. */
function forecastView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const newAreas = events.flatMap(({ name, occurredAt, body }) => {
    const { newArea, firstOrderOn } = body;
    if (name !== 'revised' || newArea === undefined || firstOrderOn === undefined) return [];
    const revisedOn = localDate(agreement, occurredAt);
    const decided = runDecision(forecastTimely, agreement, { revisedOn, firstOrderOn }, { asOf: revisedOn });
    return [{ newArea, firstOrderOn, notice: decided.ok ? decided.value.value : null }];
  });
  const opened = events[0]?.occurredAt;
  const term =
    opened === undefined ? undefined : agreement.at(localDate(agreement, opened)).optional(forecastsTerm);
  return { binding: term?.value.binding ?? null, newAreas };
}
