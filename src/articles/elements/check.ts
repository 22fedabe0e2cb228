import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import { checkProducts } from './check-products.ts';
import { checkWireCenterStatus } from './high-capacity/check-wire-center-status.ts';
import { kinds } from './kinds.ts';

/** Products can be billed and scheduled, the list of wire centers agrees with itself, and clocks with the cases that keep them. */
export function checkElements(agreement: Agreement): Problem[] {
  const known = new Set(agreement.at(OPEN_END).members(clockTerm));
  return [
    ...checkProducts(agreement),
    ...checkWireCenterStatus(agreement),
    ...kinds
      .filter(({ clocks }) => clocks.some((clock) => clock.clocks.some((name) => known.has(name))))
      .flatMap((kind) => checkClocks(agreement, kind)),
  ];
}
