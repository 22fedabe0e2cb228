import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/** One path × method of a published interface. */
export interface Operation {
  /** `GET`, `POST` … */
  readonly method: string;
  /** As the document writes it: `/productOrder/{id}`. */
  readonly path: string;
  readonly operationId: string;
  /** Statuses that the document knows for it. */
  readonly statuses: readonly string[];
}

/** A published document, for tests: what it offers, and what is wrong with an answer by it. */
export interface InterfaceDocument {
  readonly operations: readonly Operation[];
  /** Names of its schemas. */
  readonly schemas: readonly string[];
  /**
   * What is wrong with an answer: a status that the operation does not have, a body that is none of its schema, attributes that
   * the schema does not know. Empty when it fits. `path` is the document's own. Of an answer to a request for some attributes
   * (`partial`) others may be missing.
   * @throws Error when the document has no such operation.
   */
  answerMisfits(method: string, path: string, status: number, body: unknown, partial?: boolean): string[];
  /** What is wrong with a value by one schema: a request, a notification. @throws Error when there is none. */
  misfits(schema: string, value: unknown): string[];
}

interface Json {
  readonly [name: string]: Json;
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);
/** Where the two ways of writing a document keep their schemas. */
const POINTERS = { swagger2: '#/definitions/', openapi3: '#/components/schemas/' } as const;

/**
 * Reads a document of `reference/interfaces`: Swagger 2 as JSON, OpenAPI 3 as YAML. Objects that the document describes by
 * properties alone are closed: an attribute of our own invention fails. `open` names schemas that stay open.
 */
export function readInterfaceDocument(file: string, open: readonly string[] = []): InterfaceDocument {
  const path = fileURLToPath(new URL(`../../reference/interfaces/${file}`, import.meta.url));
  const document = parse(readFileSync(path, 'utf8')) as Json;
  const isSwagger = document['swagger'] !== undefined;
  const written = (isSwagger ? document['definitions'] : document['components']?.['schemas']) ?? {};
  const pointer = isSwagger ? POINTERS.swagger2 : POINTERS.openapi3;
  const schemas = toSchemas(written, pointer, new Set(open));
  const ajv = new Ajv({ allErrors: true, strict: false, formats: FORMATS });
  ajv.addSchema({ $id: ROOT, $defs: schemas });
  const compiled = new Map<string, ValidateFunction>();
  const run = (key: string, schema: object, value: unknown, partial = false): string[] => {
    const validate = compiled.get(key) ?? ajv.compile(schema);
    compiled.set(key, validate);
    if (validate(value)) return [];
    const errors = (validate.errors ?? []).filter(
      ({ keyword, instancePath }) => !(partial && keyword === 'required' && RESOURCE.test(instancePath)),
    );
    return errors.map(
      ({ instancePath, message, params }) => `${key}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  const operations = Object.entries(document['paths'] ?? {}).flatMap(([at, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.has(method))
      .map(([method, said]) => ({ method: method.toUpperCase(), path: at, said })),
  );
  return {
    operations: operations.map(({ method, path: at, said }) => ({
      method,
      path: at,
      operationId: String(said['operationId']),
      statuses: Object.keys(said['responses'] ?? {}),
    })),
    schemas: Object.keys(written),
    misfits: (name, value) => {
      if (written[name] === undefined) throw new Error(`${file} has no schema ${name}.`);
      return run(name, { $ref: `${ROOT}#/$defs/${name}` }, value);
    },
    answerMisfits: (method, at, status, body, partial) => {
      const found = operations.find((one) => one.method === method && one.path === at);
      if (found === undefined) throw new Error(`${file} has no ${method} ${at}.`);
      const responses = found.said['responses'] ?? {};
      const response = responses[String(status)] ?? responses['default'];
      const key = `${method} ${at} ${status}`;
      if (response === undefined) return [`${key} is no status of it: ${Object.keys(responses).join(', ')}`];
      const schema = isSwagger
        ? response['schema']
        : Object.entries(response['content'] ?? {}).find(([type]) => type.includes('json'))?.[1]?.['schema'];
      if (schema === undefined) return body === undefined ? [] : [`${key} has no body in the document`];
      return run(key, toSchema(schema, pointer, false) as object, body, partial);
    },
  };
}

const ROOT = 'document';
/** The resource itself, or one of a list. */
const RESOURCE = /^(\/\d+)?$/;

/** Schemas by name, closed where they are plain objects that no other schema extends. */
function toSchemas(written: Json, pointer: string, open: ReadonlySet<string>): Record<string, unknown> {
  const extended = new Set(
    Object.values(written).flatMap((schema) =>
      Object.values(schema['allOf'] ?? {}).map(({ $ref }) => String($ref ?? '').slice(pointer.length)),
    ),
  );
  return Object.fromEntries(
    Object.entries(written).map(([name, schema]) => [
      name,
      toSchema(schema, pointer, !extended.has(name) && !open.has(name)),
    ]),
  );
}

/** One schema as JSON Schema: its references go to the list of this document. */
function toSchema(schema: Json, pointer: string, close: boolean): unknown {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...rest } = value as Record<string, unknown>;
    // Beside a reference nothing else counts.
    if (typeof $ref === 'string' && $ref.startsWith(pointer))
      return { $ref: `${ROOT}#/$defs/${$ref.slice(pointer.length)}` };
    return Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, walk(inner)]));
  };
  const whole = walk(schema) as Record<string, unknown>;
  const isPlain =
    whole['properties'] !== undefined &&
    whole['additionalProperties'] === undefined &&
    !['allOf', 'oneOf', 'anyOf'].some((word) => word in whole);
  return close && isPlain ? { ...whole, additionalProperties: false } : whole;
}

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const isUri = (text: string): boolean => URL.canParse(text);

/** The formats that the documents use; those of numbers say no more than their type. */
const FORMATS = {
  date: DATE,
  'date-time': (text: string): boolean =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: isUri,
  url: isUri,
  email: /^[^@\s]+@[^@\s]+$/,
  float: true,
  double: true,
  int32: true,
  int64: true,
  byte: true,
  base64: true,
  binary: true,
} as const;
