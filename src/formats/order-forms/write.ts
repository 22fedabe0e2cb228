import { toPartner } from './date-format.ts';
import type { DateFormat } from './date-format.ts';
import { ASR_FORMS, LSR_FORMS } from './document.ts';
import type { OrderDocument } from './document.ts';
import { mapFields } from './read.ts';
import { shippedForms } from './shipped.ts';
import type { FieldsByForm } from './usage.ts';

/**
 * An order as JSON text: forms in their order, fields in the order of the catalogue, fields that are not filled left out. The
 * same order is always the same text.
 */
export function writeOrderDocument(
  document: OrderDocument,
  options: { readonly fields?: FieldsByForm; readonly dateFormat?: DateFormat } = {},
): string {
  const fields = options.fields ?? shippedForms().fields;
  const { dateFormat } = options;
  const dated =
    dateFormat === undefined
      ? document
      : mapFields(document, fields, ({ type }, text) =>
          type === 'date' || type === 'datetime' ? toPartner(dateFormat, type, text) : text,
        );
  const forms = [...LSR_FORMS, ...ASR_FORMS].flatMap((form) => {
    const sections = dated[form];
    if (sections === undefined) return [];
    const order = [...(fields.get(form)?.keys() ?? [])];
    const ordered = sections.map((section) =>
      Object.fromEntries(
        order.flatMap((name) => {
          const text = Object.hasOwn(section, name) ? section[name] : undefined;
          return text === undefined || text === '' ? [] : [[name, text]];
        }),
      ),
    );
    return [[form, ordered] as const];
  });
  return `${JSON.stringify(Object.fromEntries(forms), null, 2)}\n`;
}
