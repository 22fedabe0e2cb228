import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Clli, ClciMsg, TrunkGroupName } from '../codes.ts';
import { forecastMismatch } from './forecast-mismatch.ts';
import { Quarter, trunkForecastQuarters } from './trunk-forecast-quarters.ts';

const Line = Type.Object({
  trunkGroup: TrunkGroupName,
  clciMsg: Type.Optional(ClciMsg),
  aClli: Clli,
  zClli: Clli,
  actl: Type.Optional(Clli),
  traffic: Type.String({ minLength: 1, description: 'Kind of traffic' }),
  interface: Code(['DS1', 'DS3', 'OC3', 'OC12'], 'Level of the facility'),
  quarters: Type.Array(
    Type.Object({
      quarter: Quarter,
      trunks: Type.Integer({ minimum: 0, description: 'Trunks in service at its end' }),
    }),
    { minItems: 1 },
  ),
});
const Lines = Type.Object({ lines: Type.Array(Line, { minItems: 1 }) });
type ForecastLine = Static<typeof Line>;

/** What the parties expect of their trunk groups. */
export const trunkForecastKind = defineCaseKind({
  kind: 'trunk-forecast',
  title: 'Trunk forecast',
  doc: 'The trunks of each group that a party expects, set against what the other expects. Case ids: `TRUNKFORECAST/2026-1`.',
  states: [
    { name: 'planned', doc: 'The parties will connect for the first time in a LATA.' },
    { name: 'filed', doc: 'One party has said what it expects.' },
    { name: 'compared', doc: 'So has the other; groups may differ.' },
    { name: 'agreed', doc: 'Both expect the same, nearly.' },
    { name: 'not-reconciled', doc: 'They could not agree: what the agreement says holds.' },
    { name: 'replaced', doc: 'The next one took its place.', final: true },
    { name: 'withdrawn', doc: 'They do not connect.', final: true },
  ],
  events: [
    {
      name: 'planned',
      from: [START],
      to: 'planned',
      doc: 'A first connection in a LATA has a day.',
      body: Type.Object({
        lata: Type.String({ pattern: '^\\d{3}$' }),
        dueOn: IsoDate('Day of the first connection'),
      }),
    },
    {
      name: 'filed',
      from: [START, 'planned'],
      to: 'filed',
      doc: 'What a party expects.',
      body: Lines,
      admits: coversAll,
    },
    {
      name: 'compared',
      from: ['filed'],
      to: 'compared',
      by: 'other',
      doc: 'What the other party expects of the same groups.',
      body: Lines,
      admits: coversAll,
    },
    {
      name: 'agreed',
      from: ['compared'],
      to: 'agreed',
      doc: 'No group differs by more than the agreement allows.',
      admits: noneDiffers,
    },
    {
      name: 'reconciled',
      from: ['compared'],
      to: 'agreed',
      doc: 'The parties agreed on one forecast.',
      body: Lines,
      admits: coversAll,
    },
    {
      name: 'not-reconciled',
      from: ['compared'],
      to: 'not-reconciled',
      doc: 'They tried and could not.',
      admits: someDiffers,
    },
    { name: 'withdrawn', from: ['planned'], to: 'withdrawn', doc: 'They do not connect.' },
    {
      name: 'replaced',
      from: ['filed', 'compared', 'agreed', 'not-reconciled'],
      to: 'replaced',
      doc: 'The next forecast is filed.',
    },
  ],
  clocks: [
    {
      name: 'first',
      startsOn: ['planned'],
      stopsOn: ['filed', 'withdrawn'],
      clock: () => 'first-trunk-forecast',
      clocks: ['first-trunk-forecast'],
      facts: ({ dueOn }) => ({ dueOn }),
      optional: true,
    },
    {
      name: 'reconciliation',
      startsOn: ['compared'],
      stopsOn: ['agreed', 'reconciled', 'not-reconciled', 'replaced'],
      clock: () => 'trunk-forecast-reconciliation',
      clocks: ['trunk-forecast-reconciliation'],
      optional: true,
    },
    {
      name: 'next',
      startsOn: ['filed'],
      stopsOn: ['replaced'],
      performer: 'opener',
      clock: () => 'next-trunk-forecast',
      clocks: ['next-trunk-forecast'],
      optional: true,
    },
  ],
  documents: { filed: 'trunk forecast', compared: 'trunk forecast', reconciled: 'agreed trunk forecast' },
  view: (agreement, events) => ({ differences: differences(agreement, events) }),
});

