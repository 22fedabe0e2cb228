import type { Agreement } from '../../agreement/agreement.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { bodyOf } from '../../articles/ordering/order-events.ts';
import { versionsPrefix } from '../../articles/ordering/order-id.ts';
import { versionsOf } from '../../articles/ordering/order-records.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import { loadManyEvents } from '../../cases/store.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Tx } from '../../platform/transaction.ts';
import type { OrderKey } from '../tmf/ids.ts';
import { saidOf } from './said.ts';
import type { Said } from './said.ts';

/** One version of an order as its case has it. */
export interface VersionRecord {
  readonly caseId: string;
  readonly ver: string;
  readonly state: string;
  readonly replayed: boolean;
  readonly order: Asr;
  readonly events: readonly CaseEvent[];
  /** Said of this version alone. */
  readonly said: Said;
}

/** An order over all its versions. */
export interface OrderRecord {
  readonly key: OrderKey;
  readonly agreement: Agreement;
  /** The first first; at least one. */
  readonly versions: readonly VersionRecord[];
  readonly said: Said;
}

/** Everything that is on record of an order; undefined where there is none that the scope may see. */
export async function findOrderRecord(
  tx: Tx,
  agreement: Agreement,
  key: OrderKey,
): Promise<OrderRecord | undefined> {
  const heads = await versionsOf(tx, agreement.id, key.kind, key);
  if (heads.length === 0) return undefined;
  const ids = heads.map(({ caseId }) => caseId);
  const events = await loadManyEvents(tx, agreement.id, ids);
  const subject = versionsPrefix(key.kind, key);
  const said = await saidOf(tx, agreement.id, [subject, ...ids]);
  const versions = heads.flatMap((head) => {
    const happened = events.get(head.caseId) ?? [];
    const [first] = happened;
    if (first === undefined) return [];
    const order = bodyOf<Asr>(first.body);
    return [{ ...head, order, events: happened, said: said.get(head.caseId) ?? {} }];
  });
  return { key, agreement, versions, said: said.get(subject) ?? {} };
}

/**
 * The forms of a version. One that came as fields has those that its fields say.
 */
export function formsOf(
  { order }: Pick<VersionRecord, 'order'>,
  kind: OrderKey['kind'],
  line: string,
): OrderDocument {
  if (order.forms !== undefined) return order.forms;
  const [, month = '', day = ''] = order.desiredDueDate.split('-');
  const page = {
    CCNA: order.ccna,
    PON: order.pon,
    VER: order.ver,
    REQTYP: order.reqtyp,
    ACT: order.act,
    DDD: order.desiredDueDate === '' ? '' : `${month}-${day}-${order.desiredDueDate.slice(0, 4)}`,
    EXP: order.expedite ? 'Y' : '',
    PROJECT: order.project ?? '',
    NC: kind === 'lsr' ? order.nc : '',
    ACTL: order.wireCenter,
    ...(kind === 'asr' ? { QTY: String(order.quantity) } : {}),
  };
  const lines = Array.from({ length: kind === 'asr' ? 1 : Math.max(order.quantity, 1) }, (_, at) => ({
    LNUM: String(at + 1).padStart(5, '0'),
    ...(order.ecckts[at] === undefined ? {} : { ECCKT: order.ecckts[at] }),
    ...(order.cfa === '' ? {} : { CFA: order.cfa }),
    ...(kind === 'asr' ? { NC: order.nc } : {}),
  }));
  return { [kind === 'asr' ? 'ASR' : 'LSR']: [page], [line]: lines };
}
