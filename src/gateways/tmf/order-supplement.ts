import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { FormCode, FormSection, OrderDocument } from '../../formats/order-forms/document.ts';
import { DraftOrder } from './draft-order.ts';
import { fillDate, sentAt } from './fill-order.ts';
import { documentOfItems } from './order-items.ts';
import type { OrderItem, OrderRequest } from './resources.ts';

/** The version that a supplement changes. */
export interface Before {
  readonly document: OrderDocument;
  /** Number of the latest version: the supplement has the next. */
  readonly ver: string;
  /** State of the order as its leading version has it. */
  readonly state: string;
}

const SUP = { cancel: '1', date: '2', other: '3' } as const;
/** Fields that differ from version to version anyway. */
const OF_VERSION: ReadonlySet<string> = new Set(['VER', 'SUP', 'D/TSENT', 'DDD']);

/** The next version of an order, with what a patch says otherwise: SUP 2 where that is its date alone, else SUP 3. */
export function supplementOf(
  agreement: Agreement,
  before: Before,
  patch: Partial<OrderRequest>,
  at: Temporal.Instant,
): Result<OrderDocument> {
  const draft = nextVersion(agreement, before, at);
  const changed: string[] = [];
  const said = changedFields(draft, patch.productOrderItem ?? []);
  if (!said.ok) return said;
  for (const { form, index, field, text } of said.value) {
    if (draft.read(form, field, index) === text) continue;
    if (!OF_VERSION.has(field)) changed.push(`${form}.${field}`);
    if (text === '') draft.drop(form, field, index);
    else draft.set(form, field, text, index);
  }
  if (patch.requestedCompletionDate !== undefined) {
    draft.drop(draft.page, 'DDD');
    fillDate(draft, patch.requestedCompletionDate, agreement.timeZone);
  }
  draft.say('externalId', 'PON', patch.externalId);
  const remark = patch.note?.map(({ text }) => text).join(' ') ?? '';
  const sup = changed.length === 0 && before.state !== 'rejected' ? SUP.date : SUP.other;
  draft.fill(draft.page, 'SUP', sup);
  if (draft.read(draft.page, 'SUP') !== SUP.date) {
    const remarks = remark || `Changed: ${changed.join(', ') || 'date'}`;
    if (draft.has(draft.page, 'REMARKS')) draft.set(draft.page, 'REMARKS', remarks);
  }
  return draft.problems.length > 0 ? fail(...draft.problems) : ok(draft.document);
}

/** The version that takes an order back: SUP 1. */
export function cancellationOf(
  agreement: Agreement,
  before: Before,
  reason: string | undefined,
  at: Temporal.Instant,
): OrderDocument {
  const draft = nextVersion(agreement, before, at);
  draft.set(draft.page, 'SUP', SUP.cancel);
  // A cancel is not expedited.
  draft.drop(draft.page, 'EXP');
  if (reason !== undefined && reason !== '' && draft.has(draft.page, 'REMARKS'))
    draft.set(draft.page, 'REMARKS', reason);
  return draft.document;
}

function nextVersion(agreement: Agreement, { document, ver }: Before, at: Temporal.Instant): DraftOrder {
  const page = document.ASR === undefined ? 'LSR' : 'ASR';
  const draft = new DraftOrder(document, page, undefined, 0);
  draft.set(page, 'VER', String(Number(ver) + 1).padStart(ver.length, '0'));
  draft.set(page, 'D/TSENT', sentAt(at, agreement.timeZone));
  draft.drop(page, 'SUP');
  return draft;
}

interface Change {
  readonly form: FormCode;
  readonly index: number;
  readonly field: string;
  readonly text: string;
}

/** What items of a patch say, by the place of the line that their id names; an id that no line has is a new one. */
function changedFields(draft: DraftOrder, items: readonly OrderItem[]): Result<Change[]> {
  const changes: Change[] = [];
  const line = (['LS', 'LSNP', 'NP', 'PS', 'RS', 'EUSA', 'TSR', 'TRK'] as const).find(
    (form) => draft.document[form] !== undefined,
  );
  for (const [at, item] of items.entries()) {
    const read = documentOfItems([item], { page: draft.page, line });
    if (!read.ok) {
      const problems = read.problems.map((problem) => ({
        ...problem,
        field: problem.field?.replace('[0]', `[${at}]`) ?? '',
      }));
      return fail(...problems);
    }
    const lines = line === undefined ? 1 : (draft.document[line]?.length ?? 0);
    const index = /^\d{1,5}$/.test(item.id) && Number(item.id) > 0 ? Number(item.id) - 1 : at;
    if (index > lines + at) return fail(noItem(at, item.id, lines));
    for (const [form, sections] of Object.entries(read.value) as [FormCode, FormSection[]][])
      for (const [field, text] of Object.entries(sections[0] ?? {}))
        changes.push({ form, index: form === draft.page ? 0 : index, field, text });
  }
  return ok(changes);
}

const noItem = (at: number, id: string, lines: number): Problem => ({
  id: 'tmf/item',
  field: `productOrderItem[${at}].id`,
  sentence: `The order has no item "${id}": it has ${lines}.`,
  cure: 'Name one of them, or give a new one the next number.',
});