const linesOf = (body: CaseEvent['body'] | undefined): readonly ForecastLine[] =>
  (body as Static<typeof Lines> | undefined)?.lines ?? [];

function coversAll(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const filedOn = localDate(agreement, event.occurredAt);
  return linesOf(event.body).flatMap(({ trunkGroup, quarters }) => {
    const facts = { filedOn, quarters: quarters.map(({ quarter }) => quarter) };
    const decided = runDecision(trunkForecastQuarters, agreement, facts, { asOf: filedOn });
    if (!decided.ok) return [...decided.problems];
    const { value, details, clause } = decided.value;
    if (value === 'complete') return [];
    return [
      {
        id: 'trunks/forecast-quarters',
        field: trunkGroup,
        sentence: `Forecast of ${trunkGroup}: ${(details as { sentence: string }).sentence}.`,
        cure: 'Name each quarter once, in its order, from this one or the next.',
        clause,
      },
    ];
  });
}

interface Difference {
  readonly trunkGroup: string;
  readonly quarter: string;
  readonly ilec: number;
  readonly clec: number;
}

/** Groups and quarters in which the two differ by more than the agreement allows; a group that one does not expect has no trunks. */
function differences(agreement: Agreement, events: readonly CaseEvent[]): Difference[] {
  const [filed, compared] = ['filed', 'compared'].map((name) =>
    events.findLast((event) => event.name === name),
  );
  if (!filed || !compared) return [];
  const asOf = localDate(agreement, compared.occurredAt);
  const [own, other] = [filed, compared].map(({ body }) => trunksBy(linesOf(body)));
  const keys = [...new Set([...(own?.keys() ?? []), ...(other?.keys() ?? [])])].sort();
  return keys.flatMap((key) => {
    const [trunkGroup = '', quarter = ''] = key.split(' ');
    const [first, second] = [own?.get(key) ?? 0, other?.get(key) ?? 0];
    const [ilec, clec] = filed.actor === agreement.parties.ilec ? [first, second] : [second, first];
    const decided = runDecision(forecastMismatch, agreement, { ilec, clec }, { asOf });
    return decided.ok && decided.value.value === 'agreed' ? [] : [{ trunkGroup, quarter, ilec, clec }];
  });
}

const trunksBy = (lines: readonly ForecastLine[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { trunkGroup, quarters } of lines)
    for (const { quarter, trunks } of quarters) {
      const key = `${trunkGroup} ${quarter}`;
      sums.set(key, (sums.get(key) ?? 0) + trunks);
    }
  return sums;
};

function noneDiffers(agreement: Agreement, history: readonly CaseEvent[]): Problem[] {
  return differences(agreement, history).map(({ trunkGroup, quarter, ilec, clec }) => ({
    id: 'trunks/forecasts-differ',
    field: trunkGroup,
    sentence: `In ${quarter} the incumbent expects ${ilec} trunks of ${trunkGroup} and the competitor ${clec}.`,
    cure: 'Reconcile the forecasts, or record that they could not be reconciled.',
  }));
}

function someDiffers(agreement: Agreement, history: readonly CaseEvent[]): Problem[] {
  if (differences(agreement, history).length > 0) return [];
  return [
    {
      id: 'trunks/forecasts-agree',
      field: 'event',
      sentence: 'No group differs by more than the agreement allows.',
      cure: 'Record "agreed".',
    },
  ];
}
