import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { LostService } from './loss-body.ts';
import { somethingLost } from './loss-case.ts';
import { lossNoticeTerm } from './terms.ts';

const Winner = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    codes: Type.Array(Type.String({ minLength: 1 }), {
      description: 'OCN, SPID, CCNA, ACNA: whatever tells who it is',
    }),
  },
  { additionalProperties: false },
);
type Winner = Static<typeof Winner>;

/**
 * The notice is in `details.notice`. Who asks knows the winner, so the receipt stays with it: the notice alone is sent.
 * A purchase order number or circuit id that tells who won is refused, because both are words of somebody's choosing.
 */
export const lossNotice = defineDecision({
  name: 'loss-notice',
  doc: 'Whether a loss notice may be sent as it is, without telling who won the end user; the notice is in the details.',
  facts: Type.Object({ ...LostService.properties, winner: Winner }, { additionalProperties: false }),
  value: 'boolean',
  decide: ({ winner, ...service }, view, trace) => {
    const term = view.term(lossNoticeTerm);
    if (!term.ok) return term;
    const { contents, reason } = term.value.value;
    const named = namesWinner(service, winner).map((field): Problem => ({
      id: 'loss/names-winner',
      field,
      sentence: `The "${field}" of this notice tells who won the end user.`,
      cure: "Name the service by the loser's own order and circuit.",
      clause: term.value.citation,
    }));
    const problems = [...somethingLost(service), ...named];
    if (problems.length > 0) return fail(...problems);
    const notice = {
      ...(contents.includes('pon') ? { pon: service.pon } : {}),
      ...(contents.includes('service')
        ? {
            numbers: service.numbers,
            ...(service.circuit === undefined ? {} : { circuit: service.circuit }),
          }
        : {}),
      ...(contents.includes('disconnectOn') ? { disconnectOn: service.disconnectOn } : {}),
      ...(contents.includes('reason') ? { reason } : {}),
    };
    trace.add({
      id: 'contents',
      sentence: `It says ${Object.keys(notice).join(', ')}, and not who the new provider is`,
      out: true,
      ...cited(term.value),
    });
    return ok({ value: true, clause: term.value.citation, details: { notice } });
  },
});

const COMPANY_FORMS = /\b(LLC|L\.L\.C|INC|INCORPORATED|CORP|CORPORATION|COMPANY|CO|LP|LTD|THE)\b/g;
const SHORTEST_WORD = 3;

/**
 * Fields that tell who the winner is: a code of it as a part of its own (digits may fall together by chance within a
 * longer number), or its name, or the first word of its name, anywhere in it.
 */
function namesWinner({ pon, circuit }: LostService, winner: Winner): string[] {
  const codes = new Set(winner.codes.map(letters).filter((code) => code !== ''));
  const words = winner.name
    .toUpperCase()
    .replaceAll(COMPANY_FORMS, ' ')
    .split(/[^A-Z0-9]+/);
  const name = words.join('');
  const first = words.find((word) => word !== '') ?? '';
  const names = [name, first].filter((word) => word.length >= SHORTEST_WORD);
  return Object.entries({ pon, circuit }).flatMap(([field, text = '']) => {
    const parts = text.toUpperCase().split(/[^A-Z0-9]+/);
    const tells = [text, ...parts].some((part) => codes.has(letters(part)));
    return tells || names.some((word) => letters(text).includes(word)) ? [field] : [];
  });
}

const letters = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
