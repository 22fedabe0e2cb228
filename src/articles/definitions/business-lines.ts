import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import type { Problem } from '../../base/problem.ts';
import { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import { applyDefinition } from './apply-definition.ts';
import { readDefinitions } from './definition-rules.ts';
import { findDefinition } from './definition.ts';
import { businessLineTerm } from './terms.ts';

const TERM = 'business-line';

/** How many business lines a wire center has: each 64 kbps channel of a digital line is one, accounts are not counted. */
export const businessLines = defineDecision({
  name: 'business-lines',
  doc: 'Number of business lines among the lines of a wire center, digital lines by their capacity.',
  facts: Type.Object(
    {
      lines: Type.Array(
        Type.Object(
          {
            quantity: Type.Optional(
              Type.Integer({
                minimum: 0,
                maximum: Number.MAX_SAFE_INTEGER,
                description: 'Lines alike; default 1',
              }),
            ),
          },
          { additionalProperties: true },
        ),
        { description: 'Facts of each line as of the definition business-line: owner, customer, kbps …' },
      ),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ lines }, view, trace) => {
    const term = view.term(businessLineTerm);
    const definitions = readDefinitions(view);
    if (!term.ok) return term;
    if (!definitions.ok) return definitions;
    const definition = findDefinition(definitions.value, TERM, undefined, view);
    if (!definition.ok) return definition;
    const per = term.value.value.kbpsPerLine;
    const problems: Problem[] = [];
    let value = 0;
    lines.forEach(({ quantity = 1, ...facts }, index) => {
      const inner = new Trace();
      const applied = applyDefinition(definitions.value, definition.value, facts, view, inner);
      if (!applied.ok) {
        problems.push(
          ...applied.problems.map((problem) => ({
            ...problem,
            field: `lines.${index}${(problem.field ?? '').replace(/^facts/, '')}`,
          })),
        );
        return;
      }
      const kbps = (facts as { kbps?: number | null }).kbps ?? undefined;
      const channels = kbps === undefined ? 1 : Math.max(1, Math.floor(kbps / per));
      const out = applied.value.holds ? quantity * channels : 0;
      value += out;
      trace.add({
        id: 'line',
        sentence: applied.value.holds
          ? `${quantity} × ${kbps === undefined ? 'an analog line' : `${kbps} kbps by ${per} kbps, ${channels} each`}`
          : `${quantity} × no business line`,
        out,
        ...cited(term.value),
        steps: inner.steps,
      });
    });
    if (!Number.isSafeInteger(value)) problems.push(tooMany);
    return problems.length > 0 ? fail(...problems) : ok({ value, clause: term.value.citation });
  },
});

const tooMany: Problem = {
  id: 'definitions/too-many',
  field: 'lines',
  sentence: 'There are more lines than can be counted exactly.',
  cure: 'Correct the quantities and capacities.',
};
