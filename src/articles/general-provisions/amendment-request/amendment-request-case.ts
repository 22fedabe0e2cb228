import { Type } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';

const Proposal = Type.Object({
  sections: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  text: Type.String({ minLength: 1 }),
});
const OPEN = ['requested', 'countered', 'agreed', 'signed', 'filed'];

/** One party asks the other to amend the agreement. */
export const amendmentRequestKind = defineCaseKind({
  kind: 'amendment-request',
  title: 'Amendment request',
  doc: 'A request to amend the agreement, from proposal to approval. Case ids: `AMENDMENT/2026-01`.',
  states: [
    { name: 'requested', doc: 'Proposed; waits for an answer.' },
    { name: 'countered', doc: 'The other party proposes other words.' },
    { name: 'agreed', doc: 'Both agree on the words.' },
    { name: 'signed', doc: 'Both have signed.' },
    { name: 'filed', doc: 'Before the Commission.' },
    { name: 'approved', doc: 'In effect: an amendment file says the same.', final: true },
    { name: 'refused', doc: 'The other party does not amend.', final: true },
    { name: 'withdrawn', doc: 'Not pursued.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'requested',
      doc: 'Words are proposed.',
      body: Type.Object({ notice: Notice, ...Proposal.properties }),
    },
    {
      name: 'countered',
      from: ['requested', 'countered'],
      to: 'countered',
      doc: 'Other words are proposed.',
      body: Proposal,
    },
    { name: 'agreed', from: ['requested', 'countered'], to: 'agreed', doc: 'Both agree.' },
    {
      name: 'refused',
      from: ['requested', 'countered'],
      to: 'refused',
      by: 'other',
      doc: 'The other party does not amend.',
      body: Type.Object({ reason: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'signed',
      from: ['agreed'],
      to: 'signed',
      doc: 'Both sign.',
      body: Type.Object({ signedOn: IsoDate() }),
    },
    {
      name: 'filed',
      from: ['signed'],
      to: 'filed',
      doc: 'Filed with the Commission.',
      body: Type.Object({ docket: Type.String({ minLength: 1 }), filedOn: IsoDate() }),
    },
    {
      name: 'approved',
      from: ['filed'],
      to: 'approved',
      doc: 'Approved, or deemed approved.',
      body: Type.Object({
        approvedOn: IsoDate(),
        amendment: Type.String({ minLength: 1, description: 'Id of the amendment file' }),
      }),
    },
    { name: 'withdrawn', from: OPEN, to: 'withdrawn', by: 'opener', doc: 'Not pursued.' },
  ],
  clocks: [
    {
      name: 'answer',
      startsOn: ['requested'],
      stopsOn: ['countered', 'agreed', 'refused', 'withdrawn'],
      clock: () => 'amendment-answer',
      clocks: ['amendment-answer'],
      optional: true,
    },
  ],
  documents: { requested: 'proposed amendment', signed: 'amendment', filed: 'filing' },
});
