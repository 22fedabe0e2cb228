import type {
  FormField,
  FormUsage,
  OrderForm,
  OrderForms,
  OrderProduct,
} from '../../src/gateways/http-api/shapes/order-entry.ts';

/** An order as its forms: form → sections → field by its trade name → text. */
export type OrderDocument = Readonly<Record<string, readonly Section[]>>;
export type Section = Readonly<Record<string, string>>;
export type Usage = FormUsage['usage'];

/** The field of a section with another value; an empty one is left out. */
export function withField(
  document: OrderDocument,
  form: string,
  section: number,
  field: string,
  value: string,
): OrderDocument {
  const sections = [...(document[form] ?? [])];
  while (sections.length <= section) sections.push({});
  const { [field]: _, ...rest } = sections[section] ?? {};
  sections[section] = value === '' ? rest : { ...rest, [field]: value };
  return { ...document, [form]: sections };
}

/** Field by which lines are told apart. */
const LINE_NUMBER = 'LNUM';
const LINE_DIGITS = 5;

/** So many more lines, each like the last one without what is a line's alone; they are numbered on. */
export function withLines(document: OrderDocument, form: string, count: number): OrderDocument {
  const sections = [...(document[form] ?? [])];
  for (let added = 0; added < count; added += 1) {
    const { ECCKT: _circuit, CFA: _facility, PORTEDNBR: _number, TNS: _tn, ...like } = sections.at(-1) ?? {};
    sections.push({ ...like, [LINE_NUMBER]: String(sections.length + 1).padStart(LINE_DIGITS, '0') });
  }
  return { ...document, [form]: sections };
}

/** Without one line; the others keep their numbers. */
export const withoutLine = (document: OrderDocument, form: string, section: number): OrderDocument => ({
  ...document,
  [form]: (document[form] ?? []).filter((_, index) => index !== section),
});

/** Cells of a spreadsheet, as the clipboard has them. */
export const cellsOf = (text: string): string[][] =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim()));

/** Puts a block of cells with its upper left corner at a field of a line; lines that are missing are added. */
export function withCells(
  document: OrderDocument,
  form: string,
  at: { readonly section: number; readonly field: string },
  columns: readonly string[],
  cells: readonly (readonly string[])[],
): OrderDocument {
  const missing = at.section + cells.length - (document[form] ?? []).length;
  const first = columns.indexOf(at.field);
  let filled = missing > 0 ? withLines(document, form, missing) : document;
  for (const [down, row] of cells.entries())
    for (const [right, cell] of row.entries()) {
      const field = columns[first + right];
      if (field !== undefined) filled = withField(filled, form, at.section + down, field, cell);
    }
  return filled;
}

/** What a field, or a form as a whole (`*`), must or may have under a request type and an activity; the most telling row wins. */
export function usageOf(
  usage: readonly FormUsage[],
  about: { readonly form: string; readonly field: string; readonly reqtyp: string; readonly act: string },
): Usage | undefined {
  const found = usage.filter(
    (row) =>
      row.form === about.form &&
      row.field === about.field &&
      row.reqtyp.some((start) => start === '*' || (about.reqtyp !== '' && about.reqtyp.startsWith(start))) &&
      row.act.some((code) => code === '*' || code === about.act),
  );
  return (['P', 'R', 'C', 'O'] as const).find((each) => found.some((row) => row.usage === each));
}

/** First page of an order, on which its number, type and activity stand. */
export const headForm = (document: OrderDocument): 'LSR' | 'ASR' => ('ASR' in document ? 'ASR' : 'LSR');

export function headOf(document: OrderDocument): Section {
  return document[headForm(document)]?.[0] ?? {};
}

/** Forms of an order of this type and activity: those that are required, those that may be, those filled already. */
export function formsFor(
  { forms, usage }: Pick<OrderForms, 'forms' | 'usage'>,
  document: OrderDocument,
): { readonly shown: readonly OrderForm[]; readonly more: readonly OrderForm[] } {
  const head = headForm(document);
  const { REQTYP: reqtyp = '', ACT: act = '' } = headOf(document);
  const family = head === 'LSR' ? LOCAL : ACCESS;
  const own = forms.filter(({ form }) => family.includes(form));
  const of = (form: string): Usage | undefined => usageOf(usage, { form, field: '*', reqtyp, act });
  const isShown = ({ form }: OrderForm): boolean =>
    form === head || of(form) === 'R' || (document[form]?.length ?? 0) > 0;
  return {
    shown: own.filter(isShown),
    more: own.filter((form) => !isShown(form) && of(form.form) !== 'P'),
  };
}

const LOCAL: readonly string[] = ['LSR', 'EU', 'LS', 'LSNP', 'NP', 'PS', 'RS', 'DL'];
const ACCESS: readonly string[] = ['ASR', 'TRK', 'TSR', 'EUSA'];

/** Form of the lines of a request type, for a new order of a product. */
const LINE_FORMS: Readonly<Record<string, string>> = {
  A: 'LS',
  B: 'LSNP',
  C: 'NP',
  E: 'RS',
  F: 'PS',
  M: 'PS',
};
const ACCESS_FORMS: Readonly<Record<string, string>> = {
  trunk: 'TRK',
  transport: 'TSR',
  eel: 'EUSA',
  'dark-fiber': 'EUSA',
};

