import type { TSchema } from 'typebox';
import { AmendmentSchema } from './amendment.ts';
import { ManifestSchema } from './manifest.ts';
import { FORMS } from './schema.ts';
import { ROW_COLUMNS } from './table.ts';
import { About } from './term-entry.ts';
import { PROVENANCES } from './vocabulary.ts';
import type { TableDef, TermDef, Vocabulary } from './vocabulary.ts';

/** A JSON Schema of draft 2020-12, as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What can be described for an editor. */
export const SCHEMAS = ['terms', 'agreement', 'amendment', 'tables'] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/**
 * JSON Schema of one kind of file: blocks of `terms`, `agreement.yaml`, amendments and corrections, or rows of tables
 * (one schema a table under `$defs`). It accepts whatever the loader accepts of the form of a value; what needs the
 * whole agreement (clauses, text against terms, conditions) is for `meetpoint check`.
 */
export function jsonSchemaOf(name: SchemaName, vocabulary: readonly Vocabulary[]): JsonSchema {
  const terms = vocabulary.flatMap((room) => room.terms);
  const tables = vocabulary.flatMap((room) => room.tables);
  const made: Record<SchemaName, () => JsonSchema> = {
    terms: () => ({ title: 'Terms of an interconnection agreement', ...termsSchema(terms) }),
    agreement: () => ({ title: 'agreement.yaml', ...plainSchema(ManifestSchema) }),
    amendment: () => ({ title: 'An amendment or correction', ...amendmentSchema(terms, tables) }),
    tables: () => ({
      title: 'Rows of tables',
      $defs: Object.fromEntries(tables.map((def) => [def.name, rowSchema(def)])),
    }),
  };
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...made[name]() };
}

function termsSchema(terms: readonly TermDef[]): JsonSchema {
  const [families, single] = [
    terms.filter(({ key }) => key.endsWith('.*')),
    terms.filter(({ key }) => !key.endsWith('.*')),
  ];
  return {
    type: 'object',
    properties: Object.fromEntries(single.map((def) => [def.key, termSchema(def)])),
    patternProperties: Object.fromEntries(
      families.map((def) => [keyPattern(def.key, terms), termSchema(def)]),
    ),
    additionalProperties: false,
  };
}

/** Members of a family, without those that are terms of their own. */
function keyPattern(family: string, terms: readonly TermDef[]): string {
  const prefix = family.slice(0, -1);
  const own = terms.filter(({ key }) => key.startsWith(prefix) && key !== family);
  const others = own.map(({ key }) => key.slice(prefix.length)).join('|');
  return `^${prefix.replaceAll('.', '\\.')}${others === '' ? '' : `(?!(?:${others})$)`}.`;
}

/** A term with what is said about it; every provenance but the signed text's needs a source. */
function termSchema(def: TermDef): JsonSchema {
  const value = plainSchema(def.schema);
  const about = plainSchema(About);
  return {
    ...value,
    description: def.doc,
    properties: { ...(value['properties'] as object), ...(about['properties'] as object) },
    required: [...((value['required'] as string[] | undefined) ?? []), 'provenance'],
    if: { properties: { provenance: { const: 'seed' } } },
    else: { required: ['source'] },
  };
}

/** The schema of documents, with the fields of each term and row that a change may set. */
function amendmentSchema(terms: readonly TermDef[], tables: readonly TableDef[]): JsonSchema {
  const schema = plainSchema(AmendmentSchema);
  const properties = schema['properties'] as Readonly<Record<string, JsonSchema>>;
  const changes = properties['changes'];
  const fields = [
    ...terms.map((def) => ({
      key: def.key.endsWith('.*') ? { pattern: keyPattern(def.key, terms) } : { const: def.key },
      value: partial(plainSchema(def.schema), 'effectiveTo'),
    })),
    ...tables.map((def) => ({
      key: { pattern: `^${def.name}#.` },
      value: partial(plainSchema(def.schema), 'effective_to'),
    })),
  ];
  return {
    ...schema,
    properties: {
      ...properties,
      changes: {
        ...changes,
        items: {
          ...(changes?.['items'] as JsonSchema),
          allOf: fields.map(({ key, value }) => ({
            if: { required: ['set'], properties: { set: key } },
            then: { properties: { value } },
          })),
        },
      },
    },
    if: { properties: { kind: { const: 'amendment' } } },
    then: { required: ['effectiveOn'] },
  };
}

/** Some of the fields, each or null, which takes it away; and the last day on which they hold. */
function partial(schema: JsonSchema, last: string): JsonSchema {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  return {
    type: 'object',
    properties: Object.fromEntries([
      ...properties.map(([name, field]) => [name, { anyOf: [field, { type: 'null' }] }]),
      [last, formSchema('date')],
    ]),
    additionalProperties: false,
  };
}

/** One row as a reader of the table sees it: its own columns and those of every table. */
function rowSchema(def: TableDef): JsonSchema {
  const own = plainSchema(def.schema);
  const text = { type: 'string' };
  const dates = Object.fromEntries(
    ['effective_from', 'effective_to'].map((name) => [name, formSchema('date')]),
  );
  return {
    ...own,
    description: `${def.doc} Two rows of one day differ in ${def.identity.join(', ')}.`,
    properties: {
      ...(own['properties'] as object),
      ...Object.fromEntries(ROW_COLUMNS.map((name) => [name, text])),
      ...dates,
      provenance: { enum: [...PROVENANCES] },
    },
    required: [...((own['required'] as string[] | undefined) ?? []), 'id', 'clause', 'provenance', 'source'],
    additionalProperties: false,
  };
}

const formSchema = (format: string): JsonSchema => {
  const form = FORMS[format];
  return {
    type: 'string',
    examples: [form?.example ?? ''],
    ...(form?.pattern ? { pattern: form.pattern } : {}),
  };
};

/** A schema as JSON, with our forms as patterns: `duration` means something else to other validators. */
function plainSchema(schema: TSchema): JsonSchema {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (node === null || typeof node !== 'object') return node;
    const { format, ...rest } = node as JsonSchema;
    const inner = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, visit(value)]));
    return typeof format === 'string' ? { ...formSchema(format), ...inner } : inner;
  };
  return visit(JSON.parse(JSON.stringify(schema))) as JsonSchema;
}
