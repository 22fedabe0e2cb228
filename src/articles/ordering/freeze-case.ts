import Type from 'typebox';
import { Code } from '../../agreement/schema.ts';
import { START, defineCaseKind } from '../../cases/kind.ts';
import type { CaseEvent, Hold } from '../../cases/kind.ts';
import type { Tx } from '../../platform/database.ts';

/** Carriers whose change a freeze may stand against. */
export const FROZEN = ['local', 'long-distance'] as const;

const Placed = Type.Object(
  {
    numbers: Type.Array(Type.String({ pattern: '^[2-9]\\d{2}[2-9]\\d{6}$' }), {
      minItems: 1,
      uniqueItems: true,
      description: 'Telephone numbers, ten digits',
    }),
    freezes: Type.Array(Code(FROZEN), { minItems: 1, uniqueItems: true, description: 'What may not change' }),
    evidence: Type.String({ minLength: 1, description: 'Where the word of the end user is kept' }),
  },
  { additionalProperties: false },
);

const Lifted = Type.Object(
  { evidence: Type.String({ minLength: 1, description: 'Where the word of the end user is kept' }) },
  { additionalProperties: false },
);

/** That an end user lets nobody change its carrier until it says so itself. */
export const freezeKind = defineCaseKind({
  kind: 'service-freeze',
  title: 'Service freeze',
  doc: 'A freeze that an end user has put on its lines. Case ids: `FREEZE/2026-001`.',
  states: [
    { name: 'frozen', doc: 'An order that takes a line over is rejected.' },
    { name: 'lifted', doc: 'The end user lifted it.', final: true },
  ],
  events: [
    { name: 'placed', from: [START], to: 'frozen', doc: 'The end user asked for it.', body: Placed },
    {
      name: 'lifted',
      from: ['frozen'],
      to: 'lifted',
      by: 'opener',
      doc: 'The end user lifted it, with the carrier that placed it.',
      body: Lifted,
    },
  ],
  clocks: [],
  customer: ['numbers'],
  documents: { placed: 'freeze', lifted: 'lift of a freeze' },
  holds: frozenLines,
});

/** One freeze of a sort on a number at a time. */
function frozenLines(events: readonly CaseEvent[]): Hold[] {
  const placed = events.find(({ name }) => name === 'placed');
  if (!placed) return [];
  const { numbers, freezes } = placed.body as { numbers: readonly string[]; freezes: readonly string[] };
  return freezes.flatMap((freeze) => numbers.map((value) => ({ what: `freeze-${freeze}`, value })));
}

/**
 * The freezes on any of these numbers that nobody has lifted, under any agreement of the same incumbent: which sorts, never of which
 * carrier. Scope of the agreement or of one of its parties.
 */
export async function freezesOn(
  tx: Tx,
  agreementId: string,
  numbers: readonly string[],
): Promise<readonly string[]> {
  if (numbers.length === 0) return [];
  const rows = await tx.query<{ stands: string }>('SELECT stands FROM meetpoint_freezes($1, $2)', [
    agreementId,
    numbers,
  ]);
  return rows.map(({ stands }) => stands.slice('freeze-'.length));
}
