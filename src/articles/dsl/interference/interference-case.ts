import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { SpectrumClassCode, interferenceTerm, spectrumClassesTable } from '../spectrum/terms.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });

const Complained = Type.Object(
  {
    circuit: Type.Optional(Text('Circuit that is harmed')),
    degradation: Type.Optional(Text('What is worse than before, and by how much')),
    suspectedClass: Type.Optional(SpectrumClassCode('Class that is suspected')),
    measurement: Type.Optional(Text('What was measured, and when')),
  },
  closed,
);
const Answered = Type.Object(
  {
    cause: Code(
      ['known-disturber', 'other-service', 'customer-equipment', 'none-found'],
      'known-disturber: a circuit of such a class in the binder group; customer-equipment: radio that enters at the premises, which is no fault of the loop',
    ),
    finding: Text('What was found, without a word of whose it is'),
  },
  closed,
);

/** A service harms another in the same cable: found, moved, or brought before the commission. */
export const interferenceKind = defineCaseKind({
  kind: 'interference',
  title: 'Interference in a cable',
  doc: 'A complaint that another service in the same cable harms a circuit. Case ids: `INTERFERE/2026-001`.',
  states: [
    { name: 'complained', doc: 'The other side looks for the cause.' },
    { name: 'answered', doc: 'There is a finding.' },
    { name: 'moving', doc: 'A known disturber has to leave the binder group.' },
    { name: 'before-commission', doc: 'The commission is asked.' },
    { name: 'resolved', doc: 'The harm is gone, or is none of the cable.', final: true },
    { name: 'decided', doc: 'The commission has decided.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'complained',
      from: [START],
      to: 'complained',
      doc: 'A carrier says which circuit is harmed, and shows it.',
      body: Complained,
      admits: isWhole,
    },
    {
      name: 'answered',
      from: ['complained'],
      to: 'answered',
      by: 'other',
      doc: 'What was found.',
      body: Answered,
    },
    {
      name: 'move-demanded',
      from: ['answered'],
      to: 'moving',
      by: 'opener',
      doc: 'A known disturber was found: it moves.',
      guard: wasKnownDisturber,
    },
    {
      name: 'moved',
      from: ['moving'],
      to: 'answered',
      by: 'other',
      doc: 'It has left the binder group.',
      body: Type.Object({ on: IsoDate('Day on which it left') }, closed),
    },
    { name: 'resolved', from: ['answered'], to: 'resolved', by: 'opener', doc: 'The harm is gone.' },
    {
      name: 'petitioned',
      from: ['complained', 'answered', 'moving'],
      to: 'before-commission',
      doc: 'The carriers do not agree.',
      body: Type.Object({ docket: Text('Docket of the commission') }, closed),
      guard: wasAnsweredOrLate,
    },
    {
      name: 'decided',
      from: ['before-commission'],
      to: 'decided',
      doc: 'The commission decides.',
      body: Type.Object(
        {
          docket: Text('Docket of the commission'),
          finding: Code(['acceptable', 'not-acceptable'], 'Whether the suspected technology may stay'),
        },
        closed,
      ),
    },
    {
      name: 'withdrawn',
      from: ['complained', 'answered', 'moving', 'before-commission'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'answer',
      startsOn: ['complained'],
      stopsOn: ['answered', 'petitioned', 'withdrawn'],
      performer: 'other',
      clock: () => 'interference-answer',
      clocks: ['interference-answer'],
      optional: true,
    },
    {
      name: 'move',
      startsOn: ['move-demanded'],
      stopsOn: ['moved', 'petitioned', 'withdrawn'],
      performer: 'other',
      clock: () => 'known-disturber-move',
      clocks: ['known-disturber-move'],
      optional: true,
    },
  ],
  documents: { complained: 'complaint of interference', answered: 'finding', petitioned: 'petition' },
  summary: (events) => ({
    circuit: String(events[0]?.body['circuit'] ?? ''),
    cause: (events.findLast(({ name }) => name === 'answered')?.body['cause'] as string | undefined) ?? null,
  }),
});

const FIELD = {
  circuit: 'circuit',
  degradation: 'degradation',
  'suspected-class': 'suspectedClass',
  measurement: 'measurement',
} as const;

/** A complaint says all that the agreement demands of it; what is missing comes back at once. */
function isWhole(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const view = agreement.at(localDate(agreement, event.occurredAt));
  const term = view.term(interferenceTerm);
  if (!term.ok) return [...term.problems];
  const body = event.body as Static<typeof Complained>;
  const missing = term.value.value.complaint
    .map((one) => FIELD[one])
    .filter((field) => body[field] === undefined)
    .map((field) => ({
      id: 'dsl/complaint',
      field,
      sentence: `The complaint does not say ${field}.`,
      cure: 'Say it: without it nobody can look for the cause.',
      clause: term.value.citation,
    }));
  const classes = view.rows(spectrumClassesTable).map(({ value }) => value.class);
  if (body.suspectedClass === undefined || classes.includes(body.suspectedClass)) return missing;
  return [
    ...missing,
    {
      id: 'dsl/unknown-class',
      field: 'suspectedClass',
      sentence: `There is no spectrum class "${body.suspectedClass}".`,
      cure: `Classes are: ${classes.join(', ')}.`,
    },
  ];
}

function wasKnownDisturber(history: readonly CaseEvent[]): Problem[] {
  if (history.findLast(({ name }) => name === 'answered')?.body['cause'] === 'known-disturber') return [];
  return [
    {
      id: 'dsl/no-known-disturber',
      field: 'event',
      sentence: 'No known disturber was found: nobody has to move.',
      cure: 'Resolve it, or take it to the commission.',
    },
  ];
}

/** The commission is asked when the other side has answered, or has let its time run out. */
function wasAnsweredOrLate(history: readonly CaseEvent[]): Problem[] {
  if (history.some(({ name }) => name === 'answered' || name === CLOCK_EXPIRED)) return [];
  return [
    {
      id: 'dsl/answer-runs',
      field: 'event',
      sentence: 'The time to answer still runs.',
      cure: 'Wait for the answer, or for the end of its time.',
    },
  ];
}
