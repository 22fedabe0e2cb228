import type { AgreementView } from '../../agreement/agreement.ts';
import type { Value, ValueType } from '../../base/expr/ast.ts';
import type { Asr } from './asr.ts';
import { changedFields } from './changed-fields.ts';
import type { OrderKindName } from './order-id.ts';
import { lossTerm, supplementsTerm } from './terms.ts';

/** What edits know of the life of an order beside the order itself: all of it from the record, none of it guessed. */
export interface OrderLife {
  readonly kind: OrderKindName;
  /** The version that a supplement is about: the latest that lives, and its state. */
  readonly before?: { readonly order: Asr; readonly state: string };
  /** Last day for a new date after the customer was not ready. */
  readonly customerLimit?: string;
  /** Numbers of the order that another open order is about, and those of another account. */
  readonly numbersPending: number;
  readonly numbersForeign: number;
  /** A freeze on the line stands against it. */
  readonly frozen: boolean;
  /** `missing`: it names none; `refused`: the one that it names does not hold; `held`. */
  readonly authority: 'held' | 'missing' | 'refused';
}

/** What each supplement asks for, by its number on the form. */
export const SUPPLEMENTS = {
  '1': 'cancel',
  '2': 'new-date',
  '3': 'other',
  '4': 'correction',
} as const;
export type Sup = keyof typeof SUPPLEMENTS;

interface LifeFacts {
  readonly view: AgreementView;
  readonly order: Asr;
  readonly context: { readonly life?: OrderLife };
}

/** Fields that edits may name; missing where an order is tested without its record. */
export const LIFE_FIELDS: Readonly<Record<string, readonly [ValueType, (facts: LifeFacts) => Value]>> = {
  on_record: ['boolean', ({ context }) => context.life !== undefined],
  sup_offered: [
    'boolean',
    ({ view, order: { sup }, context }) =>
      sup !== undefined && isOffered(view, context.life?.kind ?? 'lsr', sup),
  ],
  before_state: ['text', ({ context }) => context.life?.before?.state ?? null],
  sup_changes: ['integer', supChanges],
  sup_same_date: [
    'boolean',
    ({ order, context: { life } }) =>
      life?.before === undefined ? null : life.before.order.desiredDueDate === order.desiredDueDate,
  ],
  sup_added_numbers: ['integer', addedNumbers],
  inquiry: ['boolean', ({ order }) => order.inquiry === true],
  customer_limit: ['text', ({ context }) => context.life?.customerLimit ?? null],
  numbers_pending: ['integer', ({ context: { life } }) => (life ? BigInt(life.numbersPending) : null)],
  numbers_foreign: ['integer', ({ context: { life } }) => (life ? BigInt(life.numbersForeign) : null)],
  frozen: ['boolean', ({ context }) => context.life?.frozen ?? null],
  takes_over: ['boolean', ({ view, order }) => takesOver(view, order)],
  authority_stands: ['text', ({ context }) => context.life?.authority ?? null],
};

/** What a new date may bring with it: the date, the time of a cut, whether it is hurried. */
const DATES: ReadonlySet<string> = new Set(['desiredDueDate', 'expedite', 'frameDueTime']);

function supChanges({ order, context }: LifeFacts): Value {
  const before = context.life?.before?.order;
  if (before === undefined) return null;
  return BigInt(changedFields(before, order).filter((name) => !DATES.has(name)).length);
}

function addedNumbers({ order, context }: LifeFacts): Value {
  const before = context.life?.before?.order;
  if (before === undefined) return null;
  const had = new Set(before.numbers);
  return BigInt((order.numbers ?? []).filter((number) => !had.has(number)).length);
}

export function isOffered(view: AgreementView, kind: OrderKindName, sup: Sup): boolean {
  const offered = view.optional(supplementsTerm)?.value;
  const list: readonly string[] = (kind === 'asr' ? offered?.access : offered?.request) ?? [];
  return list.includes(SUPPLEMENTS[sup]);
}

/** Whether the order takes a line over from another carrier: that needs the end user's authority, and word to the loser. */
export const takesOver = (view: AgreementView, { act, oldProvider }: Asr): boolean =>
  oldProvider !== undefined && (view.optional(lossTerm)?.value.activities.includes(act) ?? false);
