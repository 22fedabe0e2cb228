import type { Charge } from '../../../accounts/charge.ts';

/**
 * The day of service by which a charge or a line of a bill counts for `back-billing`: its last. A service of several
 * days is owed when it is complete, and the term bars or allows a charge as a whole, so that no day that can still be
 * billed is lost with older ones.
 */
export const serviceDay = ({ to }: Pick<Charge, 'to'>): string => to;
