import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { Trace } from '../../../base/receipt.ts';
import { localDate } from '../../../cases/instant.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, Effect, NewEvent } from '../../../cases/kind.ts';
import { loopAvailable } from './loop-available.ts';
import { contestedPriceTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;

const Noticed = Type.Object(
  {
    wireCenter: Type.String({ pattern: '^[A-Z0-9]{8}$', description: 'CLLI of the wire center' }),
    ends: Type.Array(Code(['ds1-loops', 'ds3-loops', 'transport']), {
      minItems: 1,
      uniqueItems: true,
      description: 'What need not be unbundled there any more',
    }),
    businessLines: Type.Integer({ minimum: 0 }),
    fiberBasedCollocators: Type.Integer({ minimum: 0 }),
  },
  closed,
);
const Why = Type.Object({ because: Type.String({ minLength: 1 }) }, closed);

/** A wire center where elements end by its counts: the competitor contests it or moves off. */
export const wireCenterKind = defineCaseKind({
  kind: 'wire-center-notice',
  title: 'Notice of a wire center',
  doc: 'The incumbent says that elements end at a wire center by its counts. Case ids: `WIRECENTER/2026-001`.',
  states: [
    { name: 'noticed', doc: 'Told; orders go on for a time.' },
    {
      name: 'contested',
      doc: 'The competitor certifies, after diligent inquiry, that the counts are not reached: orders are worked, the dispute follows.',
    },
    { name: 'orders-stopped', doc: 'No new orders; what is in service moves.' },
    { name: 'moved', doc: 'Nothing of it is in service as an element.', final: true },
    { name: 'void', doc: 'Withdrawn or found wrong: nothing ends.', final: true },
  ],
  events: [
    {
      name: 'noticed',
      from: [START],
      to: 'noticed',
      doc: 'The incumbent gives notice, with its counts.',
      body: Noticed,
      admits: countsReach,
    },
    {
      name: 'contested',
      from: ['noticed', 'orders-stopped'],
      to: 'contested',
      by: 'other',
      doc: 'The competitor certifies itself and contests the counts.',
      body: Why,
    },
    { name: 'orders-stopped', from: ['noticed'], to: 'orders-stopped', doc: 'The time for orders is over.' },
    {
      name: 'upheld',
      from: ['contested'],
      to: 'orders-stopped',
      doc: 'The dispute ends for the incumbent.',
      body: Why,
    },
    {
      name: 'found-wrong',
      from: ['contested'],
      to: 'void',
      doc: 'The dispute ends for the competitor.',
      body: Why,
    },
    {
      name: 'withdrawn',
      from: ['noticed', 'contested'],
      to: 'void',
      by: 'opener',
      doc: 'The notice is taken back.',
    },
    {
      name: 'moved',
      from: ['orders-stopped'],
      to: 'moved',
      doc: 'Circuits have moved to what remains.',
      body: Type.Object(
        { circuits: Type.Array(Type.String({ minLength: 1 }), { description: 'Circuits that moved' }) },
        closed,
      ),
    },
  ],
  clocks: [
    {
      name: 'orders-stop',
      startsOn: ['noticed'],
      stopsOn: ['contested', 'orders-stopped', 'withdrawn'],
      clock: () => 'wire-center-orders-stop',
      clocks: ['wire-center-orders-stop'],
      passes: true,
      optional: true,
    },
    {
      name: 'move',
      startsOn: ['orders-stopped', 'upheld'],
      stopsOn: ['moved', 'contested'],
      performer: 'other',
      clock: () => 'wire-center-move',
      clocks: ['wire-center-move'],
      optional: true,
    },
  ],
  documents: { noticed: 'notice of a wire center', contested: 'self-certification', upheld: 'decision' },
  effects: stopOrders,
  summary: (events) => ({ wireCenter: String(events[0]?.body['wireCenter'] ?? '') }),
  view: noticeView,
});

/** A notice whose own counts do not end what it says is refused; both counts are needed for loops. */
function countsReach(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { wireCenter, ends, ...counts } = event.body as Static<typeof Noticed>;
  const view = agreement.at(localDate(agreement, event.occurredAt));
  const problems: Problem[] = [];
  if (event.actor !== agreement.parties.ilec)
    problems.push({
      id: 'elements/notice-party',
      field: 'actor',
      sentence: 'Only the incumbent gives notice of a wire center.',
      cure: 'Contest a notice in its own case.',
    });
  for (const level of ['ds1', 'ds3'] as const) {
    if (!ends.includes(`${level}-loops`)) continue;
    const answer = loopAvailable(level, counts, view, new Trace());
    if (!answer.ok) problems.push(...answer.problems);
    else if (answer.value.value === true)
      problems.push({
        id: 'elements/counts',
        field: 'ends',
        sentence: `${counts.businessLines} business lines and ${counts.fiberBasedCollocators} collocators do not end ${level.toUpperCase()} loops at ${wireCenter}.`,
        cure: 'Give counts that reach both limits, or leave it out.',
        clause: answer.value.clause,
      });
  }
  return problems;
}

function stopOrders(_: Agreement, caseId: string, events: readonly CaseEvent[]): Effect[] {
  const last = events.at(-1);
  if (last?.name !== CLOCK_EXPIRED || last.body['clock'] !== 'orders-stop') return [];
  return [{ kind: 'wire-center-notice', caseId, event: 'orders-stopped', body: {} }];
}

/** Whether orders are taken, and from when what was worked in the dispute has another price. */
function noticeView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const ending = events.findLast(({ name }) => name === 'orders-stopped' || name === 'upheld');
  const last = events.findLast(({ name }) =>
    ['noticed', 'contested', 'orders-stopped', 'upheld', 'found-wrong', 'withdrawn', 'moved'].includes(name),
  );
  const first = events[0];
  const decided = events.findLast(({ name }) => name === 'upheld');
  const term = first && agreement.at(localDate(agreement, first.occurredAt)).optional(contestedPriceTerm);
  const priceFrom =
    decided && term
      ? localDate(agreement, (term.value.from === 'decision' ? decided : first).occurredAt)
      : undefined;
  return {
    orders: ending === undefined || last?.name === 'contested' ? 'taken' : 'stopped',
    ...(priceFrom === undefined ? {} : { contestedPriceFrom: priceFrom }),
  };
}
