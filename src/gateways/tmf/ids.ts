import { readOrderId } from '../../articles/ordering/order-id.ts';
import type { OrderKindName } from '../../articles/ordering/order-id.ts';

/** Base paths of the interfaces, as their documents give them. */
export const BASES = {
  order: '/tmf-api/productOrderingManagement/v4',
  qualification: '/tmf-api/serviceQualificationManagement/v4',
  agreement: '/tmf-api/agreementManagement/v4',
  product: '/tmf-api/productInventory/v4',
} as const;

/** Stands in no order number, circuit id or agreement, and needs no escape in an address. */
const SEPARATOR = '~';

/** `missouri-2006~centurytel`: an agreement's id without the slash, which paths would split. */
export const agreementRefId = (agreementId: string): string => agreementId.replace('/', SEPARATOR);

/** The agreement's own id, of either spelling. */
export const agreementIdOf = (ref: string): string => ref.replace(SEPARATOR, '/');

/** An order of an agreement with all its versions: its number stays, whatever is supplemented. */
export interface OrderKey {
  readonly agreementId: string;
  readonly kind: OrderKindName;
  readonly ccna: string;
  readonly pon: string;
}

/** `missouri-2006~centurytel~LSR~SKT~PON1`. */
export const orderRefId = ({ agreementId, kind, ccna, pon }: OrderKey): string =>
  [agreementRefId(agreementId), kind.toUpperCase(), ccna || '-', pon].join(SEPARATOR);

/** The order that an id names; undefined when it is no id of an order. */
export function orderKeyOf(id: string): OrderKey | undefined {
  const [form, variant, kind = '', ccna = '', pon = '', ...more] = id.split(SEPARATOR);
  if (more.length > 0 || form === undefined || variant === undefined) return undefined;
  const version = readOrderId([kind, ccna, pon, '01'].join('/'));
  if (version === undefined) return undefined;
  return { agreementId: `${form}/${variant}`, kind: version.kind, ccna: version.ccna, pon: version.pon };
}

/** The order that a case is a version of. @throws Error for a case that is no order: a bug. */
export function orderKeyOfCase(agreementId: string, caseId: string): OrderKey {
  const version = readOrderId(caseId);
  if (version === undefined) throw new Error(`${caseId} is no order.`);
  const { kind, ccna, pon } = version;
  return { agreementId, kind, ccna, pon };
}

/** `<order>~<version>`: the version that takes the order back. */
export const cancelRefId = (key: OrderKey, ver: string): string => `${orderRefId(key)}${SEPARATOR}${ver}`;

export function cancelKeyOf(id: string): { readonly key: OrderKey; readonly ver: string } | undefined {
  const at = id.lastIndexOf(SEPARATOR);
  const key = at < 0 ? undefined : orderKeyOf(id.slice(0, at));
  return key === undefined ? undefined : { key, ver: id.slice(at + 1) };
}

/** `missouri-2006~centurytel~10.LZFU.000205.CTM`. */
export const productRefId = (agreementId: string, circuit: string): string =>
  [agreementRefId(agreementId), circuit].join(SEPARATOR);

/** What an id of a product names; undefined when it is none. */
export function productKeyOf(
  id: string,
): { readonly agreementId: string; readonly circuit: string } | undefined {
  const [form, variant, ...circuit] = id.split(SEPARATOR);
  if (form === undefined || variant === undefined || circuit.length === 0) return undefined;
  return { agreementId: `${form}/${variant}`, circuit: circuit.join(SEPARATOR) };
}

/** Address of a resource. */
export const hrefOf = (base: keyof typeof BASES, resource: string, id: string): string =>
  `${BASES[base]}/${resource}/${encodeURIComponent(id)}`;
