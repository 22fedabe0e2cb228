/** One fact of a question, as a form asks for it. */
export interface FactField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'code' | 'json';
  readonly isRequired: boolean;
  readonly codes: readonly string[];
  readonly description: string;
}

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The fields of a JSON Schema of facts; undefined when it has none and the facts are JSON as a whole. */
export function factFields(facts: unknown): FactField[] | undefined {
  const schema = facts as Schema;
  if (schema.properties === undefined) return undefined;
  return Object.entries(schema.properties).map(([name, property]) => {
    const codes = codesOf(property);
    return {
      name,
      kind: codes.length > 0 ? 'code' : kindOf(property),
      isRequired: schema.required?.includes(name) ?? false,
      codes,
      description: property.description ?? '',
    };
  });
}

function codesOf(schema: Schema): string[] {
  if (schema.enum !== undefined) return schema.enum.map(String);
  const constants = schema.anyOf?.map((one) => one.const) ?? [];
  return constants.length > 0 && constants.every((one) => typeof one === 'string')
    ? constants.map(String)
    : [];
}

function kindOf(schema: Schema): FactField['kind'] {
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type === 'string') return schema.format === 'date' ? 'date' : 'text';
  return 'json';
}

/**
 * The facts that a form holds; fields left empty are left out.
 * @throws SyntaxError when a structured fact is not JSON.
 */
export function readFacts(fields: readonly FactField[], data: FormData): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const { name, kind, isRequired } of fields) {
    const text = String(data.get(`fact-${name}`) ?? '').trim();
    if (kind === 'boolean') {
      if (text === 'on' || isRequired) facts[name] = text === 'on';
    } else if (text !== '') {
      facts[name] = kind === 'number' ? Number(text) : kind === 'json' ? JSON.parse(text) : text;
    }
  }
  return facts;
}
