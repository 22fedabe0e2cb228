import { ecckt as readEcckt, pon as readPon } from '../../base/codes.ts';
import type { Row, RowShape, Value, ValueType } from '../../base/expr/ast.ts';
import type { Lookup } from '../../base/expr/interpret.ts';
import type { Receipt } from '../../base/receipt.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { EditFacts } from './edit-facts.ts';
import type { EditContext, Order } from './edit-facts.ts';
import { LIFE_FIELDS } from './life-row.ts';
import { expediteTerm } from './terms.ts';

export type { EditContext, Order } from './edit-facts.ts';

type Read = (facts: EditFacts) => Value;

const text = (cell: string | undefined): Value => (cell === undefined || cell === '' ? null : cell);
const count = (items: readonly string[] | undefined): bigint => BigInt(items?.length ?? 0);
/** Fields that `orderVehicle` works out together. */
const ofVehicle =
  (name: string): Read =>
  (facts) =>
    facts.bought.row[name] ?? null;
/** Whether the agreement reaches the place. */
const ofScope =
  (name: string): Read =>
  (facts) =>
    facts.bought.scope()[name] ?? null;
const circuits =
  (test: (ecckt: string, facts: EditFacts) => boolean): Read =>
  (facts) =>
    BigInt(facts.order.ecckts.filter((ecckt) => test(ecckt, facts)).length);

/** What edits may name of the order, the agreement and the record. Text that was left out is missing; dates are ISO text. */
const FACTS: Readonly<Record<string, readonly [ValueType, Read]>> = {
  order_form: ['text', ({ kind }) => kind.toUpperCase()],
  as_forms: ['boolean', ({ order }) => order.forms !== undefined],
  by_circuit: ['boolean', ({ byCircuit }) => byCircuit],
  ccna: ['text', ({ order }) => text(order.ccna)],
  clec_ccna: ['text', (facts) => facts.clecCcna],
  pon: ['text', ({ order }) => text(order.pon)],
  pon_well_formed: ['boolean', ({ order }) => readPon(order.pon) === order.pon],
  ver: ['text', ({ order }) => text(order.ver)],
  ver_well_formed: ['boolean', ({ order }) => /^\d{2}$/.test(order.ver)],
  expected_ver: ['text', ({ context }) => String(Number(context.previous?.ver ?? '0') + 1).padStart(2, '0')],
  versions_count_up: ['boolean', ({ versions }) => versions?.next === 'previous-plus-one'],
  one_verdict: ['boolean', ({ versions }) => versions?.verdict === 'one-per-version'],
  sup: ['text', ({ order }) => text(order.sup)],
  previous_ver: ['text', ({ context }) => text(context.previous?.ver)],
  previous_state: ['text', ({ context }) => text(context.previous?.state)],
  previous_due_date: ['text', ({ context }) => text(context.previous?.dueDate)],
  previous_desired_due_date: ['text', ({ before }) => text(before?.desiredDueDate)],
  previous_quantity: ['integer', ({ before }) => (before === undefined ? null : BigInt(before.quantity))],
  previous_reqtyp: ['text', ({ before }) => text(before?.reqtyp)],
  previous_act: ['text', ({ before }) => text(before?.act)],
  previous_product: ['text', ({ before }) => text(before?.product)],
  changed_beside_date: ['boolean', (facts) => facts.changedBesideDate],
  reqtyp: ['text', ({ order }) => text(order.reqtyp)],
  reqtyp_class: ['text', ({ order }) => text(order.reqtyp.slice(0, 1))],
  reqtyp_offered: ['boolean', (facts) => facts.requestTypeOffered],
  act: ['text', ({ order }) => text(order.act)],
  act_offered: ['boolean', ({ requests, order }) => requests?.activities.includes(order.act) ?? false],
  product: ['text', ({ order }) => text(order.product)],
  nc: ['text', ({ order }) => text(order.nc)],
  quantity: ['integer', ({ order }) => BigInt(order.quantity)],
  wire_center: ['text', ({ order }) => text(order.wireCenter)],
  address: ['text', ({ order }) => text(order.address)],
  end_user: ['text', ({ order }) => text(order.endUser)],
  account_status: ['text', ({ order }) => text(order.accountStatus)],
  channel: ['text', ({ order }) => order.channel],
  cfa: ['text', ({ order }) => text(order.cfa)],
  cfa_in_use: ['boolean', ({ order, context }) => order.cfa !== '' && context.pendingCfa(order.cfa)],
  expedite: ['boolean', ({ order }) => order.expedite],
  expedite_accepted: [
    'boolean',
    ({ view }) => view.optional(expediteTerm)?.value.earlierThanInterval === 'marked-only',
  ],
  project: ['text', ({ order }) => text(order.project)],
  project_lines: ['integer', (facts) => facts.projectLines],
  related_pons: ['integer', ({ order }) => count(order.relatedPons)],
  related_company: ['text', (facts) => facts.relatedCompany],
  coordinated: ['boolean', ({ order }) => order.coordinated ?? false],
  frame_due_time: ['text', ({ order }) => text(order.frameDueTime)],
  numbers_listed: ['integer', ({ order }) => count(order.numbers)],
  numbers_repeated: [
    'integer',
    ({ order: { numbers = [] } }) => BigInt(numbers.length - new Set(numbers).size),
  ],
  numbers_added: ['integer', (facts) => facts.numbersAdded],
  old_provider: ['text', ({ order }) => text(order.oldProvider)],
  authority: ['text', ({ order }) => text(order.authority)],
  facilities: ['text', ({ order }) => text(order.facilities)],
  received_on: ['text', ({ receivedOn }) => receivedOn],
  desired_due_date: ['text', ({ order }) => text(order.desiredDueDate)],
  desired_is_business_day: ['boolean', (facts) => facts.desiredIsBusinessDay],
  standard_due_date: ['text', (facts) => facts.standardDueDate],
  available: [
    'boolean',
    ({ availability }) => (availability === undefined ? null : availability.value === true),
  ],
  // What the receipt of a no says may still be had, in the agreement's words.
  remaining: [
    'text',
    ({ availability }) => {
      const details = availability?.details as { remaining?: { offering: string } } | undefined;
      return details?.remaining?.offering ?? null;
    },
  ],
  circuits_listed: ['integer', ({ order }) => count(order.ecckts)],
  circuits_repeated: ['integer', ({ order: { ecckts } }) => BigInt(ecckts.length - new Set(ecckts).size)],
  circuits_malformed: ['integer', circuits((id) => readEcckt(id) !== id)],
  circuits_unknown: [
    'integer',
    circuits((id, { context }) => readEcckt(id) === id && context.circuit(id) === undefined),
  ],
  circuits_of_other_product: [
    'integer',
    circuits((id, { context, order }) => ![undefined, order.product].includes(context.circuit(id)?.product)),
  ],
  circuits_of_other_wire_center: [
    'integer',
    circuits(
      (id, { context, order }) => ![undefined, order.wireCenter].includes(context.circuit(id)?.wireCenter),
    ),
  ],
  circuits_pending: [
    'integer',
    circuits((id, { context, order }) => order.act === 'D' && context.pendingCircuit(id)),
  ],
  vehicle: ['text', ofVehicle('vehicle')],
  vehicle_known: ['boolean', ofVehicle('vehicle_known')],
  elected: ['boolean', ofVehicle('elected')],
  election_evidenced: ['boolean', ofVehicle('election_evidenced')],
  election_allowed: ['boolean', ofVehicle('election_allowed')],
  evidence_given: ['boolean', ofVehicle('evidence_given')],
  tariff_prices: ['boolean', ofVehicle('tariff_prices')],
  covered_state: ['text', ofScope('covered_state')],
  in_state: ['boolean', ofScope('in_state')],
  in_footprint: ['boolean', ofScope('in_footprint')],
  orderable: ['boolean', (facts) => facts.orderable],
  ...LIFE_FIELDS,
};

