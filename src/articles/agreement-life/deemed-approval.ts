import type { Agreement } from '../../agreement/agreement.ts';
import { due } from '../../cases/due.ts';

/** The day at whose end a filing is deemed approved, with the clause that says so; undefined where no rule does. */
export function deemedApprovalOn(
  agreement: Agreement,
  track: string | undefined,
  filedOn: string,
  asKnown?: string,
): { readonly on: string; readonly clause: string } | undefined {
  if (track === undefined) return undefined;
  const answer = due(agreement, `approval-${track}`, {
    at: filedOn,
    ...(asKnown === undefined ? {} : { asKnown }),
  });
  if (!answer.ok || !('dueAt' in answer.value)) return undefined;
  return { on: answer.value.dueAt, clause: answer.value.clause };
}
