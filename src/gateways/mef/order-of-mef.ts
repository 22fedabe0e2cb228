import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { FormCode, OrderDocument } from '../../formats/order-forms/document.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import type { Product } from '../../inventory/products.ts';
import type { Party } from '../../parties/parties.ts';
import { fieldsOfPlace } from './address.ts';
import { fieldsOf, formDay } from './configuration.ts';
import type { FieldsOfForms } from './configuration.ts';
import type { Family } from './families.ts';
import { TECHNOLOGY } from './configuration-schema.ts';
import { mefProblem } from './mef-problem.ts';
import type { Action, Contact, OrderItemCreate, ProductOrderCreate } from './shapes.ts';

/** What an item is about, found before its order is written. */
export interface ItemSubject {
  readonly family: Family;
  readonly product: Product;
  /** Of `modify` and `delete`: what is in service. */
  readonly circuit?: Circuit;
}

export interface OrderContext {
  readonly agreement: Agreement;
  readonly orderer: Party;
  readonly now: Temporal.Instant;
  /** One for each item, in their order. */
  readonly subjects: readonly ItemSubject[];
}

/** Activities that an action may be, the one that it is by itself first. */
const ACTIVITIES: Readonly<Record<Action, readonly string[]>> = {
  add: ['N', 'V', 'W', 'S', 'B', 'L', 'Z', 'R'],
  modify: ['C', 'T', 'M', 'R', 'V', 'W', 'S', 'B', 'L', 'Y', 'Z'],
  delete: ['D'],
};
/** Role of the contact that sends the order. */
export const ORDER_CONTACT = 'productOrderContact';
const INITIATOR_CHARACTERS = 15;
const NEW_ACCOUNT = 'N';
const FIRST_VERSION = '01';

/**
 * A product order as the forms of one order: its items are the lines. Everything that keeps it from being one comes back
 * together; what the fields hold is the business of the edits.
 */
export function documentOfOrder(order: ProductOrderCreate, context: OrderContext): Result<OrderDocument> {
  const { subjects } = context;
  const [first] = subjects;
  const [item] = order.productOrderItem;
  if (first === undefined || item === undefined) throw new Error('An order has at least one item.');
  const problems = [...shapeProblems(order, first.family), ...unequalProblems(order, subjects)];
  if (problems.length > 0) return fail(...problems);
  const { family } = first;
  const configured = order.productOrderItem.map(({ product }) =>
    product?.productConfiguration === undefined ? {} : fieldsOf(family, product.productConfiguration),
  );
  const said = configured[0] ?? {};
  const act = said[family.page]?.['ACT'] ?? ACTIVITIES[item.action][0] ?? '';
  const user = userOf(family, item, said);
  const pages: FieldsOfForms = {
    ...Object.fromEntries(Object.entries(said).filter(([form]) => form !== family.line)),
    [family.page]: { ...pageOf(order, item, first, context, act), ...said[family.page] },
    ...(user === undefined || family.user === family.line ? {} : { [family.user ?? 'EU']: user }),
  };
  const lines = order.productOrderItem.map((each, at) => ({
    ...lineOf(each, subjects[at] ?? first, act, at, order.productOrderItem.length),
    ...(family.user === family.line ? user : {}),
    ...configured[at]?.[family.line],
  }));
  const document = Object.fromEntries(Object.entries(pages).map(([form, section]) => [form, [section]]));
  const names = family.page === 'LSR' && act === 'W' && item.action === 'add' && isBare(configured);
  return ok({ ...document, ...(names ? {} : { [family.line]: lines }) });
}

/** An account that is taken over as it is names no lines. */
const isBare = (configured: readonly FieldsOfForms[]): boolean =>
  configured.every((fields) => Object.keys(fields).every((form) => form === 'LSR' || form === 'EU'));

