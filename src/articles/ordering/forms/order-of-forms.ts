import type { Agreement } from '../../../agreement/agreement.ts';
import { clli } from '../../../base/codes.ts';
import { localDate } from '../../../cases/instant.ts';
import type { FormSection, OrderDocument } from '../../../formats/order-forms/document.ts';
import { isoDay } from '../../../formats/order-forms/well-formed.ts';
import type { Asr } from '../asr.ts';
import type { Lsr } from '../lsr.ts';
import { textIn } from './document-view.ts';
import { portedNumbers } from './ported-numbers.ts';
import { productOfForms } from './product-of-forms.ts';

/** How and when a document arrived. */
export interface Arrival {
  readonly channel: 'electronic' | 'manual';
  /** Instant. */
  readonly receivedAt: string;
}

/** An order as its case keeps it, told by its first page. */
export type FormOrder =
  { readonly kind: 'lsr'; readonly order: Lsr } | { readonly kind: 'asr'; readonly order: Asr };

/** Forms of lines, in the order in which a line is looked for. */
const LINE_FORMS = ['LS', 'LSNP', 'PS', 'RS', 'NP'] as const;
/** Second letter of an access request's type: what it would take is asked, nothing is ordered (`reference/forms/asr.csv`). */
const INQUIRY = 'A';
const BUILDING = 8;

/** What an order says, taken from its forms. What cannot be told is left empty: the edits name it. */
export function orderOfForms(agreement: Agreement, document: OrderDocument, arrival: Arrival): FormOrder {
  return document.ASR === undefined
    ? { kind: 'lsr', order: lsrOfForms(agreement, document, arrival) }
    : { kind: 'asr', order: asrOfForms(agreement, document, arrival) };
}

function lsrOfForms(agreement: Agreement, document: OrderDocument, arrival: Arrival): Lsr {
  const page = reader(document.LSR?.[0]);
  const lines = LINE_FORMS.flatMap((form) => document[form] ?? []);
  const [line] = lines;
  const user = reader(document.EU?.[0]);
  const numbers = portedNumbers([...(document.LSNP ?? []), ...(document.NP ?? [])]);
  const sup = page('SUP');
  return {
    ...common(page, document, arrival),
    product: productOfForms(agreement, document, localDate(agreement, arrival.receivedAt)) ?? '',
    nc: page('NC') || firstOf(lines, 'NC'),
    quantity: quantityOf(document, lines.length, numbers.length),
    wireCenter: (page('LST') || page('ACTL') || (textIn(line, 'LST') ?? '')).slice(0, BUILDING),
    address: addressOf(user),
    endUser: user('NAME'),
    ecckts: lines.flatMap((section) => textIn(section, 'ECCKT') ?? []),
    accountStatus: accountStatus(page, user),
    cfa: firstOf(lines, 'CFA') || firstOf(lines, 'CCEA'),
    ...(sup === '1' || sup === '2' || sup === '3' ? { sup } : {}),
    ...given('coordinated', page('CHC') === 'Y' ? true : undefined),
    ...given('frameDueTime', localTime(page('DFDT'))),
    ...given('numbers', numbers),
    ...given('oldProvider', page('LSP AUTH')),
    ...given('authority', page('AGAUTH') === 'Y' ? 'on-file' : ''),
  };
}