/** What edits may name, with the tables that they may look up. */
export const EDIT_SHAPE: RowShape = {
  fields: Object.fromEntries(Object.entries(FACTS).map(([name, [type]]) => [name, type])),
  tables: {
    product: {
      keys: ['text'],
      columns: {
        request_type: 'text',
        network_channel: 'text',
        nci: 'text',
        secnci: 'text',
        family: 'text',
        order_form: 'text',
        name: 'text',
      },
    },
    wire_center: { keys: ['text'], columns: { zone: 'text', name: 'text' } },
  },
};

const READS: readonly Read[] = Object.values(FACTS).map(([, read]) => read);
const SLOTS: ReadonlyMap<string, number> = new Map(Object.keys(FACTS).map((name, slot) => [name, slot]));

/** How a compiled condition reads a field. */
export function readFact(name: string): (row: EditRow) => Value {
  const slot = SLOTS.get(name);
  return slot === undefined ? () => null : (row) => row.at(slot);
}

/** An order as edits see it: each field worked out when an edit first asks, once. */
export class EditRow {
  readonly facts: EditFacts;
  readonly #known: (Value | undefined)[] = [];

  constructor(agreement: Agreement, order: Order, context: EditContext) {
    this.facts = new EditFacts(agreement, order, context);
  }

  value(name: string): Value {
    const slot = SLOTS.get(name);
    return slot === undefined ? null : this.at(slot);
  }

  /** The field of a slot: for conditions, which look the name up once. */
  at(slot: number): Value {
    const known = this.#known[slot];
    if (known !== undefined) return known;
    const value = READS[slot]?.(this.facts) ?? null;
    this.#known[slot] = value;
    return value;
  }

  get lookup(): Lookup {
    return this.facts.lookup;
  }

  /** All fields at once. */
  get row(): Row {
    return Object.fromEntries(Object.keys(FACTS).map((name) => [name, this.value(name)]));
  }

  /** What was decided on the way, for whoever keeps the result. */
  get receipts(): { availability?: Receipt; standardDue?: Receipt; vehicle?: Receipt } {
    const { availability, standardDue } = this.facts;
    const vehicle = this.facts.bought.receipt();
    return {
      ...(availability === undefined ? {} : { availability }),
      ...(standardDue === undefined ? {} : { standardDue: standardDue.receipt }),
      ...(vehicle === undefined ? {} : { vehicle }),
    };
  }
}
