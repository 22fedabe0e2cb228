import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Provenance } from './common.ts';

export const HIT_KINDS = ['section', 'definition', 'term', 'row', 'amendment', 'tariff', 'law'] as const;

export const SearchHit = Type.Object({
  kind: Type.Enum([...HIT_KINDS], {
    description: 'row: of a table; definition: a section of the article of definitions',
  }),
  citation: Type.String({ description: 'Section, paragraph or amendment where it stands' }),
  title: Type.String({ description: 'Heading of the section, or key of the term or row' }),
  provenance: Type.Optional(Provenance),
  context: Type.Array(
    Type.Object({ text: Type.String(), hit: Type.Boolean({ description: 'Whether it is a word found' }) }),
    { description: 'Words around what was found, in order' },
  ),
});
export type SearchHit = Static<typeof SearchHit>;

export const SearchView = Type.Object({
  query: Type.String(),
  asOf: Type.String(),
  asKnown: Type.Union([Type.String(), Type.Null()]),
  loose: Type.Boolean({
    description: 'No place has all the words as they are spelled; these have some of them, or nearly',
  }),
  total: Type.Integer({ minimum: 0 }),
  hits: Type.Array(SearchHit, { description: 'The best first, no more than were asked for' }),
});
export type SearchView = Static<typeof SearchView>;
