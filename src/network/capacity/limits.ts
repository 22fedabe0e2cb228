/** The most lines that may be cut over on a day; a limit that is absent is none. */
export interface CapacityLimits {
  /** In one office, for all carriers together. */
  readonly officeLines?: number;
  /** In all offices of the provider, for all carriers together. */
  readonly providerLines?: number;
  /** In one office under one agreement. */
  readonly agreementLines?: number;
}

/** Lines that are taken on a day. */
export interface TakenLines {
  readonly officeLines: number;
  readonly providerLines: number;
  readonly ownLines: number;
}

export const NOTHING_TAKEN: TakenLines = { officeLines: 0, providerLines: 0, ownLines: 0 };

/** Lines that one more booking may have; no limit at all: as many as are asked for. Never below zero. */
export const freeLines = (limits: CapacityLimits, taken: TakenLines): number =>
  Math.max(
    0,
    Math.min(
      (limits.officeLines ?? Number.MAX_SAFE_INTEGER) - taken.officeLines,
      (limits.providerLines ?? Number.MAX_SAFE_INTEGER) - taken.providerLines,
      (limits.agreementLines ?? Number.MAX_SAFE_INTEGER) - taken.ownLines,
    ),
  );
