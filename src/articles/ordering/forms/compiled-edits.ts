import { tellsOfCustomer } from '../../../formats/order-forms/customer-fields.ts';
import { ASR_FORMS, LSR_FORMS } from '../../../formats/order-forms/document.ts';
import type { FormCode, FormSection } from '../../../formats/order-forms/document.ts';
import type { FormField } from '../../../formats/order-forms/fields.ts';
import type { FormCatalogue } from '../../../formats/order-forms/shipped.ts';
import { describeForm } from '../../../formats/order-forms/well-formed.ts';
import { PLACEHOLDER } from '../edit-catalogue.ts';
import type { ConditionEdit } from './condition-edits.ts';
import { conditionPlan } from './condition-plan.ts';
import type { FormConditions } from './condition-plan.ts';
import { textIn } from './document-view.ts';
import type { DocumentView } from './document-view.ts';
import { severityOf } from './form-edit.ts';
import type { FormEdit } from './form-edit.ts';
import { formAccess, rowFields } from './row-fields.ts';
import { usageEdits, usagePlan } from './usage-plan.ts';
import type { UsageEdit, UsagePlan } from './usage-plan.ts';

/** An edit that a document failed. */
export interface FailedEdit {
  readonly edit: FormEdit;
  /** Section of the edit's form, from 1; 0 for the form as a whole. */
  readonly section: number;
  readonly sentence: string;
  readonly cure: string;
}

interface FormatEdit extends FormEdit {
  readonly kind: 'format';
  readonly of: FormField;
}

/** What is tried on orders with one request type and activity. */
interface Plan {
  readonly usage: UsagePlan;
  readonly conditions: ReadonlyMap<FormCode, FormConditions>;
}

/** Plans that are kept: one for each pair of codes of the trade, and room to spare; whatever else is written is worked out anew. */
const MOST_PLANS = 200;
const LONGEST_KEY = 8;

/** All edits over forms, made ready once and run on many documents. */
export class CompiledEdits {
  readonly edits: readonly FormEdit[];
  readonly #formats = new Map<FormCode, ReadonlyMap<string, FormatEdit>>();
  readonly #usage: readonly UsageEdit[];
  readonly #plans = new Map<string, Plan>();
  readonly #conditions: readonly ConditionEdit[];
  readonly #rows: ReturnType<typeof rowFields>;
  readonly #texts: ReadonlyMap<FormCode, (name: string, view: DocumentView) => string>;

  constructor(catalogue: FormCatalogue, conditions: readonly ConditionEdit[]) {
    const rows = rowFields(catalogue.fields);
    for (const [form, fields] of catalogue.fields)
      this.#formats.set(form, new Map([...fields].map(([name, field]) => [name, formatEdit(field)])));
    this.#usage = usageEdits(catalogue.usage);
    this.#conditions = conditions;
    this.#rows = rows;
    const withheld = customerFields(catalogue);
    this.#texts = new Map(
      [...LSR_FORMS, ...ASR_FORMS].map((form) => {
        const access = formAccess(form, rows);
        return [form, (name, view) => withheld.get(name) ?? String(access.field(name)(view) ?? '(nothing)')];
      }),
    );
    this.edits = [
      ...[...this.#formats.values()].flatMap((fields) => [...fields.values()]),
      ...this.#usage,
      ...conditions,
    ];
  }

  /** Every edit that the document fails, in the order of its forms and sections. */
  run(view: DocumentView): FailedEdit[] {
    const failed: FailedEdit[] = [];
    const first = view.document.ASR === undefined ? 'LSR' : 'ASR';
    const plan = this.#planOf(view, first);
    for (const edit of plan.usage.forms)
      if (view.sections(edit.form).length > 0 === edit.prohibited) failed.push(told(edit, 0));
    for (const form of first === 'ASR' ? ASR_FORMS : LSR_FORMS) {
      const sections = view.document[form];
      if (sections === undefined) continue;
      const formats = this.#formats.get(form);
      const usage = plan.usage.fields.get(form);
      const conditions = plan.conditions.get(form);
      for (let at = 0; at < sections.length; at += 1) {
        const section = sections[at] as FormSection;
        view.section = section;
        if (formats) runFormats(formats, section, at + 1, failed);
        if (usage)
          for (const edit of usage)
            if ((textIn(section, edit.field) !== null) === edit.prohibited) failed.push(told(edit, at + 1));
        if (conditions)
          for (const { edit, holds } of conditions.of(section))
            if (holds(view)) failed.push(this.#filled(edit, at + 1, view));
      }
    }
    return failed;
  }

  #planOf(view: DocumentView, first: 'LSR' | 'ASR'): Plan {
    const page = view.document[first]?.[0];
    const reqtyp = textIn(page, 'REQTYP') ?? '';
    const act = textIn(page, 'ACT') ?? '';
    const key = `${first}|${reqtyp}|${act}`;
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      plan = {
        usage: usagePlan(this.#usage, first, reqtyp, act),
        conditions: conditionPlan(this.#conditions, this.#rows, first, { reqtyp, act }),
      };
      if (this.#plans.size < MOST_PLANS && key.length <= LONGEST_KEY) this.#plans.set(key, plan);
    }
    return plan;
  }

  #filled(edit: ConditionEdit, section: number, view: DocumentView): FailedEdit {
    const text = this.#texts.get(edit.form);
    const fill = (sentence: string): string =>
      sentence.replace(PLACEHOLDER, (_, name: string) => text?.(name, view) ?? name);
    return { edit, section, sentence: fill(edit.sentence), cure: fill(edit.cure) };
  }
}

/**
 * Fields that tell of the end user, by their names in rows: a sentence names them by what stands on the form, because rejections are
 * shown to whoever sees the order, without a purpose.
 */
const customerFields = ({ fields }: FormCatalogue): ReadonlyMap<string, string> =>
  new Map(
    [...fields].flatMap(([form, ofForm]) =>
      [...ofForm.values()]
        .filter((field) => tellsOfCustomer(form, field.field, field))
        .map((field) => [`${form.toLowerCase()}_${field.name}`, `(${field.field})`] as const),
    ),
  );

const told = (edit: FormEdit, section: number): FailedEdit => ({
  edit,
  section,
  sentence: edit.sentence,
  cure: edit.cure,
});

function runFormats(
  formats: ReadonlyMap<string, FormatEdit>,
  section: FormSection,
  at: number,
  failed: FailedEdit[],
): void {
  for (const name in section) {
    const edit = formats.get(name);
    if (edit === undefined) continue;
    const text = textIn(section, name);
    if (text === null || edit.of.wellFormed(text)) continue;
    failed.push({
      edit,
      section: at,
      sentence: tellsOfCustomer(edit.form, name, edit.of)
        ? edit.sentence
        : `${name} "${shown(text)}" is not ${describeForm(edit.of)}.`,
      cure: edit.cure,
    });
  }
}

/** A problem is a sentence, not a copy of what somebody pasted. */
const LONGEST_SHOWN = 60;
const shown = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;

function formatEdit(field: FormField): FormatEdit {
  return {
    id: field.edit,
    kind: 'format',
    form: field.form,
    field: field.field,
    severity: severityOf(field.form, field.field),
    sentence: `${field.field} is not ${describeForm(field)}.`,
    cure: `Write ${describeForm(field)}.`,
    rules: field.rules,
    source: field.source,
    of: field,
  };
}
