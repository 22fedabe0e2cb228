import type { Agreement } from '../../agreement/agreement.ts';
import type { Receipt } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { readEdits, PLACEHOLDER } from './edit-catalogue.ts';
import { EditRow } from './edit-row.ts';
import type { EditContext, Order } from './edit-row.ts';
import { DocumentView } from './forms/document-view.ts';
import type { Severity } from './forms/form-edit.ts';
import { formEdits } from './forms/shipped-edits.ts';
import { OrderEdits } from './order-edits.ts';
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
  readonly severity: Severity;
  /** Section of the form, from 1, of orders that come as forms; 0: the form as a whole. */
  readonly section?: number;
  /** Published rules that say it. */
  readonly rules?: readonly string[];
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

/**
 * Tests a version against all edits that the agreement names: those over the order, and of orders that came as forms those over
 * the forms. All that fail come back together. Fails only when there are none to read.
 */
export function runEdits(agreement: Agreement, order: Order, context: EditContext): Result<EditResult> {
  const row = new EditRow(agreement, order, context);
  const failed = failedEdits(agreement, order, row);
  if (!failed.ok) return failed;
  return ok({
    rejections: failed.value.filter(({ severity }) => severity !== 'warning'),
    warnings: failed.value.filter(({ severity }) => severity === 'warning'),
    ...row.receipts,
  });
}

/** The edits that an order fails. */
export function failedEdits(agreement: Agreement, order: Order, row: EditRow): Result<Rejection[]> {
  const view = row.facts.view;
  const catalogue = view.term(editsTerm);
  if (!catalogue.ok) return catalogue;
  const { catalogue: name, forms, accessForms } = catalogue.value.value;
  const edits = compiledEdits(name);
  if (!edits.ok) return edits;
  const agreed = catalogue.value.citation;
  const clauseOf = (term: string | undefined): string => clauseOfTerm(term, agreement, row) ?? agreed;
  const rejections: Rejection[] = [];
  for (const { edit, holds } of edits.value.of(row))
    if (holds(row))
      rejections.push({
        id: edit.id,
        form: edit.form,
        field: edit.field,
        sentence: fill(edit.sentence, row),
        cure: fill(edit.cure, row),
        clause: clauseOf(edit.term),
        source: edit.source,
        severity: edit.severity,
      });
  const names = [forms, accessForms].filter((each) => each !== undefined);
  if (order.forms === undefined || names.length === 0) return ok(rejections);
  const compiled = formEdits(names);
  if (!compiled.ok) return compiled;
  const document = new DocumentView(order.forms as OrderDocument, row);
  for (const { edit, section, sentence, cure } of compiled.value.run(document))
    rejections.push({
      id: edit.id,
      form: edit.form,
      field: edit.field,
      sentence,
      cure,
      clause: clauseOf(edit.term),
      source: edit.source,
      severity: edit.severity,
      section,
      ...(edit.rules.length === 0 ? {} : { rules: edit.rules }),
    });
  return ok(rejections);
}

const kept = new Map<string, Result<OrderEdits>>();

/** The catalogue over orders, read and compiled once. */
function compiledEdits(name: string): Result<OrderEdits> {
  let found = kept.get(name);
  if (found === undefined) {
    const edits = readEdits(name);
    found = edits.ok ? ok(new OrderEdits(edits.value)) : edits;
    kept.set(name, found);
  }
  return found;
}

/** The clause that decided: of the availability, or of the term that the edit rests on. */
function clauseOfTerm(term: string | undefined, agreement: Agreement, row: EditRow): string | undefined {
  if (term === 'elements.offer') return row.facts.availability?.clause;
  return term === undefined ? undefined : agreement.timeline.find(term, row.facts.receivedOn)?.citation;
}

const fill = (sentence: string, row: EditRow): string =>
  sentence.replace(PLACEHOLDER, (_, name: string) => String(row.value(name) ?? '(nothing)'));
