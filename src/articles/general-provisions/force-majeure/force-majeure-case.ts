import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { localDate } from '../../../cases/instant.ts';
import { Notice } from '../../../cases/notice.ts';
import { FORCE_MAJEURE } from './check-tolls.ts';
import { forceMajeureTerm } from './terms.ts';

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
      admits: (agreement, _, event) => notBefore(agreement, event, 'beganOn'),
      tolls: { by: FORCE_MAJEURE, on: true, at: since },
    },
    {
      name: 'ended',
      from: ['declared'],
      to: 'ended',
      by: 'opener',
      doc: 'The event is over.',
      body: Type.Object({ endedOn: IsoDate() }),
      guard: notBeforeItBegan,
      admits: (agreement, _, event) => notBefore(agreement, event, 'endedOn'),
      tolls: { by: FORCE_MAJEURE, on: false, at: until },
    },
  ],
  clocks: [],
  documents: { declared: 'notice of force majeure', ended: 'notice of its end' },
});

/** From when performance is excused: the day on which it began or, where the agreement says so, its declaration. */
function since(agreement: Agreement, { body, occurredAt }: NewEvent): string {
  const term = agreement.at(localDate(agreement, occurredAt)).optional(forceMajeureTerm);
  if (term?.value.from !== 'event') return occurredAt;
  return Temporal.PlainDate.from(String(body['beganOn']))
    .toZonedDateTime(agreement.timeZone)
    .toInstant()
    .toString();
}

/** Until when: the end of the day on which it ended, or this moment of that day; telling it later gives no more time. */
function until(agreement: Agreement, { body, occurredAt }: NewEvent): string {
  const over = Temporal.PlainDate.from(String(body['endedOn']))
    .add({ days: 1 })
    .toZonedDateTime(agreement.timeZone)
    .toInstant()
    .subtract({ seconds: 1 });
  return Temporal.Instant.compare(over, occurredAt) < 0 ? over.toString() : occurredAt;
}

/** What has not happened cannot be declared. */
function notBefore(
  agreement: Agreement,
  { body, occurredAt }: NewEvent,
  field: 'beganOn' | 'endedOn',
): Problem[] {
  const [day, today] = [String(body[field]), localDate(agreement, occurredAt)];
  if (day <= today) return [];
  return [
    {
      id: 'force-majeure/dates',
      field,
      sentence: `It is ${today}, and ${field === 'beganOn' ? 'it is said to begin' : 'it is said to end'} on ${day}.`,
      cure: 'Record it when it has happened.',
    },
  ];
}

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
