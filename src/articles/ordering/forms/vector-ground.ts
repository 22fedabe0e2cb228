import type { Agreement } from '../../../agreement/agreement.ts';
import { withoutRecord } from '../edit-facts.ts';
import { EditRow } from '../edit-row.ts';
import type { Changed } from './changes.ts';
import type { CompiledEdits } from './compiled-edits.ts';
import { DocumentView } from './document-view.ts';
import { orderOfForms } from './order-of-forms.ts';

/** Monday, in the weeks before the dates of the bases. */
export const TRIED_AT = '2026-11-02T09:00:00-06:00';

/** Numbers of the edits that a changed document fails; the record knows only what the changes say of it. */
export function runChanged(
  compiled: CompiledEdits,
  agreement: Agreement,
): (changed: Changed) => ReadonlySet<string> {
  return ({ document, facts }) => {
    const { order } = orderOfForms(agreement, document, { channel: 'electronic', receivedAt: TRIED_AT });
    const row = new EditRow(agreement, order, withoutRecord(order));
    const view = new DocumentView(document, {
      value: (name) => (Object.hasOwn(facts, name) ? (facts[name] ?? null) : row.value(name)),
      lookup: row.lookup,
    });
    return new Set(compiled.run(view).map(({ edit }) => edit.id));
  };
}
