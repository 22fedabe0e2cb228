import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { eelEligibility } from '../combinations/eel-eligibility.ts';
import { EEL_TESTS } from '../combinations/terms.ts';
import { conversionPriceFrom } from './conversion-price-from.ts';
import { circuitConversionTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const SIDES = ['service', 'element'] as const;

const Requested = Type.Object(
  {
    circuit: Type.String({ minLength: 1, description: 'Id of the circuit' }),
    from: Code(SIDES, 'service: bought from the tariff; element: bought under the agreement'),
    to: Code(SIDES),
    billDay: Type.Integer({ minimum: 1, maximum: 31, description: 'Day on which the billing cycle begins' }),
    eligibility: Type.Optional(
      Type.Object(
        {
          certifications: Type.Array(Code(EEL_TESTS), { uniqueItems: true }),
          numbers: Type.Integer({ minimum: 0 }),
          ds1Eels: Type.Integer({ minimum: 1 }),
          ds3: Type.Boolean(),
          trunks: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        { ...closed, description: 'Of a circuit that combines loop and transport: facts of eel-eligibility' },
      ),
    ),
  },
  closed,
);
const Converted = Type.Object(
  {
    on: IsoDate('Day on which the records were changed'),
    circuit: Type.Optional(Type.String({ minLength: 1, description: 'Id from now on; default as before' })),
    outage: Type.Optional(Type.Boolean({ description: 'Whether the service was interrupted; default no' })),
  },
  closed,
);
const Why = Type.Object({ because: Type.String({ minLength: 1 }) }, closed);

/** A circuit that stays where it is and changes what it is bought under. */
export const conversionKind = defineCaseKind({
  kind: 'circuit-conversion',
  title: 'Conversion of a circuit',
  doc: 'A service becomes an element, or an element a service: a change of records. Case ids: `CONVERT/2026-001`.',
  states: [
    { name: 'requested', doc: 'A complete request is there; its price is to change with the next bill.' },
    { name: 'converted', doc: 'Records and price are changed.', settled: true },
    { name: 'ineligible', doc: 'It was found not to be eligible and has to move off.' },
    { name: 'moved-off', doc: 'It is no element any more.', final: true },
    { name: 'refused', doc: 'It cannot be converted.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'requested',
      doc: 'The competitor asks for it, in writing and complete.',
      body: Requested,
      admits: mayConvert,
    },
    {
      name: 'converted',
      from: ['requested'],
      to: 'converted',
      by: 'other',
      doc: 'The records are changed.',
      body: Converted,
      admits: asConverted,
    },
    { name: 'refused', from: ['requested'], to: 'refused', by: 'other', doc: 'It is refused.', body: Why },
    { name: 'withdrawn', from: ['requested'], to: 'withdrawn', by: 'opener', doc: 'It is taken back.' },
    {
      name: 'found-ineligible',
      from: ['converted'],
      to: 'ineligible',
      by: 'other',
      doc: 'An audit or a commission found that it is not eligible.',
      body: Why,
    },
    {
      name: 'found-eligible',
      from: ['ineligible'],
      to: 'converted',
      by: 'other',
      doc: 'It is eligible after all.',
    },
    {
      name: 'moved-off',
      from: ['ineligible', 'converted'],
      to: 'moved-off',
      doc: 'It is a service again, or gone.',
    },
  ],
  clocks: [
    {
      name: 'conversion',
      startsOn: ['requested'],
      stopsOn: ['converted', 'refused', 'withdrawn'],
      performer: 'other',
      clock: () => 'circuit-conversion',
      clocks: ['circuit-conversion'],
      optional: true,
    },
    {
      name: 'move-off',
      startsOn: ['found-ineligible'],
      stopsOn: ['moved-off', 'found-eligible'],
      performer: 'opener',
      clock: () => 'conversion-move-off',
      clocks: ['conversion-move-off'],
      optional: true,
    },
  ],
  documents: { requested: 'request for conversion', converted: 'notice of conversion' },
  summary: (events) => ({ circuit: String(events[0]?.body['circuit'] ?? '') }),
  view: conversionView,
});

/** A conversion changes something, and what becomes a combined element must be eligible. */
function mayConvert(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { from, to, eligibility } = event.body as Static<typeof Requested>;
  const problems: Problem[] = [];
  if (from === to)
    problems.push({
      id: 'elements/conversion-same',
      field: 'to',
      sentence: `The circuit is a ${from} already.`,
      cure: 'Name what it is to become.',
    });
  if (eligibility && to === 'element') {
    const asOf = localDate(agreement, event.occurredAt);
    const answer = runDecision(eelEligibility, agreement, eligibility, { asOf });
    if (!answer.ok) return [...problems, ...answer.problems];
    const { failed } = answer.value.details as { failed: readonly string[] };
    if (answer.value.value !== true)
      problems.push({
        id: 'elements/conversion-eligibility',
        field: 'eligibility',
        sentence: `The circuit does not meet: ${failed.join(', ')}.`,
        cure: 'Certify each test of the circuit, or leave it a service.',
        clause: answer.value.clause,
      });
  }
  return problems;
}

/** Where a conversion is a change of records, nothing is taken down and the circuit keeps its id. */
function asConverted(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const term = agreement.at(localDate(agreement, event.occurredAt)).term(circuitConversionTerm);
  if (!term.ok) return [...term.problems];
  const { outage = false, circuit } = event.body as Static<typeof Converted>;
  const before = history[0]?.body['circuit'];
  const clause = term.value.citation;
  return [
    ...(term.value.value.work === 'records-only' && outage
      ? [
          {
            id: 'elements/conversion-outage',
            field: 'outage',
            sentence: 'A conversion is a change of records and interrupts nothing.',
            cure: 'Restore the service, and report the interruption as trouble.',
            clause,
          },
        ]
      : []),
    ...(term.value.value.circuitId === 'kept' && circuit !== undefined && circuit !== before
      ? [
          {
            id: 'elements/conversion-circuit',
            field: 'circuit',
            sentence: `The circuit is ${String(before)} and stays so.`,
            cure: 'Leave its id as it is.',
            clause,
          },
        ]
      : []),
  ];
}

/** From when the new price is billed, and what may be charged once. */
function conversionView(
  agreement: Agreement,
  events: readonly CaseEvent[],
): Readonly<Record<string, unknown>> {
  const first = events[0];
  if (!first) return {};
  const requestedOn = localDate(agreement, first.occurredAt);
  const { billDay } = first.body as Static<typeof Requested>;
  const from = runDecision(conversionPriceFrom, agreement, { requestedOn, billDay }, { asOf: requestedOn });
  const term = agreement.at(requestedOn).optional(circuitConversionTerm);
  return {
    ...(from.ok ? { priceFrom: from.value.value, ...(from.value.details as object) } : {}),
    ...(term ? { charge: term.value.charge } : {}),
  };
}
