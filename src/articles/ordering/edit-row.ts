import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import { ecckt as readEcckt, pon as readPon } from '../../base/codes.ts';
import type { Row, RowShape, Value } from '../../base/expr/ast.ts';
import type { Lookup } from '../../base/expr/interpret.ts';
import type { Receipt } from '../../base/receipt.ts';
import { due } from '../../cases/due.ts';
import { localDate } from '../../cases/instant.ts';
import { productsTable } from '../../inventory/products.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { partiesTable } from '../../parties/parties.ts';
import type { Lsr } from './lsr.ts';
import { orderVehicle } from './order-vehicle.ts';
import { expediteTerm, requestsTerm, versionsTerm } from './terms.ts';

/** What edits may name. Text that was left out is missing; dates are ISO text and compare as such. */
export const EDIT_SHAPE: RowShape = {
  fields: {
    ccna: 'text',
    clec_ccna: 'text',
    pon: 'text',
    pon_well_formed: 'boolean',
    ver: 'text',
    ver_well_formed: 'boolean',
    expected_ver: 'text',
    versions_count_up: 'boolean',
    one_verdict: 'boolean',
    previous_state: 'text',
    reqtyp: 'text',
    reqtyp_class: 'text',
    reqtyp_offered: 'boolean',
    act: 'text',
    act_offered: 'boolean',
    product: 'text',
    nc: 'text',
    quantity: 'integer',
    wire_center: 'text',
    address: 'text',
    end_user: 'text',
    account_status: 'text',
    channel: 'text',
    cfa: 'text',
    cfa_in_use: 'boolean',
    expedite: 'boolean',
    expedite_accepted: 'boolean',
    received_on: 'text',
    desired_due_date: 'text',
    desired_is_business_day: 'boolean',
    standard_due_date: 'text',
    available: 'boolean',
    circuits_listed: 'integer',
    circuits_repeated: 'integer',
    circuits_malformed: 'integer',
    circuits_unknown: 'integer',
    circuits_of_other_product: 'integer',
    circuits_of_other_wire_center: 'integer',
    circuits_pending: 'integer',
    vehicle: 'text',
    vehicle_known: 'boolean',
    elected: 'boolean',
    election_evidenced: 'boolean',
    election_allowed: 'boolean',
    evidence_given: 'boolean',
    tariff_prices: 'boolean',
    covered_state: 'text',
    in_state: 'boolean',
    in_footprint: 'boolean',
    orderable: 'boolean',
  },
  tables: {
    product: { keys: ['text'], columns: { request_type: 'text', network_channel: 'text', name: 'text' } },
    wire_center: { keys: ['text'], columns: { zone: 'text', name: 'text' } },
  },
};

/** What edits know beside the request itself. */
export interface EditContext {
  /** The version before, by number, and the state of its case. */
  readonly previous?: { readonly ver: string; readonly state: string };
  /** A circuit in service under this agreement. */
  readonly circuit: (ecckt: string) => { readonly product: string; readonly wireCenter: string } | undefined;
  /** Whether another open request disconnects the circuit. */
  readonly pendingCircuit: (ecckt: string) => boolean;
  /** Whether another open request uses the facility assignment. */
  readonly pendingCfa: (cfa: string) => boolean;
  /** Whether an element may be ordered: `element-availability`. */
  readonly availability: Decision;
  /** Whether the agreement may be ordered under: `in-effect`. Without it nothing stands against that. */
  readonly inEffect?: Decision;
}

/** A request as edits see it, with the receipts of what was decided on the way. */
export interface EditRowResult {
  readonly row: Row;
  readonly lookup: Lookup;
  readonly availability?: Receipt;
  readonly standardDue?: Receipt;
  /** `purchase-vehicle`. */
  readonly vehicle?: Receipt;
}

