import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { SUBJECTS, expeditedTerm } from './terms.ts';

/** `expedited`, or a problem that says why a dispute takes the ordinary way. */
export const expeditedTrack = defineDecision({
  name: 'expedited-track',
  doc: 'Whether a dispute may take the expedited track: only what the agreement names, never the accuracy of bills.',
  facts: Type.Object(
    { about: Code(SUBJECTS), on: Type.Optional(IsoDate('Day of the complaint')) },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ about }, view, trace) => {
    const term = view.term(expeditedTerm);
    if (!term.ok) return term;
    const subjects = term.value.value.about.map((word) => word.replaceAll('-', ' ')).join(', ');
    if (!term.value.value.about.includes(about)) {
      return fail({
        id: 'dispute/not-expedited',
        field: 'about',
        sentence: `A dispute of ${about.replaceAll('-', ' ')} does not take the expedited track; it is for: ${subjects}.`,
        cure: 'File it as an ordinary dispute.',
        clause: term.value.citation,
      });
    }
    trace.add({
      id: 'about',
      sentence: `The track is for: ${subjects}`,
      out: 'expedited',
      ...cited(term.value),
    });
    return ok({ value: 'expedited', clause: term.value.citation });
  },
});
