import { findVehicleRate } from '../../accounts/vehicle-rate.ts';
import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { tariffPrecedence } from '../../agreement/precedence-terms.ts';
import { areaScope, stateScope } from '../../agreement/scope.ts';
import type { Row } from '../../base/expr/ast.ts';
import type { Receipt } from '../../base/receipt.ts';
import { productsTable } from '../../inventory/products.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { inScope } from './in-scope.ts';
import type { Lsr } from './lsr.ts';
import { purchaseVehicle } from './purchase-vehicle.ts';

/** A version of either kind of order. */
type Version = Omit<Lsr, 'sup'>;

/** What an order may write as its vehicle; empty is the agreement. */
const ORDERED_UNDER = new Set(['agreement', 'tariff', 'commercial-agreement']);

/** Under what a request is bought and whether the agreement reaches it, as edits see it. */
export interface OrderVehicle {
  readonly row: Row;
  /** Whether the agreement reaches the place. */
  scope(): Row;
  /** `purchase-vehicle`; undefined where it cannot be decided, which an edit says. */
  receipt(): Receipt | undefined;
}

/** Fields of a request that edits of purchase vehicle and scope name. */
export function orderVehicle(agreement: Agreement, lsr: Version, receivedOn: string): OrderVehicle {
  const view = agreement.at(receivedOn);
  const { vehicle = '', electedBy = '', electedOn = '', evidence = '' } = lsr;
  const elected = vehicle === 'tariff';
  const evidenced = [electedBy, electedOn, evidence].every((cell) => cell !== '') && electedOn <= receivedOn;
  const facts = {
    service: lsr.product,
    ...(elected
      ? {
          election: 'expressly-ordered-from-tariff',
          ...(evidenced ? { evidence: { who: electedBy, when: electedOn, document: evidence } } : {}),
        }
      : {}),
  };
  return {
    row: {
      vehicle: vehicle === '' ? null : vehicle,
      vehicle_known: vehicle === '' || ORDERED_UNDER.has(vehicle),
      elected,
      election_evidenced: evidenced,
      election_allowed: view.optional(tariffPrecedence)?.value.expressElection ?? false,
      evidence_given: [electedBy, lsr.electedOn, evidence].some((cell) => cell !== '' && cell !== undefined),
      tariff_prices: elected ? tariffPrices(view, lsr) : null,
    },
    scope: () => scopeOf(agreement, view, lsr.wireCenter),
    receipt: () => {
      const decided = runDecision(purchaseVehicle, agreement, facts, { asOf: receivedOn });
      return decided.ok ? decided.value : undefined;
    },
  };
}

/** Whether a tariff prices all that a new line of the product brings; null where the product is unknown. */
function tariffPrices(view: AgreementView, lsr: Version): boolean | null {
  const product = view.rows(productsTable).find(({ value }) => value.product === lsr.product)?.value;
  if (!product) return null;
  const zone = view.rows(wireCentersTable).find(({ value }) => value.clli === lsr.wireCenter)?.value.zone;
  const { recurring_element, install_first_element, install_additional_element } = product;
  const elements = [
    recurring_element,
    install_first_element,
    ...(lsr.quantity > 1 ? [install_additional_element] : []),
  ];
  return elements.every(
    (element) =>
      element === undefined ||
      findVehicleRate(view, {
        element,
        direction: 'ilec-to-clec',
        vehicle: 'tariff',
        ...(zone === undefined ? {} : { zone }),
      }).ok,
  );
}

/** Places of one agreement and day that were asked about: the same few wire centers, order after order. */
const kept = new WeakMap<Agreement, { readonly on: string; readonly rows: Map<string, Row> }>();
const MOST_PLACES = 1000;

function scopeOf(agreement: Agreement, view: AgreementView, wireCenter: string): Row {
  let places = kept.get(agreement);
  if (places?.on !== view.asOf) {
    places = { on: view.asOf, rows: new Map() };
    kept.set(agreement, places);
  }
  let row = places.rows.get(wireCenter);
  if (row === undefined) {
    row = scopeRow(agreement, view, wireCenter);
    if (places.rows.size < MOST_PLACES) places.rows.set(wireCenter, row);
  }
  return row;
}

/** Null where the agreement, or the wire center's form, does not say. Characters 5 and 6 of a CLLI are its state. */
function scopeRow(agreement: Agreement, view: AgreementView, wireCenter: string): Row {
  const covered = view.optional(stateScope)?.value.state;
  const state = /^[A-Z]{6}/.test(wireCenter) ? wireCenter.slice(4, 6) : undefined;
  if (covered === undefined || state === undefined)
    return { covered_state: covered ?? null, in_state: null, in_footprint: null };
  const reached = view.optional(areaScope)
    ? runDecision(inScope, agreement, { state, wireCenter }, { asOf: view.asOf })
    : undefined;
  return {
    covered_state: covered,
    in_state: state === covered,
    in_footprint: reached?.ok === true ? reached.value.value === true : null,
  };
}
