/** What requests of the Sonata documents say, once they fit their schemas. Only what is read here is named. */

export interface Contact {
  readonly role: string;
  readonly name: string;
  readonly emailAddress: string;
  readonly number: string;
  readonly [other: string]: unknown;
}

export interface MefNote {
  readonly id: string;
  readonly author: string;
  readonly date: string;
  readonly source: 'buyer' | 'seller';
  readonly text: string;
}

export interface MefPlace {
  readonly '@type': string;
  readonly role: string;
  readonly [other: string]: unknown;
}

/** A product configuration: its `@type`, and the properties of its family. */
export interface Configuration {
  readonly '@type': string;
  readonly furtherFields?: Readonly<Record<string, string>>;
  readonly [property: string]: unknown;
}

export interface MefProduct {
  readonly id?: string;
  readonly href?: string;
  readonly place?: readonly MefPlace[];
  readonly productConfiguration?: Configuration;
  readonly productOffering?: { readonly id: string };
  readonly productRelationship?: readonly unknown[];
}

export type Action = 'add' | 'modify' | 'delete';

export interface OrderItemCreate {
  readonly id: string;
  readonly action: Action;
  readonly agreementName?: string;
  readonly billingAccount?: { readonly id: string };
  readonly endCustomerName?: string;
  readonly expediteIndicator?: boolean;
  readonly note?: readonly MefNote[];
  readonly product?: MefProduct;
  readonly relatedBuyerPON?: string;
  readonly relatedContactInformation?: readonly Contact[];
  /** Date and time; its day where the agreement is at home is what counts. */
  readonly requestedCompletionDate?: string;
  readonly tspRestorationPriority?: string;
  readonly productOfferingQualificationItem?: object;
}

export interface ProductOrderCreate {
  readonly externalId?: string;
  readonly projectId?: string;
  readonly note?: readonly MefNote[];
  readonly relatedContactInformation: readonly Contact[];
  readonly productOrderItem: readonly OrderItemCreate[];
}
