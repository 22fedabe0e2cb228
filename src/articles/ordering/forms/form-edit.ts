import type { FormCode } from '../../../formats/order-forms/document.ts';

export const SEVERITIES = ['fatal', 'non-fatal', 'warning'] as const;
/**
 * `fatal`: it is no request at all and is sent anew; `non-fatal`: rejected, cured by the next version; `warning`: told, and
 * the order goes on.
 */
export type Severity = (typeof SEVERITIES)[number];

/** One numbered edit over forms. */
export interface FormEdit {
  readonly id: string;
  /** `format`: the text of a field; `usage`: a row of the usage matrix; `condition`: a row of an edit catalogue. */
  readonly kind: 'format' | 'usage' | 'condition';
  readonly form: FormCode;
  /** Trade name; `*`: the form as a whole. */
  readonly field: string;
  readonly severity: Severity;
  /** What is wrong; `{name}` stands for a field of the row. */
  readonly sentence: string;
  readonly cure: string;
  /** Term of the agreement whose clause asks for it. */
  readonly term?: string;
  /** Published rule ids. */
  readonly rules: readonly string[];
  readonly source: string;
}

/** What a request is known by: without them it is no request. */
const IDENTITY: ReadonlySet<string> = new Set(['CCNA', 'PON', 'VER', 'REQTYP', 'ACT']);

export const severityOf = (form: FormCode, field: string): Severity =>
  (form === 'LSR' || form === 'ASR') && IDENTITY.has(field) ? 'fatal' : 'non-fatal';
