import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import type { Vehicle } from '../../../agreement/precedence-terms.ts';
import { conditioningChargesTerm } from '../../../accounts/conditioning.ts';
import { resubmissionTerm } from '../../../accounts/terms.ts';
import type { Problem } from '../../../base/problem.ts';
import { rational } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Product } from '../../../inventory/products.ts';
import { laborElements } from './coordinated-labor.ts';
import type { ChargedOrderFacts } from './facts.ts';
import {
  cancellationChargesTerm,
  conversionChargesTerm,
  customHandlingTerm,
  installationChargesTerm,
  orderChangeChargesTerm,
  portChargesTerm,
  serviceOrderChargesTerm,
} from './terms.ts';
import type { ServiceOrderCharges } from './terms.ts';

/** What is charged; what no vehicle is named for is charged by the agreement. */
export interface Wanted {
  readonly element: string;
  readonly quantity: Rational;
  readonly vehicle?: Vehicle;
}

/** What an order is asked of: its facts, its product, the agreement on the day, the receipt. */
export interface Asked {
  readonly order: ChargedOrderFacts;
  readonly product: Product;
  readonly view: AgreementView;
  readonly trace: Trace;
}

/**
 * The elements that an order bears, by what became of it. Fails with every term that is missing: a charge of which the
 * agreement says nothing is neither free nor made up.
 */
export function wantedElements(asked: Asked): Result<Wanted[]> {
  const { outcome = 'completed' } = asked.order;
  if (outcome === 'changed') return changeElements(asked);
  if (outcome === 'cancelled') return cancellationElements(asked);
  return all(serviceOrder(asked), lines(asked), handling(asked));
}

const all = (...parts: readonly Result<Wanted[]>[]): Result<Wanted[]> => {
  const problems = parts.flatMap((part) => (part.ok ? [] : [...part.problems]));
  return problems.length > 0 ? fail(...problems) : ok(parts.flatMap((part) => (part.ok ? part.value : [])));
};

const one = (element: string): Wanted => ({ element, quantity: rational(1) });

function serviceOrder(asked: Asked): Result<Wanted[]> {
  const { order, product, view, trace } = asked;
  const names = view.term(serviceOrderChargesTerm);
  if (!names.ok) return names;
  const ports = product.family === 'port' ? view.optional(portChargesTerm) : undefined;
  if (order.inquiry !== undefined && ports?.value.inquiriesAlone === 'free') {
    trace.add({
      id: 'service-order',
      sentence: `The request asks for a ${order.inquiry.replace('-', ' ')} alone: no charge`,
      ...cited(ports),
    });
    return ok([]);
  }
  if (order.conversion === 'wholesale') {
    const term = view.term(conversionChargesTerm);
    if (!term.ok) return term;
    const { wholesale } = term.value.value;
    const sentence = `A conversion on the circuit that is there: ${wholesale.replaceAll('-', ' ')}`;
    trace.add({ id: 'conversion', sentence, out: wholesale, ...cited(term.value) });
    if (wholesale === 'free') return ok([]);
  }
  const free = freeResubmission(asked);
  if (!free.ok || free.value) return free.ok ? ok([]) : free;
  const always = ports?.value.serviceOrder === 'always';
  const { element, sentence } = serviceOrderElement(order, names.value.value, always);
  trace.add({ id: 'service-order', sentence, out: element, ...cited(always ? ports : names.value) });
  return ok([one(element)]);
}

/** Whether a request that is sent again bears nothing: its rejection was a mistake. */
function freeResubmission({ order, view, trace }: Asked): Result<boolean> {
  if (order.previousRejection === undefined) return ok(false);
  const term = view.term(resubmissionTerm);
  if (!term.ok) return term;
  const { afterMistake, afterCorrect } = term.value.value;
  const charge = order.previousRejection === 'mistaken' ? afterMistake : afterCorrect;
  trace.add({
    id: 'resubmission',
    sentence: `Sent again after a rejection that was ${order.previousRejection}: the service order is ${charge}`,
    out: charge,
    ...cited(term.value),
  });
  return ok(charge === 'free');
}

