import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';

const Minutes = (description: string) => Type.Integer({ minimum: 0, description });
const Ocn = Type.String({ pattern: '^[0-9A-Z]{4}$', description: 'Operating company number' });
const Objected = Type.Object({
  month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
  trunkGroups: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  recordedMinutes: Minutes('Compensable minutes that the terminating carrier recorded'),
  receivedMinutes: Minutes('Minutes for which it has records'),
});

/** Minutes of an objection that nobody has been found for yet. */
export const openMinutes = (history: readonly CaseEvent[]): number =>
  history.reduce((open, { name, body }) => {
    if (name === 'objected') return Number(body['recordedMinutes']) - Number(body['receivedMinutes']);
    return name === 'identified' ? open - Number(body['minutes']) : open;
  }, 0);

/** Traffic that a carrier recorded and has no records for, asked for at the last tandem. */
export const unidentifiedTrafficKind = defineCaseKind({
  kind: 'unidentified-traffic',
  title: 'Objection to unidentified traffic',
  doc: 'A terminating carrier objects to traffic without records; the carrier of the last tandem notifies those that it suspects. Case ids: `UNIDENTIFIED/2026-001`.',
  states: [
    { name: 'objected', doc: 'The carrier of the tandem is to notify the carriers that it suspects.' },
    { name: 'notified', doc: 'The suspected carriers know; who sent what is being found.' },
    { name: 'no-suspects', doc: 'The carrier of the tandem suspects nobody.' },
    {
      name: 'settled',
      doc: 'All of it has an originator, or what is left is billed as the agreement says.',
      final: true,
    },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'objected',
      from: [START],
      to: 'objected',
      doc: 'More was recorded than there are records for.',
      body: Objected,
      guard: isUnidentified,
    },
    {
      name: 'notified',
      from: ['objected', 'no-suspects'],
      to: 'notified',
      by: 'other',
      doc: 'Notice to the suspected carriers.',
      body: Type.Object({ carriers: Type.Array(Ocn, { minItems: 1, uniqueItems: true }) }),
    },
    {
      name: 'none-suspected',
      from: ['objected'],
      to: 'no-suspects',
      by: 'other',
      doc: 'The carrier of the tandem suspects nobody.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'identified',
      from: ['notified'],
      to: STAY,
      doc: 'A carrier turns out to have sent some of it.',
      body: Type.Object({ ocn: Ocn, minutes: Type.Integer({ minimum: 1 }) }),
      guard: isLeft,
    },
    {
      name: 'settled',
      from: ['notified', 'no-suspects'],
      to: 'settled',
      doc: 'Nothing is left, or what is left goes by the rule for traffic that nobody is known for.',
      body: Type.Object({ leftMinutes: Minutes('Minutes that stay without an originator') }),
      guard: leavesWhatIsLeft,
    },
    {
      name: 'withdrawn',
      from: ['objected', 'notified', 'no-suspects'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'suspects',
      startsOn: ['objected'],
      stopsOn: ['notified', 'none-suspected', 'withdrawn'],
      clock: () => 'suspected-carriers',
      clocks: ['suspected-carriers'],
      optional: true,
    },
  ],
  documents: { objected: 'objection to unidentified traffic', notified: 'notice to suspected carriers' },
  view: (_, events) => ({ openMinutes: openMinutes(events) }),
});

const problem = (field: string, sentence: string, cure: string): Problem => ({
  id: 'record-exchange/minutes',
  field,
  sentence,
  cure,
});

function isUnidentified(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const [recorded, received] = [Number(body['recordedMinutes']), Number(body['receivedMinutes'])];
  return received < recorded
    ? []
    : [
        problem(
          'receivedMinutes',
          `Records came for ${received} of ${recorded} minutes: none is unidentified.`,
          'Object only to what has no records.',
        ),
      ];
}

function isLeft(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const open = openMinutes(history);
  return Number(body['minutes']) <= open
    ? []
    : [
        problem(
          'minutes',
          `${String(body['minutes'])} minutes are identified and ${open} are open.`,
          'Give no more.',
        ),
      ];
}

function leavesWhatIsLeft(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const open = openMinutes(history);
  return Number(body['leftMinutes']) === open
    ? []
    : [
        problem(
          'leftMinutes',
          `${open} minutes are open.`,
          'Identify who sent the others, or say that they are left.',
        ),
      ];
}
