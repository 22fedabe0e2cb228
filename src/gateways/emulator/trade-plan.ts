import { createHash } from 'node:crypto';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { worded } from '../../flows/play-orders/words.ts';
import { WAYS } from './script.ts';
import type { TradeKind, TradeScript, Way } from './script.ts';

/** One order of a trade before anybody has sent it. Both sides work out the same from the same script. */
export interface PlannedOrder {
  readonly pon: string;
  readonly number: number;
  readonly kind: TradeKind;
  readonly way: Way;
  readonly sentOn: string;
}

/** Who works when. The clocks of the deployments stand at its moment while its side acts. */
export interface Phase {
  readonly day: string;
  readonly at: Temporal.Instant;
  readonly side: TradeSide;
  readonly part: 'send' | 'answer' | 'work' | 'react';
}
export type TradeSide = 'clec' | 'ilec';

const SATURDAY = 6;
const PON_DIGITS = 6;
const FIRST_NUMBER = 5_737_000_000;
const SIDES = { send: 'clec', answer: 'ilec', work: 'ilec', react: 'clec' } as const;

export class TradePlan {
  readonly script: TradeScript;
  readonly #zone: string;
  readonly #byPon = new Map<string, PlannedOrder>();
  /** Planned orders by the day on which they are sent. */
  readonly byDay: ReadonlyMap<string, readonly PlannedOrder[]>;

  /** @param zone time zone of the agreement. */
  constructor(script: TradeScript, zone: string) {
    this.script = script;
    this.#zone = zone;
    const days = this.workingDays(script.from, script.to);
    const byDay = new Map<string, PlannedOrder[]>();
    for (let number = 1; number <= script.orders; number += 1) {
      const draw = this.#draws(number);
      const order: PlannedOrder = {
        number,
        pon: this.ponOf(number),
        kind: picked(script.kinds, ({ share }) => share, draw('kind')),
        way: picked([...WAYS], (way) => script.ways[way] ?? 0, draw('way')),
        sentOn: days[Math.floor(((number - 1) * days.length) / script.orders)] ?? script.from,
      };
      byDay.set(order.sentOn, [...(byDay.get(order.sentOn) ?? []), order]);
      this.#byPon.set(order.pon, order);
    }
    this.byDay = byDay;
  }

  ponOf(number: number, prefix = 'E'): string {
    return `${prefix}${String(number).padStart(PON_DIGITS, '0')}`;
  }

  /** The planned order of a purchase order number; undefined: it is none of this trade. */
  orderOf(pon: string): PlannedOrder | undefined {
    return this.#byPon.get(pon);
  }

  phases(): Phase[] {
    return this.workingDays(this.script.from, this.script.until).flatMap((day) =>
      (['send', 'answer', 'work', 'react'] as const).map((part) => ({
        day,
        part,
        side: SIDES[part],
        at: Temporal.PlainDateTime.from(`${day}T${this.script.hours[part]}`)
          .toZonedDateTime(this.#zone)
          .toInstant(),
      })),
    );
  }

  workingDays(from: string, to: string): string[] {
    const days: string[] = [];
    for (let day = Temporal.PlainDate.from(from); day.toString() <= to; day = day.add({ days: 1 }))
      if (this.#works(day)) days.push(day.toString());
    return days;
  }

  /** The working day so many after a day. */
  workingDay(day: string, after: number): string {
    let then = Temporal.PlainDate.from(day);
    for (let left = after; left > 0;) {
      then = then.add({ days: 1 });
      if (this.#works(then)) left -= 1;
    }
    return then.toString();
  }

  workingDayBefore(day: string): string {
    let then = Temporal.PlainDate.from(day).subtract({ days: 1 });
    while (!this.#works(then)) then = then.subtract({ days: 1 });
    return then.toString();
  }

  /** The order as forms on the day on which it is sent. */
  document(order: PlannedOrder, today: string): OrderDocument {
    return worded(order.kind.forms, {
      PON: order.pon,
      N: String(order.number).padStart(PON_DIGITS, '0'),
      TODAY: asTyped(today),
      TN: telephoneNumber(order.number),
      DDD: asTyped(this.workingDay(today, this.script.wanted)),
    }) as OrderDocument;
  }

  /** The order that takes a circuit of an order out of service. */
  disconnect(order: PlannedOrder, circuit: string, today: string): OrderDocument | undefined {
    if (order.kind.disconnect === undefined) return undefined;
    return worded(order.kind.disconnect, {
      PON: this.ponOf(order.number, 'D'),
      N: String(order.number).padStart(PON_DIGITS, '0'),
      CIRCUIT: circuit,
      TODAY: asTyped(today),
      DDD: asTyped(this.workingDay(today, this.script.wanted)),
    }) as OrderDocument;
  }

  circuit(order: PlannedOrder): string | undefined {
    const { circuit } = order.kind;
    return circuit?.replace('<N>', String(order.number).padStart(PON_DIGITS, '0'));
  }

  #works(day: Temporal.PlainDate): boolean {
    return day.dayOfWeek < SATURDAY && !this.script.holidays.includes(day.toString());
  }

  #draws(number: number): (what: string) => number {
    return (what) =>
      createHash('sha256').update(`${this.script.seed} ${number} ${what}`).digest().readUInt32BE(0) / 2 ** 32;
  }
}

/** A made-up number of its own for each order. */
function telephoneNumber(number: number): string {
  const digits = String(FIRST_NUMBER + number);
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
}

/** A day as forms have it: 10-05-2026. */
export const asTyped = (day: string): string => `${day.slice(5)}-${day.slice(0, 4)}`;

/** One of several by their shares, `draw` from 0 up to 1. */
function picked<T>(of: readonly T[], shareOf: (one: T) => number, draw: number): T {
  const all = of.reduce((sum, one) => sum + shareOf(one), 0);
  let left = draw * all;
  for (const one of of) {
    left -= shareOf(one);
    if (left < 0) return one;
  }
  throw new Error('No share is left.');
}
