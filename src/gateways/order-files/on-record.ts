import { orderCaseId } from '../../articles/ordering/order-id.ts';
import type { Rejection } from '../../articles/ordering/run-edits.ts';
import { ASR_FORMS, LSR_FORMS } from '../../formats/order-forms/document.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { identityOf } from '../../formats/order-file/file-order.ts';
import type { Tx } from '../../platform/database.ts';

/** A version that is on record. */
export interface OnRecord {
  readonly order: string;
  readonly state: string;
  readonly desiredDate: string | null;
  readonly promisedDate: string | null;
  readonly rejections: readonly Rejection[];
  /** Its forms, as `contentOf` writes them; null where it did not come as forms. */
  readonly content: string | null;
}

/** The case that a document would be. */
export const caseOfDocument = (document: OrderDocument): string =>
  orderCaseId(document.ASR === undefined ? 'lsr' : 'asr', identityOf(document));

/** What of these cases is on record, by case: one question for many. */
export async function lookUpOnRecord(
  tx: Tx,
  agreementId: string,
  cases: readonly string[],
): Promise<Map<string, OnRecord>> {
  const rows = await tx.query<{
    case_id: string;
    forms: OrderDocument | null;
    state: string;
    desired: string | null;
    promised: string | null;
    rejections: Rejection[] | null;
  }>(
    `SELECT e.case_id, e.body -> 'forms' AS forms, s.state,
            s.summary ->> 'desiredDueDate' AS desired, s.summary ->> 'dueDate' AS promised,
            (SELECT r.body -> 'rejections' FROM event r
              WHERE (r.agreement_id, r.case_id) = (s.agreement_id, s.case_id) AND r.kind = s.kind || '.rejected'
              ORDER BY r.seq DESC LIMIT 1) AS rejections
       FROM event e
       JOIN case_state s ON (s.agreement_id, s.case_id) = (e.agreement_id, e.case_id)
      WHERE e.agreement_id = $1 AND e.case_id = ANY($2) AND e.seq = 1`,
    [agreementId, cases],
  );
  return new Map(
    rows.map(({ case_id: order, forms, state, desired, promised, rejections }) => [
      order,
      {
        order,
        state,
        desiredDate: desired,
        promisedDate: promised,
        rejections: state === 'rejected' ? (rejections ?? []) : [],
        content: forms === null ? null : contentOf(forms),
      },
    ]),
  );
}

/** What an order says, the same text however its fields were ordered; fields and forms that are not filled say nothing. */
export function contentOf(document: OrderDocument): string {
  const forms = [...LSR_FORMS, ...ASR_FORMS].flatMap((form) => {
    const sections = (document[form] ?? []).map((section) =>
      Object.entries(section)
        .filter(([, text]) => text !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return sections.length === 0 ? [] : [[form, sections]];
  });
  return JSON.stringify(forms);
}

/** Fields that differ between two contents, at most a few of them: `LS[2].CFA`. */
export function differingFields(before: string, now: string): string[] {
  const [a, b] = [fieldsOf(before), fieldsOf(now)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((field) => a.get(field) !== b.get(field))
    .slice(0, MOST_NAMED);
}

const MOST_NAMED = 5;

function fieldsOf(content: string): Map<string, string> {
  const forms = JSON.parse(content) as [string, [string, string][][]][];
  return new Map(
    forms.flatMap(([form, sections]) =>
      sections.flatMap((section, at) =>
        section.map(([field, text]): [string, string] => [`${form}[${at + 1}].${field}`, text]),
      ),
    ),
  );
}
