import type { InvoiceLine } from '../../accounts/invoice.ts';
import { compare, parseDecimal } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import type { TheirRow } from './read-their-bill.ts';

/** A line that we expect, with the bill that it is on. */
export interface Expected {
  readonly invoice: string;
  readonly ban: string;
  readonly line: InvoiceLine;
}

export interface Match {
  readonly pairs: readonly { readonly ours: Expected; readonly theirs: TheirRow }[];
  readonly onlyOurs: readonly Expected[];
  readonly onlyTheirs: readonly TheirRow[];
}

/**
 * Puts each of their rows with the line that it bills, one to one: the pairs that agree in most are made first, so
 * that a wrong rate or quantity does not push a row to another line. Ties go by line number.
 */
export function matchLines(ours: readonly Expected[], theirs: readonly TheirRow[]): Match {
  const candidates = ours.flatMap((expected, i) =>
    theirs.flatMap((row, j) => {
      const likeness = likenessOf(expected, row);
      return likeness === undefined ? [] : [{ i, j, likeness }];
    }),
  );
  candidates.sort((a, b) => b.likeness - a.likeness || a.i - b.i || a.j - b.j);
  const takenOurs = new Map<number, number>();
  const takenTheirs = new Set<number>();
  for (const { i, j } of candidates) {
    if (takenOurs.has(i) || takenTheirs.has(j)) continue;
    takenOurs.set(i, j);
    takenTheirs.add(j);
  }
  const pairs = ours.flatMap((expected, i) => {
    const row = theirs[takenOurs.get(i) ?? -1];
    return row === undefined ? [] : [{ ours: expected, theirs: row }];
  });
  return {
    pairs,
    onlyOurs: ours.filter((_, i) => !takenOurs.has(i)),
    onlyTheirs: theirs.filter((_, j) => !takenTheirs.has(j)),
  };
}

const WEIGHTS = { reference: 16, period: 8, rate: 4, quantity: 2, amount: 1 } as const;

/** How well a row fits a line; undefined when it cannot be the same charge. */
function likenessOf({ ban, line }: Expected, row: TheirRow): number | undefined {
  if (row.element !== line.element) return undefined;
  if (row.account !== undefined && row.account !== ban) return undefined;
  if (row.zone !== undefined && line.zone !== undefined && row.zone !== line.zone) return undefined;
  if (row.reference !== undefined && row.reference !== line.source.id) return undefined;
  if (line.amount !== 0n && row.amount !== 0n && line.amount < 0n !== row.amount < 0n) return undefined;
  const [from, to] = [row.from ?? line.from, row.to ?? line.to];
  if (to < line.from || from > line.to) return undefined;
  return (
    (row.reference === undefined ? 0 : WEIGHTS.reference) +
    (from === line.from && to === line.to ? WEIGHTS.period : 0) +
    (isSame(row.rate, line.rate) ? WEIGHTS.rate : 0) +
    (isSame(row.quantity, line.quantity) ? WEIGHTS.quantity : 0) +
    (row.amount === line.amount ? WEIGHTS.amount : 0)
  );
}

/** Whether their number, when they give one, is ours. */
export function isSame(theirs: Rational | undefined, ours: string): boolean {
  const number = parseDecimal(ours);
  return theirs !== undefined && number !== undefined && compare(theirs, number) === 0;
}
