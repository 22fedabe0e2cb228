import type { LoopMakeup } from '../../src/network/plant/loop-makeup.ts';
import type { TakenOff } from './parts/loop-drawing.tsx';

/** The loop as it would be without what is taken off. A loop is tested after its coils were taken off: it counts as measured. */
export function without(makeup: LoopMakeup, off: TakenOff): LoopMakeup {
  const left = <T>(list: readonly T[], numbers: readonly number[]): T[] =>
    list.filter((_, index) => !numbers.includes(index + 1));
  return {
    ...makeup,
    loadCoils: left(makeup.loadCoils, off.loadCoils),
    bridgedTaps: left(makeup.bridgedTaps, off.bridgedTaps),
    repeaters: left(makeup.repeaters, off.repeaters),
    source: off.loadCoils.length > 0 ? 'measured' : makeup.source,
  };
}
