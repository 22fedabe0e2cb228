import { Type } from 'typebox';
import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { fail, ok } from '../../base/result.ts';
import { readDefinitions } from './definition-rules.ts';
import type { Definitions } from './definition-rules.ts';
import { unknownArticle } from './definition.ts';
import { RANKS, orderTerm } from './terms.ts';
import { definedInPassing, isHeadedBy, sameWord } from './words.ts';

type Rank = (typeof RANKS)[number];

const RANK_WORDS: Readonly<Record<Rank, string>> = {
  article: 'The article that uses the word',
  definitions: 'The article of definitions',
  'in-passing': 'Another article, in passing',
  industry: 'The usage of the industry',
};

/** Which section's meaning of a word governs in an article; `industry` where nobody defines it and usage decides. */
export const meaning = defineDecision({
  name: 'meaning',
  doc: 'Which section says what a word means in an article: the article itself, the definitions, or the usage of the industry.',
  facts: Type.Object(
    {
      word: Type.String({
        minLength: 1,
        description: 'As written or as in the table: Local Traffic, local-traffic',
      }),
      article: Type.String({ minLength: 1, description: 'Number of the article that uses it, e.g. V' }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ word, article }, view, trace) => {
    const order = view.term(orderTerm);
    if (!order.ok) return order;
    if (!view.agreement.sections.some((section) => section.article === article))
      return fail(unknownArticle(article, view));
    const definitions = readDefinitions(view);
    if (!definitions.ok) return definitions;
    const home = order.value.citation.split(' §')[0] ?? '';
    for (const rank of order.value.value.ranks) {
      const found = searchRank(rank, { word, article, home }, definitions.value, view);
      const usage = rank === 'industry';
      trace.add({
        id: rank,
        sentence: usage
          ? `${RANK_WORDS[rank]} says what "${word}" means`
          : `${RANK_WORDS[rank]} ${found === undefined ? 'does not define' : 'defines'} "${word}"`,
        out: found ?? usage,
        ...cited(order.value),
      });
      if (usage) return ok({ value: 'industry', clause: order.value.citation });
      if (found !== undefined) return ok({ value: found, clause: found });
    }
    return fail({
      id: 'definitions/undefined-word',
      field: 'word',
      sentence: `Nobody defines "${word}", and the agreement does not send it to the usage of the industry.`,
      cure: 'Define the word, or add the industry to the order of meanings.',
      clause: order.value.citation,
    });
  },
});

/** Citation of the section that defines the word in one rank. */
function searchRank(
  rank: Rank,
  asked: { readonly word: string; readonly article: string; readonly home: string },
  definitions: Definitions,
  view: AgreementView,
): string | undefined {
  const { word, article, home } = asked;
  const { sections } = view.agreement;
  const passing = (which: (article: string) => boolean): string | undefined =>
    definedInPassing(
      sections.filter((section) => which(section.article)),
      word,
    );
  const row = (wanted: string | undefined): string | undefined =>
    definitions.all.find((each) => sameWord(each.term, word) && each.article === wanted)?.clause;
  switch (rank) {
    case 'article':
      return row(article) ?? passing((each) => each === article);
    case 'definitions':
      return (
        row(undefined) ??
        sections.find((section) => section.article === home && isHeadedBy(section, word))?.citation ??
        passing((each) => each === home)
      );
    case 'in-passing':
      return passing((each) => each !== article && each !== home);
    case 'industry':
      return undefined;
  }
}
