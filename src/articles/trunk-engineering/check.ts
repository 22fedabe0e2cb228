import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, Term } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { parseQuantity } from '../../base/quantity.ts';
import { compare, rational, ZERO } from '../../base/rational.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import { kinds } from './kinds.ts';
import { triggerTerm } from './points/terms.ts';
import { directTrunksTerm, servicingTerm } from './servicing/terms.ts';
import { gradeTerm } from './sizing/terms.ts';

const percent = (text: string) => parseQuantity(text)?.value ?? ZERO;

/** What terms of trunks say beyond their shape, where an agreement has them. */
export function checkTrunks(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const known = new Set(view.members(clockTerm));
  const clocks = kinds
    .filter((kind) => kind.clocks.some((clock) => clock.clocks.some((name) => known.has(name))))
    .flatMap((kind) => checkClocks(agreement, kind));
  const servicing = view.optional(servicingTerm);
  const direct = view.optional(directTrunksTerm);
  const grades = view.members(gradeTerm).flatMap((name) => view.optional(gradeTerm, name) ?? []);
  const triggers = view.members(triggerTerm).flatMap((name) => view.optional(triggerTerm, name) ?? []);
  return [
    ...clocks,
    ...(servicing && compare(percent(servicing.value.resizeBelow), percent(servicing.value.augmentAt)) >= 0
      ? [
          wrong(
            servicing,
            'resizeBelow',
            'A group would be made larger and smaller at once.',
            'Write less than augmentAt.',
          ),
        ]
      : []),
    ...(direct && compare(percent(direct.value.releaseBelow), rational(100)) > 0
      ? [
          wrong(
            direct,
            'releaseBelow',
            'A direct group would be due and not due at once.',
            'Write 100 % or less.',
          ),
        ]
      : []),
    ...grades.flatMap((grade) => {
      const share = percent(grade.value.blocking);
      const none = compare(share, ZERO) === 0 || compare(share, rational(100)) >= 0;
      return none
        ? [wrong(grade, 'blocking', 'No group blocks none or all of its calls.', 'Write a share between.')]
        : [];
    }),
    ...triggers.flatMap((trigger) => {
      const { measure, atLeast, above } = trigger.value;
      const [wanted, other] = measure === 'transit-charges' ? [above, atLeast] : [atLeast, above];
      return wanted !== undefined && other === undefined
        ? []
        : [
            wrong(
              trigger,
              'measure',
              `The measure ${measure} does not go with what must be reached.`,
              'Write above with transit charges and atLeast with DS1 equivalents, and only that.',
            ),
          ];
    }),
  ];
}

const wrong = (term: Term<unknown>, field: string, sentence: string, cure: string): Problem => ({
  id: 'trunks/terms',
  file: term.file,
  line: term.line,
  field: `${term.key}.${field}`,
  sentence,
  cure,
  clause: term.citation,
});
