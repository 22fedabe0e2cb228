import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { byCompetitor } from '../by-competitor.ts';
import { recordAgainstTest } from '../testing/record-against-test.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const Why = Type.Object({ because: Text('Why') }, closed);

const Asked = Type.Object(
  {
    wireCenter: Type.String({ pattern: '^[A-Z0-9]{8,11}$', description: 'CLLI of the office' }),
    loop: Type.Optional(Text("The incumbent's id of the loop, where it is known")),
    address: Type.Optional(Text('Address of the end user, where the loop is not known')),
    technology: Type.Optional(Text('What it is to carry')),
    because: Code(['no-record', 'record-doubted'], 'Why the records of the system do not do'),
  },
  closed,
);
const Answered = Type.Object({ makeup: LoopMakeup }, closed);
const Contradicted = Type.Object(
  {
    test: Type.Object(
      {
        loadCoils: Type.Optional(Type.Integer({ minimum: 0, description: 'Load coils found' })),
        bridgedTapFeet: Type.Optional(
          Type.Integer({ minimum: 0, description: 'Bridged tap found in sum, feet' }),
        ),
        repeaters: Type.Optional(Type.Integer({ minimum: 0, description: 'Repeaters found' })),
      },
      closed,
    ),
  },
  closed,
);

/** A make-up that somebody looks up by hand, and what becomes of it when a test says otherwise. Its time is no order's time. */
export const loopQualificationKind = defineCaseKind({
  kind: 'loop-qualification',
  title: 'Loop make-up by hand',
  doc: 'What a loop is made of, looked up by hand: asked before an order, and never counted as its time. Case ids: `LOOPQ/2026-001`.',
  states: [
    { name: 'asked', doc: 'Somebody looks it up.' },
    { name: 'answered', doc: 'The make-up is told.' },
    { name: 'contradicted', doc: 'A test says otherwise; the record is looked into.' },
    { name: 'unavailable', doc: 'There is no copper loop.', final: true },
    { name: 'closed', doc: 'Done with.', final: true },
    { name: 'withdrawn', doc: 'Not wanted any more.', final: true },
  ],
  events: [
    {
      name: 'asked',
      from: [START],
      to: 'asked',
      doc: 'A competitor asks for the make-up of a loop.',
      body: Asked,
      guard: names,
      admits: byCompetitor,
    },
    { name: 'answered', from: ['asked'], to: 'answered', by: 'other', doc: 'The make-up.', body: Answered },
    {
      name: 'unavailable',
      from: ['asked'],
      to: 'unavailable',
      by: 'other',
      doc: 'No copper goes there.',
      body: Why,
    },
    {
      name: 'contradicted',
      from: ['answered'],
      to: 'contradicted',
      doc: 'A test found something else than the record says.',
      body: Contradicted,
      admits: differs,
    },
    {
      name: 'corrected',
      from: ['contradicted'],
      to: 'answered',
      by: 'other',
      doc: 'The record, corrected or confirmed.',
      body: Answered,
    },
    { name: 'closed', from: ['answered', 'contradicted'], to: 'closed', by: 'opener', doc: 'Done with.' },
    { name: 'withdrawn', from: ['asked'], to: 'withdrawn', by: 'opener', doc: 'Taken back.' },
  ],
  clocks: [
    {
      name: 'answer',
      startsOn: ['asked'],
      stopsOn: ['answered', 'unavailable', 'withdrawn'],
      performer: 'other',
      clock: () => 'loop-makeup-manual',
      clocks: ['loop-makeup-manual'],
      optional: true,
    },
    {
      name: 'correction',
      startsOn: ['contradicted'],
      stopsOn: ['corrected', 'closed'],
      performer: 'other',
      clock: () => 'loop-record-correction',
      clocks: ['loop-record-correction'],
      optional: true,
    },
  ],
  documents: { asked: 'make-up request', answered: 'loop make-up', corrected: 'loop make-up' },
  customer: ['address'],
  summary: (events) => {
    const asked = events[0]?.body ?? {};
    const made = events.findLast(({ body }) => body['makeup'] !== undefined)?.body['makeup'] as
      LoopMakeup | undefined;
    return {
      wireCenter: String(asked['wireCenter'] ?? ''),
      loop: made?.loop ?? (asked['loop'] === undefined ? null : String(asked['loop'])),
    };
  },
});

function names(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { loop, address } = body as Static<typeof Asked>;
  if (loop !== undefined || address !== undefined) return [];
  return [
    {
      id: 'dsl/which-loop',
      field: 'loop',
      sentence: 'Neither the loop nor the address is named.',
      cure: 'Name one of them.',
    },
  ];
}

/** What agrees with the record contradicts nothing. */
function differs(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const makeup = history.findLast(({ body }) => body['makeup'] !== undefined)?.body['makeup'];
  const day = { asOf: localDate(agreement, event.occurredAt) };
  const found = runDecision(recordAgainstTest, agreement, { makeup, test: event.body['test'] }, day);
  if (!found.ok) return [...found.problems];
  if (found.value.value !== 'agrees') return [];
  return [
    {
      id: 'dsl/no-contradiction',
      field: 'test',
      sentence: 'The test found what the record says.',
      cure: 'Say what differs, or close the case.',
      clause: found.value.clause,
    },
  ];
}
