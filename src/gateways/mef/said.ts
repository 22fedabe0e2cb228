import type { Tx } from '../../platform/transaction.ts';
import type { Contact, MefNote } from './shapes.ts';

/** What was said of an order that its forms have no place for. */
export interface Said {
  readonly relatedContactInformation?: readonly Contact[];
  readonly note?: readonly MefNote[];
  /** By the lines, in their order. */
  readonly items?: readonly SaidOfItem[];
  /** Of a request to cancel. */
  readonly cancellationReason?: string;
  readonly cancellationReasonType?: string;
  /** Of a request to move the date: item that it named. */
  readonly productOrderItemId?: string;
}

export interface SaidOfItem {
  readonly id: string;
  readonly note?: readonly MefNote[];
  readonly relatedContactInformation?: readonly Contact[];
  readonly productOfferingQualificationItem?: object;
}

/** Keeps what was said, in the transaction of the order that it is said of. */
export async function keepSaid(
  tx: Tx,
  agreementId: string,
  subject: string,
  said: Said,
  at: string,
): Promise<void> {
  await tx.execute('INSERT INTO mef_said (agreement_id, subject, said, said_at) VALUES ($1, $2, $3, $4)', [
    agreementId,
    subject,
    JSON.stringify(said),
    at,
  ]);
}

/** What stands now of each of these subjects: what was said later in place of what was said before. */
export async function saidOf(
  tx: Tx,
  agreementId: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Said>> {
  const rows = await tx.query<{ subject: string; said: Said }>(
    'SELECT subject, said FROM mef_said WHERE agreement_id = $1 AND subject = ANY ($2) ORDER BY id',
    [agreementId, subjects],
  );
  const found = new Map<string, Said>();
  for (const { subject, said } of rows) found.set(subject, { ...found.get(subject), ...said });
  return found;
}
