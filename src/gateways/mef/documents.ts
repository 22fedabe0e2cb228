import { readFileSync } from 'node:fs';
import path from 'node:path';
import Schema from 'typebox/schema';
import { parse } from 'yaml';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { formsFolder, shippedForms } from '../../formats/order-forms/shipped.ts';
import { configurationSchema } from './configuration-schema.ts';
import type { Family } from './families.ts';
import { mefProblem, pointerPart } from './mef-problem.ts';

/** Published documents that requests are held to. */
export type MefDocument = 'productOrderManagement' | 'productOfferingQualificationManagement';

type Json = { readonly [name: string]: Json };
interface Compiled {
  Check(value: unknown): boolean;
  Errors(value: unknown): [boolean, SchemaError[]];
}
interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

const POINTER = '#/components/schemas/';
const FOLDER = path.join(formsFolder, '..', 'interfaces', 'mef');
const documents = new Map<string, Json>();
const compiled = new Map<string, Compiled>();

/** Everything wrong with a request by a schema of its published document; `at` is where it stands in the request. */
export function bodyProblems(document: MefDocument, schema: string, body: unknown, at = ''): Problem[] {
  const key = `${document} ${schema}`;
  const test = compiled.get(key) ?? compile(key, { ...schemasOf(document), $ref: `#/$defs/${schema}` });
  return problemsOf(test, body, at);
}

/** Kinds of places that the documents describe; each is an extension of one that names none of their attributes. */
const PLACES: ReadonlySet<string> = new Set([
  'FieldedAddress',
  'FormattedAddress',
  'GeographicAddressLabel',
  'GeographicAddressRef',
  'GeographicSiteRef',
  'MEFGeographicPoint',
]);

/** Everything wrong with a place by the kind that it says it is. */
export function placeProblems(
  document: MefDocument,
  place: { readonly '@type': string },
  at: string,
): Problem[] {
  const kind = place['@type'];
  if (PLACES.has(kind)) return bodyProblems(document, kind, place, at);
  return [
    mefProblem(
      'mef/invalid-value',
      `${at}/@type`,
      'There is no such kind of place.',
      `Kinds are: ${[...PLACES].join(', ')}.`,
    ),
  ];
}

/** Everything wrong with a product configuration by the schema of its family. */
export function configurationProblems(family: Family, configuration: unknown, at: string): Problem[] {
  const test = compiled.get(family.type) ?? compile(family.type, configurationSchema(family, shippedForms()));
  return problemsOf(test, configuration, at);
}

function compile(key: string, schema: object): Compiled {
  const made = Schema.Compile(schema as never) as unknown as Compiled;
  compiled.set(key, made);
  return made;
}

/** Schemas that say more than the document knows: configurations by our own schemas, places by their kind. */
const OPEN = new Set(['MEFProductConfiguration', 'RelatedPlaceRefOrValue']);

/** The document's schemas, closed where none extends them: what nobody reads is not taken. */
function schemasOf(name: MefDocument): { $defs: Record<string, unknown> } {
  const document =
    documents.get(name) ?? (parse(readFileSync(path.join(FOLDER, `${name}.api.yaml`), 'utf8')) as Json);
  documents.set(name, document);
  const schemas = document['components']?.['schemas'] ?? {};
  const extended = new Set(
    Object.values(schemas).flatMap((schema) =>
      Object.values(schema['allOf'] ?? {}).map(({ $ref }) => String($ref ?? '').slice(POINTER.length)),
    ),
  );
  const $defs = Object.fromEntries(
    Object.entries(schemas).map(([schema, said]) => [
      schema,
      withoutOpenApi(extended.has(schema) || OPEN.has(schema) ? said : closed(said, schemas)),
    ]),
  );
  return { $defs };
}

/** A schema with what it extends in one object, which has no further properties; a schema that is no object as it is. */
function closed(schema: Json, schemas: Json): unknown {
  const parts = partsOf(schema, schemas);
  if (!parts.some((part) => 'properties' in part)) return schema;
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {})) as object,
    required: parts.flatMap(({ required }) => Object.values(required ?? {})),
    additionalProperties: false,
  };
}

function partsOf(schema: Json, schemas: Json): Json[] {
  const extended = Object.values(schema['allOf'] ?? {}).flatMap((part) => {
    const named = part['$ref'] === undefined ? part : schemas[String(part['$ref']).slice(POINTER.length)];
    return named === undefined ? [] : partsOf(named, schemas);
  });
  return [...extended, schema];
}

function withoutOpenApi(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOpenApi);
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, discriminator: _, format, ...rest } = value as Record<string, unknown>;
  // Beside a reference nothing else counts.
  if (typeof $ref === 'string') return { $ref: `#/$defs/${$ref.slice(POINTER.length)}` };
  const kept = KNOWN_FORMATS.has(String(format)) ? { format } : {};
  return {
    ...kept,
    ...Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, withoutOpenApi(inner)])),
  };
}

const KNOWN_FORMATS = new Set(['date', 'date-time', 'uri']);

function problemsOf(test: Compiled, value: unknown, at: string): Problem[] {
  if (test.Check(value)) return [];
  const found = new Map<string, Problem>();
  for (const error of test.Errors(value)[1])
    for (const problem of problemOf(error, at))
      if (!found.has(problem.field ?? '')) found.set(problem.field ?? '', problem);
  return [...found.values()];
}

function problemOf({ keyword, instancePath, params, message }: SchemaError, at: string): Problem[] {
  const here = `${at}${instancePath}`;
  const said = params as Record<string, unknown>;
  switch (keyword) {
    case 'required':
      return (said['requiredProperties'] as string[]).map((name) =>
        mefProblem(
          'mef/missing-property',
          `${here}/${pointerPart(name)}`,
          `"${name}" is missing.`,
          'Add it, as the interface document describes it.',
        ),
      );
    case 'additionalProperties':
      return (said['additionalProperties'] as string[]).map((name) =>
        mefProblem(
          'mef/unexpected-property',
          `${here}/${pointerPart(name)}`,
          `"${name}" is no property of it.`,
          'Leave it out, or correct its spelling.',
        ),
      );
    case 'enum':
    case 'const': {
      const values = (said['allowedValues'] ?? [said['allowedValue']]) as unknown[];
      return [
        mefProblem(
          'mef/invalid-value',
          here,
          'The value is none of those that it may have.',
          `${didYouMean('', values.map(String))}Write one of: ${values.join(', ')}.`,
        ),
      ];
    }
    case 'boolean':
    case 'allOf':
    case '$ref':
      return [];
    case 'minItems':
      return [mefProblem('mef/missing-property', here, 'The list is too short.', 'Add what is missing.')];
    default:
      return [mefProblem('mef/invalid-format', here, `It ${message}.`, 'Correct the value.')];
  }
}
