import { Type } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';
import { FORCE_MAJEURE } from './check-tolls.ts';

/** An event beyond a party's control: performance stands still, payment does not. */
export const forceMajeureKind = defineCaseKind({
  kind: 'force-majeure',
  title: 'Force majeure',
  doc: 'An event beyond control that keeps a party from performing. Case ids: `FM/2026-01`.',
  states: [
    { name: 'declared', doc: 'Clocks of performance that the agreement names stand still.' },
    { name: 'ended', doc: 'They run again.', final: true },
  ],
  events: [
    {
      name: 'declared',
      from: [START],
      to: 'declared',
      doc: 'The event is declared.',
      body: Type.Object({
        notice: Type.Optional(Notice),
        event: Type.String({ minLength: 1, description: 'Storm, flood, fire …' }),
        beganOn: IsoDate(),
        /** Places or services that it touches, in words: they do not limit which clocks stand still. */
        affects: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
      }),
      tolls: { by: FORCE_MAJEURE, on: true },
    },
    {
      name: 'ended',
      from: ['declared'],
      to: 'ended',
      by: 'opener',
      doc: 'The event is over.',
      body: Type.Object({ endedOn: IsoDate() }),
      guard: notBeforeItBegan,
      tolls: { by: FORCE_MAJEURE, on: false },
    },
  ],
  clocks: [],
  documents: { declared: 'notice of force majeure', ended: 'notice of its end' },
});

function notBeforeItBegan(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const began = String(history[0]?.body['beganOn']);
  const ended = String(body['endedOn']);
  return ended >= began
    ? []
    : [
        {
          id: 'force-majeure/dates',
          field: 'endedOn',
          sentence: `It began on ${began} and is said to have ended on ${ended}.`,
          cure: 'Correct one of the dates.',
        },
      ];
}