/** A new order of a product, with what is known of it filled in. */
export function newDocument(
  product: OrderProduct,
  known: Pick<OrderForms, 'orderer' | 'forms' | 'usage' | 'now'>,
  act: string,
): OrderDocument {
  const isAccess = product.order === 'ASR';
  const [head, lines] = isAccess
    ? ['ASR', ACCESS_FORMS[product.family ?? ''] ?? 'EUSA']
    : ['LSR', LINE_FORMS[product.reqtyp] ?? 'LS'];
  const reqtyp = `${product.reqtyp}${isAccess ? 'D' : 'B'}`;
  const first: Section = {
    CCNA: known.orderer.ccna,
    VER: '01',
    REQTYP: reqtyp,
    ACT: act,
    'D/TSENT': tradeTime(known.now),
  };
  const rest: Section = {
    ...(isAccess ? { QTY: '1' } : { LOCQTY: '1' }),
    ...(act === 'N' && !isAccess ? { AN: 'N' } : {}),
    ...(product.tos === '' ? {} : { TOS: `${product.tos}---` }),
    NC: product.nc,
    NCI: product.nci,
    SECNCI: product.secnci,
  };
  const line: Section = { LOCNUM: '1', LNUM: '1', LNA: act };
  /** What the form has a field for and the order may have; numbers in as many digits as the field asks for. */
  const fitting = (form: string, wanted: Section): Section => {
    const fields = known.forms.find((one) => one.form === form)?.fields ?? [];
    return Object.fromEntries(
      Object.entries(wanted).flatMap(([field, value]) => {
        const there = fields.find((one) => one.field === field);
        const isProhibited = usageOf(known.usage, { form, field, reqtyp, act }) === 'P';
        if (there === undefined || isProhibited || value === '') return [];
        return [[field, /^\d+$/.test(value) ? value.padStart(digitsOf(there), '0') : value]];
      }),
    );
  };
  const headRest = fitting(head, rest);
  // What the first page has no field for stands on the form of the service.
  const lineRest = Object.fromEntries(Object.entries(rest).filter(([field]) => !(field in headRest)));
  const hasEndUser =
    !isAccess && usageOf(known.usage, { form: 'EU', field: '*', reqtyp, act }) !== 'P' && act !== 'D';
  return {
    [head]: [{ ...first, ...headRest }],
    ...(hasEndUser ? { EU: [fitting('EU', { LOCNUM: '1' })] } : {}),
    [lines]: [fitting(lines, { ...line, ...lineRest })],
  };
}

/** Line numbers fill their field; other numbers have as many digits as they must. */
const digitsOf = ({ field, min, max }: FormField): number => (field === LINE_NUMBER ? (max ?? min) : min);

/** `2026-11-22T09:05` → `11-22-2026-0905AM`. */
export function tradeTime(local: string): string {
  const [hour = '00', minute = '00'] = local.slice(11, 16).split(':');
  const half = Number(hour) % 12;
  return `${tradeDate(local)}-${String(half === 0 ? 12 : half).padStart(2, '0')}${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`;
}

/** `2026-11-22` → `11-22-2026`, as forms have dates. */
export const tradeDate = (date: string): string =>
  `${date.slice(5, 7)}-${date.slice(8, 10)}-${date.slice(0, 4)}`;

/** `11-22-2026` → `2026-11-22`; '' where it is none. */
export function isoDate(trade: string): string {
  const [, month, date, year] = /^(\d\d)-(\d\d)-(\d{4})$/.exec(trade) ?? [];
  return year === undefined ? '' : `${year}-${month}-${date}`;
}

/** The next version of an order, as a supplement of a kind, sent at a local date and time where that is known. */
export function supplementOf(document: OrderDocument, sup: string, now?: string): OrderDocument {
  const form = headForm(document);
  const version = String(Number(headOf(document)['VER'] ?? '0') + 1).padStart(2, '0');
  const next = withField(withField(document, form, 0, 'VER', version), form, 0, 'SUP', sup);
  return now === undefined ? next : withField(next, form, 0, 'D/TSENT', tradeTime(now));
}

/** What differs between two versions of an order. */
export interface Difference {
  readonly form: string;
  /** Of the form, from 1. */
  readonly section: number;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Fields that differ, in the order of the forms; sections that are new or gone differ in all their fields. */
export function differences(before: OrderDocument, after: OrderDocument): Difference[] {
  const forms = [...new Set([...LOCAL, ...ACCESS, ...Object.keys(before), ...Object.keys(after)])];
  return forms.flatMap((form) => {
    const [old, now] = [before[form] ?? [], after[form] ?? []];
    return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
      const [was, is] = [old[index] ?? {}, now[index] ?? {}];
      return [...new Set([...Object.keys(was), ...Object.keys(is)])]
        .filter((field) => (was[field] ?? '') !== (is[field] ?? ''))
        .map((field) => ({
          form,
          section: index + 1,
          field,
          before: was[field] ?? '',
          after: is[field] ?? '',
        }));
    }).flat();
  });
}
