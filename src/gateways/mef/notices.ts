import type { Agreement } from '../../agreement/agreement.ts';
import { readOrderId } from '../../articles/ordering/order-id.ts';
import type { Notice, NoticeFormat, NoticeMessage, NoticeRoom } from '../webhooks/notice.ts';
import { cancelRefId, orderKeyOfCase, orderRefId } from '../tmf/ids.ts';
import { LISTENER, hrefOf } from './bases.ts';
import { DATING, MILESTONES, causedChanges } from './order-changes.ts';
import { findOrderRecord } from './order-record.ts';
import type { OrderRecord, VersionRecord } from './order-record.ts';
import { itemState } from './states.ts';
import { idsOf } from './update-order.ts';

/** Notifications of the document that are sent. Those of charges are not: no order waits for one to be accepted. */
export const EVENT_TYPES = [
  'productOrderStateChangeEvent',
  'productOrderItemStateChangeEvent',
  'productOrderItemExpectedCompletionDateSet',
  'productSpecificProductOrderItemMilestoneEvent',
  'cancelProductOrderStateChangeEvent',
  'modifyProductOrderItemRequestedDeliveryDateStateChangeEvent',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const CHARGE_EVENT_TYPES = [
  'chargeCreateEvent',
  'chargeStateChangeEvent',
  'chargeTimeoutEvent',
] as const;

/**
 * Notices of orders in the words of the Sonata notification document: each message has the address of its type of event below the
 * buyer's callback. They name what changed, and never say what tells of an end user.
 */
export const mefNotices: NoticeFormat = {
  name: 'mef',
  contentType: 'application/json;charset=utf-8',
  render: () => undefined,
  messages: async (notice, room) => {
    const { agreement } = room;
    const { agreementId, caseId } = notice;
    if (agreement === undefined || agreementId === undefined || caseId === undefined) return [];
    if (readOrderId(caseId) === undefined) return [];
    const record = await room.read((tx) =>
      findOrderRecord(tx, agreement, orderKeyOfCase(agreementId, caseId)),
    );
    const version = record?.versions.find((one) => one.caseId === caseId);
    if (record === undefined || version === undefined) return [];
    const wanted = wantedTypes(room);
    return toldOf(notice, record, version)
      .filter(({ type }) => wanted.has(type))
      .map((told, index) => message(told, index, notice, agreement));
  },
};

interface Told {
  readonly type: EventType;
  readonly payload: object;
}

/** What an event of a version changes in its order, its items and the request that it may be. */
function toldOf({ event, seq }: Notice, record: OrderRecord, version: VersionRecord): Told[] {
  const { key } = record;
  const id = orderRefId(key);
  const order = { id, href: hrefOf('order', 'productOrder', id) };
  const items = idsOf(record);
  const ofItems = (type: EventType, more: object = {}): Told[] =>
    items.map((orderItemId) => ({ type, payload: { ...order, orderItemId, ...more } }));
  const changes = causedChanges(record);
  const at = changes.findIndex(({ cause }) => cause.caseId === version.caseId && cause.seq === seq);
  const changed = changes[at]?.change;
  const before = changes[at - 1]?.change;
  const isOfItems =
    changed !== undefined && (before === undefined || itemState(before.state) !== itemState(changed.state));
  const milestone = MILESTONES[event];
  return [
    ...(changed === undefined ? [] : [{ type: 'productOrderStateChangeEvent' as const, payload: order }]),
    ...(isOfItems ? ofItems('productOrderItemStateChangeEvent') : []),
    ...(DATING.has(event) ? ofItems('productOrderItemExpectedCompletionDateSet') : []),
    ...(milestone === undefined
      ? []
      : ofItems('productSpecificProductOrderItemMilestoneEvent', { milestoneName: milestone })),
    ...taskTold(event, record, version),
  ];
}

/** Events at which a request to cancel, or to move the date, changes its state. */
const TASK_EVENTS = {
  '1': {
    events: ['cancelled', 'rejected'],
    type: 'cancelProductOrderStateChangeEvent',
    resource: 'cancelProductOrder',
  },
  '2': {
    events: ['received', 'confirmed', 'rejected', 'cancelled', 'superseded'],
    type: 'modifyProductOrderItemRequestedDeliveryDateStateChangeEvent',
    resource: 'modifyProductOrderItemRequestedDeliveryDate',
  },
} as const;

function taskTold(event: string, { key }: OrderRecord, { ver, order, events }: VersionRecord): Told[] {
  if (order.sup !== '1' && order.sup !== '2') return [];
  const { events: at, type, resource } = TASK_EVENTS[order.sup];
  const isAfterwards =
    ['cancelled', 'superseded'].includes(event) && events.some(({ name }) => name === 'confirmed');
  if (!(at as readonly string[]).includes(event) || (order.sup === '2' && isAfterwards)) return [];
  const id = cancelRefId(key, ver);
  return [{ type, payload: { id, href: hrefOf('order', resource, id) } }];
}

const message = (
  { type, payload }: Told,
  index: number,
  { messageId, occurredAt }: Notice,
  { parties }: Agreement,
): NoticeMessage => ({
  path: `${LISTENER}/${type}`,
  body: {
    eventId: `${messageId}-${index + 1}`,
    eventTime: occurredAt,
    eventType: type,
    event: { ...payload, buyerId: parties.clec, sellerId: parties.ilec },
  },
});

/** The types of events that a query names: `eventType=a,b`; all of them where it names none. */
export function eventTypesOf(query: string | undefined): string[] {
  const [, types = ''] = /^\s*eventType\s*=\s*(.*)$/.exec(query ?? '') ?? [];
  return types
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '');
}

function wantedTypes({ query }: Pick<NoticeRoom, 'query'>): ReadonlySet<string> {
  const named = eventTypesOf(query);
  return new Set(named.length === 0 ? EVENT_TYPES : named);
}
