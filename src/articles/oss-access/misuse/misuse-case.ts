import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, Hold, NewEvent } from '../../../cases/kind.ts';
import { byIncumbent } from '../by-incumbent.ts';
import { HARMS, PATTERNS } from '../terms.ts';
import { misuseSummary } from './misuse-summary.ts';
import { isEmergency, isNextStep, isNextStepOrChallenge } from './step-problems.ts';

const Text = (description: string) => Type.String({ minLength: 1, description });
const Count = (description: string) => Type.Integer({ minimum: 0, description });
const Suspected = Type.Object({
  pattern: Code(PATTERNS),
  who: Text('User or API client'),
  party: Text('Carrier that it acts for'),
  from: IsoInstant('First query of the pattern'),
  to: IsoInstant('Last query of the pattern'),
  subjects: Count('Records or numbers that it is about'),
  withoutOrder: Count('Of them, those without an order'),
  of: Count('Records that could be judged, or numbers in a row'),
  queries: Type.Array(Type.String({ minLength: 1 }), {
    minItems: 1,
    description: 'Entries of the log, by their numbers',
  }),
});
const Reason = Type.Object({ reason: Text('Why') });

const OPEN = ['suspected', 'noticed', 'user-suspended', 'carrier-suspended'] as const;

/** A pattern in the queries of a user, and the steps against it. What the carrier has ordered goes on whatever becomes of it. */
export const misuseKind = defineCaseKind({
  kind: 'oss-misuse',
  title: 'Suspected misuse of access',
  doc: 'A pattern of queries without orders, its notice and cure, and the suspension of a user or carrier. Case ids: `MISUSE/2026-001`.',
  states: [
    { name: 'suspected', doc: 'The log shows a pattern; the carrier has no notice yet.' },
    { name: 'noticed', doc: 'The carrier knows, and has time to cure or explain.' },
    { name: 'user-suspended', doc: 'The user may not ask; the carrier may.' },
    { name: 'carrier-suspended', doc: 'The carrier may not ask. Its orders go on.' },
    {
      name: 'before-commission',
      doc: 'The Commission is asked; what is suspended stays so until it or the incumbent lifts it.',
    },
    { name: 'emergency-block', doc: 'Stopped without notice because of harm to the network.' },
    { name: 'lifted', doc: 'What was suspended is free again; the matter is not closed.' },
    { name: 'cured', doc: 'Cured.', final: true },
    { name: 'dismissed', doc: 'Explained, or decided for the carrier.', final: true },
  ],
  events: [
    {
      name: 'suspected',
      from: [START],
      to: 'suspected',
      doc: 'The log shows a pattern.',
      body: Suspected,
      admits: (agreement, history, event) => [
        ...byIncumbent(agreement, history, event),
        ...isOfCompetitor(agreement, event),
      ],
    },
    {
      name: 'noticed',
      from: ['suspected', 'lifted'],
      to: 'noticed',
      by: 'opener',
      doc: 'Notice with the evidence; the time to cure begins.',
      admits: isNextStep,
    },
    {
      name: 'explained',
      from: ['suspected', 'noticed', 'user-suspended', 'carrier-suspended', 'emergency-block'],
      to: STAY,
      by: 'other',
      doc: 'The carrier says what the queries were for.',
      body: Type.Object({ explanation: Text('What they were for') }),
    },
    {
      name: 'user-suspended',
      from: ['noticed'],
      to: 'user-suspended',
      by: 'opener',
      doc: 'The user may not ask any more: the time to cure is over.',
      admits: isNextStep,
    },
    {
      name: 'carrier-suspended',
      from: ['noticed', 'user-suspended'],
      to: 'carrier-suspended',
      by: 'opener',
      doc: 'The carrier may not ask any more.',
      body: Type.Object({ continued: Text('What went on after the step before') }),
      admits: isNextStep,
    },
    {
      name: 'taken-to-commission',
      from: ['suspected', 'noticed', 'user-suspended', 'carrier-suspended', 'emergency-block', 'lifted'],
      to: 'before-commission',
      doc: 'The Commission is asked: by the incumbent as the last step, by the carrier at any time.',
      body: Type.Object({ docket: Text('Docket of the Commission') }),
      admits: isNextStepOrChallenge,
    },
    {
      name: 'emergency-blocked',
      from: OPEN,
      to: 'emergency-block',
      by: 'opener',
      doc: 'The queries harm the network: they are stopped at once, and no more than them.',
      body: Type.Object({
        harm: Code(HARMS),
        of: Code(['user', 'carrier'], 'Whose queries are stopped'),
        what: Text('What harm, to which system'),
      }),
      admits: isEmergency,
    },
    {
      name: 'lifted',
      from: ['user-suspended', 'carrier-suspended', 'before-commission', 'emergency-block'],
      to: 'lifted',
      by: 'opener',
      doc: 'Queries are free again.',
      body: Reason,
    },
    {
      name: 'cured',
      from: ['noticed', 'user-suspended', 'carrier-suspended', 'before-commission', 'lifted'],
      to: 'cured',
      by: 'opener',
      doc: 'Cured: what was suspended is free.',
      body: Type.Object({ cure: Text('What was done') }),
    },
    {
      name: 'dismissed',
      from: ['suspected', 'noticed', 'user-suspended', 'carrier-suspended', 'emergency-block', 'lifted'],
      to: 'dismissed',
      by: 'opener',
      doc: 'There was a good reason: nothing is left of it.',
      body: Reason,
    },
    {
      name: 'decided',
      from: ['before-commission'],
      to: 'dismissed',
      doc: 'The Commission decides for the carrier: what was suspended is free.',
      body: Type.Object({ order: Text('Order of the Commission') }),
    },
  ],
  clocks: [
    clockOf(
      'cure',
      ['noticed'],
      [
        'user-suspended',
        'carrier-suspended',
        'taken-to-commission',
        'emergency-blocked',
        'cured',
        'dismissed',
      ],
      'other',
    ),
    clockOf(
      'user-cure',
      ['user-suspended'],
      ['carrier-suspended', 'taken-to-commission', 'emergency-blocked', 'lifted', 'cured', 'dismissed'],
      'other',
    ),
    clockOf(
      'carrier-cure',
      ['carrier-suspended'],
      ['taken-to-commission', 'emergency-blocked', 'lifted', 'cured', 'dismissed'],
      'other',
    ),
    clockOf('review', ['emergency-blocked'], ['lifted', 'dismissed', 'taken-to-commission'], 'opener'),
  ],
  documents: { noticed: 'notice of suspected misuse', 'taken-to-commission': 'complaint to the Commission' },
  holds: oneOfAPattern,
  summary: misuseSummary,
});

/** Clocks of the agreement have the same names after `misuse-`. */
function clockOf(name: string, startsOn: string[], stopsOn: string[], performer: 'opener' | 'other') {
  const clock = `misuse-${name}`;
  return { name, startsOn, stopsOn, performer, clock: () => clock, clocks: [clock], optional: true };
}

/** One open case of a pattern of a user. */
function oneOfAPattern(events: readonly CaseEvent[]): Hold[] {
  const { pattern, who } = events[0]?.body ?? {};
  return [{ what: 'misuse', value: `${String(pattern)} ${String(who)}` }];
}

function isOfCompetitor(agreement: Agreement, { body }: NewEvent): Problem[] {
  const { clec } = agreement.parties;
  return body['party'] === clec
    ? []
    : [
        {
          id: 'oss-access/party',
          field: 'party',
          sentence: `${String(body['party'])} does not ask under this agreement.`,
          cure: `Name ${clec}.`,
        },
      ];
}
