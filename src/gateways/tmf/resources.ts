/** The documents' resources, as far as Meetpoint fills them. */

export interface Characteristic {
  readonly name: string;
  readonly valueType?: string;
  readonly value: unknown;
}

export interface RelatedParty {
  readonly id: string;
  readonly name?: string;
  readonly role?: string;
  readonly '@referredType': string;
}

export interface Note {
  readonly id?: string;
  readonly author?: string;
  readonly date?: string;
  readonly text: string;
}

export interface Place {
  readonly id?: string;
  readonly name?: string;
  readonly role: string;
}

export interface Ref {
  readonly id: string;
  readonly href?: string;
  readonly name?: string;
}

export interface OrderProduct {
  readonly id?: string;
  readonly href?: string;
  readonly productOffering?: Ref;
  readonly productCharacteristic?: readonly Characteristic[];
  readonly place?: readonly (Place & Readonly<Record<string, unknown>>)[];
  readonly relatedParty?: readonly RelatedParty[];
}

export const ITEM_ACTIONS = ['add', 'modify', 'delete', 'noChange'] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

export interface OrderItem {
  readonly id: string;
  readonly action: ItemAction;
  readonly quantity?: number;
  readonly state?: string;
  readonly productOffering?: Ref;
  readonly product?: OrderProduct;
}

/** What a buyer says of an order. */
export interface OrderRequest {
  readonly externalId?: string;
  readonly requestedCompletionDate?: string;
  readonly agreement?: readonly Ref[];
  readonly note?: readonly Note[];
  readonly relatedParty?: readonly RelatedParty[];
  readonly productOrderItem: readonly OrderItem[];
}

export interface ProductOrder extends OrderRequest {
  readonly id: string;
  readonly href: string;
  readonly category: string;
  readonly orderDate: string;
  readonly expectedCompletionDate?: string;
  readonly completionDate?: string;
  readonly cancellationDate?: string;
  readonly state: string;
}
