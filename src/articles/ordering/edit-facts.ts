import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import { remember } from '../../base/remember.ts';
import type { Value } from '../../base/expr/ast.ts';
import type { Lookup } from '../../base/expr/interpret.ts';
import type { Receipt } from '../../base/receipt.ts';
import { due } from '../../cases/due.ts';
import type { DueAnswer } from '../../cases/due.ts';
import { localDate } from '../../cases/instant.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import { productsTable } from '../../inventory/products.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { partiesTable } from '../../parties/parties.ts';
import type { Asr } from './asr.ts';
import type { OrderLife } from './life-row.ts';
import { installationFacts, isInstalled } from './interval-facts.ts';
import type { Lsr } from './lsr.ts';
import { orderVehicle } from './order-vehicle.ts';
import type { OrderVehicle } from './order-vehicle.ts';
import { projectsTerm } from './due-date-terms.ts';
import { requestsTerm, versionsTerm } from './terms.ts';

/** A version of either kind of order. */
export type Order = Lsr | Asr;

/** What edits know beside the request itself. */
export interface EditContext {
  /** The version before: its number, the state of its case, and where they are known its body and confirmed date. */
  readonly previous?: {
    readonly ver: string;
    readonly state: string;
    readonly order?: Order;
    readonly dueDate?: string;
  };
  /** A circuit in service under this agreement. */
  readonly circuit: (ecckt: string) => { readonly product: string; readonly wireCenter: string } | undefined;
  /** Whether another open request disconnects the circuit. */
  readonly pendingCircuit: (ecckt: string) => boolean;
  /** Whether another open request uses the facility assignment. */
  readonly pendingCfa: (cfa: string) => boolean;
  /** Company code of the request with that PON, where the record has one. */
  readonly companyOf?: (pon: string) => string | undefined;
  /** Whether an element may be ordered: `element-available`. Without it nothing stands against that. */
  readonly availability?: Decision;
  /** Whether the agreement may be ordered under: `in-effect`. Without it nothing stands against that. */
  readonly inEffect?: Decision;
  /** What the record says of the order's life; without it the edits about it do not fire. */
  readonly life?: OrderLife;
}

/** Where no record can be asked: its circuits are taken as they are written, and nothing else is open. */
export const withoutRecord = ({
  product,
  wireCenter,
}: Order): Pick<EditContext, 'circuit' | 'pendingCircuit' | 'pendingCfa'> => ({
  circuit: () => ({ product, wireCenter }),
  pendingCircuit: () => false,
  pendingCfa: () => false,
});

/** Fields of a first page that a new date may bring with it. */
const WITH_THE_DATE: ReadonlySet<string> = new Set([
  'VER',
  'SUP',
  'DDD',
  'DDDO',
  'DFDT',
  'APPTIME',
  'EXP',
  'D/TSENT',
  'REMARKS',
]);

/** Request types of an LSR: C number port, E resale, J listing, M port of a switch. */
const WITHOUT_CIRCUIT: ReadonlySet<string> = new Set(['C', 'E', 'J', 'M']);

const decided = new WeakMap<Decision, WeakMap<Agreement, (question: string) => Receipt | undefined>>();
/** Answers that are kept of one decision and agreement: orders ask the same of few products, places and days. */
const MOST_ANSWERS = 300;

/** What a decision answers on a day; undefined where it cannot. The same question has the same answer, receipt and all. */
function rememberedDecision(
  decision: Decision,
  agreement: Agreement,
  facts: object,
  asOf: string,
): Receipt | undefined {
  let ofDecision = decided.get(decision);
  if (ofDecision === undefined) decided.set(decision, (ofDecision = new WeakMap()));
  let ask = ofDecision.get(agreement);
  if (ask === undefined) {
    ask = remember((question) => {
      const [on, asked] = JSON.parse(question) as [string, object];
      const answer = runDecision(decision, agreement, asked, { asOf: on });
      return answer.ok ? answer.value : undefined;
    }, MOST_ANSWERS);
    ofDecision.set(agreement, ask);
  }
  return ask(JSON.stringify([asOf, facts]));
}

const kept = new WeakMap<Agreement, (day: string) => boolean>();
/** Days that are kept of one agreement: orders ask for the same few weeks. */
const MOST_DAYS = 1000;

/** Whether the incumbent of an agreement works on a day. */
function businessDays(agreement: Agreement): (day: string) => boolean {
  let asked = kept.get(agreement);
  if (asked === undefined) {
    const calendar = calendarOf(agreement, agreement.parties.ilec);
    asked = remember((day) => isBusinessDay(calendar, Temporal.PlainDate.from(day)), MOST_DAYS);
    kept.set(agreement, asked);
  }
  return asked;
}

/** Keeps what a getter worked out. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** One order and all that is worked out about it, each thing once and only when it is asked. */
export class EditFacts {
  readonly agreement: Agreement;
  readonly order: Order;
  readonly context: EditContext;
  readonly kind: 'lsr' | 'asr';

  constructor(agreement: Agreement, order: Order, context: EditContext) {
    this.agreement = agreement;
    this.order = order;
    this.context = context;
    this.kind = context.life?.kind ?? (order.forms?.['ASR'] === undefined ? 'lsr' : 'asr');
  }

