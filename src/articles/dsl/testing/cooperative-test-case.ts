import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { cents, formatCents, parseCents, sumCents } from '../../../base/money.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { byCompetitor } from '../by-competitor.ts';
import { Readings, acceptanceTest } from './acceptance-test.ts';
import { cooperativeTestCharge } from './cooperative-test-charge.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

const Requested = Type.Object(
  {
    circuit: Text('Circuit or loop that is tested'),
    product: Type.Optional(Text('Product code of the loop')),
    order: Type.Optional(Text('Case of the order that turns it up')),
  },
  closed,
);
const Scheduled = Type.Object({ at: IsoInstant('When both carriers are ready') }, closed);
const Tested = Type.Object(
  {
    readings: Readings,
    minutes: Type.Integer({
      minimum: 0,
      description: 'Minutes that the technician of the incumbent was kept',
    }),
  },
  closed,
);

/** A test by both carriers at turn-up: a loop is accepted by its readings, and repaired when it fails. */
export const cooperativeTestKind = defineCaseKind({
  kind: 'cooperative-test',
  title: 'Test by both carriers',
  doc: 'Both carriers test a loop at its turn-up. Case ids: `COOPTEST/2026-001`.',
  states: [
    { name: 'requested', doc: 'Asked for; no time is agreed.' },
    { name: 'scheduled', doc: 'There is a time.' },
    { name: 'failed', doc: 'It did not pass; the incumbent repairs it.' },
    { name: 'accepted', doc: 'It passed.', final: true },
    { name: 'cancelled', doc: 'Not wanted any more.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'requested',
      doc: 'The competitor wants the loop tested together.',
      body: Requested,
      admits: byCompetitor,
    },
    {
      name: 'scheduled',
      from: ['requested'],
      to: 'scheduled',
      by: 'other',
      doc: 'The incumbent names the time.',
      body: Scheduled,
    },
    {
      name: 'missed',
      from: ['scheduled'],
      to: 'requested',
      doc: 'One of them was not there.',
      body: Type.Object({ by: Code(['incumbent', 'competitor'], 'Who was not there') }, closed),
    },
    {
      name: 'passed',
      from: ['scheduled'],
      to: 'accepted',
      doc: 'Every reading is within its limits.',
      body: Tested,
      admits: asRead('accepted'),
    },
    {
      name: 'failed',
      from: ['scheduled'],
      to: 'failed',
      doc: 'Some reading is not.',
      body: Tested,
      admits: asRead('failed'),
    },
    {
      name: 'repaired',
      from: ['failed'],
      to: 'scheduled',
      by: 'other',
      doc: 'Repaired, and to be tested again.',
      body: Scheduled,
    },
    {
      name: 'cancelled',
      from: ['requested', 'scheduled', 'failed'],
      to: 'cancelled',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'schedule',
      startsOn: ['requested', 'missed'],
      stopsOn: ['scheduled', 'cancelled'],
      performer: 'other',
      clock: () => 'cooperative-test',
      clocks: ['cooperative-test'],
      optional: true,
    },
    {
      name: 'repair',
      startsOn: ['failed'],
      stopsOn: ['repaired', 'cancelled'],
      performer: 'other',
      clock: () => 'loop-test-repair',
      clocks: ['loop-test-repair'],
      optional: true,
    },
  ],
  documents: { passed: 'test record', failed: 'test record' },
  summary: (events) => ({ circuit: String(events[0]?.body['circuit'] ?? '') }),
  view: (agreement, events) => {
    const tested = events.filter(({ name }) => name === 'passed' || name === 'failed');
    const charges = tested.map(({ name, body, occurredAt }) => {
      const { minutes } = body as Static<typeof Tested>;
      const facts = { minutes, result: name === 'passed' ? 'accepted' : 'failed' };
      return runDecision(cooperativeTestCharge, agreement, facts, { asOf: localDate(agreement, occurredAt) });
    });
    const amounts = charges.flatMap((one) =>
      one.ok ? [parseCents(String(one.value.value)) ?? cents(0)] : [],
    );
    // Each test bears its own charge: a loop that failed before it passed may bear both.
    return amounts.length === 0 ? {} : { charge: formatCents(sumCents(amounts)) };
  },
});

/** A loop is what its readings make it: nobody fails what passes, or accepts what does not. */
function asRead(result: 'accepted' | 'failed') {
  return (agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] => {
    const { readings } = event.body as Static<typeof Tested>;
    const product = history[0]?.body['product'];
    const found = runDecision(
      acceptanceTest,
      agreement,
      { readings, ...(typeof product === 'string' ? { product } : {}) },
      { asOf: localDate(agreement, event.occurredAt) },
    );
    if (!found.ok) return [...found.problems];
    if (found.value.value === result) return [];
    return [
      {
        id: 'dsl/not-as-read',
        field: 'readings',
        sentence: `By these readings the loop is ${String(found.value.value)}.`,
        cure: `Record it as ${String(found.value.value)}, or correct the readings.`,
        clause: found.value.clause,
      },
    ];
  };
}
