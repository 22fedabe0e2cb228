import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { divide, multiply, rational, toUnits } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { darkFiberTerm } from './terms.ts';

const Count = (description: string) => Type.Integer({ minimum: 0, description });
/** Percentages are held as written. */
const HUNDRED = rational(100);

/**
 * Whether a competitor may have so many fibers of one sheath. Spare fibers that the incumbent plans to use or keeps for
 * maintenance, and those asked for before, are not available; of the rest one competitor has a share at most.
 */
export const darkFiberAvailable = defineDecision({
  name: 'dark-fiber-available',
  doc: 'Whether so many dark fibers of a sheath are available to one competitor; details say how many are.',
  facts: Type.Object(
    {
      sheathFibers: Count('Fibers of the sheath'),
      spareFibers: Count('Fibers that nobody uses'),
      wanted: Type.Integer({ minimum: 1, description: 'Fibers asked for' }),
      on: IsoDate('Day on which the request was received'),
      planned: Type.Optional(
        Type.Array(Type.Object({ fibers: Count('Spare fibers'), year: Type.Integer({ minimum: 1900 }) }), {
          description: 'Spare fibers that the incumbent has a project for, by the year of use',
        }),
      ),
      askedBefore: Type.Optional(
        Count('Spare fibers of requests that came before, held for them; default none'),
      ),
      own: Type.Optional(Count('Fibers of the sheath that the competitor has already; default none')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: (
    { sheathFibers, spareFibers, wanted, on, planned = [], askedBefore = 0, own = 0 },
    view,
    trace,
  ) => {
    const term = view.term(darkFiberTerm);
    if (!term.ok) return term;
    if (spareFibers + own > sheathFibers)
      return fail({
        id: 'elements/more-than-sheath',
        field: 'spareFibers',
        sentence: `${spareFibers} spare fibers and ${own} of the competitor are more than the ${sheathFibers} of the sheath.`,
        cure: 'Correct the count: spare fibers are those of this sheath that nobody uses.',
      });
    const { held, heldLeast, heldMost, heldRounding, share, planned: ahead } = term.value.value;
    const step = (id: string, sentence: string, out: number | boolean): void => {
      trace.add({ id, sentence, out, ...cited(term.value) });
    };
    const part = toUnits(percentOf(held, sheathFibers), 0, heldRounding);
    const kept = Math.min(heldMost, Math.max(heldLeast, Number(part)));
    step(
      'held',
      `${held} of ${sheathFibers} fibers is ${part}, ${heldLeast} at least and ${heldMost} at most`,
      kept,
    );
    const year = Temporal.PlainDate.from(on).add({ years: ahead === 'this-year' ? 0 : 1 }).year;
    const soon = planned.filter((one) => one.year <= year).reduce((sum, { fibers }) => sum + fibers, 0);
    step('planned', `Fibers planned for use until the end of ${year}`, soon);
    const available = Math.max(0, spareFibers - soon - kept - askedBefore);
    step(
      'available',
      `${spareFibers} spare, less ${soon} planned, ${kept} kept and ${askedBefore} asked for before`,
      available,
    );
    // The share is of what would be available if the competitor had none.
    const most = Number(toUnits(percentOf(share, available + own), 0, 'down'));
    step('share', `${share} of ${available + own} may be of one competitor`, most);
    const left = Math.max(0, Math.min(available, most - own));
    const answer = wanted <= left;
    step('wanted', `${wanted} of the ${left} that are left to it`, answer);
    return ok({ value: answer, clause: term.value.citation, details: { available, most, left } });
  },
});

/** @throws Error for a term that is no percentage, which its schema excludes. */
function percentOf(text: string, count: number): Rational {
  const quantity = parseQuantity(text);
  if (!quantity) throw new Error(`"${text}" is no percentage.`);
  return divide(multiply(quantity.value, rational(count)), HUNDRED);
}
