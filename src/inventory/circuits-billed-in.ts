import type { Circuit } from './circuit.ts';

/** Circuits by what the close of a month does with them. A circuit may be in two of the lists. */
export interface BilledCircuits {
  /** In service when the month ends: billed for the next month in advance. */
  readonly inAdvance: readonly Circuit[];
  /** Came into service in the month and had not been billed: charged from then on. */
  readonly started: readonly Circuit[];
  /** Left service in the month, for which it had been billed in advance: the unused part is given back. */
  readonly ended: readonly Circuit[];
}

/** Sorts circuits for the close of the month that runs from `from` to `to` (ISO dates). */
export function circuitsBilledIn(
  month: { readonly from: string; readonly to: string },
  circuits: readonly Circuit[],
): BilledCircuits {
  const within = (day: string): boolean => month.from <= day && day <= month.to;
  const isOutBy = (circuit: Circuit, day: string): boolean =>
    circuit.outOfServiceOn !== undefined && circuit.outOfServiceOn <= day;
  return {
    inAdvance: circuits.filter((circuit) => circuit.inServiceOn <= month.to && !isOutBy(circuit, month.to)),
    started: circuits.filter(
      (circuit) => within(circuit.inServiceOn) && circuit.outOfServiceOn !== circuit.inServiceOn,
    ),
    ended: circuits.filter(
      (circuit) =>
        circuit.inServiceOn < month.from &&
        circuit.outOfServiceOn !== undefined &&
        within(circuit.outOfServiceOn),
    ),
  };
}
