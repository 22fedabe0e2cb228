import { Type } from 'typebox';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';

const Amended = Type.Object({
  /** File of the amendment, by its id. */
  amendment: Type.String({ minLength: 1 }),
  effectiveOn: IsoDate(),
  retroactiveTo: Type.Optional(IsoDate('Where the amendment says that it reaches back')),
});

/** The law changed; the agreement changes by amendment only. */
export const changeOfLawKind = defineCaseKind({
  kind: 'change-of-law',
  title: 'Change of law',
  doc: 'A change of law on its way into the agreement: notice, negotiation, amendment or Commission. Case ids: `LAW/2026-01`.',
  states: [
    { name: 'negotiating', doc: 'Noticed; the terms stay as they are.' },
    { name: 'before-commission', doc: 'The Commission is asked; the terms stay as they are.' },
    { name: 'decided', doc: 'The Commission has decided; the amendment is due.' },
    { name: 'amended', doc: 'The agreement is amended.', final: true },
    { name: 'withdrawn', doc: 'Not pursued.', final: true },
  ],
  events: [
    {
      name: 'noticed',
      from: [START],
      to: 'negotiating',
      doc: 'One party gives notice of the change.',
      body: Type.Object({
        notice: Notice,
        law: Type.String({ minLength: 1, description: 'Statute, rule or order' }),
        effectiveOn: IsoDate('From when the law is changed'),
        sections: Type.Array(Type.String({ minLength: 1 }), {
          minItems: 1,
          description: 'Sections of the agreement that it touches',
        }),
      }),
    },
    {
      name: 'petitioned',
      from: ['negotiating'],
      to: 'before-commission',
      doc: 'The Commission is asked.',
      body: Type.Object({
        docket: Type.String({ minLength: 1 }),
        why: Code(['time-is-over', 'both-declare-impasse'], 'Why no more is negotiated'),
      }),
      guard: afterNegotiation,
    },
    {
      name: 'decided',
      from: ['before-commission'],
      to: 'decided',
      doc: 'The Commission decides.',
      body: Type.Object({ order: Type.String({ minLength: 1 }), decidedOn: IsoDate() }),
    },
    {
      name: 'amended',
      from: ['negotiating', 'before-commission', 'decided'],
      to: 'amended',
      doc: 'The parties amend the agreement.',
      body: Amended,
      guard: reachesBackOnly,
    },
    {
      name: 'withdrawn',
      from: ['negotiating', 'before-commission', 'decided'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Not pursued.',
    },
  ],
  clocks: [
    {
      name: 'negotiation',
      startsOn: ['noticed'],
      stopsOn: ['petitioned', 'amended', 'withdrawn'],
      clock: () => 'change-of-law-negotiation',
      clocks: ['change-of-law-negotiation'],
      optional: true,
    },
  ],
  documents: { noticed: 'notice of change of law', petitioned: 'petition', amended: 'amendment' },
  view: (_, events) => {
    const amended = events.find(({ name }) => name === 'amended')?.body;
    return {
      law: events[0]?.body['effectiveOn'] ?? null,
      termsChangeOn: amended?.['retroactiveTo'] ?? amended?.['effectiveOn'] ?? null,
    };
  },
});

/** The time to negotiate is used up, unless both give up before. */
function afterNegotiation(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const over = history.some((event) => event.name === CLOCK_EXPIRED && event.body['clock'] === 'negotiation');
  return over || body['why'] === 'both-declare-impasse'
    ? []
    : [
        {
          id: 'change-of-law/early',
          field: 'event',
          sentence: 'The time to negotiate has not run out.',
          cure: 'Negotiate until it has, or let both declare an impasse.',
        },
      ];
}

function reachesBackOnly(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { retroactiveTo, effectiveOn } = body;
  return retroactiveTo === undefined || String(retroactiveTo) <= String(effectiveOn)
    ? []
    : [
        {
          id: 'change-of-law/retroactive',
          field: 'retroactiveTo',
          sentence: `The amendment of ${String(effectiveOn)} cannot reach back to ${String(retroactiveTo)}.`,
          cure: 'Give a day before it takes effect, or none.',
        },
      ];
}
