import type { Agreement } from '../../../agreement/agreement.ts';
import type { Decision } from '../../../agreement/decision.ts';
import { editRow } from '../edit-row.ts';
import type { Changed } from './changes.ts';
import type { CompiledEdits } from './compiled-edits.ts';
import { DocumentView } from './document-view.ts';
import { orderOfForms } from './order-of-forms.ts';
import type { Lsr } from '../lsr.ts';

/** Monday, in the week before the dates of the bases. */
export const TRIED_AT = '2026-11-02T09:00:00-06:00';

/** Numbers of the edits that a changed document fails; the record knows only what the changes say of it. */
export function runChanged(
  compiled: CompiledEdits,
  agreement: Agreement,
  availability: Decision,
): (changed: Changed) => ReadonlySet<string> {
  return ({ document, facts }) => {
    const { order } = orderOfForms(agreement, document, { channel: 'electronic', receivedAt: TRIED_AT });
    let seen: ReturnType<typeof editRow> | undefined;
    const get = () =>
      (seen ??= editRow(agreement, order as Lsr, {
        circuit: () => undefined,
        pendingCircuit: () => false,
        pendingCfa: () => false,
        availability,
      }));
    const view = new DocumentView(document, {
      row: () => ({ ...get().row, ...facts }),
      lookup: () => get().lookup,
    });
    return new Set(compiled.run(view).map(({ edit }) => edit.id));
  };
}
