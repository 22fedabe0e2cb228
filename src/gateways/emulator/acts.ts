import type { OrderDocument } from '../../formats/order-forms/document.ts';

/** One thing that a side does with an order, the same at every deployment that it works at. */
export type Act =
  | { readonly does: 'send'; readonly pon: string; readonly document: OrderDocument }
  | {
      readonly does: 'answer';
      readonly id: string;
      readonly event: string;
      readonly body: Readonly<Record<string, unknown>>;
    };

export const actName = (act: Act): string =>
  act.does === 'send' ? `sends ${act.pon}` : `says of ${act.id}: ${act.event}`;
