import type { Vehicle } from '../agreement/precedence-terms.ts';

/** One circuit under an agreement: a loop to an end user's premises. */
export interface Circuit {
  /** Exchange carrier circuit id. */
  readonly ecckt: string;
  /** Product code of products.csv. */
  readonly product: string;
  /** CLLI of its wire center, 8 characters: what prices it, never the address. */
  readonly wireCenter: string;
  readonly address: string;
  /** The day of completion: the first day in service. */
  readonly inServiceOn: string;
  /** The day of the disconnect: the first day without service. */
  readonly outOfServiceOn?: string;
  /** `opening`, or the id of the case that put it in service. */
  readonly source: string;
  /** Under what it was bought, for as long as it is in service; absent: the agreement. */
  readonly vehicle?: Vehicle;
  /** Who elected that, when and where it is written. */
  readonly vehicleEvidence?: string;
  /** The case that took it out of service. */
  readonly disconnectSource?: string;
}

/** A completed order as inventory needs it. */
export interface Completion {
  readonly caseId: string;
  /** N: new; D: disconnect. */
  readonly act: 'N' | 'D';
  readonly product: string;
  readonly wireCenter: string;
  readonly ecckts: readonly string[];
  readonly completedOn: string;
  readonly address?: string;
  /** Under what a new circuit is bought; absent: the agreement. */
  readonly vehicle?: Vehicle;
  readonly vehicleEvidence?: string;
}