function pageOf(
  order: ProductOrderCreate,
  item: OrderItemCreate,
  { family, product, circuit }: ItemSubject,
  { agreement, orderer, now }: OrderContext,
  act: string,
): Record<string, string> {
  const contact = order.relatedContactInformation.find(({ role }) => role === ORDER_CONTACT);
  const account = item.billingAccount?.id ?? (item.action === 'add' && act === 'N' ? NEW_ACCOUNT : '');
  const has = (field: string): boolean =>
    family.properties.some((one) => one.on === 'page' && one.field === field);
  const day = item.requestedCompletionDate && localDate(agreement, item.requestedCompletionDate);
  const fields = {
    CCNA: orderer.ccna ?? '',
    PON: order.externalId ?? '',
    VER: FIRST_VERSION,
    'D/TSENT': sentAt(agreement, now),
    REQTYP: `${family.requestType ?? product.request_type}${family.page === 'LSR' ? 'B' : 'D'}`,
    ACT: act,
    DDD: day === undefined || day === '' ? '' : formDay(day),
    EXP: item.expediteIndicator === true ? 'Y' : '',
    PROJECT: order.projectId ?? '',
    RPON: item.relatedBuyerPON ?? '',
    INIT: (contact?.name ?? '').slice(0, INITIATOR_CHARACTERS),
    ...(has('ACTL') ? { ACTL: circuit?.wireCenter ?? '' } : {}),
    ...(has('NC')
      ? {
          NC: product.network_channel ?? '',
          NCI: product.nci ?? '',
          SECNCI: product.secnci ?? '',
        }
      : {}),
    ...(family.page === 'LSR'
      ? {
          LOCQTY: '1',
          AN: account,
          TOS: serviceType(product.type_of_service, item.action),
          'TEL NO (INIT)': telephone(contact),
        }
      : {
          CC: orderer.ocn,
          ACNA: orderer.acna ?? '',
          BAN: account,
          UNIT: 'C',
          QTY: '1',
          TSP: item.tspRestorationPriority ?? '',
          ECCKT: circuit?.ecckt ?? '',
          'TEL NO': telephone(contact),
        }),
  };
  return filled(fields);
}

/** What goes has no kind of service that would matter: it is written as not said. */
const serviceType = (kind: string | undefined, action: Action): string =>
  kind === undefined ? (action === 'delete' ? '----' : '') : `${kind}---`;

/** The end user's form: name and place. Undefined where the item says neither. */
function userOf(
  family: Family,
  item: OrderItemCreate,
  said: FieldsOfForms,
): Record<string, string> | undefined {
  if (family.user === undefined) return undefined;
  const [place] = item.product?.place ?? [];
  const fields = {
    ...(place === undefined ? {} : fieldsOfPlace(place)),
    [family.user === 'EU' ? 'NAME' : 'EUNAME']: item.endCustomerName ?? '',
    ...(family.user === 'EU' ? said.EU : {}),
  };
  if (Object.values(fields).every((text) => text === '')) return undefined;
  return filled(family.user === 'EU' ? { LOCNUM: '1', ...fields } : fields);
}

function lineOf(
  item: OrderItemCreate,
  { family, product, circuit }: ItemSubject,
  act: string,
  at: number,
  lines: number,
): Record<string, string> {
  const counts = Object.fromEntries(family.counts.map((field) => [field, String(lines)]));
  if (family.page === 'ASR')
    return filled({
      NC: product.network_channel ?? '',
      // What goes needs no interface.
      ...(item.action === 'delete' ? {} : { NCI: product.nci ?? '', SECNCI: product.secnci ?? '' }),
      CFA: circuit?.cfa ?? '',
    });
  const number = family.line === 'RS' ? { TNS: circuit?.ecckt ?? '' } : { ECCKT: circuit?.ecckt ?? '' };
  return filled({
    ...counts,
    LOCNUM: '1',
    LNUM: String(at + 1).padStart(5, '0'),
    LNA: act,
    ...(family.line === 'LS' ? { TSP: item.tspRestorationPriority ?? '' } : {}),
    ...(family.line === 'NP' ? {} : number),
    // The cross connect of what is in service is where it ends at the orderer.
    ...(family.line === 'LS' ? { CCEA: circuit?.cfa ?? '' } : {}),
  });
}

const filled = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));

/** Ten digits as forms write them; what is no such number stays as it is. */
function telephone(contact: Contact | undefined): string {
  const digits = (contact?.number ?? '').replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return digits.length === 10
    ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`
    : (contact?.number ?? '');
}

/** When it is sent, as forms write it: `11-16-2026-0830AM`. */
export function sentAt({ timeZone }: Agreement, now: Temporal.Instant): string {
  const { month, day, year, hour, minute } = now.toZonedDateTimeISO(timeZone);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(month)}-${two(day)}-${year}-${two(hour % 12 === 0 ? 12 : hour % 12)}${two(minute)}${hour < 12 ? 'AM' : 'PM'}`;
}

/** What the document knows and an order under an agreement has no place for. */
const NO_PLACE = [
  'coordinatedAction',
  'productOrderItemRelationship',
  'quoteItem',
  'requestedItemTerm',
] as const;

