import type { FormSection, OrderDocument } from '../../formats/order-forms/document.ts';

const COUNTED = /\d+$/;

/** The document with the first section of a form copied until there are `of`; the digits at the end of some fields count up. */
export function copied(
  document: OrderDocument,
  form: string,
  of: number,
  counting: readonly string[],
): OrderDocument {
  const forms = document as Readonly<Record<string, readonly FormSection[]>>;
  const first = forms[form]?.[0] ?? {};
  const sections = Array.from({ length: of }, (_, index) =>
    Object.fromEntries(
      Object.entries(first).map(([field, text]) => [
        field,
        counting.includes(field) ? later(text, index) : text,
      ]),
    ),
  );
  return { ...document, [form]: sections } as OrderDocument;
}

/** Ids that count up from one: digits before the last part of a circuit id, or at the end. */
export const countedUp = (first: string, of: number): string[] => {
  const at = /^(.*?\.)(\d+)(\.[A-Z]+)$/.exec(first);
  return Array.from({ length: of }, (_, index) =>
    at ? `${at[1]}${later(at[2] ?? '', index)}${at[3]}` : later(first, index),
  );
};

const later = (text: string, by: number): string =>
  text.replace(COUNTED, (digits) => String(Number(digits) + by).padStart(digits.length, '0'));
