/**
 * The identifiers of the trade: each with its shape, a check, and one canonical spelling.
 * Shapes: NANPA numbering (NPA-NXX-X), Telcordia CLLI (11, of which 8 name the building), OBF LSOG PON
 * (16 or fewer), NECA company code (OCN, 4). Lists of assigned codes are licensed and not here.
 */
declare const kind: unique symbol;
type Code<K extends string> = string & { readonly [kind]: K };

/** Ten digits, NPA and NXX beginning 2–9. */
export type TelephoneNumber = Code<'telephone number'>;
/** Seven digits: NPA, NXX and thousands digit. */
export type NumberBlock = Code<'number block'>;
export type Clli = Code<'CLLI'>;
export type Ocn = Code<'OCN'>;
export type Pon = Code<'PON'>;
export type Ecckt = Code<'ECCKT'>;

const NANP = /^[2-9]\d{2}[2-9]\d{6}$/;

/** Reads `573-777-1234`, `(573) 777-1234`, `+15737771234`; undefined when it is no NANP number. */
export function telephoneNumber(text: string): TelephoneNumber | undefined {
  const digits = text.replace(/[\s().+-]/g, '');
  if (text.trimStart().startsWith('+') && !/^1\d{10}$/.test(digits)) return undefined;
  const ten = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return NANP.test(ten) ? (ten as TelephoneNumber) : undefined;
}

export const formatTelephoneNumber = (tn: TelephoneNumber): string =>
  `${tn.slice(0, 3)}-${tn.slice(3, 6)}-${tn.slice(6)}`;

/** The thousands-block that a number lies in. */
export const blockOf = (tn: TelephoneNumber): NumberBlock => tn.slice(0, 7) as unknown as NumberBlock;

/** Location code: 8 characters for a building, 11 for a switch or other entity in it. */
export function clli(text: string): Clli | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(code) ? (code as Clli) : undefined;
}

/** Operating company number: 4 letters or digits. */
export function ocn(text: string): Ocn | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9]{4}$/.test(code) ? (code as Ocn) : undefined;
}

/** Purchase order number: 1–16 letters, digits and `.,-'`. */
export function pon(text: string): Pon | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9.,'-]{0,15}$/.test(code) ? (code as Pon) : undefined;
}

/**
 * Exchange carrier circuit id: dot-separated parts, at most 41 characters, at least prefix.code.serial;
 * a part after the serial may be empty, as in `50.HCGS.123456..SB`.
 */
export function ecckt(text: string): Ecckt | undefined {
  const code = text.trim().toUpperCase();
  return code.length <= 41 &&
    !code.endsWith('.') &&
    /^[A-Z0-9]{1,4}(\.[A-Z0-9]{1,10}){2}(\.[A-Z0-9]{0,10}){0,4}$/.test(code)
    ? (code as Ecckt)
    : undefined;
}
