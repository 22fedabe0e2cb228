import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { localDate } from '../../../cases/instant.ts';
import { expeditedTrack } from './expedited-track.ts';
import { SUBJECTS } from './terms.ts';

const Words = (description: string) => Type.String({ minLength: 1, description });

/** A dispute that affects service and is heard at once. The complaining party opens the case. */
export const expeditedDisputeKind = defineCaseKind({
  kind: 'expedited-dispute',
  title: 'Expedited dispute',
  doc: 'A dispute that affects service: complaint, answer, meeting with the staff of the commission.',
  states: [
    { name: 'filed', doc: 'The answer is due in business days.' },
    { name: 'answered', doc: 'The meeting is due, and not too soon.' },
    { name: 'met', doc: 'Met; not resolved yet.' },
    { name: 'resolved', doc: 'Resolved.', final: true },
    { name: 'referred', doc: 'Goes the ordinary way.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'filed',
      from: [START],
      to: 'filed',
      doc: 'The complaint.',
      body: Type.Object({
        about: Code(SUBJECTS),
        grounds: Words('Facts that it rests on'),
        issue: Words('What is to be decided'),
        efforts: Words('What was done to settle it'),
        sections: Type.Array(Type.String(), { minItems: 1, description: 'Sections of the agreement' }),
        proposal: Words('The resolution proposed'),
      }),
      admits: notOnTrack,
    },
    {
      name: 'answered',
      from: ['filed'],
      to: 'answered',
      by: 'other',
      doc: 'The answer, served the same day.',
      body: Type.Object({ answer: Words('What is said to it'), answeredOn: IsoDate(), servedOn: IsoDate() }),
      guard: (_, event) => notServed(event),
    },
    { name: 'met', from: ['answered'], to: 'met', doc: 'The meeting with the staff of the commission.' },
    {
      name: 'resolved',
      from: ['filed', 'answered', 'met'],
      to: 'resolved',
      doc: 'Settled, as the complaining party says, or decided.',
      body: Type.Object({
        docket: Type.Optional(Type.String({ minLength: 1, description: 'Docket or order that decides it' })),
      }),
      guard: closedByOther,
    },
    {
      name: 'referred',
      from: ['filed', 'answered', 'met'],
      to: 'referred',
      doc: 'It is none of the disputes that may be heard at once.',
      body: Type.Object({ reason: Words('Why') }),
    },
    {
      name: 'withdrawn',
      from: ['filed', 'answered', 'met'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'response',
      startsOn: ['filed'],
      stopsOn: ['answered', 'resolved', 'referred', 'withdrawn'],
      clock: () => 'expedited-response',
      clocks: ['expedited-response'],
      optional: true,
    },
    {
      name: 'meeting',
      startsOn: ['answered'],
      stopsOn: ['met', 'resolved', 'referred', 'withdrawn'],
      clock: () => 'expedited-meeting',
      clocks: ['expedited-meeting'],
      optional: true,
    },
  ],
  documents: { filed: 'complaint', answered: 'response' },
});

/** Which subjects an agreement hears at once is its term. */
function notOnTrack(
  agreement: Agreement,
  _: readonly CaseEvent[],
  { body, occurredAt }: NewEvent,
): Problem[] {
  const asOf = localDate(agreement, occurredAt);
  const track = runDecision(expeditedTrack, agreement, { about: body['about'] }, { asOf });
  return track.ok ? [] : [...track.problems];
}

/** Who is complained of cannot close the complaint on its own word. */
function closedByOther(history: readonly CaseEvent[], { actor, body }: NewEvent): Problem[] {
  if (actor === history[0]?.actor || body['docket'] !== undefined) return [];
  return [
    {
      id: 'dispute/not-decided',
      field: 'docket',
      sentence: `${actor} says that the complaint against it is resolved, and names nobody who decided it.`,
      cure: 'Name the docket or order, or let the complaining party record it.',
    },
  ];
}

function notServed({ body }: NewEvent): Problem[] {
  if (body['answeredOn'] === body['servedOn']) return [];
  return [
    {
      id: 'dispute/not-served',
      field: 'servedOn',
      sentence: `The answer is of ${String(body['answeredOn'])} and was served on ${String(body['servedOn'])}.`,
      cure: 'Serve it on the day of the answer.',
    },
  ];
}
