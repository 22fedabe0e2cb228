import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { ASR_FORMS, LSR_FORMS } from '../../formats/order-forms/document.ts';
import type { FormCode, OrderDocument } from '../../formats/order-forms/document.ts';
import { shippedForms } from '../../formats/order-forms/shipped.ts';
import type { Characteristic, ItemAction, OrderItem } from './resources.ts';

const CODES: readonly FormCode[] = [...LSR_FORMS, ...ASR_FORMS];
const FIRST_PAGES = ['LSR', 'ASR'] as const;

/** What an activity does to the product. What is brought from elsewhere is added. */
const ACTIONS: Readonly<Record<string, ItemAction>> = {
  N: 'add',
  V: 'add',
  W: 'add',
  Z: 'add',
  D: 'delete',
  R: 'noChange',
};
/** The activity that an action means where none is written. */
export const ACTIVITIES: Readonly<Record<ItemAction, string>> = {
  add: 'N',
  modify: 'C',
  delete: 'D',
  noChange: 'R',
};
export const actionOf = (act: string): ItemAction => ACTIONS[act] ?? 'modify';

/**
 * An order's forms as items: item n has the nth section of each form, each field of it as a characteristic `FORM.FIELD`. A section
 * without fields is told by its form's name alone.
 */
export function itemsOf(document: OrderDocument): OrderItem[] {
  const act = (document.LSR ?? document.ASR)?.[0]?.['ACT'] ?? '';
  const most = Math.max(1, ...CODES.map((form) => document[form]?.length ?? 0));
  return Array.from({ length: most }, (_, at): OrderItem => {
    const productCharacteristic = CODES.flatMap((form): Characteristic[] => {
      const section = document[form]?.[at];
      if (section === undefined) return [];
      const fields = Object.entries(section);
      if (fields.length === 0) return [{ name: form, valueType: 'string', value: '' }];
      return fields.map(([field, value]) => ({ name: `${form}.${field}`, valueType: 'string', value }));
    });
    return {
      id: String(at + 1).padStart(2, '0'),
      action: actionOf(act),
      ...(productCharacteristic.length === 0 ? {} : { product: { productCharacteristic } }),
    };
  });
}

type Draft = Partial<Record<FormCode, Record<string, string>[]>>;

/**
 * The forms that items say by their characteristics: `FORM.FIELD`, or the field alone, which is then looked for on the form of the
 * line and on the first page. Of first pages there is one: what items say of it must agree. All that is wrong comes back at once.
 */
export function documentOfItems(
  items: readonly OrderItem[],
  forms: { readonly page: 'LSR' | 'ASR'; readonly line: FormCode | undefined },
): Result<OrderDocument> {
  const problems: Problem[] = [];
  const document: Draft = {};
  for (const [at, item] of items.entries()) {
    for (const [which, one] of (item.product?.productCharacteristic ?? []).entries()) {
      const path = `productOrderItem[${at}].product.productCharacteristic[${which}]`;
      const place = placeOf(one.name, forms);
      if (place === undefined) {
        problems.push(unknownName(path, one.name, forms));
        continue;
      }
      const text = textOf(one.value);
      if (text === undefined) {
        problems.push({
          id: 'tmf/value',
          field: `${path}.value`,
          sentence: `The value of ${one.name} is no text.`,
          cure: 'Write what stands in the field: text, a number, or true or false.',
        });
        continue;
      }
      const section = sectionOf(document, place.form, at);
      if (place.field === undefined) continue;
      const before = section[place.field];
      if (before !== undefined && before !== text)
        problems.push({
          id: 'tmf/contradiction',
          field: `${path}.value`,
          sentence: `${place.form}.${place.field} is "${before}" and "${text}".`,
          cure: 'Say it once, or the same everywhere.',
        });
      section[place.field] = text;
    }
  }
  return problems.length > 0 ? fail(...problems) : ok(document);
}

const isFirstPage = (form: FormCode): boolean => (FIRST_PAGES as readonly string[]).includes(form);

/** The section that an item writes to; those before it are there, too. */
export function sectionOf(document: Draft, form: FormCode, at: number): Record<string, string> {
  const sections = (document[form] ??= []);
  const index = isFirstPage(form) ? 0 : at;
  while (sections.length <= index) sections.push({});
  return sections[index] ?? {};
}

interface FieldPlace {
  readonly form: FormCode;
  /** Undefined: the section itself, without fields. */
  readonly field?: string;
}

/** Form and field that a characteristic's name means. */
function placeOf(
  name: string,
  { page, line }: { readonly page: FormCode; readonly line: FormCode | undefined },
): FieldPlace | undefined {
  const { fields } = shippedForms();
  const dot = name.indexOf('.');
  const form = CODES.find((code) => code === (dot < 0 ? name : name.slice(0, dot)));
  if (form !== undefined && dot < 0) return { form };
  if (form !== undefined) {
    const field = name.slice(dot + 1);
    return fields.get(form)?.has(field) === true ? { form, field } : undefined;
  }
  const found = [line, page].find((one) => one !== undefined && fields.get(one)?.has(name) === true);
  return found === undefined ? undefined : { form: found, field: name };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  return typeof value === 'number' ? String(value) : undefined;
}

function unknownName(
  path: string,
  name: string,
  { page, line }: { readonly page: FormCode; readonly line: FormCode | undefined },
): Problem {
  const { fields } = shippedForms();
  const known = [page, line].flatMap((form) =>
    form === undefined ? [] : [...(fields.get(form)?.keys() ?? [])].map((field) => `${form}.${field}`),
  );
  const shown = name.slice(0, LONGEST_SHOWN);
  return {
    id: 'tmf/characteristic',
    field: `${path}.name`,
    sentence: `No form has a field "${shown}".`,
    cure: `${didYouMean(shown, known)}Write form and field as they are called: LSR.PON, LS.CFA.`,
  };
}

const LONGEST_SHOWN = 60;
