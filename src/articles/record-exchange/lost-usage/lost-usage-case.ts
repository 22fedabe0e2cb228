import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { lostUsageEstimate } from './lost-usage-estimate.ts';

const Minutes = Type.Integer({ minimum: 0, description: 'Whole minutes' });

/** Usage whose records are lost: rebuilt, or estimated from the months before. */
export const lostUsageKind = defineCaseKind({
  kind: 'lost-usage',
  title: 'Lost usage',
  doc: 'Records of usage are lost: they are rebuilt in their time, or the parties settle on an estimate. Case ids: `LOSTUSAGE/2026-001`.',
  states: [
    { name: 'rebuilding', doc: 'The records are being rebuilt.' },
    { name: 'to-estimate', doc: 'They cannot be rebuilt.' },
    { name: 'estimated', doc: 'An estimate stands; the other party has not accepted it.' },
    { name: 'disputed', doc: 'The estimate is not accepted.' },
    { name: 'rebuilt', doc: 'The records are there.', final: true },
    { name: 'settled', doc: 'The estimate takes the place of the records.', final: true },
    { name: 'withdrawn', doc: 'Nothing was lost.', final: true },
  ],
  events: [
    {
      name: 'lost',
      from: [START],
      to: 'rebuilding',
      doc: 'The loss is found and told.',
      body: Type.Object({
        from: IsoDate('First day whose records are lost'),
        to: IsoDate('Last day'),
        trunkGroups: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true }),
        because: Type.String({ minLength: 1 }),
      }),
      guard: inOrder,
    },
    {
      name: 'rebuilt',
      from: ['rebuilding', 'to-estimate', 'estimated', 'disputed'],
      to: 'rebuilt',
      doc: 'The records are there again, in these files.',
      body: Type.Object({ files: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }) }),
    },
    {
      name: 'given-up',
      from: ['rebuilding'],
      to: 'to-estimate',
      doc: 'They cannot be rebuilt.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'estimated',
      from: ['rebuilding', 'to-estimate', 'disputed'],
      to: 'estimated',
      doc: 'An estimate from the months before.',
      body: Type.Object({
        months: Type.Array(Minutes, {
          minItems: 1,
          description: 'Minutes of the months before, the earliest first',
        }),
        lostDays: Type.Optional(Type.Integer({ minimum: 1 })),
        monthDays: Type.Optional(Type.Integer({ minimum: 28, maximum: 31 })),
        minutes: Minutes,
      }),
      guard: rebuildingIsOver,
      admits: isTheEstimate,
    },
    {
      name: 'not-accepted',
      from: ['estimated'],
      to: 'disputed',
      doc: 'The estimate is not accepted.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }),
      guard: notByItsMaker,
    },
    {
      name: 'accepted',
      from: ['estimated'],
      to: 'settled',
      doc: 'The other party takes the estimate.',
      guard: notByItsMaker,
    },
    {
      name: 'withdrawn',
      from: ['rebuilding', 'to-estimate', 'estimated', 'disputed'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Nothing was lost.',
    },
  ],
  clocks: [
    {
      name: 'rebuild',
      startsOn: ['lost'],
      stopsOn: ['rebuilt', 'given-up', 'estimated', 'withdrawn'],
      clock: () => 'usage-rebuild',
      clocks: ['usage-rebuild'],
      optional: true,
    },
  ],
  documents: { lost: 'notice of lost usage', estimated: 'estimate of lost usage' },
});

const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
  id: `record-exchange/${slug}`,
  field,
  sentence,
  cure,
});

function inOrder(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  return String(body['from']) <= String(body['to'])
    ? []
    : [problem('days', 'to', 'The last lost day comes before the first.', 'Correct one of them.')];
}

/** Nothing is estimated while the records may still be rebuilt in time. */
function rebuildingIsOver(history: readonly CaseEvent[]): Problem[] {
  const over = history.some(
    ({ name, body }) => name === 'given-up' || (name === CLOCK_EXPIRED && body['clock'] === 'rebuild'),
  );
  return over
    ? []
    : [
        problem(
          'rebuilding',
          'occurredAt',
          'The time to rebuild the records is not over.',
          'Rebuild them, or say that they cannot be rebuilt.',
        ),
      ];
}

/** An estimate is what the agreement makes of the months, and no other number. */
function isTheEstimate(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { months, lostDays, monthDays, minutes } = event.body;
  const facts = {
    months,
    ...(lostDays === undefined ? {} : { lostDays }),
    ...(monthDays === undefined ? {} : { monthDays }),
  };
  const answer = runDecision(lostUsageEstimate, agreement, facts, {
    asOf: localDate(agreement, event.occurredAt),
  });
  if (!answer.ok) return [...answer.problems];
  if (answer.value.value === minutes) return [];
  return [
    {
      ...problem(
        'estimate',
        'minutes',
        `${String(minutes)} minutes are not the estimate.`,
        `The months give ${String(answer.value.value)}.`,
      ),
      clause: answer.value.clause,
    },
  ];
}

function notByItsMaker(history: readonly CaseEvent[], { actor }: NewEvent): Problem[] {
  const maker = history.findLast(({ name }) => name === 'estimated')?.actor;
  return maker === actor
    ? [
        problem(
          'own-estimate',
          'actor',
          `${actor} made the estimate itself.`,
          'The other party says whether it takes it.',
        ),
      ]
    : [];
}
