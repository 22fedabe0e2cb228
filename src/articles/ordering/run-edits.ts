import type { Agreement } from '../../agreement/agreement.ts';
import { evaluate } from '../../base/expr/interpret.ts';
import type { Receipt } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readEdits, PLACEHOLDER } from './edit-catalogue.ts';
import type { Edit } from './edit-catalogue.ts';
import { editRow } from './edit-row.ts';
import type { EditContext, EditRowResult } from './edit-row.ts';
import type { Lsr } from './lsr.ts';
import { editsTerm } from './terms.ts';

/** One edit that a version failed. */
export interface Rejection {
  /** `LSR-0404`. */
  readonly id: string;
  readonly form: string;
  readonly field: string;
  readonly sentence: string;
  readonly cure: string;
  readonly clause: string;
  readonly source: string;
}

/** What the edits found, with the receipts that they rest on. */
export interface EditResult {
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Rejection[];
  /** Whether the element may be ordered, with the law that was consulted. */
  readonly availability?: Receipt;
  /** The standard due date. */
  readonly standardDue?: Receipt;
  /** Under what it is bought, with the evidence of an election. */
  readonly vehicle?: Receipt;
}

/** Tests a version against all edits that the agreement names. Fails only when there are none to read. */
export function runEdits(agreement: Agreement, lsr: Lsr, context: EditContext): Result<EditResult> {
  const { row, ...seen } = editRow(agreement, lsr, context);
  const view = agreement.at(String(row['received_on']));
  const catalogue = view.term(editsTerm);
  if (!catalogue.ok) return catalogue;
  const edits = readEdits(catalogue.value.value.catalogue);
  if (!edits.ok) return edits;
  const failed = edits.value.filter((edit) => evaluate(edit.when, row, seen.lookup) === true);
  const toRejection = (edit: Edit): Rejection => ({
    id: edit.id,
    form: edit.form,
    field: edit.field,
    sentence: fill(edit.sentence, row),
    cure: fill(edit.cure, row),
    clause: clauseOf(edit, agreement, view.asOf, seen) ?? catalogue.value.citation,
    source: edit.source,
  });
  return ok({
    rejections: failed.filter(({ severity }) => severity === 'reject').map(toRejection),
    warnings: failed.filter(({ severity }) => severity === 'warning').map(toRejection),
    ...(seen.availability ? { availability: seen.availability } : {}),
    ...(seen.standardDue ? { standardDue: seen.standardDue } : {}),
    ...(seen.vehicle ? { vehicle: seen.vehicle } : {}),
  });
}

/** The clause that decided: of the availability, or of the term that the edit rests on. */
function clauseOf(
  edit: Edit,
  agreement: Agreement,
  asOf: string,
  seen: Omit<EditRowResult, 'row'>,
): string | undefined {
  if (edit.term === 'elements.offer') return seen.availability?.clause;
  return edit.term === undefined ? undefined : agreement.timeline.find(edit.term, asOf)?.citation;
}

const fill = (sentence: string, row: EditRowResult['row']): string =>
  sentence.replace(PLACEHOLDER, (_, name: string) => String(row[name] ?? '(nothing)'));
