import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code } from '../../agreement/schema.ts';
import { parseQuantity } from '../../base/quantity.ts';
import { toText } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import { readInstant, readLocalDate } from '../../cases/instant.ts';
import { translationRemovalTerm } from './due-date-terms.ts';

/** When the translations of a ported number have to be gone from the old switch. */
export const translationRemoval = defineDecision({
  name: 'translation-removal',
  doc: 'When the translations of a ported number must be removed, or exempt where a trigger makes it immaterial.',
  facts: Type.Object(
    {
      frameDueTime: Type.String({
        description: 'Instant, or local date-time where the agreement is at home',
      }),
      of: Type.Optional(Code(['goal', 'limit'], 'Which of the two times; default the limit')),
      tenDigitTrigger: Type.Optional(Type.Boolean({ description: 'Whether one is set' })),
    },
    { additionalProperties: false },
  ),
  value: 'instant',
  asOf: ({ frameDueTime }, agreement) => readLocalDate(agreement, frameDueTime),
  decide: ({ frameDueTime, of = 'limit', tenDigitTrigger = false }, view, trace) => {
    const term = view.term(translationRemovalTerm);
    if (!term.ok) return term;
    const { timeZone } = view.agreement;
    const at = readInstant(frameDueTime, timeZone);
    const length = parseQuantity(term.value.value[of]);
    if (at === undefined || length?.unit !== 'minute') {
      return fail({
        id: 'ordering/frame-due-time',
        field: 'frameDueTime',
        sentence: `"${frameDueTime}" is no point in time.`,
        cure: 'Write 2026-11-20T13:01 (local time) or 2026-11-20T19:01Z.',
        clause: term.value.citation,
      });
    }
    const clause = term.value.citation;
    if (tenDigitTrigger) {
      trace.add({
        id: 'trigger',
        sentence: 'A ten-digit trigger is set',
        out: 'exempt',
        ...cited(term.value),
      });
      return ok({ value: 'exempt', clause });
    }
    const until = at.toZonedDateTimeISO(timeZone).add({ minutes: Number(toText(length.value)) });
    const value = until.toString({ smallestUnit: 'second', timeZoneName: 'never' });
    trace.add({
      id: of,
      sentence: `${of === 'goal' ? 'The goal is' : 'At the latest'} ${term.value.value[of]} after the frame due time → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause });
  },
});
