import type { AgreementView, TableRow } from '../agreement/agreement.ts';
import { compensationTable } from './tables.ts';
import type { CompensationRow, Direction } from './tables.ts';

export type OriginatorClass = NonNullable<CompensationRow['originator']>;
export const ORIGINATOR_CLASSES = ['party', 'third-party', 'unidentified'] as const;

export interface CompensationQuestion {
  readonly bucket: string;
  readonly direction: Direction;
  readonly originator: OriginatorClass;
  /** Id of the rate period of the call; undefined where it is in none. */
  readonly period?: string;
}

/** The row for a bucket and direction: the one that names period, direction and originator before one that is for any. */
export function findCompensation(
  view: AgreementView,
  wanted: CompensationQuestion,
): TableRow<CompensationRow> | undefined {
  const fits = (given: string | undefined, asked: string): boolean => given === undefined || given === asked;
  const weight = ({ value }: TableRow<CompensationRow>): number =>
    (value.period === undefined ? 0 : 4) +
    (value.direction === undefined ? 0 : 2) +
    (value.originator === undefined ? 0 : 1);
  return view
    .rows(compensationTable)
    .filter(({ value }) => value.bucket === wanted.bucket)
    .filter(({ value }) => fits(value.direction, wanted.direction))
    .filter(({ value }) => fits(value.originator, wanted.originator))
    .filter(({ value }) => value.period === undefined || value.period === wanted.period)
    .filter(({ value }) => value.payer !== 'originating' || wanted.originator === 'party')
    .sort((a, b) => weight(b) - weight(a))[0];
}

/** Roles of payer and payee; undefined without money between the two. */
export function sidesOf(
  row: CompensationRow,
  direction: Direction,
): { payer: 'ilec' | 'clec'; payee: 'ilec' | 'clec' } | undefined {
  if (row.payer === undefined) return undefined;
  const sending = direction === 'ilec-to-clec' ? 'ilec' : 'clec';
  const receiving = sending === 'ilec' ? 'clec' : 'ilec';
  return row.payer === 'terminating'
    ? { payer: receiving, payee: sending }
    : { payer: sending, payee: receiving };
}
