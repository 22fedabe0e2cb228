import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { compare, parseDecimal } from '../../../base/rational.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { lineStationTransfer, lineStationTransferCharge } from './line-station-transfer.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

const Proposed = Type.Object(
  {
    makeup: LoopMakeup,
    order: Type.Optional(Text('Case of the order or of the conditioning in whose place it is')),
  },
  closed,
);
const Settled = Type.Object(
  {
    helped: Type.Boolean({ description: 'The loop passes on the other pair' }),
    fault: Type.Optional(Code(['network', 'elsewhere'], 'Where the fault was, where it did not help')),
    amount: DecimalText('Dollars that are billed'),
  },
  closed,
);

/** Another pair in place of conditioning: proposed, swapped, and billed by whether it helped. */
export const stationTransferKind = defineCaseKind({
  kind: 'line-station-transfer',
  title: 'Line and station transfer',
  doc: 'The incumbent gives another pair in place of conditioning. Case ids: `LST/2026-001`.',
  states: [
    { name: 'proposed', doc: 'A pair is free that needs no conditioning.' },
    { name: 'swapped', doc: 'The loop is on the other pair; it is tested.' },
    { name: 'settled', doc: 'Tested, and billed or not.', final: true },
    { name: 'withdrawn', doc: 'Not done.', final: true },
  ],
  events: [
    {
      name: 'proposed',
      from: [START],
      to: 'proposed',
      doc: 'The incumbent will swap pairs.',
      body: Proposed,
      admits: isLet,
    },
    {
      name: 'swapped',
      from: ['proposed'],
      to: 'swapped',
      by: 'opener',
      doc: 'The loop is on the other pair.',
      body: Type.Object({ pair: Text('Cable and pair that it is on now') }, closed),
    },
    {
      name: 'settled',
      from: ['swapped'],
      to: 'settled',
      doc: 'Whether it helped, where the fault was, what is billed.',
      body: Settled,
      admits: asTheAgreementBills,
    },
    { name: 'withdrawn', from: ['proposed'], to: 'withdrawn', by: 'opener', doc: 'Not done.' },
  ],
  clocks: [
    {
      name: 'swap',
      startsOn: ['proposed'],
      stopsOn: ['swapped', 'withdrawn'],
      performer: 'opener',
      clock: () => 'line-station-transfer',
      clocks: ['line-station-transfer'],
      optional: true,
    },
  ],
  documents: { proposed: 'notice of a transfer', settled: 'test record' },
  summary: (events) => ({
    loop: (events[0]?.body['makeup'] as LoopMakeup | undefined)?.loop ?? '',
    amount: (events.findLast(({ name }) => name === 'settled')?.body['amount'] as string | undefined) ?? null,
  }),
});

function isLet(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const found = runDecision(
    lineStationTransfer,
    agreement,
    { makeup: event.body['makeup'] },
    { asOf: localDate(agreement, event.occurredAt) },
  );
  if (!found.ok) return [...found.problems];
  const { clause } = found.value;
  const problems: Problem[] = [];
  if (agreement.party(event.actor) !== agreement.parties.ilec)
    problems.push({
      id: 'dsl/not-yours',
      field: 'actor',
      sentence: 'The incumbent gives another pair, and nobody else.',
      cure: 'Ask for conditioning instead.',
      clause,
    });
  if (found.value.value !== true)
    problems.push({
      id: 'dsl/no-transfer',
      field: 'makeup',
      sentence: 'Nothing on this loop lets pairs be swapped instead of conditioning, or no pair is spare.',
      cure: 'Condition the loop as the competitor chooses.',
      clause,
    });
  return problems;
}

function asTheAgreementBills(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { amount, ...facts } = event.body;
  const found = runDecision(lineStationTransferCharge, agreement, facts, {
    asOf: localDate(agreement, event.occurredAt),
  });
  if (!found.ok) return [...found.problems];
  const [said, due] = [amount, found.value.value].map((each) => parseDecimal(String(each)));
  if (said && due && compare(said, due) === 0) return [];
  return [
    {
      id: 'dsl/transfer-amount',
      field: 'amount',
      sentence: `$${String(amount)} is billed; by the agreement it is $${String(found.value.value)}.`,
      cure: `Bill $${String(found.value.value)}.`,
      clause: found.value.clause,
    },
  ];
}
