import type { Row, RowShape } from '../../../base/expr/ast.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import type { SpectrumClass } from '../spectrum/terms.ts';
import type { TechnologyRow } from './terms.ts';

/** What rules of qualification may ask of a loop, and what the technology bears. */
export const LOOP_SHAPE: RowShape = {
  fields: {
    technology: 'text',
    equivalent_feet: 'integer',
    route_feet: 'integer',
    load_coils: 'integer',
    bridged_taps: 'integer',
    total_tap_feet: 'integer',
    longest_tap_feet: 'integer',
    repeaters: 'integer',
    carrier: 'text',
    pair_gain: 'boolean',
    spare_pairs: 'integer',
    disturbers: 'integer',
    known_disturbers: 'integer',
    measured: 'boolean',
    most_equivalent_feet: 'integer',
    most_total_tap_feet: 'integer',
    most_single_tap_feet: 'integer',
    most_load_coils: 'integer',
    most_repeaters: 'integer',
  },
  tables: {},
};

const whole = (count: number | undefined): bigint | null => (count === undefined ? null : BigInt(count));
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

/** One loop against one technology, as the rules read it. What is not known is missing, and no comparison with it holds. */
export function loopRow(
  makeup: LoopMakeup,
  length: { readonly feet: number; readonly routeFeet: number },
  technology: TechnologyRow,
  classes: readonly SpectrumClass[],
): Row {
  const taps = makeup.bridgedTaps.map(({ feet }) => feet);
  const known = new Set(
    classes.filter(({ standing }) => standing === 'known-disturber').map((one) => one.class),
  );
  const { disturbers } = makeup;
  return {
    technology: technology.technology,
    equivalent_feet: BigInt(length.feet),
    route_feet: BigInt(length.routeFeet),
    load_coils: BigInt(makeup.loadCoils.length),
    bridged_taps: BigInt(taps.length),
    total_tap_feet: BigInt(sumOf(taps)),
    longest_tap_feet: BigInt(Math.max(0, ...taps)),
    repeaters: BigInt(makeup.repeaters.length),
    carrier: makeup.carrier,
    pair_gain: makeup.pairGain ?? null,
    spare_pairs: whole(makeup.sparePairs),
    disturbers: whole(disturbers && sumOf(disturbers.map(({ count }) => count))),
    known_disturbers: whole(
      disturbers &&
        sumOf(disturbers.filter(({ spectrumClass }) => known.has(spectrumClass)).map(({ count }) => count)),
    ),
    measured: makeup.source === 'measured',
    most_equivalent_feet: whole(technology.most_equivalent_feet),
    most_total_tap_feet: whole(technology.most_total_tap_feet),
    most_single_tap_feet: whole(technology.most_single_tap_feet),
    most_load_coils: whole(technology.most_load_coils),
    most_repeaters: whole(technology.most_repeaters),
  };
}