  readonly #receivedOn = once(() => localDate(this.agreement, this.order.receivedAt));
  readonly #view = once(() => this.agreement.at(this.receivedOn));
  readonly #availability = once((): Receipt | undefined => {
    const { product, act, wireCenter } = this.order;
    const { farWireCenter, certifications }: Partial<Asr> = this.order;
    const { availability } = this.context;
    const on = this.receivedOn;
    if (availability === undefined) return undefined;
    const facts = {
      element: product,
      orderType: act,
      date: on,
      ...(wireCenter === '' ? {} : { wireCentre: wireCenter }),
      ...(farWireCenter === undefined ? {} : { otherWireCentre: farWireCenter }),
      ...(certifications === undefined ? {} : { certifications }),
    };
    return rememberedDecision(availability, this.agreement, facts, on);
  });
  readonly #standardDue = once((): DueAnswer | undefined => {
    const { act, receivedAt } = this.order;
    if (!isInstalled(act)) return undefined;
    const clock = this.kind === 'asr' ? 'asr-installation' : 'loop-installation';
    const facts = installationFacts(this.order, this.view);
    const answer = due(this.agreement, clock, { at: receivedAt, facts });
    return answer.ok ? answer.value : undefined;
  });
  readonly #bought = once((): OrderVehicle => orderVehicle(this.agreement, this.order, this.receivedOn));
  readonly #orderable = once((): boolean | null => {
    const { inEffect } = this.context;
    if (inEffect === undefined) return true;
    const decided = rememberedDecision(inEffect, this.agreement, { use: 'orders' }, this.receivedOn);
    return decided === undefined ? null : decided.value === true;
  });

  /** Local date of the receipt. */
  get receivedOn(): string {
    return this.#receivedOn();
  }

  get view(): AgreementView {
    return this.#view();
  }

  get requests() {
    return this.view.optional(requestsTerm)?.value;
  }

  get versions() {
    return this.view.optional(versionsTerm)?.value;
  }

  /** Local request types are agreed by their letters, access ones by the products that have them. */
  get requestTypeOffered(): boolean {
    const letter = this.order.reqtyp.slice(0, 1);
    if (this.kind === 'lsr') return this.requests?.requestTypes.includes(letter) ?? false;
    return this.view
      .rows(productsTable)
      .some(({ value }) => value.order_form === 'ASR' && value.request_type === letter);
  }

  /** `element-available`; undefined where it cannot be decided. */
  get availability(): Receipt | undefined {
    return this.#availability();
  }

  get standardDue(): DueAnswer | undefined {
    return this.#standardDue();
  }

  get standardDueDate(): Value {
    const answer = this.#standardDue();
    return answer !== undefined && 'dueAt' in answer ? answer.dueAt.slice(0, 10) : null;
  }

  get bought(): OrderVehicle {
    return this.#bought();
  }

  get orderable(): Value {
    return this.#orderable();
  }

  /** Lines from which a request for this product is a project; missing where the agreement knows none. */
  get projectLines(): Value {
    const term = this.view.optional(projectsTerm)?.value;
    if (term === undefined) return null;
    const { highCapacityProducts, highCapacityLines, lines } = term;
    return BigInt(highCapacityProducts.includes(this.order.product) ? highCapacityLines : lines);
  }

  /** Company of the first related request; missing where the record does not have it. */
  get relatedCompany(): Value {
    const [pon] = this.order.relatedPons ?? [];
    return (pon === undefined ? undefined : this.context.companyOf?.(pon)) ?? null;
  }

  /** Whether the incumbent works on the desired date; missing where there is none. */
  get desiredIsBusinessDay(): Value {
    const { desiredDueDate } = this.order;
    return desiredDueDate === '' ? null : businessDays(this.agreement)(desiredDueDate);
  }

  /** Whether it is for something with a circuit: not ports, resold lines, listings or ports of a switch alone. */
  get byCircuit(): boolean {
    const { forms, reqtyp } = this.order;
    return forms === undefined || this.kind === 'asr' || !WITHOUT_CIRCUIT.has(reqtyp.slice(0, 1));
  }

  /** The version before, as it was ordered. */
  get before(): Order | undefined {
    return this.context.previous?.order;
  }

  /** Telephone numbers that the version before did not have; missing where it is not known. */
  get numbersAdded(): Value {
    if (this.before === undefined) return null;
    const had = new Set(this.before.numbers ?? []);
    return BigInt((this.order.numbers ?? []).filter((number) => !had.has(number)).length);
  }

  /** Whether the forms differ from those of the version before in more than the date; missing where one is not known. */
  get changedBesideDate(): Value {
    const [now, then] = [this.order.forms, this.before?.forms];
    if (now === undefined || then === undefined) return null;
    return withoutDate(now) !== withoutDate(then);
  }

  get clecCcna(): Value {
    const row = this.view.rows(partiesTable).find(({ value }) => value.party === this.agreement.parties.clec);
    return row?.value.ccna ?? null;
  }

  readonly lookup: Lookup = (table, [key], column) => {
    const row: Readonly<Record<string, unknown>> | undefined =
      table === 'product'
        ? this.view.rows(productsTable).find(({ value }) => value.product === key)?.value
        : this.view.rows(wireCentersTable).find(({ value }) => value.clli === key)?.value;
    const cell = row?.[column];
    if (column === 'order_form' && row !== undefined) return typeof cell === 'string' ? cell : 'LSR';
    return typeof cell === 'string' ? cell : null;
  };
}

type Forms = NonNullable<Order['forms']>;

/** The forms as text to compare, without what a new date changes. */
function withoutDate(forms: Forms): string {
  return JSON.stringify(
    Object.entries(forms)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([form, sections]) => [
        form,
        sections.map((section) =>
          Object.entries(section)
            .filter(([field, text]) => text !== '' && !(isFirstPage(form) && WITH_THE_DATE.has(field)))
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ]),
  );
}

const isFirstPage = (form: string): boolean => form === 'LSR' || form === 'ASR';
