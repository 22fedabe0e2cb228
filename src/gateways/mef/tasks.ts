import { promisedDate } from '../../articles/ordering/order-summary.ts';
import type { Tx } from '../../platform/transaction.ts';
import { cancelRefId, orderKeyOfCase, orderRefId } from '../tmf/ids.ts';
import { hrefOf } from './bases.ts';
import { startOfDay } from './items-of-forms.ts';
import type { OrderRecord, VersionRecord } from './order-record.ts';
import type { Contact } from './shapes.ts';
import { taskState } from './states.ts';
import { ORDER_CONTACT } from './order-of-mef.ts';

/** Role of the contact of a request to cancel. */
export const CANCEL_CONTACT = 'cancelProductOrderContact';
/** What a cancellation is that came by another way and says no reason: the orderer's wish. */
const UNSAID = 'commercial';

const standingOf = ({ state, events }: VersionRecord) => ({
  state,
  confirmed: promisedDate(events) !== undefined,
});

/** A version that asks to cancel its order, as the document shows it. */
export function cancelTask(record: OrderRecord, version: VersionRecord): object {
  const { key, said } = record;
  const id = cancelRefId(key, version.ver);
  const state = taskState('1', standingOf(version));
  const { cancellationReason, cancellationReasonType = UNSAID, relatedContactInformation } = version.said;
  return {
    id,
    href: hrefOf('order', 'cancelProductOrder', id),
    state,
    cancellationReasonType,
    ...(cancellationReason === undefined ? {} : { cancellationReason }),
    ...(state === 'rejected' ? { cancellationDeniedReason: deniedBecause(version) } : {}),
    productOrder: orderRef(record),
    relatedContactInformation:
      relatedContactInformation ?? senderOf(said.relatedContactInformation, version, record),
  };
}

function deniedBecause({ events }: VersionRecord): string {
  const failed = (events.findLast(({ name }) => name === 'rejected')?.body['rejections'] ?? []) as readonly {
    readonly id: string;
    readonly sentence?: string;
  }[];
  return failed.map(({ id, sentence }) => (sentence === undefined ? id : `${id}: ${sentence}`)).join(' ');
}

const orderRef = ({ key }: OrderRecord) => {
  const id = orderRefId(key);
  return { productOrderId: id, productOrderHref: hrefOf('order', 'productOrder', id) };
};

/** Who sent the order; of one that came by another way, who stands on its forms. */
function senderOf(
  said: readonly Contact[] | undefined,
  { order }: VersionRecord,
  { agreement }: OrderRecord,
): Contact[] {
  const sender = said?.find(({ role }) => role === ORDER_CONTACT);
  const page = order.forms?.['LSR']?.[0] ?? order.forms?.['ASR']?.[0] ?? {};
  return [
    {
      ...(sender ?? {
        name: page['INIT'] ?? agreement.parties.clec,
        number: page['TEL NO (INIT)'] ?? page['TEL NO'] ?? '',
        emailAddress: '',
      }),
      role: CANCEL_CONTACT,
    },
  ];
}

/** A version that asks for another date, as the document shows it. */
export function modifyTask(record: OrderRecord, version: VersionRecord): object {
  const { key, agreement, said } = record;
  const id = cancelRefId(key, version.ver);
  const { order } = version;
  return {
    id,
    href: hrefOf('order', 'modifyProductOrderItemRequestedDeliveryDate', id),
    state: taskState('2', standingOf(version)),
    creationDate: version.events[0]?.occurredAt ?? order.receivedAt,
    ...(order.expedite ? { expediteIndicator: true } : {}),
    ...(order.desiredDueDate === ''
      ? {}
      : { requestedCompletionDate: startOfDay(agreement, order.desiredDueDate) }),
    productOrderItem: {
      ...orderRef(record),
      productOrderItemId: version.said.productOrderItemId ?? said.items?.[0]?.id ?? '1',
    },
  };
}

/** A version that is a request, as lists find it. */
export interface TaskRow {
  readonly agreementId: string;
  readonly caseId: string;
  readonly state: string;
  readonly openedAt: string;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly reasonType: string;
}

/** Which requests are looked for. */
export interface TaskQuery {
  readonly agreements: readonly string[];
  readonly sup: '1' | '2';
  /** The order that they are about: what the ids of its versions begin with. */
  readonly order?: { readonly agreementId: string; readonly prefix: string } | undefined;
}

/** More requests than these are not looked through. */
const MOST = 10_000;

/** Versions of orders that are such requests, the newest first. */
export async function taskRows(tx: Tx, { agreements, sup, order }: TaskQuery): Promise<TaskRow[]> {
  return tx.query<TaskRow & Record<string, unknown>>(
    `SELECT s.agreement_id AS "agreementId", s.case_id AS "caseId", s.state, s.opened_at AS "openedAt", s.summary,
            coalesce((SELECT m.said ->> 'cancellationReasonType' FROM mef_said m
                       WHERE m.agreement_id = s.agreement_id AND m.subject = s.case_id ORDER BY m.id DESC LIMIT 1), $6) AS "reasonType"
       FROM case_state s
      WHERE s.agreement_id = ANY ($1) AND s.kind IN ('lsr', 'asr') AND s.summary ->> 'sup' = $2
        AND ($3::text IS NULL OR (s.agreement_id = $3 AND starts_with(s.case_id, $4)))
      ORDER BY s.opened_at DESC, s.agreement_id, s.case_id LIMIT $5`,
    [agreements, sup, order?.agreementId ?? null, order?.prefix ?? '', MOST, UNSAID],
  );
}

/** The order that a case is a version of, and its version. */
export const versionOf = ({ agreementId, caseId }: Pick<TaskRow, 'agreementId' | 'caseId'>) => ({
  key: orderKeyOfCase(agreementId, caseId),
  ver: caseId.slice(caseId.lastIndexOf('/') + 1),
});
