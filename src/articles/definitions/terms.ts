import { Type } from 'typebox';
import { Code, Condition, Percent } from '../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../agreement/vocabulary.ts';

/**
 * What a word means, as rules over the facts of one thing. Rules of a word are tried in order; the first whose
 * condition holds says whether the thing is what the word names, and where none holds it is not.
 */
export const definitionsTable = defineTable({
  name: 'definitions',
  identity: ['term', 'article', 'order'],
  ranked: { by: 'order', within: ['term', 'article'] },
  schema: Type.Object({
    term: Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'The word, e.g. local-traffic' }),
    article: Type.Optional(
      Type.String({ description: 'Article whose own meaning this is; empty: the whole agreement' }),
    ),
    order: Type.Integer({ description: 'Rules of one word are tried from the lowest' }),
    subject: Type.String({ description: 'What the word is said of: call, line, day, switch …' }),
    when: Condition('Condition over the facts of the subject, numbers of terms and other definitions'),
    then: Code(['yes', 'no'], 'Whether the thing is what the word names'),
    reason: Type.String({ description: 'One sentence, shown in the receipt' }),
  }),
  doc: 'Definitions that execute: each word is a condition over the facts of a call, a line, a day …',
});

/** Where a meaning may come from: `article` that uses the word, `definitions` article, `in-passing` in any other article, `industry`. */
export const RANKS = ['article', 'definitions', 'in-passing', 'industry'] as const;

export const orderTerm = defineTerm(
  'definitions.order',
  Type.Object({
    ranks: Type.Array(Code(RANKS), {
      minItems: 1,
      uniqueItems: true,
      description: 'Whose meaning of a word governs, the first that has one',
    }),
  }),
  'Which of several meanings of a word governs, and what a word means that nobody defined.',
);

export const ds1EquivalentTerm = defineTerm(
  'definitions.ds1-equivalent',
  Type.Object({
    channels: Type.Integer({ minimum: 1, description: 'DS0 channels' }),
    busyHourCcs: Type.Integer({
      minimum: 1,
      description: 'Hundred call seconds offered in the busy hour',
    }),
    partial: Code(['dropped', 'counted'], 'Whether a part of a DS1 counts as one'),
    measures: Code(['greater'], 'What counts when both channels and traffic are given'),
  }),
  'How many channels, or how much busy-hour traffic, is one DS1.',
);

export const affiliateTerm = defineTerm(
  'definitions.affiliate',
  Type.Object({ ownershipOver: Percent('Share of the equity above which one owns the other') }),
  'From which share on a company owns another.',
);

export const businessLineTerm = defineTerm(
  'definitions.business-line',
  Type.Object({
    kbpsPerLine: Type.Integer({ minimum: 1, description: 'Kilobits per second that count as one line' }),
  }),
  'How digital lines are counted.',
);

export const recordVariantTerm = defineTerm(
  'definitions.category-11-01',
  Type.Object({
    ocnPosition: Type.Integer({
      minimum: 1,
      description: 'Position, from 1, where the originating OCN starts',
    }),
  }),
  'What makes an exchange message record the variant of the state.',
);

/** For definitions that an agreement makes up itself: their numbers stand in its text as others do. */
export const ownNumberTerm = defineTerm(
  'definitions.number.*',
  Type.Object({
    count: Type.Optional(Type.Integer({ minimum: 0, description: 'A whole number of things' })),
    percent: Type.Optional(Percent('A share')),
  }),
  'A number that conditions of the definitions compare with.',
);

export const definitionTerms = [
  orderTerm,
  ds1EquivalentTerm,
  affiliateTerm,
  businessLineTerm,
  recordVariantTerm,
  ownNumberTerm,
];
