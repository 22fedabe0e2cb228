import { Type } from 'typebox';
import { canonicalJson } from '../../../base/canonical.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { LossNotice, LostService } from './loss-body.ts';

/**
 * An end user leaves, and who loses it is told. Both parties read a case, so it must not hold who won: bodies are closed
 * and consist of codes, and the notice says what the case says.
 */
export const lossKind = defineCaseKind({
  kind: 'loss',
  title: 'Loss of an end user',
  doc: 'A line is taken away by the order of another carrier; the loser is told. Case ids: `LOSS/2026-0001`.',
  states: [
    { name: 'notice-due', doc: 'The order is there; the loser is not told yet.' },
    { name: 'noticed', doc: 'The loser was told.', final: true },
    { name: 'withdrawn', doc: 'The order was taken back: nothing is lost.', final: true },
  ],
  events: [
    {
      name: 'disconnected',
      from: [START],
      to: 'notice-due',
      doc: 'The order that takes the line away is taken.',
      body: LostService,
      guard: (_, { body }) => somethingLost(body as LostService),
    },
    {
      name: 'sent',
      from: ['notice-due'],
      to: 'noticed',
      by: 'opener',
      doc: 'The loss notice is sent.',
      body: LossNotice,
      guard: sameService,
    },
    {
      name: 'withdrawn',
      from: ['notice-due'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'The order was taken back.',
      body: Type.Object({}, { additionalProperties: false }),
    },
  ],
  clocks: [
    {
      name: 'notice',
      startsOn: ['disconnected'],
      stopsOn: ['sent', 'withdrawn'],
      clock: () => 'loss-notice',
      clocks: ['loss-notice'],
      optional: true,
    },
  ],
  customer: ['numbers', 'circuit'],
  documents: { sent: 'loss notice' },
});

export function somethingLost({ numbers, circuit }: LostService): Problem[] {
  if (numbers.length > 0 || circuit !== undefined) return [];
  return [
    {
      id: 'loss/no-service',
      field: 'numbers',
      sentence: 'Neither a telephone number nor a circuit is named.',
      cure: 'Name what is disconnected.',
    },
  ];
}

/** Nothing rides along: each field of the notice is that of the service. */
function sameService(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const lost: Readonly<Record<string, unknown>> = history[0]?.body ?? {};
  const { reason: _, ...said } = body;
  return [...new Set([...Object.keys(lost), ...Object.keys(said)])]
    .filter((field) => canonicalJson(lost[field] ?? null) !== canonicalJson(said[field] ?? null))
    .map((field) => ({
      id: 'loss/other-service',
      field,
      sentence: `The notice says another "${field}" than the case.`,
      cure: 'Say what the case says, and nothing beside it.',
    }));
}
