/** A number that was read: of the North American plan, a service code such as 911, or what is wrong with it. */
export type ReadNumber =
  | { readonly kind: 'nanp'; readonly value: number }
  | { readonly kind: 'service'; readonly value: number }
  | { readonly kind: 'not-nanp' }
  | { readonly kind: 'not-a-number' };

const NANP = /^[2-9]\d{2}[2-9]\d{6}$/;
/** N11 codes and operator; they go to a service and not to a line. */
const SERVICE = /^(?:[2-9]11|00?)$/;
const NOT_NANP: ReadNumber = { kind: 'not-nanp' };
const NOT_A_NUMBER: ReadNumber = { kind: 'not-a-number' };

/**
 * Reads `5738741234`, `15738741234`, `+1 (573) 874-1234`, `sip:+15738741234@host;user=phone`, `tel:+1-573-874-1234`, and
 * `"Name" <sip:…>`; numbers of seven digits where an area code is given.
 */
export function readNumber(text: string, areaCode?: string): ReadNumber {
  if (text.length === 10 && NANP.test(text)) return { kind: 'nanp', value: Number(text) };
  const user = userPart(text).replaceAll(/[-. ()]/g, '');
  const plus = user.startsWith('+');
  const digits = plus ? user.slice(1) : user;
  if (!/^\d+$/.test(digits)) return NOT_A_NUMBER;
  if (digits.length === 11 && digits.startsWith('1')) return nanp(digits.slice(1));
  if (plus) return NOT_NANP;
  if (digits.length === 10) return nanp(digits);
  if (digits.length === 7 && areaCode !== undefined) return nanp(areaCode + digits);
  return SERVICE.test(digits) ? { kind: 'service', value: Number(digits) } : NOT_NANP;
}

const nanp = (digits: string): ReadNumber =>
  NANP.test(digits) ? { kind: 'nanp', value: Number(digits) } : NOT_NANP;

/** The user part of a SIP or tel URI, also within `<…>`; other text as it is. */
function userPart(text: string): string {
  const open = text.indexOf('<');
  const close = text.indexOf('>', open);
  const uri = (open >= 0 && close > open ? text.slice(open + 1, close) : text).trim();
  const colon = /^(?:sips?|tel):/i.exec(uri)?.[0].length ?? 0;
  const at = uri.indexOf('@');
  const user = uri.slice(colon, at < 0 ? undefined : at);
  const semicolon = user.indexOf(';');
  return semicolon < 0 ? user : user.slice(0, semicolon);
}

/** The value of a parameter of a SIP or tel URI, of its user part (RFC 4694) or of the URI; undefined where it is absent. */
export function uriParameter(text: string, name: string): string | undefined {
  for (const part of text.split(/[;@>?]/)) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim().toLowerCase() === name.toLowerCase())
      return part.slice(equals + 1).trim();
  }
  return undefined;
}
