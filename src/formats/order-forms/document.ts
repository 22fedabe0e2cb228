/** Forms of a Local Service Request, in the order in which they are shown. */
export const LSR_FORMS = ['LSR', 'EU', 'LS', 'LSNP', 'NP', 'PS', 'RS', 'DL'] as const;
/** Forms of an Access Service Request: its first page, trunking, transport, end user special access. */
export const ASR_FORMS = ['ASR', 'TRK', 'TSR', 'EUSA'] as const;

export type FormCode = (typeof LSR_FORMS)[number] | (typeof ASR_FORMS)[number];

/** One filled section of a form, or one line of a form of lines: text by the name that the field has on the form. */
export type FormSection = Readonly<Record<string, string>>;

/**
 * An order as its forms: `{ LSR: [{ CCNA: 'SKT', … }], LS: [{ LNUM: '00001', … }, …] }`. A form that is not sent is
 * absent, a field that is not filled is absent or empty.
 */
export type OrderDocument = Readonly<Partial<Record<FormCode, readonly FormSection[]>>>;
