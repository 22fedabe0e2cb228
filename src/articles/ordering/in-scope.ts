import Type from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate } from '../../agreement/schema.ts';
import { areaScope, stateScope } from '../../agreement/scope.ts';
import type { Trace } from '../../base/receipt.ts';
import { clli } from '../../base/codes.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { serviceAreasTable } from '../../network/service-areas.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';

const Facts = Type.Object(
  {
    state: Type.String({ pattern: '^[A-Z]{2}$', description: 'State of the service' }),
    wireCenter: Type.Optional(Type.String({ description: 'CLLI of the building, 8 characters' })),
    exchange: Type.Optional(Type.String({ description: 'Rate center name' })),
    on: Type.Optional(IsoDate('Day of the service')),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/**
 * Whether the agreement reaches a service: its state, and the areas in which the parties operate. A wire center
 * of the agreement is where the incumbent operates; where the other party does is a table.
 */
export const inScope = defineDecision({
  name: 'in-scope',
  doc: 'Whether a service in a state, at a wire center or in an exchange, is within the reach of the agreement.',
  facts: Facts,
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const state = view.term(stateScope);
    if (!state.ok) return state;
    const { wireCenter } = facts;
    if (wireCenter !== undefined && clli(wireCenter) === undefined) {
      return fail({
        id: 'scope/no-clli',
        field: 'wireCenter',
        sentence: `"${wireCenter}" is no CLLI of a building.`,
        cure: 'Write its 8 characters, such as BRSNMOXA: place, state, building.',
      });
    }
    // Characters 5 and 6 of a CLLI are its state.
    if (wireCenter !== undefined && wireCenter.slice(4, 6) !== facts.state) {
      return fail({
        id: 'scope/two-states',
        field: 'wireCenter',
        sentence: `Wire center ${wireCenter} is in ${wireCenter.slice(4, 6)}, and the service is said to be in ${facts.state}.`,
        cure: 'Correct one of them.',
        clause: state.value.citation,
      });
    }
    const inState = facts.state === state.value.value.state;
    trace.add({
      id: 'state',
      sentence: `The agreement covers ${state.value.value.state} only, and the service is in ${facts.state}`,
      out: inState,
      ...cited(state.value),
    });
    const areas = view.optional(areaScope);
    if (!inState || !areas) return ok({ value: inState, clause: state.value.citation });
    const exchange = exchangeOf(facts, view, areas);
    if (!exchange.ok) return exchange;
    const { where } = areas.value;
    const known = view.rows(serviceAreasTable).some(({ value }) => value.party === 'clec');
    if (where === 'both-operate' && !known) {
      return fail({
        id: 'scope/areas-not-on-file',
        field: 'service-areas',
        sentence: `The agreement reaches only where both parties operate, and where ${view.agreement.parties.clec} does is not on file on ${view.asOf}.`,
        cure: 'Add its exchanges to service-areas.csv.',
        clause: areas.citation,
      });
    }
    return ok({ value: operate(exchange.value, areas, view, trace), clause: areas.citation });
  },
});

type Areas = Term<NonNullable<(typeof areaScope)['type']>>;

/** The exchange asked about: its own name, or that of the wire center; the CLLI itself where it is not the agreement's. */
function exchangeOf(facts: Facts, view: AgreementView, areas: Areas): Result<string> {
  const center = view.rows(wireCentersTable).find(({ value }) => value.clli === facts.wireCenter);
  const exchange = facts.exchange?.toUpperCase();
  if (center && exchange !== undefined && center.value.exchange !== exchange) {
    return fail({
      id: 'scope/two-exchanges',
      field: 'exchange',
      sentence: `Wire center ${center.value.clli} is in ${center.value.exchange}, and the service is said to be in ${exchange}.`,
      cure: 'Correct one of them.',
      clause: center.citation,
    });
  }
  const place = center?.value.exchange ?? exchange ?? facts.wireCenter;
  if (place !== undefined) return ok(place);
  return fail({
    id: 'scope/no-place',
    field: 'exchange',
    sentence: 'The agreement reaches certain areas of the state only, and the service has no place.',
    cure: 'Give its wire center or its exchange.',
    clause: areas.citation,
  });
}

function operate(exchange: string, areas: Areas, view: AgreementView, trace: Trace): boolean {
  const listed = view.rows(serviceAreasTable).filter(({ value }) => value.exchange === exchange);
  const center = view.rows(wireCentersTable).find(({ value }) => value.exchange === exchange);
  const incumbent = center ?? listed.find(({ value }) => value.party === 'ilec');
  const other = listed.find(({ value }) => value.party === 'clec');
  trace.add({
    id: 'incumbent',
    sentence: `The incumbent ${incumbent ? 'operates' : 'does not operate'} in ${exchange}`,
    out: incumbent !== undefined,
    ...cited(incumbent ?? areas),
  });
  if (areas.value.where === 'incumbent-operates') return incumbent !== undefined;
  trace.add({
    id: 'other-party',
    sentence: `The other party ${other ? 'operates' : 'does not operate'} in ${exchange}`,
    out: other !== undefined,
    ...cited(other ?? areas),
  });
  return incumbent !== undefined && other !== undefined;
}
