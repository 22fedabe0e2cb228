import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { localDate } from '../../cases/instant.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import type { OrderKindName } from './order-id.ts';
import { projectOrdersTerm } from './terms.ts';

/** States of an order in which it holds its project up. */
const HOLDING: ReadonlySet<string> = new Set(['rejected', 'clarification']);

/** Orders of the same project that stand rejected or have a question open: until they are cured none is confirmed. */
export async function projectProblems(
  tx: Tx,
  agreement: Agreement,
  kind: OrderKindName,
  { project, pon, receivedAt }: Asr,
): Promise<Problem[]> {
  const term = agreement.at(localDate(agreement, receivedAt)).optional(projectOrdersTerm);
  if (project === undefined || project === '' || term === undefined) return [];
  const rows = await tx.query<{ pon: string; state: string; case_id: string }>(
    `SELECT DISTINCT ON (summary ->> 'pon') summary ->> 'pon' AS pon, state, case_id
       FROM case_state
      WHERE agreement_id = $1 AND kind = $2 AND summary ? 'project' AND summary ->> 'project' = $3
        AND summary ->> 'pon' <> $4
      ORDER BY summary ->> 'pon', case_id DESC`,
    [agreement.id, kind, project, pon],
  );
  const holding = rows.filter(({ state }) => HOLDING.has(state));
  if (holding.length === 0) return [];
  return [
    {
      id: 'orders/project-incomplete',
      field: 'PROJECT',
      sentence: `Project ${project} is confirmed as a whole, and ${holding
        .map(({ case_id: id, state }) => `${id} is ${state === 'rejected' ? 'rejected' : 'in question'}`)
        .join(', ')}.`,
      cure: 'Wait for the next version of those requests, or have them taken out of the project.',
      clause: term.citation,
    },
  ];
}
