import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { ocn } from '../../../base/codes.ts';
import { ok } from '../../../base/result.ts';
import { firstOrderTerm } from './terms.ts';
import type { Prerequisite } from './terms.ts';

const Said = (description: string) => Type.Optional(Type.String({ description }));

const NAMES: Readonly<Record<Prerequisite, string>> = {
  ocn: 'operating company number of four letters or digits',
  certificate: 'certificate of the commission',
  taxExemption: 'tax exemption, or the statement that there is none',
  masterAccount: 'master account',
  creditProfile: 'credit profile',
};

/** Everything that is missing comes at once, in `details.missing`. */
export const readyToOrder = defineDecision({
  name: 'ready-to-order',
  doc: 'Whether a carrier has given all that its first order needs.',
  facts: Type.Object(
    {
      ocn: Said('Operating company number'),
      certificate: Said('Number of its certificate'),
      taxExemption: Said('Number of its exemption, or none'),
      masterAccount: Said('Number of its master account'),
      creditProfile: Said('Where its credit profile is kept'),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: (facts, view, trace) => {
    const term = view.term(firstOrderTerm);
    if (!term.ok) return term;
    const there = (part: Prerequisite): boolean => {
      const said = (facts[part] ?? '').trim();
      return part === 'ocn' ? ocn(said) !== undefined : said !== '';
    };
    const missing = term.value.value.requires.filter((part) => !there(part));
    for (const part of term.value.value.requires)
      trace.add({
        id: part,
        sentence: `${missing.includes(part) ? 'Missing' : 'There'}: ${NAMES[part]}`,
        out: !missing.includes(part),
        ...cited(term.value),
      });
    return ok({ value: missing.length === 0, clause: term.value.citation, details: { missing } });
  },
});
