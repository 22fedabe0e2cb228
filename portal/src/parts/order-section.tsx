import type { FormField, OrderForm, OrderForms } from '../../../src/gateways/http-api/shapes/order-entry.ts';
import { headOf, usageOf } from '../order-document.ts';
import type { OrderDocument, Usage } from '../order-document.ts';
import { OrderField, placeOf } from './order-field.tsx';
import type { EditsAt } from './order-field.tsx';

export interface FormProps {
  readonly forms: OrderForms;
  readonly form: OrderForm;
  readonly document: OrderDocument;
  readonly edits: EditsAt;
  /** Whether fields that nothing asks for are shown too. */
  readonly isWhole: boolean;
  readonly onSet: (form: string, section: number, field: string, value: string) => void;
}

/** A form that stands once on an order: its fields in their order. */
export function OrderSection({ forms, form, document, edits, isWhole, onSet }: FormProps) {
  const usage = usageIn(forms, form.form, document);
  const filled = document[form.form]?.[0] ?? {};
  const shown = form.fields.filter((field) =>
    isShown(usage(field.field), {
      isWhole,
      isFilled: (filled[field.field] ?? '') !== '',
      isWrong: edits.has(placeOf(form.form, 1, field.field)),
    }),
  );
  return (
    <fieldset className="order-form">
      <FormLegend form={form} hidden={form.fields.length - shown.length} />
      <div className="order-fields">
        {shown.map((field) => (
          <OrderField
            key={field.field}
            form={form.form}
            section={1}
            field={field}
            usage={usage(field.field)}
            value={filled[field.field] ?? ''}
            edits={edits.get(placeOf(form.form, 1, field.field)) ?? []}
            onSet={(value) => onSet(form.form, 0, field.field, value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

export function FormLegend({ form, hidden }: { form: OrderForm; hidden: number }) {
  return (
    <legend>
      <b>{form.form}</b> {form.title}
      {hidden > 0 ? (
        <span className="dim order-hidden">
          {' '}
          {hidden} optional or prohibited {hidden === 1 ? 'field' : 'fields'} hidden
        </span>
      ) : null}
    </legend>
  );
}

/** Usage of the fields of a form under the type and activity that the order has. */
export function usageIn({ usage }: Pick<OrderForms, 'usage'>, form: string, document: OrderDocument) {
  const { REQTYP: reqtyp = '', ACT: act = '' } = headOf(document);
  return (field: FormField['field']): Usage | undefined => usageOf(usage, { form, field, reqtyp, act });
}

export function isShown(
  usage: Usage | undefined,
  { isWhole, isFilled, isWrong }: { isWhole: boolean; isFilled: boolean; isWrong: boolean },
): boolean {
  if (isFilled || isWrong || usage === 'R' || usage === 'C') return true;
  return isWhole && usage !== 'P';
}