function serviceOrderElement(
  order: ChargedOrderFacts,
  names: ServiceOrderCharges,
  always: boolean,
): { element: string; sentence: string } {
  if (order.act === 'D' && !always)
    return { element: names.disconnect, sentence: 'The request only disconnects' };
  const initial = order.accountStatus === 'new';
  const manual = order.channel === 'manual';
  const element = initial
    ? manual
      ? names.initialManual
      : names.initialElectronic
    : manual
      ? names.subsequentManual
      : names.subsequentElectronic;
  const what = initial ? 'establishes its account' : 'changes an account that exists';
  return {
    element,
    sentence: `The request ${what} and arrived by a${manual ? ' manual' : 'n electronic'} channel`,
  };
}

/** What each line bears: installation, migration, or nothing. */
function lines(asked: Asked): Result<Wanted[]> {
  const { order, view, trace } = asked;
  const { act, quantity } = order;
  if (act === 'D' || act === 'C' || order.conversion === 'wholesale' || order.inquiry !== undefined)
    return ok([]);
  const conversions = act === 'V' || act === 'W' ? view.optional(conversionChargesTerm) : undefined;
  const perLine = act === 'W' ? conversions?.value.asIsLine : conversions?.value.asSpecifiedLine;
  if (conversions && (act === 'W' || perLine !== undefined)) {
    trace.add({
      id: 'migration',
      sentence: `${quantity} ${quantity === 1 ? 'line migrates' : 'lines migrate'} ${act === 'W' ? 'as is' : 'as specified'}${perLine === undefined ? ': no charge by the line' : ''}`,
      ...cited(conversions),
    });
    return ok(
      perLine === undefined ? [] : [{ ...bought(order), element: perLine, quantity: rational(quantity) }],
    );
  }
  return installation(asked);
}

function installation({ order, product, view, trace }: Asked): Result<Wanted[]> {
  const term = view.term(installationChargesTerm);
  if (!term.ok) return term;
  const { quantity, addresses = [] } = order;
  if (addresses.length > 0 && addresses.length !== quantity) return fail(unevenAddresses(order, term.value));
  const firsts = addresses.length === 0 ? 1 : new Set(addresses.map(plainAddress)).size;
  const where = firsts === 1 ? 'one address' : `${firsts} addresses`;
  trace.add({
    id: 'installation',
    sentence: `${quantity} new at ${where}: ${firsts} first line${firsts === 1 ? '' : 's'}, ${quantity - firsts} additional`,
    ...cited(term.value),
  });
  const { install_first_element: first, install_additional_element: additional } = product;
  const wanted: Wanted[] = [];
  if (first !== undefined) wanted.push({ element: first, quantity: rational(firsts), ...bought(order) });
  if (additional !== undefined && quantity > firsts)
    wanted.push({ element: additional, quantity: rational(quantity - firsts), ...bought(order) });
  return ok(wanted);
}

const plainAddress = (address: string): string => address.trim().replaceAll(/\s+/g, ' ').toUpperCase();

const bought = ({ vehicle }: ChargedOrderFacts): { vehicle?: Vehicle } =>
  vehicle === undefined ? {} : { vehicle };

