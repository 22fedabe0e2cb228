import type { Agreement } from '../../agreement/agreement.ts';
import { viewCustomerRecord } from '../../articles/general-provisions/authority/view-customer-record.ts';
import type { Result } from '../../base/result.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { CallFilter, ListedCall } from '../../traffic/index.ts';

/** Who looks at which calls, and for what. */
export interface CallsView {
  readonly who: string;
  /** The party whose user it is. */
  readonly party: string;
  readonly month: string;
  readonly filter: CallFilter;
  readonly purpose?: string | undefined;
  /** Where the calls go, when they leave the product: `csv`, `xlsx` … */
  readonly exportAs?: string;
}

/**
 * Puts on record that somebody sees whose calls these are, or refuses: telephone numbers with their calls are what 47 USC 222 protects.
 * In the transaction before anything is shown.
 */
export const recordCallsView = (
  tx: Tx,
  clock: WallClock,
  agreement: Agreement,
  { who, party, month, filter, purpose, exportAs }: CallsView,
): Promise<Result<void>> =>
  viewCustomerRecord(tx, clock, agreement, {
    who,
    party,
    subject: `calls of ${month}${exportAs === undefined ? '' : ` as ${exportAs}`}: ${filterText(filter)}`,
    data: 'wholesale-order',
    purpose,
  });

/** A selection in words; the numbers that were looked for are among them, for whoever reads the trail asks that. */
export function filterText(filter: CallFilter): string {
  const { period, between: _between, limit: _limit, offset: _offset, ...fields } = filter;
  const parts = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  if (period) parts.push(`connected ${period.from} to ${period.to}`);
  return parts.length === 0 ? 'all' : parts.join(', ');
}

/** The call without the telephone numbers: what may be shown without a purpose. */
export const withoutNumbers = (call: ListedCall): ListedCall => ({ ...call, calling: null, called: null });

/** Whether the filter itself names a telephone number: then what is found tells of its customer. */
export const asksForNumber = ({ calling, called }: CallFilter): boolean =>
  calling !== undefined || called !== undefined;
