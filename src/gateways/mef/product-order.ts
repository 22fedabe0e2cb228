import { contactsTable } from '../../articles/general-provisions/notices/terms.ts';
import { promisedDate } from '../../articles/ordering/order-summary.ts';
import type { Rejection } from '../../articles/ordering/run-edits.ts';
import { localDate } from '../../cases/instant.ts';
import { productsTable } from '../../inventory/products.ts';
import { nameOn } from '../../parties/party-on.ts';
import { formsWithoutCustomer } from '../http-api/customer-forms.ts';
import { orderRefId, productRefId } from '../tmf/ids.ts';
import { hrefOf } from './bases.ts';
import { publicIdOf } from '../public-circuit-id.ts';
import type { CircuitSalt } from '../public-circuit-id.ts';
import { familyOfProduct } from './families.ts';
import { itemsOfForms, startOfDay } from './items-of-forms.ts';
import { milestones, stateChanges } from './order-changes.ts';
import { ORDER_CONTACT } from './order-of-mef.ts';
import { formsOf } from './order-record.ts';
import type { Said, SaidOfItem } from './said.ts';
import type { OrderRecord, VersionRecord } from './order-record.ts';
import { pointerOfEdit } from './pointer-of-edit.ts';
import type { Contact, MefNote, OrderItemCreate } from './shapes.ts';
import { itemState, orderState, standing } from './states.ts';

export const SELLER_CONTACT = 'sellerContact';

export interface ProductOrderShown {
  /** With what tells of the end user. */
  readonly whole: boolean;
  readonly salt: CircuitSalt;
}

/**
 * An order as a product order of the document: where it stands, its lines as items with their milestones and promised date. What
 * tells of the end user is left out unless `whole`.
 */
export function productOrder(record: OrderRecord, { whole, salt }: ProductOrderShown): object {
  const { key, versions, said } = record;
  const { now = versions.at(-1), asked } = standing(versions);
  const [first] = versions;
  if (now === undefined || first === undefined) throw new Error('An order has at least one version.');
  const state = orderState(versions);
  const changes = stateChanges(record);
  const over = changes.findLast(({ state: one }) => one === state);
  const cancelled = state === 'cancelled' ? cancellation(record) : undefined;
  const reason = cancelled?.reason;
  const id = orderRefId(key);
  // What the buyer wrote in words may tell of the end user, as remarks on forms may.
  const notes = [...(whole ? (said.note ?? []) : []), ...questions(record)];
  return {
    id,
    href: hrefOf('order', 'productOrder', id),
    externalId: key.pon,
    ...(now.order.project === undefined ? {} : { projectId: now.order.project }),
    orderDate: first.events[0]?.occurredAt ?? first.order.receivedAt,
    state,
    stateChange: changes,
    ...(notes.length === 0 ? {} : { note: notes }),
    relatedContactInformation: contactsOf(record, now, whole),
    ...(state === 'completed' ? { completionDate: completionDate(record, now) ?? over?.changeDate } : {}),
    ...(cancelled === undefined ? {} : { cancellationDate: cancelled.at }),
    ...(reason === undefined ? {} : { cancellationReason: reason }),
    productOrderItem: itemsOf(record, { now, asked, whole, salt }),
  };
}

function itemsOf(
  record: OrderRecord,
  { now, asked, whole, salt }: ProductOrderShown & { now: VersionRecord; asked?: VersionRecord | undefined },
): object[] {
  const { key, agreement, said, versions } = record;
  const day = localDate(agreement, now.order.receivedAt);
  const family = agreement
    .at(day)
    .rows(productsTable)
    .find(({ value }) => value.product === now.order.product)?.value.family;
  const line = familyOfProduct(family, key.kind)?.line ?? (key.kind === 'asr' ? 'TSR' : 'LS');
  const forms = formsOf(now, key.kind, line);
  const shown = whole ? forms : (formsWithoutCustomer(forms as never) as typeof forms);
  const about = {
    product: now.order.product,
    productIdOf: (ecckt: string) => productRefId(agreement.id, publicIdOf(salt, agreement.id, ecckt)),
  };
  // The id of a product tells of nobody, though the circuit of a resold line is a number.
  const ids = itemsOfForms(agreement, forms, about).map(({ product }) => product?.id);
  const items = itemsOfForms(agreement, shown, about).map((item, at) => withProductId(item, ids[at]));
  const state = itemState(orderState(versions));
  const promised = promisedDate(now.events);
  const completed = completionDate(record, now);
  const reached = milestones(record);
  const changes = stateChanges(record).map((change) => ({ ...change, state: itemState(change.state) }));
  const rejected = asked === undefined ? rejections(versions.at(-1)) : [];
  const expedited = now.order.expedite && promised !== undefined;
  return items.map((item, at) => {
    const { id, note, relatedContactInformation, ...more } = saidOfItem(said, at) ?? { id: item.id };
    // Whom to meet at the place, and what to know of it.
    const told = whole ? given({ note, relatedContactInformation }) : {};
    const failed =
      state === 'rejected' ? rejected.filter(({ section = 0 }) => section <= 1 || section === at + 1) : [];
    return {
      ...item,
      ...more,
      ...told,
      id,
      state,
      stateChange: changes,
      ...(promised === undefined ? {} : { expectedCompletionDate: startOfDay(agreement, promised) }),
      ...(completed === undefined ? {} : { completionDate: completed }),
      ...(expedited ? { expediteAcceptedIndicator: true } : {}),
      ...(reached.length === 0 ? {} : { milestone: reached }),
      ...(failed.length === 0
        ? {}
        : {
            terminationError: failed.map((edit) => ({
              code: 'otherIssue',
              propertyPath: pointerOfEdit(forms, edit, at),
              value: `${edit.id}: ${edit.sentence ?? ''} ${edit.cure ?? ''}`.trim(),
            })),
          }),
    };
  });
}