/** Conditioning, coordinated labor, project management and the expedite. */
function handling({ order, view, trace }: Asked): Result<Wanted[]> {
  const problems: Problem[] = [];
  const wanted: Wanted[] = [];
  const { loadCoilPairs = 0, bridgedTapPairs = 0 } = order.conditioning ?? {};
  if (loadCoilPairs + bridgedTapPairs > 0) {
    const term = view.term(conditioningChargesTerm);
    if (term.ok) {
      trace.add({
        id: 'conditioning',
        sentence: `Load coils off ${loadCoilPairs} pairs, bridged taps off ${bridgedTapPairs}`,
        ...cited(term.value),
      });
      const { loadCoilPair, bridgedTapPair } = term.value.value;
      if (loadCoilPairs > 0) wanted.push({ element: loadCoilPair, quantity: rational(loadCoilPairs) });
      if (bridgedTapPairs > 0) wanted.push({ element: bridgedTapPair, quantity: rational(bridgedTapPairs) });
    } else problems.push(...term.problems);
  }
  const custom = order.coordination || order.project === true ? view.term(customHandlingTerm) : undefined;
  if (custom?.ok === false) problems.push(...custom.problems);
  if (custom?.ok && order.coordination) {
    const labor = laborElements(order.coordination, custom.value, view, trace);
    if (labor.ok) wanted.push(...labor.value);
    else problems.push(...labor.problems);
  }
  if (custom?.ok && order.project === true) {
    const { project } = custom.value.value;
    const sentence = `The order is managed as a project${project === undefined ? ', which bears nothing of its own' : ''}`;
    trace.add({ id: 'project', sentence, ...cited(custom.value) });
    if (project !== undefined) wanted.push(one(project));
  }
  if (order.expedite === true) {
    const names = view.term(serviceOrderChargesTerm);
    if (names.ok) wanted.push(one(names.value.value.expedite));
    else problems.push(...names.problems);
  }
  return problems.length > 0 ? fail(...problems) : ok(wanted);
}

function changeElements({ order, view, trace }: Asked): Result<Wanted[]> {
  const term = view.term(orderChangeChargesTerm);
  const stage = stageOf(order);
  if (!term.ok || !stage.ok) return fail(...[term, stage].flatMap((part) => (part.ok ? [] : part.problems)));
  const { element, from, laterDatesFree } = term.value.value;
  const early = from === 'confirmation' && stage.value === 'before-confirmation';
  const { laterDates = 0, change = 'other' } = order;
  const free = !early && change === 'later-date' && laterDates < laterDatesFree;
  const why = early
    ? 'Changed before its confirmation: no charge'
    : free
      ? `Moved to a later date, ${laterDates} times before; ${laterDatesFree} without charge`
      : `Changed ${stage.value.replace('-', ' ')}: ${change.replace('-', ' ')}`;
  trace.add({ id: 'change', sentence: why, ...cited(term.value) });
  return ok(early || free ? [] : [one(element)]);
}

function cancellationElements(asked: Asked): Result<Wanted[]> {
  const { order, product, view, trace } = asked;
  const term = view.term(cancellationChargesTerm);
  const stage = stageOf(order);
  if (!term.ok || !stage.ok) return fail(...[term, stage].flatMap((part) => (part.ok ? [] : part.problems)));
  const { serviceOrder: rule, afterConfirmation, afterWork, ports } = term.value.value;
  const step = (sentence: string): void => trace.add({ id: 'cancelled', sentence, ...cited(term.value) });
  const early = stage.value === 'before-confirmation';
  const late = stage.value === 'after-work';
  const parts: Result<Wanted[]>[] = [];
  if (!early || rule === 'stands') parts.push(serviceOrder(asked));
  if (product.family === 'port' && ports === 'free') {
    step('A pending port is cancelled without a charge for that');
    return all(...parts);
  }
  step(
    `Cancelled ${stage.value.replace('-', ' ')}; the service order ${parts.length > 0 ? 'stands' : 'falls'}`,
  );
  if (!early && afterConfirmation !== undefined) parts.push(ok([one(afterConfirmation)]));
  if (late && afterWork === 'as-completed') parts.push(lines(asked), handling(asked));
  return all(...parts);
}

function stageOf({ stage, outcome }: ChargedOrderFacts): Result<NonNullable<ChargedOrderFacts['stage']>> {
  if (stage !== undefined) return ok(stage);
  return fail({
    id: 'ordering/no-stage',
    field: 'order.stage',
    sentence: `The order was ${outcome ?? 'changed'}, and it is not said how far it had come.`,
    cure: 'Give stage: before-confirmation, after-confirmation or after-work.',
  });
}

const unevenAddresses = ({ quantity, addresses = [] }: ChargedOrderFacts, term: Term<unknown>): Problem => ({
  id: 'ordering/addresses',
  field: 'order.addresses',
  sentence: `The order is for ${quantity} lines and names ${addresses.length} addresses.`,
  cure: 'Name the address of each line, or none where all are at one.',
  clause: term.citation,
});
