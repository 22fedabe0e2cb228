import { closest } from 'fastest-levenshtein';
import { Type } from 'typebox';
import type { AgreementView } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { isDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { applyDefinition } from './apply-definition.ts';
import { readDefinitions } from './definition-rules.ts';
import type { Definition, Definitions } from './definition-rules.ts';
import { isHeadedBy, sameWord } from './words.ts';

/** Facts that say on which day a thing was, and so which agreement defines it. */
const DAY_FACTS = ['connect_date', 'date'];

/** Whether one thing is what a word of the agreement names. */
export const definitionDecision = defineDecision({
  name: 'definition',
  doc: 'Whether a call, a line, a day … is what a defined word names, e.g. local-traffic, business-day.',
  facts: Type.Object(
    {
      term: Type.String({ minLength: 1, description: 'The defined word, e.g. local-traffic' }),
      article: Type.Optional(
        Type.String({ description: 'Article that uses the word, e.g. V: its own meaning goes first' }),
      ),
      facts: Type.Record(Type.String(), Type.Unknown(), {
        description:
          'What is known of the thing; the facts of each subject are in the README of the definitions',
      }),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ facts }) => {
    const day = DAY_FACTS.map((name) => facts[name]).find((given) => given !== undefined);
    return typeof day === 'string' && isDate(day) ? day : undefined;
  },
  decide: ({ term, article, facts }, view, trace) => {
    const definitions = readDefinitions(view);
    if (!definitions.ok) return definitions;
    const found = findDefinition(definitions.value, term, article, view);
    if (!found.ok) return found;
    const meaning = applyDefinition(definitions.value, found.value, facts, view, trace);
    if (!meaning.ok) return meaning;
    const { holds, rule, clause } = meaning.value;
    return ok({
      value: holds,
      clause,
      details: {
        subject: found.value.subjectName,
        reason: rule?.reason ?? `No rule of "${found.value.term}" holds`,
        ...(rule ? { rule: rule.id, provenance: rule.provenance } : {}),
      },
    });
  },
});

/** The definition of a word as the agreement or one of its articles has it. */
export function findDefinition(
  definitions: Definitions,
  word: string,
  article: string | undefined,
  view: AgreementView,
): Result<Definition> {
  if (article !== undefined && !view.agreement.sections.some((section) => section.article === article))
    return fail(unknownArticle(article, view));
  const term = definitions.terms.find((one) => one === word || sameWord(one, word)) ?? word;
  const found = definitions.find(term, article);
  if (found) return ok(found);
  const section = unmodelledSection(word, view);
  if (section) return fail(section);
  const { terms } = definitions;
  return fail({
    id: 'definitions/unknown-term',
    field: 'term',
    sentence:
      terms.length === 0
        ? `Agreement ${view.agreement.id} has no definitions that execute.`
        : `"${word}" is not defined: the nearest is "${closest(word.toLowerCase(), terms)}".`,
    cure:
      terms.length === 0 ? 'Add definitions.csv to it.' : `Definitions are: ${[...terms].sort().join(', ')}.`,
  });
}

/** A section that speaks of the word and says why it is not executed. */
function unmodelledSection(word: string, view: AgreementView): Problem | undefined {
  const section = view.agreement.sections.find((one) => one.unmodelled.length > 0 && isHeadedBy(one, word));
  return (
    section && {
      id: 'definitions/unmodelled',
      field: 'term',
      sentence: `"${word}" is not decided: ${section.unmodelled.map(({ reason }) => reason.replaceAll('\n', ' ')).join(' ')}`,
      cure: 'Agree on a meaning and write it as rows of the definitions table.',
      clause: section.citation,
    }
  );
}

export const unknownArticle = (article: string, view: AgreementView): Problem => ({
  id: 'definitions/unknown-article',
  field: 'article',
  sentence: `Agreement ${view.agreement.id} has no article "${article}".`,
  cure: `Articles are: ${view.agreement.manifest.articles.map(({ number }) => number).join(', ')}.`,
});
