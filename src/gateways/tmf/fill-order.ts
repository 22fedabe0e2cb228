import type { Agreement } from '../../agreement/agreement.ts';
import { localDate } from '../../cases/instant.ts';
import type { FormCode } from '../../formats/order-forms/document.ts';
import type { Product } from '../../inventory/products.ts';
import { partyOn } from '../../parties/party-on.ts';
import { dayMeant } from './day.ts';
import type { DraftOrder } from './draft-order.ts';
import { productKeyOf } from './ids.ts';
import { ACTIVITIES, actionOf } from './order-items.ts';
import type { ItemAction, OrderItem, OrderRequest } from './resources.ts';

/** Roles of places and parties that an order understands. */
export const PLACES = { office: 'wireCenter', address: 'installationAddress' } as const;
export const END_USER = 'endUser';

/** Attributes of a geographic address (TMF673) and the fields that say them. */
const ADDRESS: Readonly<Record<string, string>> = {
  streetNr: 'SANO',
  streetName: 'SASN',
  streetType: 'SATH',
  city: 'CITY',
  stateOrProvince: 'STATE',
  postcode: 'ZIP',
};
/** Activities of which it is the seller's matter whether the line is added or changed. */
const BROUGHT: ReadonlySet<string> = new Set(['V', 'W', 'Z']);

/** What the attributes of the order and its items say. */
export function fillFromAttributes(draft: DraftOrder, agreement: Agreement, request: OrderRequest): void {
  const { productOrderItem: items, requestedCompletionDate: wanted } = request;
  draft.say('externalId', 'PON', request.externalId);
  if (wanted !== undefined) fillDate(draft, wanted, agreement.timeZone);
  fillActivity(draft, items);
  const remark = request.note?.map(({ text }) => text).join(' ');
  draft.fill(draft.page, 'REMARKS', remark);
  const customer: FormCode = draft.page === 'LSR' ? 'EU' : 'EUSA';
  const parties = [request, ...items.map(({ product }) => product ?? {})].flatMap(
    ({ relatedParty = [] }) => relatedParty,
  );
  const name = parties.find(({ role }) => role === END_USER)?.name;
  draft.fill(customer, customer === 'EU' ? 'NAME' : 'EUNAME', name);
  for (const [at, item] of items.entries()) {
    for (const place of item.product?.place ?? []) {
      if (place.role === PLACES.office && draft.read(draft.page, 'LST') === '')
        draft.say(`productOrderItem[${at}].product.place`, 'ACTL', place.id ?? place.name);
      if (place.role === PLACES.address)
        for (const [attribute, field] of Object.entries(ADDRESS))
          draft.fill(customer, field, textOf(place[attribute]));
    }
    const circuit = item.product?.id;
    if (circuit !== undefined) {
      const id = productKeyOf(circuit)?.circuit ?? circuit;
      draft.fill(draft.page === 'LSR' ? draft.line : 'ASR', 'ECCKT', id, draft.page === 'LSR' ? at : 0);
    }
  }
}

/** The date that is asked for: `MM-DD-CCYY` on the form. */
export function fillDate(draft: DraftOrder, wanted: string, timeZone: string): void {
  const day = dayMeant(wanted, timeZone);
  if (day === undefined)
    draft.problems.push({
      id: 'tmf/date',
      field: 'requestedCompletionDate',
      sentence: `"${wanted.slice(0, LONGEST_SHOWN)}" is no date-time.`,
      cure: 'Write 2026-12-08T00:00:00-06:00.',
    });
  else draft.say('requestedCompletionDate', 'DDD', onForm(day));
}

const LONGEST_SHOWN = 40;

/** An ISO day as forms write it. */
export const onForm = (day: string): string => `${day.slice(5, 7)}-${day.slice(8, 10)}-${day.slice(0, 4)}`;

