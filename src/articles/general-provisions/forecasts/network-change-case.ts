import { Type } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';

/** A change in a network that the other party must hear of first. */
export const networkChangeKind = defineCaseKind({
  kind: 'network-change',
  title: 'Network change',
  doc: 'A change in a network or its technology, and its notice. Case ids: `CHANGE/2026-001`.',
  states: [
    { name: 'planned', doc: 'Has a day; the other party has no notice yet.' },
    { name: 'noticed', doc: 'The other party knows.' },
    { name: 'objected', doc: 'The other party objects.' },
    { name: 'done', doc: 'Carried out.', final: true },
    { name: 'withdrawn', doc: 'Not carried out.', final: true },
  ],
  events: [
    {
      name: 'planned',
      from: [START],
      to: 'planned',
      doc: 'A day is set.',
      body: Type.Object({
        what: Type.String({ minLength: 1 }),
        changeOn: IsoDate(),
        wireCenters: Type.Optional(Type.Array(Type.String())),
      }),
    },
    {
      name: 'noticed',
      from: ['planned'],
      to: 'noticed',
      by: 'opener',
      doc: 'Notice is given.',
      body: Type.Object({ notice: Notice }),
    },
    {
      name: 'objected',
      from: ['noticed'],
      to: 'objected',
      by: 'other',
      doc: 'The other party objects.',
      body: Type.Object({ reason: Type.String({ minLength: 1 }) }),
    },
    { name: 'done', from: ['noticed', 'objected'], to: 'done', by: 'opener', doc: 'Carried out.' },
    {
      name: 'withdrawn',
      from: ['planned', 'noticed', 'objected'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Not carried out.',
    },
  ],
  clocks: [
    {
      name: 'notice',
      startsOn: ['planned'],
      stopsOn: ['noticed', 'withdrawn'],
      clock: () => 'network-change-notice',
      clocks: ['network-change-notice'],
      facts: ({ changeOn }) => ({ dueOn: changeOn }),
      optional: true,
    },
  ],
  documents: { noticed: 'notice of network change' },
});
