import type { Agreement } from '../../agreement/agreement.ts';
import type { Tx } from '../../platform/database.ts';
import { cancellationChargesTerm, orderChangeChargesTerm } from './charges/terms.ts';
import type { ClosedOrders, OrderChange } from './close-orders.ts';
import type { Asr } from './asr.ts';
import type { ChargedVersion } from './order-charges.ts';
import { bodyOf } from './order-events.ts';
import { readOrderId } from './order-id.ts';
import { eventsOf, versionsOf } from './order-records.ts';

/**
 * What the month's live orders bear beside their completions: versions that were cancelled, by their stage, and versions
 * that changed a confirmed one. An agreement that puts no charge on it has none.
 */
export async function liveCharges(
  tx: Tx,
  agreement: Agreement,
  { cancellations, changes }: Pick<ClosedOrders, 'cancellations' | 'changes'>,
): Promise<ChargedVersion[]> {
  const charged: ChargedVersion[] = cancellations
    .filter(({ cancelledOn }) => agreement.at(cancelledOn).optional(cancellationChargesTerm) !== undefined)
    .map(({ caseId, cancelledOn, stage, lsr }) => ({
      caseId,
      lsr,
      quantity: lsr.quantity,
      completedOn: cancelledOn,
      outcome: 'cancelled',
      stage,
    }));
  for (const change of changes) {
    if (!agreement.at(change.confirmedOn).optional(orderChangeChargesTerm)) continue;
    charged.push({
      caseId: change.caseId,
      lsr: change.lsr,
      quantity: change.lsr.quantity,
      completedOn: change.confirmedOn,
      outcome: 'changed',
      stage: 'after-confirmation',
      ...(await dateMoved(tx, agreement.id, change)),
    });
  }
  return charged;
}

interface PromisedVersion {
  readonly sup: string | undefined;
  readonly dueDate: string;
}

/** Whether a change moved the date alone, which way, and how often confirmed versions before it moved it later. */
async function dateMoved(
  tx: Tx,
  agreementId: string,
  { caseId, lsr }: OrderChange,
): Promise<Pick<ChargedVersion, 'change' | 'laterDates'>> {
  const id = readOrderId(caseId);
  if (!id) return {};
  const promised: PromisedVersion[] = [];
  for (const version of await versionsOf(tx, agreementId, id.kind, lsr)) {
    if (version.ver > id.ver) break;
    const { events } = await eventsOf(tx, agreementId, id.kind, version.caseId);
    const dueDate = events.find(({ name }) => name === 'confirmed')?.body['dueDate'];
    if (typeof dueDate === 'string') promised.push({ sup: bodyOf<Asr>(events[0]?.body ?? {}).sup, dueDate });
  }
  const moves = promised.map(({ sup, dueDate }, index) => {
    const before = promised[index - 1];
    if (sup !== '2' || !before || before.dueDate === dueDate) return 'other';
    return dueDate > before.dueDate ? 'later-date' : 'earlier-date';
  });
  return {
    change: moves.at(-1) ?? 'other',
    laterDates: moves.slice(0, -1).filter((move) => move === 'later-date').length,
  };
}
