import type { Vehicle } from '../../agreement/precedence-terms.ts';
import type { Evidence } from './election.ts';
import type { OrderCase } from './order-case.ts';

/** Under what an order is bought, as it was decided at its receipt; nothing where that is the agreement. */
export function boughtUnder({ vehicle }: Pick<OrderCase, 'vehicle'>): {
  readonly vehicle?: Vehicle;
  readonly vehicleEvidence?: string;
} {
  if (vehicle === undefined || vehicle.value === 'agreement') return {};
  const { evidence } = vehicle.facts as { readonly evidence?: Evidence };
  return {
    vehicle: vehicle.value as Vehicle,
    ...(evidence ? { vehicleEvidence: `${evidence.who}, ${evidence.when}, ${evidence.document}` } : {}),
  };
}
