import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { RetirementNotice, noticeDefects } from './retirement-notice.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });

const Noticed = Type.Object(
  {
    ...RetirementNotice.properties,
    wireCenter: Type.String({ pattern: '^[A-Z0-9]{8,11}$', description: 'CLLI of the office' }),
    terminals: Type.Array(Text('Terminal or area'), { minItems: 1, uniqueItems: true }),
    circuits: Type.Array(Text('Circuit of the competitor that is touched'), { uniqueItems: true }),
    plannedOn: IsoDate('First day on which the copper may go'),
  },
  closed,
);

/** Copper that is taken away or made unusable: noticed in full, contested or not, and never before its time. */
export const copperRetirementKind = defineCaseKind({
  kind: 'copper-retirement',
  title: 'End of copper',
  doc: 'Notice that copper loops are taken away, and what comes of it. Case ids: `RETIRE/2026-001`.',
  states: [
    { name: 'noticed', doc: 'The time before the copper goes runs; repair goes on.' },
    { name: 'before-commission', doc: 'Contested: the copper stays meanwhile.' },
    { name: 'retired', doc: 'The copper is gone.', final: true },
    { name: 'barred', doc: 'The commission has said no.', final: true },
    { name: 'cancelled', doc: 'The copper stays.', final: true },
  ],
  events: [
    {
      name: 'noticed',
      from: [START],
      to: 'noticed',
      doc: 'A notice that is whole. A defective one is refused: it starts no time.',
      body: Noticed,
      admits: isWhole,
    },
    {
      name: 'plan-told',
      from: ['noticed'],
      to: STAY,
      by: 'other',
      doc: 'The competitor says what becomes of its circuits.',
      body: Type.Object({ plan: Text('Moved, replaced or given up, circuit by circuit') }, closed),
    },
    {
      name: 'contested',
      from: ['noticed'],
      to: 'before-commission',
      by: 'other',
      doc: 'The competitor asks the commission to stop it.',
      body: Type.Object({ docket: Text('Docket of the commission') }, closed),
    },
    { name: 'upheld', from: ['before-commission'], to: 'noticed', doc: 'The copper may go in its time.' },
    { name: 'barred', from: ['before-commission'], to: 'barred', doc: 'The copper may not go.' },
    {
      name: 'retired',
      from: ['noticed'],
      to: 'retired',
      by: 'opener',
      doc: 'The copper is taken away.',
      admits: notBeforePlanned,
    },
    {
      name: 'cancelled',
      from: ['noticed', 'before-commission'],
      to: 'cancelled',
      by: 'opener',
      doc: 'The copper stays.',
    },
  ],
  clocks: [
    {
      name: 'notice',
      startsOn: ['noticed'],
      stopsOn: ['retired', 'barred', 'cancelled'],
      performer: 'opener',
      clock: () => 'copper-retirement-notice',
      clocks: ['copper-retirement-notice'],
      passes: true,
      optional: true,
    },
    {
      name: 'contest',
      startsOn: ['noticed'],
      stopsOn: ['contested', 'retired', 'cancelled'],
      performer: 'other',
      clock: () => 'copper-retirement-contest',
      clocks: ['copper-retirement-contest'],
      passes: true,
      optional: true,
    },
  ],
  documents: { noticed: 'notice of the end of copper', contested: 'objection' },
  summary: (events) => {
    const noticed = events[0]?.body ?? {};
    return {
      wireCenter: String(noticed['wireCenter'] ?? ''),
      plannedOn: String(noticed['plannedOn'] ?? ''),
      circuits: Array.isArray(noticed['circuits']) ? noticed['circuits'].length : 0,
    };
  },
});

function isWhole(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { overbuild, contents, sentTo } = event.body as Static<typeof Noticed>;
  const view = agreement.at(localDate(agreement, event.occurredAt));
  const defects = noticeDefects(view, { overbuild, contents, sentTo });
  const stranger =
    agreement.party(event.actor) === agreement.parties.ilec
      ? []
      : [
          {
            id: 'dsl/not-yours',
            field: 'actor',
            sentence: 'Copper of the incumbent is for the incumbent to take away.',
            cure: 'Let the incumbent give the notice.',
          },
        ];
  return [...stranger, ...(defects.ok ? defects.value : defects.problems)];
}

function notBeforePlanned(
  agreement: Agreement,
  history: readonly CaseEvent[],
  { occurredAt }: NewEvent,
): Problem[] {
  const planned = String(history[0]?.body['plannedOn'] ?? '');
  if (localDate(agreement, occurredAt) >= planned) return [];
  return [
    {
      id: 'dsl/before-planned-day',
      field: 'occurredAt',
      sentence: `The notice says that the copper goes on ${planned} at the earliest.`,
      cure: 'Wait for that day, or give another notice.',
    },
  ];
}
