import { codesOf } from './json-schema.ts';
import type { Schema } from './json-schema.ts';

/** What an event says, as a form asks for it: fields, fields within fields, and lists of either. */
export type BodyField = LeafField | GroupField | RowsField;

interface Common {
  /** Where it stands in the body: `notice.method`, `claim.items.0.billed`. */
  readonly path: string;
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
}

export interface LeafField extends Common {
  readonly kind:
    'text' | 'integer' | 'number' | 'boolean' | 'date' | 'moment' | 'dollars' | 'code' | 'lines' | 'json';
  readonly codes: readonly string[];
}

export interface GroupField extends Common {
  readonly kind: 'group';
  readonly fields: readonly BodyField[];
}

/** A list of things that have fields themselves. */
export interface RowsField extends Common {
  readonly kind: 'rows';
  /** The fields of a row by its number. */
  readonly row: (index: number) => readonly BodyField[];
}

/** The fields of a JSON Schema of a body; none where it says nothing. */
export function bodyFields(body: unknown, under = ''): BodyField[] {
  const schema = (body ?? {}) as Schema;
  return Object.entries(schema.properties ?? {}).map(([name, property]) =>
    toField(name, property, {
      path: under === '' ? name : `${under}.${name}`,
      isRequired: schema.required?.includes(name) ?? false,
    }),
  );
}

function toField(name: string, schema: Schema, about: Pick<Common, 'path' | 'isRequired'>): BodyField {
  const common = { ...about, name, description: schema.description ?? '' };
  if (schema.properties !== undefined)
    return { ...common, kind: 'group', fields: bodyFields(schema, about.path) };
  if (schema.type === 'array' && schema.items?.properties !== undefined) {
    const { items } = schema;
    return { ...common, kind: 'rows', row: (index) => bodyFields(items, `${about.path}.${index}`) };
  }
  const codes = codesOf(schema);
  return { ...common, kind: codes.length > 0 ? 'code' : leafKind(name, schema), codes };
}

function leafKind(name: string, schema: Schema): LeafField['kind'] {
  // A list of something that nothing is said of is written as lines.
  if (schema.type === 'array') return 'lines';
  if (schema.type === 'integer' || schema.type === 'number') return schema.type;
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type !== 'string') return 'json';
  if (schema.format === 'date' || /date on which/i.test(schema.description ?? '')) return 'date';
  if (schema.format === 'decimal') return 'dollars';
  return name.endsWith('At') ? 'moment' : 'text';
}

/**
 * The body that a form holds. What is left empty is left out, but a list that is needed is then empty; a group of which nothing is
 * filled and that is not needed is left out whole.
 * @throws SyntaxError when a field of JSON holds none.
 */
export function readBody(fields: readonly BodyField[], data: FormData): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOf(field, data);
    if (value !== undefined) body[field.name] = value;
  }
  return body;
}

function valueOf(field: BodyField, data: FormData): unknown {
  if (field.kind === 'group') {
    const inner = readBody(field.fields, data);
    return Object.keys(inner).length > 0 || field.isRequired ? inner : undefined;
  }
  if (field.kind === 'rows') {
    const count = Number(data.get(`${field.path}#`) ?? 0);
    const rows = Array.from({ length: count }, (_, index) => readBody(field.row(index), data));
    const filled = rows.filter((row) => Object.keys(row).length > 0);
    return filled.length > 0 || field.isRequired ? filled : undefined;
  }
  const text = String(data.get(field.path) ?? '').trim();
  if (field.kind === 'boolean') return text === 'on' || field.isRequired ? text === 'on' : undefined;
  if (field.kind === 'lines') {
    const lines = text.split('\n').map((line) => line.trim());
    const said = lines.filter((line) => line !== '');
    return said.length > 0 || field.isRequired ? said : undefined;
  }
  if (text === '') return undefined;
  if (field.kind === 'integer' || field.kind === 'number') return Number(text);
  if (field.kind === 'dollars') return text.replaceAll(/[$,\s]/g, '');
  return field.kind === 'json' ? JSON.parse(text) : text;
}
