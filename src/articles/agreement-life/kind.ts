import { Type } from 'typebox';
import type { Agreement } from '../../agreement/agreement.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { localDate } from '../../cases/instant.ts';
import { CLOCK_EXPIRED, START, STAY, defineCaseKind } from '../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../cases/kind.ts';
import { Notice } from '../../cases/notice.ts';
import { approvalGroundsTerm } from './terms.ts';

const Filing = Type.Object(
  {
    track: Code(['negotiated', 'arbitrated'], 'How the agreement came about'),
    docket: Type.String({ minLength: 3, description: 'Case or tracking number of the filing' }),
  },
  { additionalProperties: false },
);
const named = (description: string) => Type.Object({ document: Type.Optional(Type.String({ description })) });

const RUNNING = ['effective', 'holdover'];

/** The life of an agreement from the request to negotiate to its end (47 USC 252). */
export const agreementLifeKind = defineCaseKind({
  kind: 'agreement-life',
  title: 'Life of the agreement',
  doc: 'An agreement from the request to negotiate to its end. Case ids: `LIFE/2026-001`.',
  states: [
    { name: 'negotiating', doc: 'Requested; the parties negotiate.' },
    { name: 'adopting', doc: 'Another carrier’s agreement is asked for; the commission has not approved.' },
    { name: 'mediating', doc: 'The commission was asked to mediate.' },
    { name: 'petitioned', doc: 'One party asked for arbitration.' },
    { name: 'arbitrated', doc: 'The commission decided the open issues; the agreement is to be conformed.' },
    { name: 'signed', doc: 'Signed, not filed.' },
    { name: 'filed', doc: 'Before the commission.' },
    { name: 'rejected', doc: 'Rejected by the commission; may be mended and filed again.' },
    { name: 'approved', doc: 'Approved or deemed approved; not yet in effect.' },
    { name: 'effective', doc: 'In effect, within its term.' },
    { name: 'holdover', doc: 'The term is over and it runs on until a successor or a notice ends it.' },
    { name: 'noticed-off', doc: 'A party gave notice of its end; in effect until it ends.' },
    { name: 'winding-down', doc: 'Ended; what is in service is moved or taken down in order.' },
    { name: 'replaced', doc: 'A successor is in effect.', final: true },
    { name: 'terminated', doc: 'Ended, nothing is left in service.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'negotiating',
      doc: 'The incumbent received the request to negotiate: day 0.',
      body: named('The request'),
    },
    {
      name: 'adoption-asked',
      from: [START],
      to: 'adopting',
      doc: 'The letter that adopts another carrier’s agreement is with the commission.',
      body: named('The letter'),
    },
    {
      name: 'adoption-rejected',
      from: ['adopting'],
      to: 'rejected',
      doc: 'An objection to the adoption was upheld.',
      body: named('The order'),
    },
    {
      name: 'adopted',
      from: [START, 'adopting'],
      to: 'approved',
      doc: 'Another carrier’s agreement was adopted, by order or because nobody objected.',
      body: named('Case number'),
    },
    {
      name: 'mediation-asked',
      from: ['negotiating'],
      to: 'mediating',
      doc: 'A party asked the commission to mediate.',
    },
    { name: 'mediation-ended', from: ['mediating'], to: 'negotiating', doc: 'Mediation ended.' },
    {
      name: 'petitioned',
      from: ['negotiating', 'mediating'],
      to: 'petitioned',
      doc: 'The commission received a petition for arbitration; the other party has its copy the same day.',
      body: named('Case number'),
    },
    { name: 'copied', from: ['petitioned'], to: STAY, doc: 'The other party has its copy of the petition.' },
    { name: 'responded', from: ['petitioned'], to: STAY, doc: 'The other party responded.' },
    {
      name: 'decided',
      from: ['petitioned'],
      to: 'arbitrated',
      doc: 'The commission ordered on the arbitrator’s report.',
      body: named('The order'),
    },
    {
      name: 'signed',
      from: ['negotiating', 'mediating', 'petitioned', 'rejected'],
      to: 'signed',
      doc: 'The parties agreed and signed.',
    },
    {
      name: 'filed',
      from: ['signed', 'arbitrated', 'rejected'],
      to: 'filed',
      doc: 'Submitted for approval.',
      body: Filing,
      guard: trackGuard,
    },
    {
      name: 'interim-agreed',
      from: ['signed', 'arbitrated', 'filed', 'approved'],
      to: STAY,
      doc: 'The parties agreed in writing to perform before approval.',
      body: named('The writing'),
    },
    { name: 'commented', from: ['filed'], to: STAY, doc: 'Somebody commented on the filing.' },
    {
      name: 'approved',
      from: ['filed'],
      to: 'approved',
      doc: 'The commission approved it.',
      body: named('The order'),
    },
    {
      name: 'deemed-approved',
      from: ['filed'],
      to: 'approved',
      doc: 'The time for a decision ran out.',
      guard: ranOut,
    },
    {
      name: 'rejected',
      from: ['filed'],
      to: 'rejected',
      doc: 'The commission rejected it.',
      body: Type.Object({
        ground: Type.String({
          minLength: 3,
          description: 'Ground: discrimination, public-interest, section-251, section-252-d',
        }),
      }),
      admits: groundProblems,
    },
    {
      name: 'took-effect',
      from: ['approved'],
      to: 'effective',
      doc: 'The order or the agreement put it in effect.',
    },
    { name: 'published', from: ['approved', ...RUNNING], to: STAY, doc: 'The public copy is there.' },
    {
      name: 'amended',
      from: RUNNING,
      to: STAY,
      doc: 'An amendment took effect.',
      body: named('Id of the amendment'),
    },
    {
      name: 'term-ended',
      from: ['effective'],
      to: 'holdover',
      doc: 'The term ended with no successor and no notice.',
    },
    { name: 'renewed', from: RUNNING, to: 'effective', doc: 'Renewed for another term.' },
    {
      name: 'renegotiation-asked',
      from: RUNNING,
      to: STAY,
      doc: 'A party asked to negotiate a successor; the agreement runs on meanwhile.',
    },
    {
      name: 'notice-given',
      from: RUNNING,
      to: 'noticed-off',
      doc: 'A party gave notice that it ends.',
      body: Type.Object({ notice: Notice, endsOn: IsoDate('Day on which it ends') }),
    },
    {
      name: 'replaced',
      from: [...RUNNING, 'noticed-off'],
      to: 'replaced',
      doc: 'A successor took effect.',
      body: named('Id of the successor'),
    },
    {
      name: 'ended',
      from: [...RUNNING, 'noticed-off'],
      to: 'winding-down',
      doc: 'Terminated: by its notice, by default, or by agreement.',
    },
    {
      name: 'wound-down',
      from: ['winding-down'],
      to: 'terminated',
      doc: 'Nothing is in service under it any more.',
    },
  ],
  clocks: [
    clock('arbitration-window', ['requested'], ['petitioned', 'signed']),
    clock('petition-copy', ['petitioned'], ['copied']),
    clock('arbitration-response', ['petitioned'], ['responded', 'decided']),
    clock('arbitration-resolution', ['requested'], ['decided', 'signed']),
    clock('conformed-filing', ['decided'], ['filed']),
    {
      ...clock('approval', ['filed'], ['approved', 'rejected', 'deemed-approved']),
      clock: (body) => `approval-${String(body['track'])}`,
      clocks: ['approval-negotiated', 'approval-arbitrated'],
    },
    clock('approval-comments', ['filed'], ['approved', 'rejected', 'deemed-approved']),
    clock('public-copy', ['approved', 'deemed-approved'], ['published']),
    clock('termination-notice', ['notice-given'], ['ended', 'replaced']),
    clock('wind-down', ['ended'], ['wound-down']),
  ],
  documents: {
    requested: 'request to negotiate',
    petitioned: 'petition for arbitration',
    responded: 'response',
    filed: 'agreement and application',
    'notice-given': 'notice of termination',
  },
  effects: (_agreement, caseId, events) => {
    const last = events.at(-1);
    const over = last?.name === CLOCK_EXPIRED && last.body['clock'] === 'approval';
    return over ? [{ kind: 'agreement-life', caseId, event: 'deemed-approved', body: {} }] : [];
  },
});

