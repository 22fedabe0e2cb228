import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import { bodyOf } from './order-events.ts';
import type { OrderKindName } from './order-id.ts';
import { eventsOf, versionsOf } from './order-records.ts';

/**
 * Company code on the first request that an order names as related, as its latest version on record says it; undefined where
 * none is on record or it did not come as forms.
 */
export async function relatedCompany(
  tx: Tx,
  agreementId: string,
  kind: OrderKindName,
  { ccna, relatedPons = [] }: Pick<Asr, 'ccna' | 'relatedPons'>,
): Promise<string | undefined> {
  const [pon] = relatedPons;
  if (pon === undefined) return undefined;
  const latest = (await versionsOf(tx, agreementId, kind, { ccna, pon })).at(-1);
  if (!latest) return undefined;
  const { events } = await eventsOf(tx, agreementId, kind, latest.caseId);
  const { forms } = bodyOf<Asr>(events[0]?.body ?? {});
  return (forms?.['LSR'] ?? forms?.['ASR'])?.[0]?.['CC'];
}
