import Type from 'typebox';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Validator } from 'typebox/compile';
import Format from 'typebox/format';
import { Settings } from 'typebox/system';
import Value from 'typebox/value';
import { parseExpr } from '../base/expr/parse.ts';
import { didYouMean } from '../base/nearest.ts';
import { parseDuration, parseQuantity } from '../base/quantity.ts';
import { isNegative, isZero, parseDecimal } from '../base/rational.ts';

const DIGITS = String.raw`\d[\d,]*(?:\.\d+)?`;
const PER = String.raw`(?:\s+[Pp]er\s+[A-Za-z][A-Za-z -]*)?`;

/**
 * Forms of a term's values. Each is text with its unit, so that an agreement never holds a bare number of days. A pattern
 * accepts at least what the test accepts, for editors that know no forms.
 */
export const FORMS: Readonly<
  Record<
    string,
    {
      readonly test: (text: string) => boolean;
      readonly example: string;
      readonly pattern?: string;
      /** What the example does not show. */
      readonly bound?: string;
    }
  >
> = {
  duration: {
    test: (t) => parseDuration(t) !== undefined,
    example: '30 calendar days',
    pattern: String.raw`^\s*\d[\d,]*(?:\.0*)?\s*(?:[Cc]alendar\s+[Dd]ays?|[Bb]usiness\s+[Dd]ays?|[Bb]usiness\s+[Hh]ours?|[Cc]lock\s+[Hh]ours?|[Mm]onths?)\s*$`,
  },
  quantity: {
    test: (t) => parseQuantity(t) !== undefined,
    example: '1 minute',
    pattern: String.raw`^\s*(?:\$\s*-?${DIGITS}|-?${DIGITS}\s*(?:%|[A-Za-z][A-Za-z -]*))${PER}\s*$`,
  },
  percent: {
    test: (t) => isAmount(t, '%'),
    example: '1.5 % per month',
    bound: ', zero or more',
    pattern: String.raw`^\s*${DIGITS}\s*%${PER}\s*$`,
  },
  price: {
    test: (t) => isAmount(t, '$'),
    example: '$0.0007 per minute',
    bound: ', zero or more',
    pattern: String.raw`^\s*\$\s*${DIGITS}${PER}\s*$`,
  },
  decimal: {
    test: (t) => parseDecimal(t) !== undefined,
    example: '10000.00',
    pattern: String.raw`^\s*[+-]?\d+(?:\.\d+)?\s*$`,
  },
  'positive decimal': {
    test: (t) => {
      const value = parseDecimal(t);
      return value !== undefined && !isNegative(value) && !isZero(value);
    },
    example: '10000.00',
    pattern: String.raw`^\s*\+?\d+(?:\.\d+)?\s*$`,
  },
  time: {
    test: (t) => /^([01]\d|2[0-3]):[0-5]\d$/.test(t),
    example: '13:00',
    pattern: String.raw`^(?:[01]\d|2[0-3]):[0-5]\d$`,
  },
  date: { test: isDate, example: '2026-10-31', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` },
  instant: {
    test: (t) => isInstant(t),
    example: '2026-10-31T13:00:00Z',
    pattern: String.raw`^\S+[Tt ]\S+$`,
  },
  condition: { test: (t) => parseExpr(t).ok, example: "originator = 'clec' and answered" },
  timezone: { test: isTimeZone, example: 'America/Chicago' },
};

/** A share or a price of an agreement is never negative: who pays whom is said in words. */
function isAmount(text: string, unit: '%' | '$'): boolean {
  const quantity = parseQuantity(text);
  return quantity?.unit === unit && !isNegative(quantity.value);
}

export function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

// The library stops after eight errors; all of them are wanted.
Settings.Set({ maxErrors: 10_000 });

for (const [name, form] of Object.entries(FORMS)) Format.Set(name, form.test);

const text = (format: string, description?: string) =>
  Type.String({ format, ...(description === undefined ? {} : { description }) });

export const Duration = (description?: string) => text('duration', description);
export const QuantityText = (description?: string) => text('quantity', description);
export const Percent = (description?: string) => text('percent', description);
export const Price = (description?: string) => text('price', description);
export const DecimalText = (description?: string) => text('decimal', description);
export const PositiveDecimal = (description?: string) => text('positive decimal', description);
export const Time = (description?: string) => text('time', description);
export const IsoDate = (description?: string) => text('date', description);
export const IsoInstant = (description?: string) => text('instant', description);
export const Condition = (description?: string) => text('condition', description);
export const TimeZone = (description?: string) => text('timezone', description);
export const Code = <const T extends readonly string[]>(values: T, description?: string) =>
  Type.Enum<[...T]>([...values], description === undefined ? {} : { description });

/** One thing that a value has wrong, at a path such as `length` or `steps.2.when`. */
export interface Misfit {
  readonly path: string;
  readonly sentence: string;
  readonly cure: string;
}

/** All misfits of a value against a schema, in plain words, one for each path. */
export function misfits(schema: TSchema, value: unknown): Misfit[] {
  // Finding the errors takes several times as long as finding that there are none.
  if (fits(schema, value)) return [];
  const found = new Map<string, Misfit>();
  for (const error of Value.Errors(schema, value)) {
    const path = error.instancePath.slice(1).replaceAll('/', '.');
    for (const misfit of toMisfits(path, error, value, schema)) {
      if (!found.has(misfit.path)) found.set(misfit.path, misfit);
    }
  }
  return [...found.values()];
}

/** Uses after which compiling a schema pays: most are used once, when an agreement is read. */
const WORTH_COMPILING = 20;
const uses = new WeakMap<TSchema, { count: number; compiled?: Validator }>();

function fits(schema: TSchema, value: unknown): boolean {
  const use = uses.get(schema) ?? { count: 0 };
  use.count += 1;
  uses.set(schema, use);
  if (use.count < WORTH_COMPILING) return Value.Check(schema, value);
  use.compiled ??= Compile(schema);
  return use.compiled.Check(value);
}

type SchemaError = ReturnType<typeof Value.Errors>[number];

function toMisfits(path: string, error: SchemaError, root: unknown, schema: TSchema): Misfit[] {
  const fields = fieldsAt(schema, path);
  const given = JSON.stringify(valueAt(root, path));
  const params = error.params as Record<string, unknown>;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  switch (error.keyword) {
    case 'additionalProperties':
      return (params['additionalProperties'] as string[]).map((name) => ({
        path: at(name),
        sentence: `"${name}" is not known here.`,
        cure: `${didYouMean(name, fields)}${fields.length === 0 ? 'Remove it or correct its spelling.' : `Fields are: ${fields.join(', ')}.`}`,
      }));
    case 'required':
      return (params['requiredProperties'] as string[]).map((name) => ({
        path: at(name),
        sentence: `"${name}" is missing.`,
        cure: `Add it${askedAt(schema, at(name))}.`,
      }));
    case 'boolean':
    case 'anyOf':
    case 'const':
      return error.keyword === 'const'
        ? [
            {
              path,
              sentence: `${given} is not accepted here.`,
              cure: `Write ${JSON.stringify(params['allowedValue'])}.`,
            },
          ]
        : error.keyword === 'anyOf'
          ? [
              {
                path,
                sentence: `${given} fits none of the forms accepted here.`,
                cure: 'See the documentation of the term.',
              },
            ]
          : [];
    case 'format': {
      const form = FORMS[String(params['format'])];
      return [
        {
          path,
          sentence: `${given} is not a ${String(params['format'])}.`,
          cure: `Write it like "${form?.example ?? ''}"${form?.bound ?? ''}.`,
        },
      ];
    }
    case 'enum': {
      const codes = (params['allowedValues'] as unknown[]).filter((value) => value !== '').map(String);
      return [
        {
          path,
          sentence: `${given} is not one of the accepted codes.`,
          cure: `${didYouMean(String(valueAt(root, path)), codes)}Write one of: ${codes.join(', ')}.`,
        },
      ];
    }
    case 'type':
      return [
        {
          path,
          sentence: `${given} is not ${KINDS[String(params['type'])] ?? `of type ${String(params['type'])}`}.`,
          cure:
            params['type'] === 'string'
              ? `Write it in quotes: "${given}".`
              : `Correct the value${describedAt(schema, path)}.`,
        },
      ];
    case 'minimum':
    case 'maximum':
      return [
        {
          path,
          sentence: `${given} is ${error.keyword === 'minimum' ? 'less' : 'more'} than ${String(params['limit'])}.`,
          cure: `Write ${String(params['limit'])} or ${error.keyword === 'minimum' ? 'more' : 'less'}.`,
        },
      ];
    default:
      return [{ path, sentence: `${given} ${error.message}.`, cure: 'Correct the value.' }];
  }
}

/** What people call the types of JSON. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object of named fields',
};

interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

function nodeAt(schema: TSchema, path: string): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema as SchemaNode;
  for (const part of path === '' ? [] : path.split('.')) node = node?.properties?.[part] ?? node?.items;
  return node;
}

/** Names of the fields that a schema has at a path; none where it says nothing of them. */
const fieldsAt = (schema: TSchema, path: string): string[] =>
  Object.keys(nodeAt(schema, path)?.properties ?? {});

/** What a schema asks for at a path, in words that go behind a colon: its kind, or its codes, and its description. */
export function askedFor(node: unknown): string {
  const { type, enum: codes, format, description, items, properties } = node as SchemaNode;
  const example = format === undefined ? undefined : FORMS[format]?.example;
  const fields = Object.keys((type === 'array' ? items?.properties : properties) ?? {});
  const list = items?.enum ?? [];
  const kind = codes
    ? `one of ${codes.filter((code) => code !== '').join(', ')}`
    : example === undefined
      ? KINDS[type ?? '']
      : `like "${example}"`;
  const inside =
    fields.length > 0 ? ` with ${fields.join(', ')}` : list.length > 0 ? ` of ${list.join(', ')}` : '';
  return [kind === undefined ? undefined : kind + inside, description]
    .filter((part) => part !== undefined)
    .join('; ');
}

function askedAt(schema: TSchema, path: string): string {
  const asked = askedFor(nodeAt(schema, path) ?? {});
  return asked === '' ? '' : `: ${asked}`;
}

function describedAt(schema: TSchema, path: string): string {
  const description = nodeAt(schema, path)?.description;
  return description === undefined ? '' : `: ${description}`;
}

function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const part of path === '' ? [] : path.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  return value;
}