function asrOfForms(agreement: Agreement, document: OrderDocument, arrival: Arrival): Asr {
  const page = reader(document.ASR?.[0]);
  const [service] = [...(document.EUSA ?? []), ...(document.TSR ?? []), ...(document.TRK ?? [])];
  const own = reader(service);
  const sup = page('SUP');
  const either = (field: string): string => page(field) || own(field);
  const quantity = page('QTY') || own('QTY');
  return {
    ...common(page, document, arrival),
    product: productOfForms(agreement, document, localDate(agreement, arrival.receivedAt)) ?? '',
    nc: either('NC'),
    quantity: /^\d{1,5}$/.test(quantity) ? Number(quantity) : 0,
    wireCenter: buildingOf(either('ACTL')) || buildingOf(either('PRILOC')),
    address: addressOf(own),
    endUser: own('EUNAME') || own('NAME'),
    ecckts: [either('ECCKT')].filter((id) => id !== ''),
    accountStatus: page('ACT') === 'N' ? 'new' : 'existing',
    cfa: either('CFA'),
    ...(sup === '1' || sup === '2' || sup === '3' || sup === '4' ? { sup } : {}),
    ...given('nci', either('NCI')),
    ...given('secnci', either('SECNCI')),
    ...given('farWireCenter', buildingOf(either('SECLOC'))),
    ...given('inquiry', page('REQTYP').slice(1) === INQUIRY ? true : undefined),
  };
}

/**
 * A port without loops counts its numbers, all else its lines. An account that is taken over as it is names no lines: it is one
 * until the record says more.
 */
function quantityOf({ LSR: [page] = [], NP: ports }: OrderDocument, lines: number, numbers: number): number {
  if (ports !== undefined && lines === ports.length) return numbers;
  return lines === 0 && textIn(page, 'ACT') === AS_IS ? 1 : lines;
}

const AS_IS = 'W';

/** What both first pages say in the same fields. */
function common(page: (field: string) => string, document: OrderDocument, arrival: Arrival) {
  return {
    ccna: page('CCNA'),
    pon: page('PON'),
    ver: page('VER'),
    reqtyp: page('REQTYP'),
    act: page('ACT'),
    desiredDueDate: isoDay(page('DDD')) ?? '',
    expedite: page('EXP') === 'Y',
    channel: arrival.channel,
    receivedAt: arrival.receivedAt,
    // What an event keeps is written, not changed: the document itself will do.
    forms: document as Lsr['forms'] & object,
    ...given('project', page('PROJECT')),
    ...given('relatedPons', page('RPON') === '' ? [] : [page('RPON')]),
  };
}

const reader =
  (section: FormSection | undefined) =>
  (field: string): string =>
    textIn(section, field) ?? '';

function firstOf(sections: readonly FormSection[], field: string): string {
  for (const section of sections) {
    const text = textIn(section, field);
    if (text !== null) return text;
  }
  return '';
}

/** A field of the order, where there is something to say. */
function given<K extends string, V>(name: K, value: V | '' | undefined): { [P in K]?: V } {
  const nothing = value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
  return nothing ? {} : ({ [name]: value } as { [P in K]?: V });
}

/** A time as forms write it, `0930AM` or `1430`, as `14:30`; what is neither stays as it is. */
export function localTime(text: string): string {
  const [, hour = '', minute = '', half] = /^([01]\d|2[0-3])([0-5]\d)([AP]M)?$/.exec(text) ?? [];
  if (hour === '' || (half !== undefined && (hour === '00' || Number(hour) > NOON))) return text;
  const hours = half === undefined ? Number(hour) : (Number(hour) % NOON) + (half === 'PM' ? NOON : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

const NOON = 12;

/** The account of the order: `N` asks for a new one, all else names one that exists. */
function accountStatus(page: (field: string) => string, user: (field: string) => string): string {
  const account = page('AN') || page('ATN') || user('EAN') || user('EATN');
  return account === '' ? '' : account === 'N' || account === 'NEW' ? 'new' : 'existing';
}

/** The building of a location: a CLLI, or one behind the letter that says so; nothing where it is an end user's place. */
function buildingOf(location: string): string {
  const code = clli(location) ?? (location.startsWith('C') ? clli(location.slice(1)) : undefined);
  return code?.slice(0, BUILDING) ?? '';
}

const STREET = ['SAPR', 'SANO', 'SASF', 'SASD', 'SASN', 'SATH', 'SASS'] as const;

function addressOf(user: (field: string) => string): string {
  const street = STREET.map(user).filter(Boolean).join(' ');
  return [street, user('CITY'), [user('STATE'), user('ZIP') || user('ZIP CODE')].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
}