export function editRow(agreement: Agreement, lsr: Lsr, context: EditContext): EditRowResult {
  const receivedOn = localDate(agreement, lsr.receivedAt);
  const view = agreement.at(receivedOn);
  const requests = view.optional(requestsTerm)?.value;
  const versions = view.optional(versionsTerm)?.value;
  const availability = runDecision(
    context.availability,
    agreement,
    { product: lsr.product, act: lsr.act, on: receivedOn },
    { asOf: receivedOn },
  );
  const standard =
    lsr.act === 'N'
      ? due(agreement, 'loop-installation', {
          at: lsr.receivedAt,
          facts: { product: lsr.product, quantity: lsr.quantity },
        })
      : undefined;
  const standardDue = standard?.ok ? standard.value : undefined;
  const calendar = calendarOf(agreement, agreement.parties.ilec);
  const desired = lsr.desiredDueDate === '' ? undefined : Temporal.PlainDate.from(lsr.desiredDueDate);
  const count = (test: (ecckt: string) => boolean): bigint => BigInt(lsr.ecckts.filter(test).length);
  const known = (ecckt: string) => context.circuit(ecckt);
  const inEffect =
    context.inEffect && runDecision(context.inEffect, agreement, { use: 'orders' }, { asOf: receivedOn });
  const bought = orderVehicle(agreement, lsr, receivedOn);
  const row: Row = {
    ...bought.row,
    ccna: text(lsr.ccna),
    clec_ccna: ccnaOf(agreement, agreement.parties.clec, receivedOn),
    pon: text(lsr.pon),
    pon_well_formed: readPon(lsr.pon) === lsr.pon,
    ver: text(lsr.ver),
    ver_well_formed: /^\d{2}$/.test(lsr.ver),
    expected_ver: String(Number(context.previous?.ver ?? '0') + 1).padStart(2, '0'),
    versions_count_up: versions?.next === 'previous-plus-one',
    one_verdict: versions?.verdict === 'one-per-version',
    previous_state: text(context.previous?.state ?? ''),
    reqtyp: text(lsr.reqtyp),
    reqtyp_class: text(lsr.reqtyp.slice(0, 1)),
    reqtyp_offered: requests?.requestTypes.includes(lsr.reqtyp.slice(0, 1)) ?? false,
    act: text(lsr.act),
    act_offered: requests?.activities.includes(lsr.act) ?? false,
    product: text(lsr.product),
    nc: text(lsr.nc),
    quantity: BigInt(lsr.quantity),
    wire_center: text(lsr.wireCenter),
    address: text(lsr.address),
    end_user: text(lsr.endUser),
    account_status: text(lsr.accountStatus),
    channel: lsr.channel,
    cfa: text(lsr.cfa),
    cfa_in_use: lsr.cfa !== '' && context.pendingCfa(lsr.cfa),
    expedite: lsr.expedite,
    expedite_accepted: view.optional(expediteTerm)?.value.earlierThanInterval === 'marked-only',
    received_on: receivedOn,
    desired_due_date: text(lsr.desiredDueDate),
    desired_is_business_day: desired === undefined ? null : isBusinessDay(calendar, desired),
    standard_due_date:
      standardDue !== undefined && 'dueAt' in standardDue ? standardDue.dueAt.slice(0, 10) : null,
    available: availability.ok ? availability.value.value === true : null,
    orderable: inEffect === undefined ? true : inEffect.ok ? inEffect.value.value === true : null,
    circuits_listed: BigInt(lsr.ecckts.length),
    circuits_repeated: BigInt(lsr.ecckts.length - new Set(lsr.ecckts).size),
    circuits_malformed: count((id) => readEcckt(id) !== id),
    circuits_unknown: count((id) => readEcckt(id) === id && known(id) === undefined),
    circuits_of_other_product: count((id) => ![undefined, lsr.product].includes(known(id)?.product)),
    circuits_of_other_wire_center: count(
      (id) => ![undefined, lsr.wireCenter].includes(known(id)?.wireCenter),
    ),
    circuits_pending: lsr.act === 'D' ? count((id) => context.pendingCircuit(id)) : 0n,
  };
  return {
    row,
    lookup: tableLookup(agreement, receivedOn),
    ...(availability.ok ? { availability: availability.value } : {}),
    ...(standardDue === undefined ? {} : { standardDue: standardDue.receipt }),
    ...(bought.receipt === undefined ? {} : { vehicle: bought.receipt }),
  };
}

const text = (cell: string): Value => (cell === '' ? null : cell);

function ccnaOf(agreement: Agreement, party: string, on: string): Value {
  const row = agreement
    .at(on)
    .rows(partiesTable)
    .find(({ value }) => value.party === party);
  return row?.value.ccna ?? null;
}

function tableLookup(agreement: Agreement, asOf: string): Lookup {
  const view = agreement.at(asOf);
  return (table, [key], column) => {
    const row: Readonly<Record<string, unknown>> | undefined =
      table === 'product'
        ? view.rows(productsTable).find(({ value }) => value.product === key)?.value
        : view.rows(wireCentersTable).find(({ value }) => value.clli === key)?.value;
    const cell = row?.[column];
    return typeof cell === 'string' ? cell : null;
  };
}
