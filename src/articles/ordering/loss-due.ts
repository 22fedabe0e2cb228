import { sha256 } from '../../base/canonical.ts';

/** Digits of the hash in the id: enough that no two orders share one. */
const DIGITS = 16;

/**
 * Case of the notice to the carrier that loses the end user. The id says nothing of who won: it is the hash of the order, and the
 * notice stands in the loser's own agreement.
 */
export const lossCaseId = (agreementId: string, orderId: string): string =>
  `LOSS/${sha256(`${agreementId} ${orderId}`).slice(0, DIGITS).toUpperCase()}`;
