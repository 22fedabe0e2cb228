import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { ACCESS_POINTS, SUBLOOP_MEDIA, subloopTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

const Asked = Type.Object(
  {
    terminal: Type.String({
      minLength: 1,
      description: 'Terminal or cross-connect box (SAI, FDI), by its id',
    }),
    access: Code(ACCESS_POINTS, 'Where the subloop is reached'),
    medium: Code(SUBLOOP_MEDIA, 'What it is made of'),
    units: Type.Optional(Type.Integer({ minimum: 1, description: 'Units of the building' })),
    feederPair: Text('F1 cable and pair'),
    distributionPair: Text('F2 cable and pair'),
    bindingPost: Text('Binding post'),
    loopFeet: Type.Optional(Type.Integer({ minimum: 0, description: 'Length in feet' })),
    gauge: Text('Gauge of the pair'),
    insideWire: Text('Id of the network terminating wire'),
  },
  closed,
);
const Quoted = Type.Object({ amount: DecimalText('Dollars'), days: Type.Integer({ minimum: 0 }) }, closed);
const Accepted = Type.Object(
  { crossConnect: Code(['incumbent', 'competitor'], 'Who builds the cross-connect') },
  closed,
);
const Why = Type.Object({ because: Type.String({ minLength: 1 }) }, closed);

/** How a competitor comes to a part of a loop: work at a terminal, from the question to what is in service. */
export const subloopWorkKind = defineCaseKind({
  kind: 'subloop-work',
  title: 'Subloop work request',
  doc: 'Access to a part of a loop at a terminal. Case ids: `SUBLOOP/2026-001`.',
  states: [
    { name: 'inquiry', doc: 'Asked for.' },
    { name: 'site-survey', doc: 'The terminal has been looked at.' },
    { name: 'quote', doc: 'There is a price and a time.' },
    { name: 'accept', doc: 'The competitor takes the quote.' },
    { name: 'construct', doc: 'Access is being built.' },
    { name: 'test', doc: 'Built, and under test.' },
    { name: 'active', doc: 'In service.' },
    { name: 'released', doc: 'Given back.', final: true },
    { name: 'refused', doc: 'Not technically feasible.', final: true },
    { name: 'withdrawn', doc: 'Not wanted any more.', final: true },
  ],
  events: [
    {
      name: 'asked',
      from: [START],
      to: 'inquiry',
      doc: 'The competitor asks for access.',
      body: Asked,
      admits: isOffered,
    },
    { name: 'surveyed', from: ['inquiry'], to: 'site-survey', by: 'other', doc: 'The site was surveyed.' },
    {
      name: 'quoted',
      from: ['site-survey'],
      to: 'quote',
      by: 'other',
      doc: 'Feasible, at this price and in this time.',
      body: Quoted,
    },
    {
      name: 'refused',
      from: ['inquiry', 'site-survey'],
      to: 'refused',
      by: 'other',
      doc: 'It cannot be done.',
      body: Why,
    },
    {
      name: 'accepted',
      from: ['quote'],
      to: 'accept',
      by: 'opener',
      doc: 'The quote is taken.',
      body: Accepted,
      admits: mayBuild,
    },
    { name: 'begun', from: ['accept'], to: 'construct', doc: 'Building begins.' },
    { name: 'built', from: ['construct'], to: 'test', doc: 'Built; it is tested together.' },
    { name: 'failed', from: ['test'], to: 'construct', doc: 'The test failed.', body: Why },
    { name: 'activated', from: ['test'], to: 'active', doc: 'The test passed: in service.' },
    {
      name: 'released',
      from: ['active'],
      to: 'released',
      by: 'opener',
      doc: 'The competitor gives it back.',
    },
    {
      name: 'withdrawn',
      from: ['inquiry', 'site-survey', 'quote', 'accept'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'The competitor takes the request back.',
    },
  ],
  clocks: [
    {
      name: 'quote',
      startsOn: ['asked'],
      stopsOn: ['quoted', 'refused', 'withdrawn'],
      performer: 'other',
      clock: () => 'subloop-quote',
      clocks: ['subloop-quote'],
      optional: true,
    },
    {
      name: 'acceptance',
      startsOn: ['quoted'],
      stopsOn: ['accepted', 'withdrawn'],
      clock: () => 'subloop-acceptance',
      clocks: ['subloop-acceptance'],
      optional: true,
    },
  ],
  documents: { asked: 'work request', surveyed: 'site survey', quoted: 'quote', activated: 'test record' },
  summary: (events) => {
    const first = events[0]?.body ?? {};
    return { terminal: String(first['terminal'] ?? ''), access: String(first['access'] ?? '') };
  },
});

/** Where it is reached and what it is made of must be what the agreement offers; all that is wrong comes back at once. */
function isOffered(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const term = agreement.at(localDate(agreement, event.occurredAt)).term(subloopTerm);
  if (!term.ok) return [...term.problems];
  const { access, medium } = event.body as Static<typeof Asked>;
  const { accessPoints, media } = term.value.value;
  const problem = (field: string, sentence: string, offered: readonly string[]): Problem => ({
    id: `elements/subloop-${field}`,
    field,
    sentence,
    cure: `Offered are: ${offered.join(', ')}.`,
    clause: term.value.citation,
  });
  return [
    ...(accessPoints.includes(access)
      ? []
      : [problem('access', `Subloops may not be reached at a ${access}.`, accessPoints)]),
    ...(media.includes(medium) ? [] : [problem('medium', `A subloop is not a ${medium}.`, media)]),
  ];
}

function mayBuild(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const term = agreement.at(localDate(agreement, event.occurredAt)).term(subloopTerm);
  if (!term.ok) return [...term.problems];
  const { crossConnect } = event.body as Static<typeof Accepted>;
  if (term.value.value.crossConnect.includes(crossConnect)) return [];
  return [
    {
      id: 'elements/subloop-builder',
      field: 'crossConnect',
      sentence: `The ${crossConnect} does not build the cross-connect.`,
      cure: `It is built by: ${term.value.value.crossConnect.join(', ')}.`,
      clause: term.value.citation,
    },
  ];
}
