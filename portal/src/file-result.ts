import type { OrderFileAnswer } from '../../src/gateways/http-api/shapes/order-file.ts';
import type { Tone } from './parts/status.tsx';

export type FileRow = OrderFileAnswer['rows'][number];
export type Verdict = FileRow['verdict'];

interface Meaning {
  readonly word: string;
  readonly tone: Tone;
  readonly means: string;
  readonly again: string;
}

/** Verdicts in the order in which they add up to what was read. */
export const VERDICTS: Readonly<Record<Verdict, Meaning>> = {
  taken: {
    word: 'Taken',
    tone: 'good',
    means: 'On record and acknowledged; its clocks run',
    again: 'A change is the next version',
  },
  rejected: {
    word: 'Rejected',
    tone: 'bad',
    means: 'On record with edits that failed',
    again: 'Send it mended, as the next version',
  },
  refused: {
    word: 'Refused',
    tone: 'bad',
    means: 'Not recorded: a fatal edit, or its number is on record with other content',
    again: 'Send it mended, under the same version',
  },
  repeated: {
    word: 'Already taken',
    tone: 'quiet',
    means: 'Was on record with the same content',
    again: 'Nothing is to be done',
  },
  unreadable: {
    word: 'Not read',
    tone: 'bad',
    means: 'A cell or an element cannot be read, or rows contradict each other',
    again: 'Send it mended, under the same version',
  },
};
export const VERDICT_NAMES = Object.keys(VERDICTS) as Verdict[];

const BAD: ReadonlySet<Verdict> = new Set(['rejected', 'refused', 'unreadable']);

/** Whether a line must be mended and sent again: also one that stays rejected since it was sent before. */
export const isToMend = ({ verdict, state }: FileRow): boolean => BAD.has(verdict) || state === 'rejected';

/** Rows that are drawn at once: a file has tens of thousands. */
export const ROWS_AT_ONCE = 100;

/** What one page of rows shows; a page that is not there any more is the last one. */
export function pageOf<T>(
  rows: readonly T[],
  wanted: number,
): { readonly shown: readonly T[]; readonly page: number; readonly pages: number; readonly first: number } {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_AT_ONCE));
  const page = Math.min(Math.max(1, wanted), pages);
  const first = (page - 1) * ROWS_AT_ONCE;
  return { shown: rows.slice(first, first + ROWS_AT_ONCE), page, pages, first };
}

/** `moves.v2.xlsx` and `mend` → `moves.v2.mend.csv`. */
export const nameBeside = (file: string, what: string): string =>
  `${file.replace(/\.[^.]+$/, '')}.${what}.csv`;
