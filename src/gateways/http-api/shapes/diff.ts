import { Type } from 'typebox';
import type { Static } from 'typebox';
import { TermView } from './agreement.ts';

const Dollars = (description: string) => Type.String({ description: `${description}; dollars and cents` });
const Count = Type.Integer({ minimum: 0 });

const Side = Type.Object({
  agreement: Type.Object({
    id: Type.String(),
    variant: Type.String(),
    version: Type.String(),
    hash: Type.String(),
  }),
  asOf: Type.String({ description: 'Day whose terms are compared' }),
  asKnown: Type.Union([Type.String(), Type.Null()], {
    description: 'Record time; null is all that is recorded',
  }),
});

export const TermDiffView = Type.Object({
  change: Type.Enum(['added', 'removed', 'changed', 'moved', 'restated'], {
    description:
      'moved: same value under another section; restated: same value and section, another source or provenance',
  }),
  key: Type.String({ description: 'Key of a term, or table#row' }),
  before: Type.Optional(TermView),
  after: Type.Optional(TermView),
  fields: Type.Array(
    Type.Object({
      field: Type.String({ description: 'Path within the value: rate, bands.0.length; effectiveTo' }),
      before: Type.Optional(Type.Unknown({ description: 'With its unit; none where it is new' })),
      after: Type.Optional(Type.Unknown({ description: 'With its unit; none where it is gone' })),
    }),
  ),
});
export type TermDiffView = Static<typeof TermDiffView>;

const SectionSide = Type.Object({
  clause: Type.String(),
  heading: Type.String(),
  text: Type.String({ description: 'Markdown' }),
});

export const SectionDiffView = Type.Object({
  change: Type.Enum(['added', 'removed', 'changed', 'moved'], {
    description: 'moved: the same words under another number',
  }),
  before: Type.Optional(SectionSide),
  after: Type.Optional(SectionSide),
  paragraphs: Type.Array(
    Type.Object({ before: Type.Optional(Type.String()), after: Type.Optional(Type.String()) }),
    { description: 'Paragraphs of a changed section that differ, in order' },
  ),
});
export type SectionDiffView = Static<typeof SectionDiffView>;

const Keys = Type.Array(Type.String(), { description: 'Terms and rows that differ and that it rests on' });

export const TouchedView = Type.Object({
  changes: Type.Array(
    Type.Object({
      key: Type.String(),
      from: Type.Optional(Type.String()),
      to: Type.Optional(Type.String()),
    }),
    { description: 'Days on which each term or row differs; none is unbounded' },
  ),
  cases: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      state: Type.String(),
      clocks: Type.Array(
        Type.Object({
          clock: Type.String(),
          clause: Type.String(),
          keys: Keys,
          dueAt: Type.String({ description: 'As it stands; a running clock is not counted again' }),
          dueAtThen: Type.Optional(Type.String({ description: 'By the second side' })),
        }),
      ),
    }),
  ),
  invoices: Type.Array(
    Type.Object({
      number: Type.String(),
      ban: Type.String(),
      from: Type.String(),
      to: Type.String(),
      month: Type.String(),
      status: Type.Enum(['draft', 'open', 'settled']),
      open: Dollars('What is left of the bill'),
      lines: Type.Array(
        Type.Object({
          line: Type.Integer(),
          element: Type.String(),
          description: Type.String(),
          clause: Type.String(),
          from: Type.String(),
          to: Type.String(),
          amount: Dollars('As billed; an issued bill is never priced again'),
          keys: Keys,
        }),
      ),
    }),
  ),
});
export type TouchedView = Static<typeof TouchedView>;

export const DiffView = Type.Object({
  same: Type.Boolean({ description: 'Whether nothing differs' }),
  before: Side,
  after: Side,
  counts: Type.Object({
    terms: Type.Object({
      added: Count,
      removed: Count,
      changed: Count,
      moved: Count,
      restated: Count,
    }),
    sections: Type.Object({ added: Count, removed: Count, changed: Count, moved: Count }),
    marks: Type.Object({ added: Count, removed: Count }),
    documents: Type.Object({ added: Count, removed: Count }),
  }),
  terms: Type.Array(TermDiffView, { description: 'In the order of the contract' }),
  sections: Type.Array(SectionDiffView),
  marks: Type.Array(
    Type.Object({ change: Type.Enum(['added', 'removed']), clause: Type.String(), reason: Type.String() }),
    { description: 'What is not executed on one side only' },
  ),
  documents: Type.Array(
    Type.Object({
      change: Type.Enum(['added', 'removed']),
      id: Type.String(),
      title: Type.String(),
      kind: Type.Enum(['amendment', 'correction']),
      effectiveOn: Type.Optional(Type.String()),
      recordedAt: Type.String(),
      clause: Type.String(),
      approval: Type.Optional(Type.Enum(['approved', 'deemed', 'pending', 'rejected'])),
      inForce: Type.Boolean({
        description: 'Whether its day has come on the day asked, and nothing stands against it',
      }),
    }),
  ),
  touched: Type.Optional(TouchedView),
});
export type DiffView = Static<typeof DiffView>;
