import { Type } from 'typebox';
import { Code, Duration, QuantityText, Time } from '../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../agreement/vocabulary.ts';

const closed = { additionalProperties: false } as const;
const Lines = (description: string) => Type.Integer({ minimum: 1, description });

export const intervalQuantityTerm = defineTerm(
  'ordering.interval-quantity',
  Type.Object(
    { counts: Code(['order', 'order-and-related'], 'Whether the requests that it names as related count') },
    closed,
  ),
  'Which quantity an interval is looked up by; without the term that of the order alone.',
);

export const projectsTerm = defineTerm(
  'ordering.projects',
  Type.Object(
    {
      lines: Lines('Voice-grade lines from which a request that is marked so is a project'),
      highCapacityProducts: Type.Array(Type.String(), {
        description: 'Products that count as high capacity',
      }),
      highCapacityLines: Lines('Lines of these from which it is one'),
    },
    closed,
  ),
  'Requests whose date and frame due time the parties negotiate before the confirmation.',
);

export const hotCutsTerm = defineTerm(
  'ordering.hot-cuts',
  Type.Object(
    {
      batchFrom: Lines('Lines of one carrier in one office on one day from which they are a batch'),
      officeLines: Lines('Most lines of all carriers in one office on a day'),
      providerLines: Type.Optional(Lines('Most lines of all carriers in all offices on a day')),
      agreementLines: Type.Optional(Lines('Most lines of one carrier in one office on a day')),
      overCapacity: Code(['split', 'refused'], 'What becomes of a batch that is larger than a day holds'),
    },
    closed,
  ),
  'How many lines may be cut over on a day, by all carriers together.',
);
export type HotCuts = NonNullable<(typeof hotCutsTerm)['type']>;

export const hotCutHoursTerm = defineTerm(
  'ordering.hot-cut-hours',
  Type.Object({ opens: Time('The first cut'), closes: Time('By then the last one is over') }, closed),
  'Between which local times of a business day lines are cut over.',
);

export const translationRemovalTerm = defineTerm(
  'ordering.translation-removal',
  Type.Object(
    {
      goal: QuantityText('Minutes after the frame due time within which it should be done'),
      limit: QuantityText('Minutes within which it must be done'),
      exempt: Code(['ten-digit-trigger'], 'What makes the time immaterial'),
    },
    closed,
  ),
  "When the old provider's translations of a ported number are removed.",
);

export const hotCutWindowsTable = defineTable({
  name: 'hot-cut-windows',
  identity: ['lines_from'],
  schema: Type.Object({
    lines_from: Type.Integer({ minimum: 1, description: 'Fewest lines of a cut in this band' }),
    lines_to: Type.Optional(Type.Integer({ minimum: 1, description: 'Most; empty: no limit' })),
    window: Duration('How long the cut may take: 2 clock hours'),
  }),
  doc: 'How long a cut may take, by the number of its lines.',
});

export const dueDateTerms = [
  intervalQuantityTerm,
  projectsTerm,
  hotCutsTerm,
  hotCutHoursTerm,
  translationRemovalTerm,
];
