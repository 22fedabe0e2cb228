import type { PreOrderOffer } from '../../src/gateways/http-api/shapes/pre-order.ts';

type Function = PreOrderOffer['functions'][number]['function'];

/** One entry of a question's form. */
export interface AskField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'count' | 'list' | 'date' | 'office' | 'product' | 'technology' | 'tick';
  readonly under?: string;
  readonly isRequired?: boolean;
}

const address: AskField = {
  name: 'address',
  label: 'Address',
  kind: 'text',
  under: 'House number, street, unit, city, state',
};
const key: AskField = {
  name: 'addressId',
  label: 'or key of the place',
  kind: 'text',
  under: 'As the address check gives it',
};
const loop: AskField = {
  name: 'loop',
  label: 'or loop',
  kind: 'text',
  under: "The other carrier's id of it",
};
const office: AskField = { name: 'wireCenter', label: 'or office', kind: 'office' };
const technology: AskField = { name: 'technology', label: 'To carry', kind: 'technology' };
const quantity: AskField = { name: 'quantity', label: 'How many', kind: 'count' };

/** What each question is made of, and how people ask it. */
export const ASKS: Readonly<
  Record<Function, { readonly ask: string; readonly fields: readonly AskField[] }>
> = {
  'address-validation': {
    ask: 'Is the address served?',
    fields: [
      { ...address, isRequired: true },
      { name: 'city', label: 'City', kind: 'text' },
      { name: 'state', label: 'State', kind: 'text' },
      { name: 'zip', label: 'ZIP', kind: 'text' },
    ],
  },
  'customer-service-record': {
    ask: 'What is on the account?',
    fields: [{ name: 'number', label: 'Telephone number', kind: 'text', isRequired: true }],
  },
  'facility-availability': { ask: 'Do facilities reach it?', fields: [address, key, technology, quantity] },
  'loop-makeup': { ask: 'What is the loop made of?', fields: [address, key, loop] },
  'loop-qualification': { ask: 'Will the loop carry it?', fields: [address, key, loop, technology] },
  'due-date-availability': {
    ask: 'When can it be done?',
    fields: [
      { name: 'product', label: 'Product', kind: 'product', isRequired: true },
      address,
      key,
      office,
      quantity,
      { name: 'desired', label: 'Wished for', kind: 'date' },
      { name: 'coordinated', label: 'At an agreed time (hot cut)', kind: 'tick' },
    ],
  },
  'feature-availability': {
    ask: 'Which features are there?',
    fields: [
      address,
      key,
      office,
      { name: 'features', label: 'Features', kind: 'list', under: 'Codes, with blanks between; empty: all' },
    ],
  },
  'number-reservation': {
    ask: 'Reserve numbers',
    fields: [
      { ...office, label: 'Office' },
      quantity,
      { name: 'numbers', label: 'These numbers', kind: 'list', under: 'Empty: the lowest free ones' },
    ],
  },
  'number-release': {
    ask: 'Give numbers back',
    fields: [{ name: 'numbers', label: 'Numbers', kind: 'list', isRequired: true }],
  },
  'cfa-validation': {
    ask: 'Is the termination free?',
    fields: [
      { name: 'cfa', label: 'Termination (CFA)', kind: 'text', isRequired: true },
      { ...office, label: 'Office of the loop' },
    ],
  },
  'nc-nci-validation': {
    ask: 'Do the codes go together?',
    fields: [
      { name: 'nc', label: 'NC', kind: 'text', isRequired: true },
      { name: 'nci', label: 'NCI', kind: 'text' },
      { name: 'secnci', label: 'SECNCI', kind: 'text' },
    ],
  },
  'meet-point': {
    ask: 'Where do two offices meet?',
    fields: [
      { name: 'from', label: 'Office', kind: 'text', under: 'CLLI of the building, yours or theirs' },
      { name: 'to', label: 'and office', kind: 'text' },
      { name: 'cfa', label: 'or termination (CFA)', kind: 'text', under: 'In place of its office' },
    ],
  },
  'billing-account': {
    ask: 'Which billing accounts are there?',
    fields: [{ name: 'ban', label: 'Account (BAN)', kind: 'text', under: 'Empty: all of this agreement' }],
  },
  appointments: {
    ask: 'When can a technician come?',
    fields: [
      address,
      key,
      office,
      { name: 'from', label: 'From', kind: 'date' },
      { name: 'to', label: 'To', kind: 'date', under: 'Empty: a week' },
    ],
  },
  'appointment-booking': {
    ask: 'Book a technician',
    fields: [
      { name: 'pon', label: 'PON', kind: 'text', isRequired: true, under: 'Of the order to come' },
      { name: 'on', label: 'Day', kind: 'date', isRequired: true },
      {
        name: 'window',
        label: 'Window',
        kind: 'text',
        isRequired: true,
        under: 'As the appointments name it',
      },
      address,
      key,
      office,
    ],
  },
  'appointment-release': {
    ask: 'Give a technician back',
    fields: [{ name: 'pon', label: 'PON', kind: 'text', isRequired: true }],
  },
};

/** The functions in the order in which an order is prepared. */
export const ASK_ORDER = Object.keys(ASKS) as Function[];

/** What was filled in, as the question takes it; what is empty is not asked. */
export function factsOf(fields: readonly AskField[], data: FormData): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const text = String(data.get(name) ?? '').trim();
    if (kind === 'tick') {
      if (data.get(name) !== null) facts[name] = true;
    } else if (text === '') continue;
    else if (kind === 'count') facts[name] = Number(text);
    else if (kind === 'list') facts[name] = text.split(/[\s,;]+/).filter((one) => one !== '');
    else facts[name] = text;
  }
  return facts;
}
