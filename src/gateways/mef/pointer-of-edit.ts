import type { FormCode, OrderDocument } from '../../formats/order-forms/document.ts';
import { ADDRESS_FIELDS } from './address.ts';
import { familyOfForms, formOf } from './families.ts';
import { pointerPart } from './mef-problem.ts';

/** Attributes of an item that say a field, whichever form it is on. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  DDD: 'requestedCompletionDate',
  EXP: 'expediteIndicator',
  RPON: 'relatedBuyerPON',
  AN: 'billingAccount/id',
  BAN: 'billingAccount/id',
  NAME: 'endCustomerName',
  EUNAME: 'endCustomerName',
  TSP: 'tspRestorationPriority',
  ECCKT: 'product/id',
  PRODUCT: 'product/productOffering/id',
  REQTYP: 'product/productConfiguration/@type',
  LNA: 'action',
};
const OF_ORDER: Readonly<Record<string, string>> = {
  PON: '/externalId',
  PROJECT: '/projectId',
  INIT: '/relatedContactInformation',
  'TEL NO (INIT)': '/relatedContactInformation',
};

interface Edit {
  readonly form?: string;
  readonly field?: string;
  /** Section of the form, from 1. */
  readonly section?: number;
}

/** Where in a product order stands what an edit is about. `at` is the item, from 0, where the edit is of the order as a whole. */
export function pointerOfEdit(document: OrderDocument, { form, field = '', section }: Edit, at = 0): string {
  const family = familyOfForms(document);
  const line =
    form !== undefined && form === family?.line && section !== undefined && section > 0 ? section - 1 : at;
  const item = `/productOrderItem/${line}`;
  const ofOrder = OF_ORDER[field];
  if (ofOrder !== undefined) return ofOrder;
  const attribute = ATTRIBUTES[field];
  if (attribute !== undefined) return `${item}/${attribute}`;
  if ((form === 'EU' || form === undefined) && ADDRESS_FIELDS.has(field)) return `${item}/product/place/0`;
  const property = family?.properties.find(
    (one) => one.field === field && (form === undefined || formOf(family, one) === form),
  );
  const configuration = `${item}/product/productConfiguration`;
  if (property !== undefined) return `${configuration}/${property.name}`;
  if (family === undefined || field === '') return item;
  return `${configuration}/furtherFields/${pointerPart(`${(form as FormCode | undefined) ?? family.page}.${field}`)}`;
}
