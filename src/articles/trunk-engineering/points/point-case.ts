import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Decision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { directConnectionDue } from './direct-connection-due.ts';
import { pointOfInterconnection } from './point-of-interconnection.ts';
import { METHODS } from './terms.ts';

const Place = Type.Object({
  lata: Type.String({ pattern: '^\\d{3}$' }),
  exchange: Type.String({ minLength: 1, description: 'Exchange whose calling area it is for' }),
  connected: Type.Optional(
    Type.Boolean({ description: 'There is a direct connection; a further point is meant' }),
  ),
});
const Evidence = Type.Object({
  months: Type.Array(
    Type.Object({
      localDs1s: Type.Optional(Type.Integer({ minimum: 0 })),
      peakDs1s: Type.Optional(Type.Integer({ minimum: 0 })),
      transitCharges: Type.Optional(DecimalText('Dollars')),
    }),
    { minItems: 1 },
  ),
  customers: Type.Boolean({ description: 'The competitor has users or numbers in the calling area' }),
});
const Wanted = Type.Object({
  location: Type.String({ minLength: 1 }),
  method: Code(METHODS, 'How the networks are to be joined there'),
  feasible: Type.Boolean(),
  inLata: Type.Integer({ minimum: 0, description: 'Points that there are in the LATA' }),
});
const Plan = Type.Object({
  location: Type.String({ minLength: 1 }),
  method: Code(METHODS),
  ilecDs1s: Type.Integer({ minimum: 1, description: 'Size of what the incumbent builds on its side' }),
  clecDs1s: Type.Integer({ minimum: 1, description: 'Size of what the competitor builds on its side' }),
});

/** How two networks come to be connected directly. */
export const pointKind = defineCaseKind({
  kind: 'point-of-interconnection',
  title: 'Point of interconnection',
  doc: 'From a connection through others to a point of their own, by request or by traffic. Case ids: `POI/2026-001`.',
  states: [
    { name: 'indirect', doc: 'Calls go through a third carrier, or through a point elsewhere.' },
    { name: 'triggered', doc: 'A point is due or granted; it is to be planned.' },
    { name: 'planned', doc: 'Place, method and both sizes are agreed; each party builds its side.' },
    { name: 'delayed', doc: 'A cause that excuses holds the building up.' },
    { name: 'direct', doc: 'Connected.' },
    { name: 'closed', doc: 'There is no point and none is sought.', final: true },
  ],
  events: [
    { name: 'opened', from: [START], to: 'indirect', doc: 'Traffic to an exchange is watched.', body: Place },
    {
      name: 'requested',
      from: ['indirect'],
      to: 'triggered',
      doc: 'The competitor asks for a point and may have it.',
      body: Wanted,
      admits: mayBeHad,
    },
    {
      name: 'triggered',
      from: ['indirect'],
      to: 'triggered',
      doc: 'Traffic or transit charges have asked for it for long enough.',
      body: Evidence,
      admits: isDue,
    },
    { name: 'planned', from: ['triggered'], to: 'planned', doc: 'The parties agree on a plan.', body: Plan },
    {
      name: 'held-up',
      from: ['planned'],
      to: 'delayed',
      doc: 'An extenuating cause holds it up.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }),
    },
    { name: 'taken-up', from: ['delayed'], to: 'planned', doc: 'The cause is over; building goes on.' },
    { name: 'connected', from: ['planned'], to: 'direct', doc: 'Both sides are built and carry calls.' },
    {
      name: 'withdrawn',
      from: ['triggered', 'planned', 'delayed'],
      to: 'indirect',
      doc: 'It is not built after all.',
    },
    { name: 'closed', from: ['indirect', 'direct'], to: 'closed', doc: 'Nobody needs it any more.' },
  ],
  clocks: [
    {
      name: 'plan',
      startsOn: ['requested', 'triggered'],
      stopsOn: ['planned', 'withdrawn'],
      clock: () => 'point-plan',
      clocks: ['point-plan'],
      optional: true,
    },
    {
      name: 'build',
      startsOn: ['planned'],
      stopsOn: ['connected', 'withdrawn'],
      clock: () => 'point-build',
      clocks: ['point-build'],
      optional: true,
    },
  ],
  documents: {
    requested: 'request for a point of interconnection',
    triggered: 'traffic study',
    planned: 'joint plan',
  },
});

function decided(agreement: Agreement, { occurredAt }: NewEvent, decision: Decision, facts: unknown) {
  return runDecision(decision, agreement, facts, { asOf: localDate(agreement, occurredAt) });
}

/** A point that the agreement does not give is refused; one case by case may be agreed on. */
function mayBeHad(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { feasible, method, inLata } = event.body as Static<typeof Wanted>;
  const answer = decided(agreement, event, pointOfInterconnection, { feasible, method, inLata });
  if (!answer.ok) return [...answer.problems];
  if (answer.value.value !== 'refused') return [];
  return [
    {
      id: 'interconnection/refused',
      field: 'feasible',
      sentence: 'The agreement gives no such point.',
      cure: 'Ask for one that is technically feasible.',
      clause: answer.value.clause,
    },
  ];
}

/** A peak of one month makes nothing due. */
function isDue(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const connected = history[0]?.body['connected'] === true;
  const { months, customers } = event.body as Static<typeof Evidence>;
  const answer = decided(agreement, event, directConnectionDue, { months, customers, connected });
  if (!answer.ok) return [...answer.problems];
  if (answer.value.value === true) return [];
  return [
    {
      id: 'interconnection/not-due',
      field: 'months',
      sentence: 'These months do not make it due.',
      cure: 'Wait for further months, or ask for the point.',
      clause: answer.value.clause,
    },
  ];
}
