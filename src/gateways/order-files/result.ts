import { Type } from 'typebox';
import type { Static } from 'typebox';

/** What became of a line of a file of orders. */
export const VERDICTS = ['taken', 'rejected', 'refused', 'repeated', 'unreadable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** As people read it. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  taken: 'taken',
  rejected: 'rejected',
  refused: 'refused',
  repeated: 'already taken',
  unreadable: 'not read',
};

const RowProblem = Type.Object({
  id: Type.String({ description: 'Number of the edit, or what kind of fault' }),
  field: Type.Optional(Type.String({ description: 'Form and field: LSR.DDD' })),
  sentence: Type.String(),
  cure: Type.String(),
  clause: Type.Optional(Type.String({ description: 'Of the agreement, where it is behind the edit' })),
});
export type RowProblem = Static<typeof RowProblem>;

/** What became of one line. */
export const FileLine = Type.Object({
  line: Type.Integer({ description: 'Line of the file; in XML the one on which the order begins' }),
  ccna: Type.String(),
  pon: Type.String(),
  ver: Type.String(),
  verdict: Type.Enum([...VERDICTS], {
    description:
      'taken; rejected: on record, with failed edits; refused: not on record; repeated: on record already with the same content; unreadable',
  }),
  order: Type.Optional(Type.String({ description: 'The order, where it is on record' })),
  state: Type.Optional(Type.String()),
  desiredDate: Type.Optional(Type.String({ description: 'The day that the order asks for' })),
  standardDate: Type.Optional(
    Type.String({ description: 'Of an order that is taken now: what its interval gives; no promise' }),
  ),
  promisedDate: Type.Optional(
    Type.String({ description: 'Of an order on record: the day that is confirmed' }),
  ),
  negotiated: Type.Optional(Type.Boolean({ description: 'Its standard date is agreed order by order' })),
  charges: Type.Optional(
    Type.Object(
      {
        amount: Type.String({ description: 'Dollars and cents, once' }),
        provenance: Type.Array(Type.String(), { description: 'Of the prices that it rests on' }),
      },
      { description: 'Of the whole order, on its first line; left out of supplements' },
    ),
  ),
  sendAgainAs: Type.Optional(
    Type.String({
      description: 'Version under which the mended order is sent: the next one after a rejection',
    }),
  ),
  problems: Type.Array(RowProblem, {
    description: 'Everything that stands against it, each on its own line',
  }),
  warnings: Type.Array(RowProblem, { description: 'It is taken all the same' }),
});
export type FileLine = Static<typeof FileLine>;

const Count = Type.Integer({ minimum: 0 });
export const Counts = Type.Object({
  read: Count,
  taken: Count,
  rejected: Count,
  refused: Count,
  repeated: Count,
  unreadable: Count,
});
export type Counts = Static<typeof Counts>;

/** What became of a file: read = taken + rejected + refused + repeated + unreadable, of lines and of orders. */
export const FileResult = Type.Object({
  format: Type.Enum(['xml', 'csv', 'xlsx']),
  receivedAt: Type.String({ description: 'Instant from which the clocks of its orders run' }),
  lines: Counts,
  orders: Counts,
  rows: Type.Array(FileLine, { description: 'One for each line, in their order' }),
});
export type FileResult = Static<typeof FileResult>;

/** Counts verdicts. */
export function countOf(verdicts: Iterable<Verdict>): Counts {
  const counts = { read: 0, taken: 0, rejected: 0, refused: 0, repeated: 0, unreadable: 0 };
  for (const verdict of verdicts) {
    counts.read += 1;
    counts[verdict] += 1;
  }
  return counts;
}

/** @throws Error when a line was lost or counted twice: a bug. */
export function assertBalanced(
  what: string,
  { read, taken, rejected, refused, repeated, unreadable }: Counts,
  wanted: number,
): void {
  const sum = taken + rejected + refused + repeated + unreadable;
  if (read !== sum || read !== wanted)
    throw new Error(`${what}: ${wanted} were read, and ${sum} have a verdict.`);
}
