import { readOrderId } from '../../articles/ordering/order-id.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import type { Notice, NoticeFormat, NoticeRoom } from '../webhooks/notice.ts';
import { cancelOf } from './cancel-routes.ts';
import { dateTime } from './day.ts';
import { orderKeyOfCase } from './ids.ts';
import { findOrder } from './order-records.ts';
import type { OrderRecord, OrderVersion } from './order-records.ts';
import { productOrderOf } from './order-resource.ts';
import { leadingVersion, orderStateOf } from './order-states.ts';

/** Notifications of orders in the words of TMF622. Of other cases, and of what only our side of an order records, it has none. */
export const tmfNotices: NoticeFormat = {
  name: 'tmf',
  contentType: 'application/json;charset=utf-8',
  render: async (notice, room) => {
    const { agreement } = room;
    const { agreementId, caseId } = notice;
    if (agreement === undefined || agreementId === undefined || caseId === undefined) return undefined;
    if (readOrderId(caseId) === undefined) return undefined;
    const key = orderKeyOfCase(agreementId, caseId);
    const record = await room.read((tx) => findOrder(tx, key));
    const version = record?.versions.find((one) => one.caseId === caseId);
    if (record === undefined || version === undefined) return undefined;
    const told = eventOf(notice, record, version);
    if (told === undefined || !isWanted(room, told.eventType)) return undefined;
    const isLeading = leadingVersion(record.versions)?.caseId === caseId;
    const order = productOrderOf(agreement, record);
    // As it was when it happened, whatever has come since.
    const state = isLeading ? orderStateOf(notice.state ?? version.state) : order.state;
    const payload = told.eventType.startsWith('Cancel')
      ? {
          cancelProductOrder: cancelOf(key, {
            ver: version.ver,
            state: version.state,
            at: notice.occurredAt,
          }),
        }
      : {
          productOrder: {
            ...order,
            state,
            productOrderItem: order.productOrderItem.map((item) => ({ ...item, state })),
          },
        };
    return {
      eventId: notice.messageId,
      eventTime: dateTime(notice.recordedAt),
      timeOcurred: dateTime(notice.occurredAt),
      eventType: told.eventType,
      correlationId: caseId,
      domain: 'ProductOrdering',
      title: told.eventType,
      description: `${caseId}: ${notice.event}`,
      ...(told.fieldPath === undefined ? {} : { fieldPath: told.fieldPath }),
      event: payload,
    };
  },
};

interface Told {
  readonly eventType: string;
  /** Of events that have it: what of the order it is about. */
  readonly fieldPath?: string;
}

const changes = (fieldPath: string): Told => ({
  eventType: 'ProductOrderAttributeValueChangeEvent',
  fieldPath,
});
const STATE: Told = { eventType: 'ProductOrderStateChangeEvent' };

/** The notification of an event; undefined where the interface has none, or another event of the order tells it. */
function eventOf({ event }: Notice, { versions }: OrderRecord, version: OrderVersion): Told | undefined {
  const isFirst = versions[0]?.caseId === version.caseId;
  if (version.summary['sup'] === '1') {
    if (event === 'received') return { eventType: 'CancelProductOrderCreateEvent' };
    const isOver = event === 'cancelled' || event === 'rejected';
    return isOver ? { eventType: 'CancelProductOrderStateChangeEvent' } : undefined;
  }
  // A supplement changes an order that has its state already.
  const before = versions.slice(0, versions.indexOf(version));
  const stands = before.some(({ events }) => events.some(({ name }) => name === 'confirmed'));
  switch (event) {
    case 'received':
      return isFirst ? { eventType: 'ProductOrderCreateEvent' } : changes('productOrderItem');
    case 'clarification-requested':
      return { eventType: 'ProductOrderInformationRequiredEvent', fieldPath: 'note' };
    case 'rejected':
    case 'cancelled':
      return stands ? changes('note') : STATE;
    case 'confirmed':
      return stands ? changes('expectedCompletionDate') : STATE;
    case 'deferred':
      return changes('note');
    case 'clarification-withdrawn':
    case 'jeopardy':
    case 'jeopardy-cleared':
    case 'customer-not-ready':
    case 'rescheduled':
    case 'completed':
      return STATE;
    default:
      return undefined;
  }
}

/** Types of notifications of the document, those that never occur here too. */
const EVENT_TYPES: readonly string[] = [
  'ProductOrderCreateEvent',
  'ProductOrderAttributeValueChangeEvent',
  'ProductOrderStateChangeEvent',
  'ProductOrderInformationRequiredEvent',
  'ProductOrderDeleteEvent',
  'CancelProductOrderCreateEvent',
  'CancelProductOrderStateChangeEvent',
  'CancelProductOrderInformationRequiredEvent',
];

/** What is wrong with the query of a listener: a type that there is not would be waited for in vain. */
export const queryProblems = (query: string | undefined): Problem[] =>
  typesOf(query)
    .filter((type) => !EVENT_TYPES.includes(type))
    .map((type) => ({
      id: 'tmf/event-type',
      field: 'query',
      sentence: `There are no events of type ${JSON.stringify(type)}.`,
      cure: `${didYouMean(type, EVENT_TYPES)}Write eventType= and some of: ${EVENT_TYPES.join(', ')}; leave it out for all of them.`,
    }));

const typesOf = (query: string | undefined): string[] =>
  new URLSearchParams(query?.replace(/^\?/, '') ?? '')
    .getAll('eventType')
    .flatMap((value) => value.split(','));

/** Whether a listener that named types of events in its query named this one. */
function isWanted({ query }: Pick<NoticeRoom, 'query'>, eventType: string): boolean {
  const types = typesOf(query);
  return types.length === 0 || types.includes(eventType);
}
