import { orderCaseId, readOrderId } from '../../articles/ordering/order-id.ts';
import type { OrderKindName } from '../../articles/ordering/order-id.ts';

/** An order over all its versions. */
export interface OrderKey {
  readonly agreementId: string;
  readonly kind: OrderKindName;
  readonly ccna: string;
  readonly pon: string;
}

const PART = String.raw`[^:/\s]+`;
const ORDER = new RegExp(`^(${PART}):(${PART}):(LSR|ASR):(${PART}):(${PART})$`);
const VERSION = new RegExp(`^(.+):(${PART})$`);

/** `missouri-2006:centurytel:LSR:SKT:LOOP-1`: the agreement and the order, in one step of a path. */
export const productOrderId = ({ agreementId, kind, ccna, pon }: OrderKey): string =>
  [agreementId.replace('/', ':'), kind.toUpperCase(), ccna || '-', pon].join(':');

/** The order of an id; undefined when it is none. */
export function readProductOrderId(id: string): OrderKey | undefined {
  const [, form, variant, kind, ccna = '', pon = ''] = ORDER.exec(id) ?? [];
  if (form === undefined) return undefined;
  return {
    agreementId: `${form}/${variant}`,
    kind: kind === 'ASR' ? 'asr' : 'lsr',
    ccna: ccna === '-' ? '' : ccna,
    pon,
  };
}

/** Of a request to cancel or to move a date: the order and the version that asks it. */
export const taskId = (key: OrderKey, ver: string): string => `${productOrderId(key)}:${ver}`;

export function readTaskId(id: string): { readonly key: OrderKey; readonly ver: string } | undefined {
  const [, order = '', ver = ''] = VERSION.exec(id) ?? [];
  const key = readProductOrderId(order);
  return key === undefined ? undefined : { key, ver };
}

/** The order that a case is a version of; undefined for other cases. */
export function keyOfCase(agreementId: string, caseId: string): (OrderKey & { ver: string }) | undefined {
  const read = readOrderId(caseId);
  return read && { agreementId, ...read };
}

export const caseOf = (key: OrderKey, ver: string): string => orderCaseId(key.kind, { ...key, ver });

/** `missouri-2006:centurytel:60.LXFU.000101.CTM`: the agreement and the circuit. */
export const productId = (agreementId: string, ecckt: string): string =>
  `${agreementId.replace('/', ':')}:${ecckt}`;

export function readProductId(
  id: string,
): { readonly agreementId: string; readonly ecckt: string } | undefined {
  const [, form, variant, ecckt = ''] = /^([^:/\s]+):([^:/\s]+):(.+)$/.exec(id) ?? [];
  return form === undefined ? undefined : { agreementId: `${form}/${variant}`, ecckt };
}