/** One activity for the order; where items differ it is a change, and each line says its own. */
function fillActivity(draft: DraftOrder, items: readonly OrderItem[]): void {
  const actions = [...new Set(items.map(({ action }) => action))];
  const [only] = actions;
  const act = draft.read(draft.page, 'ACT');
  if (act === '')
    draft.fill(draft.page, 'ACT', actions.length === 1 && only ? ACTIVITIES[only] : ACTIVITIES.modify);
  else if (actions.length === 1 && only !== undefined && !agrees(act, only))
    draft.problems.push({
      id: 'tmf/contradiction',
      field: 'productOrderItem[0].action',
      sentence: `The action is ${only}, and activity ${act} of the order is ${actionOf(act)}.`,
      cure: 'Leave ACT out, or write the action that it is.',
    });
}

const agrees = (act: string, action: ItemAction): boolean =>
  actionOf(act) === action || (BROUGHT.has(act) && action === 'modify');

/** What the offering is ordered with: its request type, network channel and interfaces. */
export function fillFromProduct(draft: DraftOrder, product: Product): void {
  const codes: FormCode | undefined = draft.page === 'LSR' ? 'LSR' : draft.line;
  const letter = draft.line === 'LSNP' ? WITH_PORT : product.request_type;
  draft.fill(draft.page, 'REQTYP', `${letter}${FIRM}`);
  draft.fill(codes, 'NC', product.network_channel);
  draft.fill(codes, 'NCI', product.nci);
  draft.fill(codes, 'SECNCI', product.secnci);
  if (product.type_of_service !== undefined) draft.fill('LSR', 'TOS', `${product.type_of_service}---`);
}

/** A loop whose number moves with it has a request type of its own. */
const WITH_PORT = 'B';
/** Second letter of a request type: a firm order. */
const FIRM = 'B';

/** What no buyer needs to say, because it follows: who orders, when it was sent, the numbers of the lines. */
export function fillWhatFollows(
  draft: DraftOrder,
  agreement: Agreement,
  { productOrderItem: items }: Pick<OrderRequest, 'productOrderItem'>,
  at: Temporal.Instant,
): void {
  const { page, line } = draft;
  draft.fill(page, 'CCNA', partyOn(agreement, agreement.parties.clec, localDate(agreement, at))?.value.ccna);
  draft.fill(page, 'VER', '01');
  draft.fill(page, 'D/TSENT', sentAt(at, agreement.timeZone));
  if (page === 'ASR') {
    draft.fill(page, 'QTY', String(items.reduce((sum, { quantity = 1 }) => sum + quantity, 0)));
    return;
  }
  draft.fill(page, 'LOCQTY', '1');
  if (draft.document.EU !== undefined) draft.fill('EU', 'LOCNUM', '1');
  for (const [index, item] of items.entries()) {
    if (line === undefined || ((item.quantity ?? 1) !== 1 && oneLine(draft, index))) continue;
    draft.fill(line, 'LOCNUM', line === 'LS' ? '1' : '001', index);
    draft.fill(line, 'LNUM', String(index + 1).padStart(5, '0'), index);
    const act = draft.read(page, 'ACT');
    draft.fill(line, 'LNA', actionOf(act) === item.action ? act : ACTIVITIES[item.action], index);
  }
}

function oneLine(draft: DraftOrder, index: number): true {
  draft.problems.push({
    id: 'tmf/quantity',
    field: `productOrderItem[${index}].quantity`,
    sentence: 'Each item of a local service request is one line.',
    cure: 'Write an item for each line: each has its own facility and number.',
  });
  return true;
}

/** `11-16-2026-0830AM`, where the agreement is at home. */
export function sentAt(at: Temporal.Instant, timeZone: string): string {
  const now = at.toZonedDateTimeISO(timeZone);
  const hour = now.hour % NOON || NOON;
  const two = (number: number): string => String(number).padStart(2, '0');
  const half = now.hour < NOON ? 'AM' : 'PM';
  return `${onForm(now.toPlainDate().toString())}-${two(hour)}${two(now.minute)}${half}`;
}

const NOON = 12;
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
