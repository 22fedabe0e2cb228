import { localTime } from '../../articles/ordering/forms/order-of-forms.ts';
import type { FormCode, FormSection, OrderDocument } from '../../formats/order-forms/document.ts';
import { isoDay } from '../../formats/order-forms/well-formed.ts';
import { ADDRESS_FIELDS } from './address.ts';
import { FURTHER } from './configuration-schema.ts';
import { formOf } from './families.ts';
import type { Family, Property, PropertyKind } from './families.ts';
import type { Configuration } from './shapes.ts';

/** Fields of the forms by form. */
export type FieldsOfForms = Partial<Record<FormCode, Record<string, string>>>;

/** What the order says beside its products, in attributes of its own. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(
  'CCNA|PON|VER|SUP|REQTYP|D/TSENT|DDD|EXP|PROJECT|RPON|AN|BAN|INIT|TEL NO (INIT)|TSP|ACNA|UNIT|NAME|EUNAME|LOCQTY|LOCNUM|LNUM|LNA|ECCKT'.split(
    '|',
  ),
);
const INITIATOR_OF_ACCESS = 'TEL NO';

const WRITE: Readonly<Record<PropertyKind, (value: unknown) => string>> = {
  text: String,
  flag: (value) => (value === true ? 'Y' : ''),
  date: (value) => formDay(String(value)),
  time: (value) => String(value).replace(':', ''),
};
const READ: Readonly<Record<PropertyKind, (text: string) => unknown>> = {
  text: (text) => text,
  flag: (text) => text === 'Y',
  date: (text) => isoDay(text) ?? text,
  time: localTime,
};

/** An ISO day as forms write it: `MM-DD-CCYY`. */
export function formDay(day: string): string {
  const [year = '', month = '', of = ''] = day.split('-');
  return `${month}-${of}-${year}`;
}

/** A configuration as fields of the forms. What it leaves out is in none of them. */
export function fieldsOf(family: Family, configuration: Configuration): FieldsOfForms {
  const fields: FieldsOfForms = {};
  const put = (form: FormCode, field: string, text: string): void => {
    if (text !== '') (fields[form] ??= {})[field] = text;
  };
  for (const property of family.properties) {
    const value = configuration[property.name];
    if (value !== undefined)
      put(formOf(family, property), property.field, WRITE[property.kind ?? 'text'](value));
  }
  for (const [name, text] of Object.entries(configuration[FURTHER] ?? {})) {
    const [form = '', ...field] = name.split('.');
    put(form as FormCode, field.join('.'), text);
  }
  return fields;
}

/**
 * The configuration that the forms say of one line: the first page, the end user's form and the line of that number, from 0.
 * What no property says is in `furtherFields`; of other forms the first section.
 */
export function configurationOf(family: Family, document: OrderDocument, at: number): Configuration {
  const sections: Partial<Record<FormCode, FormSection>> = Object.fromEntries(
    Object.entries(document).map(([form, all]) => [form, all[form === family.line ? at : 0] ?? {}]),
  );
  const read = family.properties.flatMap((property) => {
    const text = sections[formOf(family, property)]?.[property.field] ?? '';
    return text === '' ? [] : [[property.name, READ[property.kind ?? 'text'](text)] as const];
  });
  const further = Object.entries(sections).flatMap(([form, section]) =>
    Object.entries(section)
      .filter(([field, text]) => text !== '' && !isSaid(family, form as FormCode, field, section))
      .map(([field, text]) => [`${form}.${field}`, text] as const),
  );
  return {
    '@type': family.type,
    ...Object.fromEntries(read),
    ...(further.length === 0 ? {} : { [FURTHER]: Object.fromEntries(further) }),
  };
}

/** Whether a property, or an attribute of the order, says the field. */
function isSaid(family: Family, form: FormCode, field: string, section: FormSection): boolean {
  const isOwn = form === family.page || form === family.line || form === family.user;
  if (!isOwn) return false;
  if (form === 'ASR' && field === INITIATOR_OF_ACCESS) return true;
  if (form === family.line && family.counts.includes(field)) return true;
  // Another designator than that of a building is no building's name.
  if (form === family.user && ADDRESS_FIELDS.has(field))
    return !/^L[DV]1$/.test(field) || section['LD1'] === 'BLDG';
  return SAID_ELSEWHERE.has(field) || family.properties.some((one) => isField(family, one, form, field));
}

const isField = (family: Family, property: Property, form: FormCode, field: string): boolean =>
  property.field === field && formOf(family, property) === form;