const saidOfItem = (said: Said, at: number): SaidOfItem | undefined => said.items?.[at];

/** Without the fields that nothing was said of. */
const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** With the id of what is in service; what goes is said by it alone. */
function withProductId(item: OrderItemCreate, id: string | undefined): OrderItemCreate {
  if (id === undefined) return item;
  const { productConfiguration, ...product } = item.product ?? {};
  const configured =
    item.action === 'delete' || productConfiguration === undefined ? {} : { productConfiguration };
  return { ...item, product: { id, ...product, ...configured } };
}

const rejections = (version: VersionRecord | undefined): Partial<Rejection>[] =>
  (version?.events.findLast(({ name }) => name === 'rejected')?.body['rejections'] ??
    []) as Partial<Rejection>[];

function completionDate({ agreement }: OrderRecord, { events }: VersionRecord): string | undefined {
  const done = events.find(({ name }) => name === 'completed')?.body['completedOn'];
  return typeof done === 'string' ? startOfDay(agreement, done) : undefined;
}

/** When and why an order was taken back: what the orderer said of it, or the clock that ran out. */
function cancellation({ versions }: OrderRecord): { at: string; reason?: string } | undefined {
  const events = versions.flatMap(({ events: of }) => of.filter(({ name }) => name === 'cancelled'));
  const [first] = events.sort((a, b) => Temporal.Instant.compare(a.occurredAt, b.occurredAt));
  if (first === undefined) return undefined;
  const reason = versions.findLast(({ said }) => said.cancellationReason !== undefined)?.said
    .cancellationReason;
  const clock = first.body['clock'];
  const why = reason ?? (typeof clock === 'string' ? `The time of clock ${clock} ran out.` : undefined);
  return { at: first.occurredAt, ...(why === undefined ? {} : { reason: why }) };
}

/** What the service centre asks, as notes of the seller. */
function questions({ agreement, versions }: OrderRecord): MefNote[] {
  return versions.flatMap(({ caseId, events }) =>
    events
      .filter(({ name }) => name === 'clarification-requested')
      .map(({ seq, occurredAt, body }) => {
        const asked = body['queries'] as readonly { field: string; sentence: string }[];
        return {
          id: `${caseId}#${seq}`,
          author: nameOn(agreement, agreement.parties.ilec, localDate(agreement, occurredAt)),
          date: occurredAt,
          source: 'seller' as const,
          text: asked.map(({ field, sentence }) => `${field}: ${sentence}`).join(' '),
        };
      }),
  );
}

/** Who sends the order, as it was said, and unless `whole` nobody else on the buyer's side; of an order that came by another way, as its forms say. And whom to ask at the seller's. */
function contactsOf({ agreement, said }: OrderRecord, { order }: VersionRecord, whole: boolean): Contact[] {
  const view = agreement.at(localDate(agreement, order.receivedAt));
  const desk = (party: string) =>
    view
      .rows(contactsTable)
      .map(({ value }) => value)
      .filter((one) => one.party === party && one.role === 'operations')
      .sort((a, b) => a.level - b.level)[0];
  const { ilec, clec } = agreement.parties;
  const page = order.forms?.['LSR']?.[0] ?? order.forms?.['ASR']?.[0] ?? {};
  const [own, seller] = [desk(clec), desk(ilec)];
  const sender: readonly Contact[] = said.relatedContactInformation ?? [
    {
      role: ORDER_CONTACT,
      name: page['INIT'] ?? own?.name ?? clec,
      number: page['TEL NO (INIT)'] ?? page['TEL NO'] ?? own?.phone ?? '',
      emailAddress: own?.email ?? '',
    },
  ];
  return [
    ...sender.filter(({ role }) => role !== SELLER_CONTACT && (whole || role === ORDER_CONTACT)),
    {
      role: SELLER_CONTACT,
      name: seller?.name ?? ilec,
      number: seller?.phone ?? '',
      emailAddress: seller?.email ?? '',
    },
  ];
}
