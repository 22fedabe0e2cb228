import { Type } from 'typebox';
import { defineDecision } from '../../agreement/decision.ts';
import { DecimalText } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import { applyDefinition } from './apply-definition.ts';
import { readDefinitions } from './definition-rules.ts';
import { findDefinition } from './definition.ts';
import { joinGroups } from './rules/join-groups.ts';

/** How many fiber-based collocators a wire center has; affiliates of each other count as one. */
export const fiberBasedCollocators = defineDecision({
  name: 'fiber-based-collocators',
  doc: 'Number of fiber-based collocators of a wire center; affiliates of each other count once.',
  facts: Type.Object(
    {
      wireCenter: Type.String({
        pattern: '^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}$',
        description: 'CLLI of the wire center, 8 characters',
      }),
      collocators: Type.Array(
        Type.Object(
          { name: Type.String({ minLength: 1, description: 'Name of the carrier, once each' }) },
          { additionalProperties: true },
        ),
        { description: 'Facts of each collocation as of the definition fiber-based-collocator' },
      ),
      ownership: Type.Optional(
        Type.Array(
          Type.Object(
            {
              between: Type.Array(Type.String(), {
                minItems: 2,
                maxItems: 2,
                description: 'Names of two collocators',
              }),
              owned_percent: Type.Optional(DecimalText('Share that one owns of the other')),
            },
            { additionalProperties: true },
          ),
          { description: 'What collocators have in each other, as of the definition affiliate' },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ wireCenter, collocators, ownership = [] }, view, trace) => {
    const definitions = readDefinitions(view);
    if (!definitions.ok) return definitions;
    const collocator = findDefinition(definitions.value, 'fiber-based-collocator', undefined, view);
    const affiliate = findDefinition(definitions.value, 'affiliate', undefined, view);
    if (!collocator.ok) return collocator;
    if (!affiliate.ok) return affiliate;
    const names = collocators.map(({ name }) => name);
    const problems: Problem[] = nameProblems(
      names,
      ownership.map(({ between }) => between),
    );
    const within = (place: string, found: readonly Problem[]): void => {
      problems.push(
        ...found.map((problem) => ({
          ...problem,
          field: `${place}${(problem.field ?? '').replace(/^facts/, '')}`,
        })),
      );
    };
    const counted: string[] = [];
    collocators.forEach(({ name, ...facts }, index) => {
      const inner = new Trace();
      const applied = applyDefinition(definitions.value, collocator.value, facts, view, inner);
      if (!applied.ok) return within(`collocators.${index}`, applied.problems);
      if (applied.value.holds) counted.push(name);
      trace.add({
        id: 'collocator',
        sentence: `Whether ${name} is a fiber-based collocator in ${wireCenter}`,
        out: applied.value.holds,
        clause: applied.value.clause,
        steps: inner.steps,
      });
    });
    const pairs: (readonly [string, string])[] = [];
    ownership.forEach(({ between, ...facts }, index) => {
      const [a = '', b = ''] = between;
      const inner = new Trace();
      const applied = applyDefinition(
        definitions.value,
        affiliate.value,
        { owned_percent: null, ...facts },
        view,
        inner,
      );
      if (!applied.ok) return within(`ownership.${index}`, applied.problems);
      if (applied.value.holds) pairs.push([a, b]);
      trace.add({
        id: 'affiliates',
        sentence: `Whether ${a} and ${b} are affiliates`,
        out: applied.value.holds,
        clause: applied.value.clause,
        steps: inner.steps,
      });
    });
    if (problems.length > 0) return fail(...problems);
    const groups = joinGroups(names, pairs)
      .map((group) => group.filter((name) => counted.includes(name)))
      .filter((group) => group.length > 0);
    for (const group of groups)
      trace.add({
        id: 'count',
        sentence: `${group.join(', ')} ${group.length === 1 ? 'counts' : 'count together'}`,
        out: 1,
        clause: collocator.value.clause,
      });
    return ok({ value: groups.length, clause: collocator.value.clause });
  },
});

/** Names that stand twice, or in the ownership and not in the list. */
function nameProblems(names: readonly string[], pairs: readonly (readonly string[])[]): Problem[] {
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    id: 'definitions/collocator-twice',
    field: 'collocators',
    sentence: `"${name}" stands more than once.`,
    cure: 'List a carrier once, with what all its collocations in the wire center have.',
  }));
  const strangers = pairs.flatMap((pair, index) =>
    pair
      .filter((name) => !names.includes(name))
      .map((name) => ({
        id: 'definitions/unknown-collocator',
        field: `ownership.${index}.between`,
        sentence: `"${name}" is not in the list of collocators.`,
        cure: 'Name carriers of the list, or give common_owned_percent for two that a third one owns.',
      })),
  );
  return [...twice, ...strangers];
}
