/**
 * What a resold line is at retail. Its discount is that of its class on the day, by the agreement, and is not kept.
 */
export interface ResaleLine {
  /** Telephone number, 10 digits. */
  readonly number: string;
  /** Codes of the retail services on the line. */
  readonly usocs: readonly string[];
  /** Class of discount: `general`, `billing-plan`, `contract` … as the agreement names it. */
  readonly serviceClass: string;
  /** Element of the retail tariff that prices the line by the month. */
  readonly retailElement: string;
  /** Dollars a month at retail, decimal text, where no tariff page on file has it. */
  readonly retail?: string;
  /** The part of it that is telecommunications, of a bundle. */
  readonly telecomPart?: string;
  readonly promotion?: {
    readonly id: string;
    /** ISO dates; without a last day it has none yet. */
    readonly firstDay: string;
    readonly lastDay?: string;
    /** Dollars a month while it lasts. */
    readonly price: string;
  };
  /** The retail contract whose terms go with the line. */
  readonly contract?: string;
  /** The service was withdrawn from new customers, and this line had it before. */
  readonly grandfathered?: boolean;
}