function shapeProblems(order: ProductOrderCreate, family: Family): Problem[] {
  const items = order.productOrderItem;
  const problems: Problem[] = [];
  if (order.externalId === undefined)
    problems.push(
      mefProblem(
        'mef/missing-property',
        '/externalId',
        'The number of the order is missing.',
        'Write your purchase order number as externalId: the order is known by it.',
      ),
    );
  if (!order.relatedContactInformation.some(({ role }) => role === ORDER_CONTACT))
    problems.push(
      mefProblem(
        'mef/missing-property',
        '/relatedContactInformation',
        `Nobody has the role ${ORDER_CONTACT}.`,
        'Say who sends the order.',
      ),
    );
  const seen = new Set<string>();
  items.forEach((item, at) => {
    const here = `/productOrderItem/${at}`;
    for (const name of NO_PLACE)
      if (name in item)
        problems.push(
          mefProblem(
            'mef/unexpected-property',
            `${here}/${name}`,
            `An order has no place for ${name}.`,
            'Leave it out: the agreement says prices, terms and what goes together.',
          ),
        );
    if (item.product?.productConfiguration?.[TECHNOLOGY] !== undefined)
      problems.push(
        mefProblem(
          'mef/unexpected-property',
          `${here}/product/productConfiguration/${TECHNOLOGY}`,
          'What a loop is to carry is asked before the order, and not ordered.',
          'Leave it out.',
        ),
      );
    if (seen.has(item.id))
      problems.push(
        mefProblem(
          'mef/invalid-value',
          `${here}/id`,
          'The id stands twice.',
          'Give each item an id of its own.',
        ),
      );
    seen.add(item.id);
    const places = item.product?.place ?? [];
    if (places.length > 1 || places.some((place) => place['@type'] !== 'FieldedAddress'))
      problems.push(
        mefProblem(
          'mef/invalid-value',
          `${here}/product/place`,
          'The place is not one address in fields.',
          'Write one FieldedAddress; an office is said by its CLLI in the configuration.',
        ),
      );
    const activity = item.product?.productConfiguration?.['activity'];
    if (typeof activity === 'string' && !ACTIVITIES[item.action].includes(activity))
      problems.push(
        mefProblem(
          'mef/invalid-value',
          `${here}/product/productConfiguration/activity`,
          `Activity ${activity} is none of action ${item.action}.`,
          `Write one of: ${ACTIVITIES[item.action].join(', ')}, or leave it out.`,
        ),
      );
  });
  if (family.page === 'ASR' && items.length > 1)
    problems.push(
      mefProblem(
        'mef/other-issue',
        '/productOrderItem',
        'An access order has one item.',
        'Say how many circuits by quantity, or send an order for each.',
      ),
    );
  return problems;
}

/** Items are the lines of one order: what is said once on its first page must be the same in all of them. */
function unequalProblems(order: ProductOrderCreate, subjects: readonly ItemSubject[]): Problem[] {
  const [first] = order.productOrderItem;
  const [subject] = subjects;
  if (first === undefined || subject === undefined) return [];
  return order.productOrderItem.flatMap((item, at) => {
    const here = `/productOrderItem/${at}`;
    const other = subjects[at];
    const unequal = [
      ...ONCE.filter((name) => JSON.stringify(item[name]) !== JSON.stringify(first[name])),
      ...(JSON.stringify(item.product?.place) === JSON.stringify(first.product?.place)
        ? []
        : ['product/place']),
      ...(other?.product.product === subject.product.product ? [] : ['product/productOffering']),
      ...pageDifferences(subject.family, item, first).map((name) => `product/productConfiguration/${name}`),
    ];
    return unequal.map((name) =>
      mefProblem(
        'mef/other-issue',
        `${here}/${name}`,
        'It differs from the first item, and the items are lines of one order.',
        'Send an order for each.',
      ),
    );
  });
}

const ONCE = [
  'action',
  'agreementName',
  'billingAccount',
  'endCustomerName',
  'expediteIndicator',
  'relatedBuyerPON',
  'requestedCompletionDate',
] as const;

function pageDifferences(family: Family, item: OrderItemCreate, first: OrderItemCreate): string[] {
  const said = item.product?.productConfiguration;
  const before = first.product?.productConfiguration;
  if (said?.['@type'] !== before?.['@type']) return ['@type'];
  const isOnce = (form: FormCode): boolean => form !== family.line;
  const once = Object.entries(said?.furtherFields ?? {}).filter(([name]) =>
    isOnce(name.split('.')[0] as FormCode),
  );
  return [
    ...family.properties
      .filter((property) => property.on !== 'line' && said?.[property.name] !== before?.[property.name])
      .map(({ name }) => name),
    ...once
      .filter(([name, text]) => before?.furtherFields?.[name] !== text)
      .map(([name]) => `furtherFields/${name}`),
  ];
}
