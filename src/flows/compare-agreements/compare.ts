import type { AgreementView } from '../../agreement/agreement.ts';
import { diffAgreements } from '../../agreement/diff.ts';
import type { AgreementDiff } from '../../agreement/diff.ts';
import type { TableDef } from '../../agreement/vocabulary.ts';
import type { CaseKind } from '../../cases/kind.ts';
import type { Tx } from '../../platform/database.ts';
import { Changes } from './changes.ts';
import { findTouched } from './touched.ts';
import type { Touched } from './touched.ts';

export { Changes } from './changes.ts';
export { trueUp } from './true-up.ts';
export type { TrueUp } from './true-up.ts';
export type { Touched } from './touched.ts';

/** A comparison, with what is open under the agreement and rests on what differs. */
export interface Comparison extends AgreementDiff {
  /** None where the two are not one agreement, or nothing of it is on record. */
  readonly touched?: Touched;
}

/**
 * Compares two views; with a transaction that may see the agreement, also with its open cases and bills.
 * What is open belongs to one agreement: two of other parties or another form share none.
 */
export async function compareAgreements(
  before: AgreementView,
  after: AgreementView,
  {
    tables,
    kinds,
    tx,
  }: {
    readonly tables: readonly TableDef[];
    readonly kinds: readonly CaseKind[];
    readonly tx?: Tx | undefined;
  },
): Promise<Comparison> {
  const diff = diffAgreements(before, after, tables);
  if (tx === undefined || before.agreement.id !== after.agreement.id) return diff;
  return { ...diff, touched: await findTouched(tx, new Changes(before, after, tables), kinds) };
}
