import { Type } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';

/** The first meeting at which the parties plan how to connect. */
export const planningKind = defineCaseKind({
  kind: 'joint-planning',
  title: 'Joint planning meeting',
  doc: 'The meeting that parties hold which are not connected yet. Case ids: `PLANNING/2026-001`.',
  states: [
    { name: 'waiting', doc: 'The agreement is in effect; the parties have not met.' },
    { name: 'held', doc: 'They have met.', final: true },
    { name: 'waived', doc: 'They agree that they need no meeting.', final: true },
  ],
  events: [
    {
      name: 'agreement-effective',
      from: [START],
      to: 'waiting',
      doc: 'The agreement takes effect.',
      body: Type.Object({
        interconnected: Type.Boolean({ description: 'Whether they are connected already' }),
      }),
    },
    {
      name: 'held',
      from: ['waiting'],
      to: 'held',
      doc: 'The parties meet.',
      body: Type.Object({ heldOn: IsoDate(), minutes: Type.Optional(Type.String()) }),
    },
    { name: 'waived', from: ['waiting'], to: 'waived', doc: 'No meeting is needed.' },
  ],
  clocks: [
    {
      name: 'meeting',
      startsOn: ['agreement-effective'],
      stopsOn: ['held', 'waived'],
      clock: ({ interconnected }) => (interconnected === true ? undefined : 'planning-meeting'),
      clocks: ['planning-meeting'],
      optional: true,
    },
  ],
  documents: { held: 'minutes' },
});
