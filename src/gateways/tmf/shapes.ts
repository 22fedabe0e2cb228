import { Type } from 'typebox';
import type { Static } from 'typebox';
import { ITEM_ACTIONS } from './resources.ts';

/**
 * What requests must be, by the documents: the mandatory attributes of what is read. Attributes that are not read may be there, as in
 * the documents themselves.
 */
const Text = Type.String({ maxLength: 4_000 });
const Id = Type.String({ minLength: 1, maxLength: 300 });
const Some = Type.Optional;

export const RefShape = Type.Object({ id: Id, name: Some(Text) });
const NoteShape = Type.Object({ text: Text });
export const PartyShape = Type.Object({
  id: Id,
  name: Some(Text),
  role: Some(Text),
  '@referredType': Type.String(),
});
export const CharacteristicShape = Type.Object({ name: Id, value: Type.Unknown() });
export const PlaceShape = Type.Object({ id: Some(Text), name: Some(Text), role: Text });

const OfferingShape = Type.Object({ id: Id });
const ProductShape = Type.Object({
  id: Some(Id),
  productOffering: Some(OfferingShape),
  productCharacteristic: Some(Type.Array(CharacteristicShape, { maxItems: 500 })),
  place: Some(Type.Array(PlaceShape, { maxItems: 20 })),
  relatedParty: Some(Type.Array(PartyShape, { maxItems: 20 })),
});
const ItemShape = Type.Object({
  id: Id,
  action: Type.Enum([...ITEM_ACTIONS]),
  quantity: Some(Type.Integer({ minimum: 1, maximum: 99_999 })),
  productOffering: Some(OfferingShape),
  product: Some(ProductShape),
});
const Items = Type.Array(ItemShape, { minItems: 1, maxItems: 2_000 });
const ORDER = {
  externalId: Some(Text),
  requestedCompletionDate: Some(Text),
  agreement: Some(Type.Array(RefShape, { maxItems: 5 })),
  note: Some(Type.Array(NoteShape, { maxItems: 50 })),
  relatedParty: Some(Type.Array(PartyShape, { maxItems: 50 })),
};

export const OrderCreate = Type.Object({ ...ORDER, productOrderItem: Items });
/** A merge patch: what is not named stays, whatever the document makes mandatory. */
export const OrderUpdate = Type.Object({ ...ORDER, productOrderItem: Some(Items) });
export const CancelCreate = Type.Object({
  cancellationReason: Some(Text),
  productOrder: Type.Object({ id: Id }),
});
export type CancelCreate = Static<typeof CancelCreate>;

export const HubCreate = Type.Object({
  callback: Type.String({ minLength: 1, maxLength: 2_000 }),
  query: Some(Text),
});

const ServiceShape = Type.Object({
  id: Some(Id),
  name: Some(Text),
  serviceSpecification: Some(Type.Object({ id: Id })),
  serviceCharacteristic: Some(Type.Array(CharacteristicShape, { maxItems: 200 })),
  place: Some(Type.Array(PlaceShape, { maxItems: 20 })),
});
const QualificationItem = Type.Object({
  id: Some(Id),
  expectedServiceAvailabilityDate: Some(Text),
  service: Some(ServiceShape),
});
const QUALIFICATION = {
  externalId: Some(Text),
  description: Some(Text),
  relatedParty: Some(Type.Array(PartyShape, { maxItems: 20 })),
};
export const CheckCreate = Type.Object({
  ...QUALIFICATION,
  provideAlternative: Some(Type.Boolean()),
  provideUnavailabilityReason: Some(Type.Boolean()),
  serviceQualificationItem: Type.Array(QualificationItem, { minItems: 1, maxItems: 20 }),
});
export type CheckCreate = Static<typeof CheckCreate>;
export const QueryCreate = Type.Object({ ...QUALIFICATION, searchCriteria: QualificationItem });
export type QueryCreate = Static<typeof QueryCreate>;
export type QualificationItem = Static<typeof QualificationItem>;

export const ByIdParams = Type.Object({ id: Id });
export const AnyQuery = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]));
