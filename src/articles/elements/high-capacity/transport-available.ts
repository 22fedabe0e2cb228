import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { TIERS } from '../../../network/wire-center-tiers.ts';
import { routeAvailable } from './route-available.ts';
import { transportLimitsTerm } from './terms.ts';

const LEVELS = { ds1: 'ds1', ds3: 'ds3', 'dark-fiber': 'darkFiber' } as const;
const NAMES = ['ds1', 'ds3', 'dark-fiber'] as const;
const Tier = (description: string) => Type.Integer({ minimum: TIERS[0], maximum: TIERS[2], description });

/** Whether transport must be unbundled between two wire centers of these tiers: only both together end it. */
export const transportAvailable = defineDecision({
  name: 'transport-available',
  doc: 'Whether transport must be unbundled between two wire centers, by their tiers.',
  facts: Type.Object(
    { level: Code(NAMES), aTier: Tier('Tier of one end'), zTier: Tier('Tier of the other end') },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ level, aTier, zTier }, view, trace) => {
    const term = view.term(transportLimitsTerm);
    if (!term.ok) return term;
    const ends = [
      { clli: 'One end', tier: aTier },
      { clli: 'The other end', tier: zTier },
    ] as const;
    const value = routeAvailable(LEVELS[level], ends, term.value, trace);
    return ok({ value, clause: term.value.citation });
  },
});
