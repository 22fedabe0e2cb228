/** Kinds of orders, by the form that they come on. */
export type OrderKindName = 'lsr' | 'asr';

interface Version {
  readonly ccna: string;
  readonly pon: string;
  readonly ver: string;
}

/** `LSR/<CCNA>/<PON>/<VER>`, `ASR/<CCNA>/<PON>/<VER>`. */
export const orderCaseId = (kind: OrderKindName, { ccna, pon, ver }: Version): string =>
  `${kind.toUpperCase()}/${ccna || '-'}/${pon}/${ver}`;

/** The kind, orderer, number and version in a case id; undefined when it is no order's. */
export function readOrderId(caseId: string): (Version & { readonly kind: OrderKindName }) | undefined {
  const found = /^(LSR|ASR)\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(caseId);
  if (!found) return undefined;
  const [, form = '', ccna = '', pon = '', ver = ''] = found;
  return { kind: form === 'ASR' ? 'asr' : 'lsr', ccna: ccna === '-' ? '' : ccna, pon, ver };
}

/** What all versions of one order have their ids begin with. */
export const versionsPrefix = (kind: OrderKindName, version: Omit<Version, 'ver'>): string =>
  orderCaseId(kind, { ...version, ver: '' });
