import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import type { Work } from './terms.ts';

const Numbers = (what: string) =>
  Type.Optional(
    Type.Array(Type.Integer({ minimum: 1 }), {
      uniqueItems: true,
      maxItems: 100,
      description: `Which ${what} of the make-up, the first as 1; absent or empty: none`,
    }),
  );

/** What a competitor wants taken off a loop: each thing by its number in the make-up. */
export const Wanted = Type.Object(
  {
    loadCoils: Numbers('load coils'),
    bridgedTaps: Numbers('bridged taps'),
    repeaters: Numbers('repeaters'),
  },
  { additionalProperties: false },
);
export type Wanted = Static<typeof Wanted>;

/** Where a make-up holds what each work takes off. */
export const PARTS = [
  { work: 'load-coils', part: 'loadCoils', one: 'load coil' },
  { work: 'bridged-tap', part: 'bridgedTaps', one: 'bridged tap' },
  { work: 'repeaters', part: 'repeaters', one: 'repeater' },
] as const satisfies readonly { work: Work; part: keyof Wanted & keyof LoopMakeup; one: string }[];

export const isNothing = (wanted: Wanted): boolean =>
  PARTS.every(({ part }) => (wanted[part] ?? []).length === 0);

/** Everything of these kinds that is on the loop. */
export function everything(makeup: LoopMakeup, works: readonly Work[]): Wanted {
  return Object.fromEntries(
    PARTS.filter(({ work }) => works.includes(work)).map(({ part }) => [
      part,
      makeup[part].map((_, index) => index + 1),
    ]),
  );
}

/**
 * The loop without what is wanted off it. Fails with every number that the make-up does not have. A loop is tested when it was
 * conditioned, so that what is left of its coils is known and no longer a matter of records.
 */
export function withoutWanted(makeup: LoopMakeup, wanted: Wanted): Result<LoopMakeup> {
  const problems = PARTS.flatMap(({ part, one }): Problem[] =>
    (wanted[part] ?? [])
      .filter((number) => number > makeup[part].length)
      .map((number) => ({
        id: 'dsl/no-such-part',
        field: `wanted.${part}`,
        sentence: `There is no ${one} ${number} on the loop: it has ${makeup[part].length}.`,
        cure: 'Name what is on the loop by its number in the make-up, the first as 1.',
      })),
  );
  if (problems.length > 0) return fail(...problems);
  const left = <T>(list: readonly T[], numbers: readonly number[] = []): T[] =>
    list.filter((_, index) => !numbers.includes(index + 1));
  return ok({
    ...makeup,
    bridgedTaps: left(makeup.bridgedTaps, wanted.bridgedTaps),
    loadCoils: left(makeup.loadCoils, wanted.loadCoils),
    repeaters: left(makeup.repeaters, wanted.repeaters),
    source: (wanted.loadCoils ?? []).length > 0 ? 'measured' : makeup.source,
  });
}
