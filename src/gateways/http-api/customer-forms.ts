import { isLineNumber } from '../../cases/customer-fields.ts';
import { isCustomerForm, tellsOfCustomer } from '../../formats/order-forms/customer-fields.ts';
import type { FormCode } from '../../formats/order-forms/document.ts';
import { shippedForms } from '../../formats/order-forms/shipped.ts';

type Document = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** The forms of an order without what they tell of its end user. */
export function formsWithoutCustomer(document: Document): Document {
  const { fields } = shippedForms();
  const tells = (form: string, field: string): boolean =>
    tellsOfCustomer(form, field, fields.get(form as FormCode)?.get(field));
  return Object.fromEntries(
    Object.entries(document)
      .filter(([form]) => !isCustomerForm(form))
      .map(([form, sections]) => [
        form,
        sections.map((section) =>
          Object.fromEntries(
            Object.entries(section).filter(
              ([field, value]) => !tells(form, field) && !(field === 'ECCKT' && isLineNumber(value)),
            ),
          ),
        ),
      ]),
  );
}
