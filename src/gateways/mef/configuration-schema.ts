import type { FormCatalogue } from '../../formats/order-forms/shipped.ts';
import { formOf } from './families.ts';
import type { Family, Property } from './families.ts';

/** Property of loops that is asked about before an order, and never ordered. */
export const TECHNOLOGY = 'technology';
const TECHNOLOGY_SCHEMA = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9-]*$',
  maxLength: 40,
  description: 'What the loop is to carry, a code of technologies.csv: of qualifications alone',
};

/** Property that says further fields of the forms by their trade names. */
export const FURTHER = 'furtherFields';
const FURTHER_NAME = '^(LSR|EU|LS|LSNP|NP|PS|RS|DL|ASR|TRK|TSR|EUSA)[.].+$';
const KINDS: Readonly<Record<NonNullable<Property['kind']>, object>> = {
  text: { type: 'string', minLength: 1 },
  flag: { type: 'boolean' },
  date: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
  time: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
};

/**
 * The JSON Schema of a family's product configuration, from its properties and the catalogue of forms.
 * @throws Error when a property names a field that its form does not have.
 */
export function configurationSchema(family: Family, { fields }: Pick<FormCatalogue, 'fields'>): object {
  const properties = family.properties.map((property) => {
    const form = formOf(family, property);
    const field = fields.get(form)?.get(property.field);
    if (field === undefined)
      throw new Error(`${family.name}.${property.name}: no ${form}.${property.field}.`);
    const kind = property.kind ?? 'text';
    const entries = kind === 'text' && field.values.length > 0 ? { enum: [...field.values] } : {};
    const longest = kind === 'text' && Number.isFinite(field.max) ? { maxLength: field.max } : {};
    return [
      property.name,
      { ...KINDS[kind], ...longest, ...entries, description: `${field.title} (${form}.${property.field})` },
    ];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: family.type,
    title: family.title,
    description: `Product configuration of LSO Sonata orders and qualifications. Properties are fields of form ${family.page} or ${family.line}${family.user === 'EU' ? ' or EU' : ''}.`,
    type: 'object',
    properties: {
      '@type': { const: family.type },
      ...Object.fromEntries(properties),
      ...(family.products.includes('loop') ? { [TECHNOLOGY]: TECHNOLOGY_SCHEMA } : {}),
      [FURTHER]: {
        type: 'object',
        description: 'Further fields of the forms, by form and trade name: { "LSR.SPEC": "…" }',
        patternProperties: { [FURTHER_NAME]: { type: 'string' } },
        additionalProperties: false,
      },
    },
    required: ['@type'],
    additionalProperties: false,
  };
}

/** File of a family's schema below `reference/interfaces/meetpoint`. */
export const schemaFile = (family: Family): string => `${family.name}.schema.json`;
