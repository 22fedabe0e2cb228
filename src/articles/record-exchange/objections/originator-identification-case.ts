import { Type } from 'typebox';
import { START, defineCaseKind } from '../../../cases/kind.ts';

/** A carrier that terminated calls asks who originated them. Calls are named by record, never by a customer's number. */
export const originatorIdentificationKind = defineCaseKind({
  kind: 'originator-identification',
  title: 'Question for the originating carrier',
  doc: 'A terminating carrier asks the one that delivered calls who originated them. Case ids: `ORIGINATOR/2026-001`.',
  states: [
    { name: 'asked', doc: 'The answer is due.' },
    { name: 'not-known', doc: 'The carrier asked does not know; it may find out.' },
    { name: 'identified', doc: 'The originating carrier is known.', final: true },
    {
      name: 'closed',
      doc: 'Nobody finds out: the calls go by the rule for unidentified traffic.',
      final: true,
    },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'asked',
      from: [START],
      to: 'asked',
      doc: 'The question, with the records of the calls.',
      body: Type.Object({
        trunkGroup: Type.String({ minLength: 1 }),
        month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
        calls: Type.Array(Type.String({ minLength: 1 }), {
          minItems: 1,
          uniqueItems: true,
          description: 'Ids of their records: file and line',
        }),
      }),
    },
    {
      name: 'identified',
      from: ['asked', 'not-known'],
      to: 'identified',
      by: 'other',
      doc: 'The originating carrier is named.',
      body: Type.Object({
        ocn: Type.String({ pattern: '^[0-9A-Z]{4}$', description: 'Operating company number' }),
      }),
    },
    {
      name: 'not-known',
      from: ['asked'],
      to: 'not-known',
      by: 'other',
      doc: 'The carrier asked does not know.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }),
    },
    { name: 'closed', from: ['not-known'], to: 'closed', by: 'opener', doc: 'Left unidentified.' },
    { name: 'withdrawn', from: ['asked', 'not-known'], to: 'withdrawn', by: 'opener', doc: 'Taken back.' },
  ],
  clocks: [
    {
      name: 'answer',
      startsOn: ['asked'],
      stopsOn: ['identified', 'not-known', 'withdrawn'],
      clock: () => 'originator-identification',
      clocks: ['originator-identification'],
      optional: true,
    },
  ],
  documents: { asked: 'question for the originating carrier' },
});
