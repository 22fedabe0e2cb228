import type { Agreement } from '../../agreement/agreement.ts';
import { discardMonth, draftMonths } from '../../accounts/month-close.ts';
import { orderKinds } from '../../articles/ordering/order-records.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { discardDraft } from '../../cases/draft.ts';
import { discardInventory } from '../../inventory/store.ts';
import type { Tx } from '../../platform/database.ts';

/**
 * Withdraws the drafts of months after `month`, latest first: they were made without it. They are made again from
 * their inputs once it is issued.
 */
export async function withdrawLaterDrafts(
  tx: Tx,
  agreement: Agreement,
  month: string,
): Promise<Result<readonly string[]>> {
  const later = await draftMonths(tx, agreement.id, { after: month });
  for (const draft of later.toReversed()) {
    const kept = await discardDraft(tx, agreement, orderKinds, draft);
    if (kept.length > 0) return fail(...kept);
    await discardInventory(tx, agreement.id, draft);
    await discardMonth(tx, agreement.id, draft);
  }
  return ok(later);
}
