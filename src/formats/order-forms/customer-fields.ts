import type { FormField } from './fields.ts';

/** Forms that tell of the end user as a whole. */
const WHOLE: ReadonlySet<string> = new Set(['EU', 'DL']);
/** Types of fields that may tell of an end user: numbers to call, and what was written in words. */
const TELLING: ReadonlySet<string> = new Set(['telephone', 'text']);
/** Fields that do whatever their type: names, addresses, accounts, and who gave the end user's authority. */
const FIELDS =
  /^(EU.*|AUTHNM|.*NAME.*|.*ADDR.*|SA[A-Z]{2}|LD[123]|LV[123]|CITY|STATE|ZIP.*|AAI|AN|ATN|E?ATN|EAN|.*CON|.*TEL.*|.*TN.*|.*NBR.*|.*NUM)$/;
/** Of lines and forms: they name nobody. */
const HARMLESS = /^(LNUM|LOCNUM|LQTY)$/;

/** Whether a form tells of the end user in each of its fields. */
export const isCustomerForm = (form: string): boolean => WHOLE.has(form);

/** Whether what is written in a field may tell of the end user; a field that no catalogue knows may. */
export function tellsOfCustomer(
  form: string,
  field: string,
  known: Pick<FormField, 'type'> | undefined,
): boolean {
  if (HARMLESS.test(field)) return false;
  return isCustomerForm(form) || known === undefined || TELLING.has(known.type) || FIELDS.test(field);
}
