import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fromPartner } from './date-format.ts';
import type { DateFormat } from './date-format.ts';
import { ASR_FORMS, LSR_FORMS } from './document.ts';
import type { FormCode, OrderDocument } from './document.ts';
import type { FormField } from './fields.ts';
import { shippedForms } from './shipped.ts';
import type { FieldsByForm } from './usage.ts';

/** How a document is read. */
export interface ReadOptions {
  /** Larger documents are refused before they are read; without it any size is read. */
  readonly maxBytes?: number;
  /** Fields of the forms; default those that the program comes with. */
  readonly fields?: FieldsByForm;
  /** How the partner writes dates; default as the catalogue does. */
  readonly dateFormat?: DateFormat;
}

/** Problems told one by one; of more, only how many. */
const MOST_PROBLEMS = 100;
const CODES: readonly string[] = [...LSR_FORMS, ...ASR_FORMS];
/** A stray value is shown by its beginning. */
const LONGEST_SHOWN = 60;

/** Reads an order as its forms from JSON. All problems come back together; what fields hold is the business of the edits. */
export function readOrderDocument(
  input: Uint8Array | string,
  options: ReadOptions = {},
): Result<OrderDocument> {
  const { maxBytes } = options;
  const bytes = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  if (maxBytes !== undefined && bytes > maxBytes) return fail(tooLarge(bytes, maxBytes));
  let value: unknown;
  try {
    value = JSON.parse(typeof input === 'string' ? input : UTF8.decode(input));
  } catch (error) {
    return fail({
      id: 'forms/json',
      field: 'document',
      sentence: `The order is not JSON in UTF-8: ${error instanceof Error ? error.message : String(error)}.`,
      cure: 'Send { "LSR": [ { "PON": "…" } ] }.',
    });
  }
  return checkOrderDocument(value, options);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The problem of a document that is larger than what is read. */
export const tooLarge = (bytes: number, maxBytes: number): Problem => ({
  id: 'forms/too-large',
  field: 'document',
  sentence: `The order has ${bytes} bytes, and orders of up to ${maxBytes} are read.`,
  cure: 'Send fewer lines in one order, and no pictures in fields.',
});

/** The same for what is already read from JSON. */
export function checkOrderDocument(value: unknown, options: ReadOptions = {}): Result<OrderDocument> {
  const fields = options.fields ?? shippedForms().fields;
  const problems: Problem[] = [];
  if (!isRecord(value)) {
    return fail({
      id: 'forms/shape',
      field: 'document',
      sentence: 'The order is no object of forms.',
      cure: 'Send { "LSR": [ { "PON": "…" } ] }.',
    });
  }
  let document = value as OrderDocument;
  for (const form in value) {
    const sections = value[form];
    if (!CODES.includes(form)) {
      problems.push({
        id: 'forms/unknown-form',
        field: shown(form),
        sentence: `There is no form "${shown(form)}".`,
        cure: `${didYouMean(shown(form), CODES)}Forms are: ${CODES.join(', ')}.`,
      });
      continue;
    }
    if (!Array.isArray(sections)) {
      problems.push({
        id: 'forms/shape',
        field: form,
        sentence: `Form ${form} is no list of sections.`,
        cure: 'Send a list, with one object for each section.',
      });
      continue;
    }
    checkSections(form as FormCode, sections, fields.get(form as FormCode), problems);
  }
  const first = [value['LSR'], value['ASR']].filter((form) => form !== undefined);
  if (first.length !== 1 || (Array.isArray(first[0]) && first[0].length !== 1))
    problems.push({
      id: 'forms/first-page',
      field: 'document',
      sentence: 'An order has one first page: form LSR or form ASR, with one section.',
      cure: first.length > 1 ? 'Send two orders.' : 'Add it.',
    });
  if (problems.length > 0) return fail(...limited(problems));
  if (options.dateFormat !== undefined) document = withDates(document, fields, options.dateFormat);
  return ok(document);
}

function checkSections(
  form: FormCode,
  sections: readonly unknown[],
  fields: ReadonlyMap<string, FormField> | undefined,
  problems: Problem[],
): void {
  for (let at = 0; at < sections.length; at += 1) {
    const section = sections[at];
    if (!isRecord(section)) {
      problems.push({
        id: 'forms/shape',
        field: `${form}[${at + 1}]`,
        sentence: `Section ${at + 1} of form ${form} is no object of fields.`,
        cure: 'Send { "FIELD": "text" }.',
      });
      continue;
    }
    for (const field in section) {
      if (fields?.has(field) !== true) problems.push(unknownField(form, at, field, fields, problems.length));
      else if (typeof section[field] !== 'string')
        problems.push({
          id: 'forms/not-text',
          field: `${form}[${at + 1}].${field}`,
          sentence: `${field} of form ${form} is no text.`,
          cure: `Write it in quotes: "${shown(String(section[field]))}".`,
        });
    }
  }
}

function unknownField(
  form: FormCode,
  at: number,
  field: string,
  fields: ReadonlyMap<string, FormField> | undefined,
  before: number,
): Problem {
  // Looking for the nearest name of many strays would cost more than reading the order.
  const nearest = before < MOST_PROBLEMS ? didYouMean(shown(field), fields?.keys() ?? []) : '';
  return {
    id: 'forms/unknown-field',
    field: `${form}[${at + 1}].${shown(field)}`,
    sentence: `Form ${form} has no field "${shown(field)}".`,
    cure: `${nearest}Write a field of the form, by the name that it has there.`,
  };
}

function limited(problems: readonly Problem[]): Problem[] {
  if (problems.length <= MOST_PROBLEMS) return [...problems];
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    {
      id: 'forms/more',
      field: 'document',
      sentence: `There are ${problems.length - MOST_PROBLEMS} more problems of the same kinds.`,
      cure: 'Cure these first.',
    },
  ];
}

function withDates(document: OrderDocument, fields: FieldsByForm, format: DateFormat): OrderDocument {
  return mapFields(document, fields, ({ type }, text) =>
    type === 'date' || type === 'datetime' ? fromPartner(format, type, text) : text,
  );
}

/** The document with each text that belongs to a field of the catalogue changed. */
export function mapFields(
  document: OrderDocument,
  fields: FieldsByForm,
  change: (field: FormField, text: string) => string,
): OrderDocument {
  return Object.fromEntries(
    Object.entries(document).map(([form, sections]) => {
      const ofForm = fields.get(form as FormCode);
      return [
        form,
        sections.map((section) =>
          Object.fromEntries(
            Object.entries(section).map(([name, text]) => {
              const field = ofForm?.get(name);
              return [name, field === undefined ? text : change(field, text)];
            }),
          ),
        ),
      ];
    }),
  ) as OrderDocument;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
