import { Type } from 'typebox';
import { cited, termUse } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { PRESUMPTIONS, SpectrumClassCode, spectrumClassesTable, spectrumTerm } from './terms.ts';

/** Whether a technology of a class may be put on a loop without more: no speed, only harm to others is asked about. */
export const spectrumAcceptable = defineDecision({
  name: 'spectrum-acceptable',
  doc: 'Whether a technology of a spectrum class is acceptable on a loop, or above the voice of one; a finding of the commission goes first.',
  facts: Type.Object(
    {
      spectrumClass: SpectrumClassCode('Class in spectrum-classes.csv'),
      portion: Type.Optional(
        Code(['loop', 'above-voice'], 'Whole loop, or the frequencies above voice on it; default loop'),
      ),
      shown: Type.Optional(
        Type.Array(Code(PRESUMPTIONS), {
          uniqueItems: true,
          description:
            'What the carrier shows of a technology whose class is not presumed acceptable; default nothing',
        }),
      ),
      ownBinderGroup: Type.Optional(
        Type.Boolean({ description: 'The binder group is kept for known disturbers; default no' }),
      ),
      commission: Type.Optional(
        Code(['acceptable', 'not-acceptable'], 'What the commission has found of it, where it has'),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: (
    { spectrumClass, portion = 'loop', shown = [], ownBinderGroup = false, commission },
    view,
    trace,
  ) => {
    const term = view.term(spectrumTerm);
    const rows = view.rows(spectrumClassesTable);
    const row = rows.find(({ value }) => value.class === spectrumClass);
    const unknown = {
      id: 'dsl/unknown-class',
      field: 'spectrumClass',
      sentence: `There is no spectrum class "${spectrumClass}".`,
      cure: `Classes are: ${rows.map(({ value }) => value.class).join(', ')}.`,
    };
    if (!term.ok || !row) return fail(...(term.ok ? [] : term.problems), ...(row ? [] : [unknown]));
    const { presumedBy, knownDisturber } = term.value.value;
    const clause = term.value.citation;
    if (commission !== undefined) {
      const out = commission === 'acceptable';
      trace.add({
        id: 'commission',
        sentence: `The commission found it ${commission.replace('-', ' ')}`,
        out,
        ...cited(term.value),
      });
      return ok({ value: out, clause });
    }
    const { standing, above_voice: aboveVoice, name } = row.value;
    trace.add({
      id: 'class',
      sentence: `${name}: ${standing.replaceAll('-', ' ')}${portion === 'above-voice' ? `, above voice ${aboveVoice}` : ''}`,
      out: standing,
      clause: row.citation,
      term: termUse(row),
    });
    if (standing === 'known-disturber') {
      const out = knownDisturber === 'own-binder-group' && ownBinderGroup;
      trace.add({
        id: 'known-disturber',
        sentence:
          knownDisturber === 'refused'
            ? 'A known disturber is never acceptable'
            : `A known disturber goes into a binder group of its own: this is ${ownBinderGroup ? '' : 'not '}one`,
        out,
        ...cited(term.value),
      });
      return ok({ value: out, clause });
    }
    if (standing === 'presumed-acceptable' && (portion === 'loop' || aboveVoice === 'yes'))
      return ok({ value: true, clause: row.citation });
    const by = shown.filter((one) => presumedBy.includes(one));
    trace.add({
      id: 'shown',
      sentence: by.length > 0 ? `Shown: ${by.join(', ')}` : `Nothing is shown of: ${presumedBy.join(', ')}`,
      out: by.length > 0,
      ...cited(term.value),
    });
    return ok({ value: by.length > 0, clause });
  },
});
