import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { UNANSWERED } from '../../articles/ordering/order-kind.ts';
import { productsTable } from '../../inventory/products.ts';
import { OPEN_END } from '../../agreement/agreement.ts';
import { partyOn } from '../../parties/party-on.ts';
import { dateTime, dayAsDateTime } from './day.ts';
import { inWords } from './error.ts';
import { PLACES } from './fill-order.ts';
import { agreementRefId, hrefOf, orderRefId, productRefId } from './ids.ts';
import { itemsOf, actionOf } from './order-items.ts';
import type { OrderEvent, OrderRecord, OrderVersion } from './order-records.ts';
import { leadingVersion, orderStateOf } from './order-states.ts';
import type { Note, OrderItem, ProductOrder, RelatedParty } from './resources.ts';

/** An order as a product order. What its forms tell of the end user is not in it. */
export function productOrderOf(agreement: Agreement, record: OrderRecord): ProductOrder {
  const leading = leadingVersion(record.versions);
  if (leading === undefined) throw new Error('An order has a version.');
  const { key, versions } = record;
  const { timeZone } = agreement;
  const id = orderRefId(key);
  const day = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? dayAsDateTime(value, timeZone) : undefined;
  const state = orderStateOf(leading.state);
  const cancelled = leading.events.findLast(({ name }) => name === 'cancelled');
  const notes = [
    ...versions.flatMap((version) => notesOf(agreement, version)),
    ...versions.filter((version) => version !== leading && waits(version)).map(waitingNote),
  ];
  return {
    id,
    href: hrefOf('order', 'productOrder', id),
    category: key.kind.toUpperCase(),
    externalId: key.pon,
    orderDate: dateTime(versions[0]?.openedAt ?? leading.openedAt),
    ...given('requestedCompletionDate', day(leading.summary['desiredDueDate'])),
    ...given('expectedCompletionDate', day(leading.summary['dueDate'])),
    ...given('completionDate', day(leading.summary['completedOn'])),
    ...given('cancellationDate', cancelled && dateTime(cancelled.occurredAt)),
    state,
    agreement: [
      {
        id: agreementRefId(agreement.id),
        href: hrefOf('agreement', 'agreement', agreementRefId(agreement.id)),
        name: agreement.manifest.title,
      },
    ],
    relatedParty: partiesOf(agreement),
    ...(notes.length === 0 ? {} : { note: notes }),
    productOrderItem: itemsOfVersion(agreement, leading).map((item) => ({ ...item, state })),
  };
}

/** Buyer and seller of everything under the agreement. */
export const partiesOf = (agreement: Agreement): RelatedParty[] =>
  (
    [
      ['buyer', agreement.parties.clec],
      ['seller', agreement.parties.ilec],
    ] as const
  ).map(([role, id]) => ({
    id,
    name: partyOn(agreement, id, OPEN_END)?.value.name ?? id,
    role,
    '@referredType': 'Organization',
  }));

/** The lines of a version, with its offering, office and circuits. */
function itemsOfVersion(agreement: Agreement, { forms, summary, events }: OrderVersion): OrderItem[] {
  const product = String(summary['product'] ?? '');
  const row = agreement
    .at(OPEN_END)
    .rows(productsTable)
    .find(({ value }) => value.product === product);
  const offering = product === '' ? undefined : { id: product, ...given('name', row?.value.name) };
  const office = String(summary['wireCenter'] ?? '');
  const act = String(summary['act'] ?? '');
  const quantity = Number(summary['quantity'] ?? 0);
  const lines =
    forms === undefined ? [{ id: '01', action: actionOf(act) } satisfies OrderItem] : itemsOf(forms);
  const completed = events.findLast(({ name }) => name === 'completed');
  const circuits = (completed?.body['ecckts'] ?? []) as readonly string[];
  const isCounted = lines.length === quantity;
  return lines.map((line, index): OrderItem => {
    const circuit = circuits.length === lines.length ? circuits[index] : undefined;
    const id = circuit === undefined ? undefined : productRefId(agreement.id, circuit);
    return {
      ...line,
      ...(isCounted ? { quantity: 1 } : lines.length === 1 && quantity > 0 ? { quantity } : {}),
      ...given('productOffering', offering),
      product: {
        ...(id === undefined || isNumber(circuit) ? {} : { id, href: hrefOf('product', 'product', id) }),
        ...line.product,
        ...(office === '' ? {} : { place: [{ id: office, name: office, role: PLACES.office }] }),
      },
    };
  });
}

/** A resold line is known by its telephone number, which is its end user's. */
const isNumber = (circuit: string | undefined): boolean => /^\d{10}$/.test(circuit ?? '');

/** What the other side says of a version: failed edits, questions, dates in danger. The interface has no milestone: this is their place. */
function notesOf(agreement: Agreement, { ver, events }: OrderVersion): Note[] {
  const { ilec, clec } = agreement.parties;
  return events.flatMap((event) =>
    textsOf(event).map((text, index) => ({
      id: `${ver}-${event.seq}${index === 0 ? '' : `-${index + 1}`}`,
      author: event.actor === clec ? clec : ilec,
      date: dateTime(event.occurredAt),
      text: `Version ${ver}: ${text}`,
    })),
  );
}

/** A supplement that nobody has answered: what stands is the version before it. */
const waits = ({ state }: OrderVersion): boolean => UNANSWERED.includes(state);

const waitingNote = ({ ver, openedAt, summary }: OrderVersion): Note => ({
  id: `${ver}-0`,
  date: dateTime(openedAt),
  text: `Version ${ver}: supplement ${String(summary['sup'] ?? '')} is not answered yet`,
});

function textsOf({ name, body }: OrderEvent): string[] {
  const said = (field: string): string => (typeof body[field] === 'string' ? body[field] : '');
  const list = <T>(field: string): readonly T[] => (Array.isArray(body[field]) ? (body[field] as T[]) : []);
  const remark = said('remark') === '' ? '' : ` ${said('remark')}`;
  switch (name) {
    case 'rejected':
      return list<Partial<Problem> & { id: string }>('rejections').map((one) =>
        `rejected, ${inWords({ ...one, sentence: one.sentence ?? '', cure: one.cure ?? '' })}`.trim(),
      );
    case 'clarification-requested':
      return list<{ field: string; sentence: string }>('queries').map(
        ({ field, sentence }) => `asked, ${field}: ${sentence}`,
      );
    case 'confirmed':
      return [`confirmed for ${said('dueDate')}`];
    case 'jeopardy': {
      const date = said('dueDate') === '' ? '' : ` of ${said('dueDate')}`;
      return [`jeopardy ${said('code')}${date}, ${said('standing') || 'notice'}.${remark}`];
    }
    case 'jeopardy-cleared':
    case 'rescheduled':
      return [`new date ${said('dueDate')}`];
    case 'customer-not-ready':
      return [`customer not ready on ${said('dueOn')}.${remark}`];
    case 'supplement-refused':
      return [`stands: supplement ${said('by')} was not taken`];
    case 'cancelled':
      return said('clock') === '' ? [] : [`cancelled: the time of ${said('clock')} ran out`];
    case 'completed':
      return [`completed on ${said('completedOn')}`];
    default:
      return [];
  }
}

/** A field, where there is something to say. */
export const given = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]?: V });
