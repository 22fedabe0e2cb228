import type { ResponseXml } from '../../formats/order-xml/response.ts';

export const RESPONSE_KINDS = [
  'acknowledgement',
  'rejection',
  'confirmation',
  'jeopardy',
  'completion',
  'clarification',
  'loss',
] as const;
export type ResponseKind = (typeof RESPONSE_KINDS)[number];

/** What the other carrier is told, in words and as a form, before it is put into a format. */
export interface ResponseDocument {
  readonly kind: ResponseKind;
  /** Hash of the event that it tells of: the same document has the same id, whoever makes it and when. */
  readonly id: string;
  /** One line. */
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  /** Instant of the event, and the time zone in which times are told. */
  readonly at: string;
  readonly timeZone: string;
  readonly paragraphs: readonly string[];
  /** Labels and what they say, in the order in which they are read. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** What the reader does now. */
  readonly next: string;
  /** The same as a form. */
  readonly form: ResponseXml;
}

/** `2026-11-02 09:00 (America/Chicago)`; a date stays a date. */
export function localText(at: string, timeZone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return at;
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return `${time.toPlainDate().toString()} ${time.toPlainTime().toString({ smallestUnit: 'minute' })} (${timeZone})`;
}
