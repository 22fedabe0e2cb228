import type { AgreementRef, Receipt } from '../../base/receipt.ts';

/** What the trunk groups between the parties carried in a month, and what is due. Loads and shares are decimal text. */
export interface TrunkStudy {
  readonly agreement: AgreementRef;
  /** `YYYY-MM`, the month that is asked about. */
  readonly month: string;
  /** Closed months without a gap up to it, the first one first. */
  readonly months: readonly string[];
  readonly groups: readonly TrunkGroupStudy[];
  /** Calls through tandem groups to and from one place each. */
  readonly offices: readonly OfficeStudy[];
  /** What a party has to do, the gravest first. */
  readonly actions: readonly TrunkAction[];
  /** Groups with calls in the month that the table of trunk groups does not have. */
  readonly unknownGroups: readonly string[];
}

/** One month of a trunk group. */
export interface GroupMonth {
  readonly month: string;
  /** Hour of the day of its busy hour; null where each day has its own, and without calls. */
  readonly hour: number | null;
  /** Average of the busy hour, in hundred call seconds and in erlangs. */
  readonly ccs: string;
  readonly erlangs: string;
  /** Attempts in the busy hours of all days together. */
  readonly attempts: number;
  /** Trunks that the load requires; null while nobody says what the far end of the group is. */
  readonly required: number | null;
  readonly modularTrunks: number | null;
  readonly inService: number | null;
  /** Percentage. */
  readonly utilization: string | null;
}

export interface TrunkGroupStudy extends GroupMonth {
  readonly trunkGroup: string;
  readonly kind: string;
  readonly way: string;
  readonly trafficClass: string | null;
  readonly group: 'final' | 'high-usage';
  readonly aClli: string | null;
  readonly zClli: string;
  readonly months: readonly GroupMonth[];
  readonly action: 'augment' | 'resize' | 'none' | null;
  /** What is not known of the group and would say more. */
  readonly missing: readonly string[];
  /** Why: by decision. */
  readonly receipts: Readonly<Record<string, Receipt>>;
}

export interface OfficeStudy {
  readonly trunkGroup: string;
  /** Rate centre at the incumbent's end of the calls, which stands for its end office. */
  readonly office: string;
  readonly ccsByMonth: readonly { readonly month: string; readonly ccs: string }[];
  /** Whether a direct group is due; null where the agreement has no such rule. */
  readonly due: boolean | null;
  readonly receipt?: Receipt;
}

export interface TrunkAction {
  readonly what: 'augment' | 'resize' | 'direct-group';
  readonly trunkGroup: string;
  readonly office?: string;
  readonly sentence: string;
  readonly clause: string;
}
