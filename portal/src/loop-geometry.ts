import type { LoopMakeup } from '../../src/network/plant/loop-makeup.ts';

/** Where things of a loop stand in a drawing, in units of the drawing. Lengths along the cable are all to one scale. */
export interface LoopGeometry {
  readonly width: number;
  readonly height: number;
  /** Height of the cable. */
  readonly cableY: number;
  readonly officeX: number;
  readonly terminalX: number;
  readonly segments: readonly DrawnSegment[];
  readonly taps: readonly DrawnTap[];
  readonly coils: readonly DrawnPlace[];
  readonly repeaters: readonly DrawnPlace[];
  readonly ticks: readonly { readonly feet: number; readonly x: number }[];
  readonly axisY: number;
  /** End of the bar of the equivalent length, at the scale of the cable; absent where it is not known. */
  readonly equivalentX?: number;
  readonly equivalentY: number;
}

export interface DrawnSegment {
  readonly gauge: number;
  readonly feet: number;
  readonly plant?: string;
  readonly x1: number;
  readonly x2: number;
}
export interface DrawnPlace {
  /** As the make-up numbers it, the first as 1. */
  readonly number: number;
  readonly feetFromOffice: number;
  readonly x: number;
}
export interface DrawnTap extends DrawnPlace {
  readonly feet: number;
  /** End of the tap, at the scale of the cable. */
  readonly x2: number;
  readonly y: number;
}

const WIDTH = 960;
const OFFICE_X = 96;
const TERMINAL_X = 850;
const CABLE_Y = 92;
const TAP_STEP = 24;
const STEPS = [100, 200, 500, 1000, 2000, 3000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000];
const MOST_TICKS = 10;

/** Everything of the loop at one scale: the cable fills the drawing, unless a tap or the equivalent length is longer. */
export function loopGeometry(makeup: LoopMakeup, equivalentFeet?: number): LoopGeometry {
  const routeFeet = makeup.segments.reduce((sum, { feet }) => sum + feet, 0);
  const reach = Math.max(
    1,
    routeFeet,
    equivalentFeet ?? 0,
    ...makeup.bridgedTaps.map(({ feet, feetFromOffice }) => feet + feetFromOffice),
    ...[...makeup.loadCoils, ...makeup.repeaters].map(({ feetFromOffice }) => feetFromOffice),
  );
  const at = (feet: number): number => OFFICE_X + (feet / reach) * (TERMINAL_X - OFFICE_X);
  let from = 0;
  const segments = makeup.segments.map(({ gauge, feet, plant }): DrawnSegment => {
    const [x1, x2] = [at(from), at(from + feet)];
    from += feet;
    return { gauge, feet, x1, x2, ...(plant === undefined ? {} : { plant }) };
  });
  const place = ({ feetFromOffice }: { feetFromOffice: number }, index: number): DrawnPlace => ({
    number: index + 1,
    feetFromOffice,
    x: at(feetFromOffice),
  });
  const taps = withRows(
    makeup.bridgedTaps.map((tap, index) => ({
      ...place(tap, index),
      feet: tap.feet,
      x2: at(tap.feetFromOffice + tap.feet),
    })),
  );
  const deepest = Math.max(CABLE_Y, ...taps.map(({ y }) => y));
  const axisY = deepest + 44;
  const equivalentY = axisY + 52;
  const step = STEPS.find((one) => reach / one <= MOST_TICKS) ?? STEPS.at(-1) ?? reach;
  const ticks = Array.from({ length: Math.floor(reach / step) + 1 }, (_, index) => ({
    feet: index * step,
    x: at(index * step),
  }));
  return {
    width: WIDTH,
    height: equivalentY + 24,
    cableY: CABLE_Y,
    officeX: OFFICE_X,
    terminalX: at(routeFeet === 0 ? reach : routeFeet),
    segments,
    taps,
    coils: makeup.loadCoils.map(place),
    repeaters: makeup.repeaters.map(place),
    ticks,
    axisY,
    equivalentY,
    ...(equivalentFeet === undefined ? {} : { equivalentX: at(equivalentFeet) }),
  };
}

/** Room of a tap's name behind its end. */
const NAME = 96;

/** Taps that would cover each other hang at different depths, each in the first row where it is free. */
function withRows(taps: readonly Omit<DrawnTap, 'y'>[]): DrawnTap[] {
  const rows: number[] = [];
  return taps
    .toSorted((a, b) => a.x - b.x)
    .map((tap) => {
      const free = rows.findIndex((end) => end <= tap.x);
      const row = free < 0 ? rows.length : free;
      rows[row] = tap.x2 + NAME;
      return { ...tap, y: CABLE_Y + (row + 1) * TAP_STEP };
    });
}
