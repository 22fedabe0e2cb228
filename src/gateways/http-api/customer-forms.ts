import { shippedForms } from '../../formats/order-forms/shipped.ts';
import type { FormCode } from '../../formats/order-forms/document.ts';

type Document = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** Forms that tell of the end user as a whole. */
const WHOLE: ReadonlySet<string> = new Set(['EU', 'DL']);
/** Types of fields that may tell of an end user: numbers to call, and what was written in words. */
const TELLING: ReadonlySet<string> = new Set(['telephone', 'text']);
/** Fields that do whatever their type: names, addresses, accounts. */
const FIELDS =
  /^(EU.*|.*NAME.*|.*ADDR.*|SA[A-Z]{2}|LD[123]|LV[123]|CITY|STATE|ZIP.*|AAI|AN|ATN|E?ATN|EAN|.*CON|.*TEL.*|.*TN.*|.*NBR.*|.*NUM)$/;
/** Of lines and forms: they name nobody. */
const HARMLESS = /^(LNUM|LOCNUM|LQTY)$/;

/** The forms of an order without what they tell of its end user. */
export function formsWithoutCustomer(document: Document): Document {
  const { fields } = shippedForms();
  const tells = (form: string, field: string): boolean => {
    if (HARMLESS.test(field)) return false;
    const type = fields.get(form as FormCode)?.get(field)?.type;
    return type === undefined || TELLING.has(type) || FIELDS.test(field);
  };
  return Object.fromEntries(
    Object.entries(document)
      .filter(([form]) => !WHOLE.has(form))
      .map(([form, sections]) => [
        form,
        sections.map((section) =>
          Object.fromEntries(Object.entries(section).filter(([field]) => !tells(form, field))),
        ),
      ]),
  );
}
