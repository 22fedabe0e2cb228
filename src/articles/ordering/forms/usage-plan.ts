import { ASR_FORMS } from '../../../formats/order-forms/document.ts';
import type { FormCode } from '../../../formats/order-forms/document.ts';
import { applies } from '../../../formats/order-forms/usage.ts';
import type { UsageRow } from '../../../formats/order-forms/usage.ts';
import { severityOf } from './form-edit.ts';
import type { FormEdit } from './form-edit.ts';

/** One row R or P of the usage matrix as an edit. */
export interface UsageEdit extends FormEdit {
  readonly kind: 'usage';
  readonly prohibited: boolean;
  readonly row: UsageRow;
}

/** What is required and prohibited of orders with one request type and activity. */
export interface UsagePlan {
  readonly forms: readonly UsageEdit[];
  readonly fields: ReadonlyMap<FormCode, readonly UsageEdit[]>;
}

export function usageEdits(usage: readonly UsageRow[]): UsageEdit[] {
  return usage
    .filter((row) => row.usage === 'R' || row.usage === 'P')
    .map((row) => {
      const prohibited = row.usage === 'P';
      const when = `${spell(row.reqtyps, 'request type')} and ${spell(row.acts, 'activity')}`;
      const what = row.field === '*' ? `Form ${row.form}` : `${row.field} of form ${row.form}`;
      return {
        id: row.edit,
        kind: 'usage' as const,
        form: row.form,
        field: row.field,
        severity: severityOf(row.form, row.field),
        sentence: `${what} is ${prohibited ? 'not accepted' : 'missing and is required'} with ${when}.`,
        cure: prohibited ? `Leave ${what} out.` : `Fill ${what}.`,
        rules: row.rules,
        source: row.source,
        prohibited,
        row,
      };
    });
}

const spell = (codes: readonly string[], what: string): string =>
  codes.includes('*') ? `any ${what}` : `${what} ${codes.join(', ')}`;

const isAsrForm = (form: FormCode): boolean => (ASR_FORMS as readonly string[]).includes(form);

export function usagePlan(
  edits: readonly UsageEdit[],
  first: 'LSR' | 'ASR',
  reqtyp: string,
  act: string,
): UsagePlan {
  const here = edits.filter(
    ({ form, row }) => isAsrForm(form) === (first === 'ASR') && applies(row, reqtyp, act),
  );
  return {
    forms: here.filter(({ field }) => field === '*'),
    fields: Map.groupBy(
      here.filter(({ field }) => field !== '*'),
      ({ form }) => form,
    ),
  };
}
