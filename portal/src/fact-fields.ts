import { codesOf } from './json-schema.ts';
import type { Schema } from './json-schema.ts';

/** One fact of a question, as a form asks for it. */
export interface FactField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'code' | 'json';
  readonly isRequired: boolean;
  readonly codes: readonly string[];
  readonly description: string;
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
