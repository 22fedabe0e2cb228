import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, TableRow } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { Problem } from '../../base/problem.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { START, allowedIn } from '../../cases/kind.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { adoptable, adoptionKind, adoptionLetter } from './adoption.ts';
import { adoptionObjection, approval, arbitrationWindow, orderEffect, terminationDate } from './decisions.ts';
import { agreementStatus, inEffect, renegotiationOpens, termEnds } from './in-effect.ts';
import { deemedApprovalOn } from './deemed-approval.ts';
import { agreementLifeKind } from './kind.ts';
import { lifeTable, lifeTerms } from './terms.ts';
import type { LifeRow } from './terms.ts';

export { useProblems } from './in-effect.ts';
export { statusOn } from './status.ts';
export type { LifeEvent, LifeStatus } from './status.ts';
export { lifeTable, lifeTerm } from './terms.ts';

export const kinds: readonly CaseKind[] = [agreementLifeKind, adoptionKind];

/** How an agreement comes about, runs and ends, and how another carrier adopts it. */
export const agreementLife: Vocabulary = {
  subject: 'agreement-life',
  terms: lifeTerms,
  tables: [lifeTable],
  decisions: [
    arbitrationWindow,
    approval,
    orderEffect,
    adoptionObjection,
    adoptable,
    adoptionLetter,
    agreementStatus,
    termEnds,
    renegotiationOpens,
    inEffect,
    terminationDate,
  ],
  check: (agreement) => [
    ...kinds.flatMap((kind) => checkClocks(agreement, kind)),
    ...lifeProblems(agreement),
  ],
};

/** The record of a life is one that can have happened: each event in a state that allows it, in the order of days. */
function lifeProblems(agreement: Agreement): Problem[] {
  const rows = agreement
    .at(OPEN_END)
    .rows(lifeTable)
    .toSorted((a, b) => (a.value.on < b.value.on ? -1 : a.value.on > b.value.on ? 1 : 0));
  const problems: Problem[] = [];
  const taken: string[] = [];
  for (const row of rows) {
    const { event } = row.value;
    const state = stateAfter(
      agreementLifeKind,
      taken.map((name) => ({ name })),
    );
    // Nobody records what the passing of time does: a filing that waited long enough is deemed approved.
    const waited =
      state === 'filed' &&
      allowedIn(agreementLifeKind, 'approved').includes(event) &&
      isDeemedApproved(agreement, rows, row.value.on);
    if (waited) taken.push('deemed-approved');
    const now = waited ? 'approved' : state;
    if (!allowedIn(agreementLifeKind, now).includes(event)) {
      problems.push(
        rowProblem(
          row,
          'event',
          `"${event}" cannot happen to an agreement that is ${now === START ? 'not asked for yet' : now}.`,
          `Allowed there: ${allowedIn(agreementLifeKind, now).join(', ') || 'nothing more'}.`,
        ),
      );
      continue;
    }
    if (event === 'filed' && row.value.track === undefined) {
      problems.push(
        rowProblem(
          row,
          'track',
          'The filing does not say whether the agreement was negotiated or arbitrated.',
          'Write it in the column track.',
        ),
      );
    }
    taken.push(event);
  }
  return problems;
}

/** Whether the latest filing before a day was deemed approved by then. */
function isDeemedApproved(agreement: Agreement, rows: readonly TableRow<LifeRow>[], on: string): boolean {
  const filed = rows.findLast(({ value }) => value.event === 'filed' && value.on <= on)?.value;
  const deemed = filed && deemedApprovalOn(agreement, filed.track, filed.on);
  return deemed !== undefined && deemed.on < on;
}

const rowProblem = (row: TableRow<LifeRow>, field: string, sentence: string, cure: string): Problem => ({
  id: 'agreement-life/record',
  file: row.file,
  line: row.line,
  field,
  sentence,
  cure,
  clause: row.citation,
});