function clock(name: string, startsOn: readonly string[], stopsOn: readonly string[]) {
  return { name, startsOn, stopsOn, clock: (): string => name, clocks: [name], optional: true } as const;
}

const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
  id: `agreement-life/${slug}`,
  field,
  sentence,
  cure,
});

/** An agreement that an order shaped is filed on the track of arbitration, with its negotiated parts. */
function trackGuard(history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const arbitrated = history.some(({ name }) => name === 'decided');
  const track = event.body['track'];
  if (arbitrated === (track === 'arbitrated')) return [];
  return [
    problem(
      'track',
      'track',
      arbitrated
        ? 'The commission decided issues of this agreement: all of it is reviewed as arbitrated.'
        : 'No issue of this agreement was arbitrated.',
      `File it as ${arbitrated ? 'arbitrated' : 'negotiated'}.`,
    ),
  ];
}

/** An agreement is deemed approved when the time for a decision has run out, not because somebody says so. */
function ranOut(history: readonly CaseEvent[]): Problem[] {
  const filed = history.findLastIndex(({ name }) => name === 'filed');
  const over = history
    .slice(filed + 1)
    .some(({ name, body }) => name === CLOCK_EXPIRED && body['clock'] === 'approval');
  return over
    ? []
    : [
        problem(
          'time-runs',
          'event',
          'The time in which the commission may decide has not run out.',
          'Wait until it has: the program records it then.',
        ),
      ];
}

/** A commission may reject on the grounds of the track on which the agreement was filed. */
function groundProblems(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const on = localDate(agreement, event.occurredAt);
  const grounds = agreement.at(on).optional(approvalGroundsTerm);
  const track = history.findLast(({ name }) => name === 'filed')?.body['track'] as
    'negotiated' | 'arbitrated';
  const ground = String(event.body['ground']);
  const admitted = grounds?.value[track];
  if (!grounds || admitted === undefined || admitted.includes(ground)) return [];
  return [
    {
      ...problem(
        'ground',
        'ground',
        `"${ground}" is no ground to reject an agreement that was ${track}.`,
        `Name one of: ${admitted.join(', ')}.`,
      ),
      clause: grounds.citation,
    },
  ];
}
