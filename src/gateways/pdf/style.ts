import type { Content, CustomTableLayout, StyleDictionary, TableCell } from 'pdfmake/interfaces.js';

export const SMALL = 7.5;
const INK = '#18222d';
const DIM = '#52606d';
const LINE = '#d5dce3';
const ACCENT = '#0b5664';

export const STYLES: StyleDictionary = {
  title: { fontSize: 19, bold: true, color: ACCENT, lineHeight: 1.1 },
  part: { fontSize: 13, bold: true, color: ACCENT, margin: [0, 16, 0, 4] },
  article: { fontSize: 10, bold: true, color: INK, margin: [0, 6, 0, 1] },
  head: { fontSize: SMALL, bold: true, color: DIM },
  note: { fontSize: 8, color: DIM },
  small: { fontSize: SMALL },
  assumed: { fontSize: SMALL, bold: true, color: '#7a4b00', background: '#fff3d9' },
};

/** Thin lines between rows, none between columns. */
export const LAYOUTS: Record<string, CustomTableLayout> = {
  plain: {
    hLineWidth: (index, node) => (index === 0 || index === node.table.body.length ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => LINE,
    paddingLeft: (column) => (column === 0 ? 0 : 6),
    paddingRight: () => 0,
    paddingTop: () => 3,
    paddingBottom: () => 2,
  },
};

const WORDS: Readonly<Record<string, string>> = {
  seed: 'Signed text',
  filed: 'Filed',
  rule: 'Rule',
  sister: 'Sister',
};

/** Where a value comes from; an assumed one stands out. */
export const mark = (provenance: string): TableCell =>
  provenance === 'assumed'
    ? { text: ' Assumed ', style: 'assumed' }
    : { text: WORDS[provenance] ?? provenance, style: 'small' };

/** Numbers stand to the right. */
const headCell = (text: string): TableCell =>
  text.startsWith('>') ? { text: text.slice(1), style: 'head', alignment: 'right' } : { text, style: 'head' };

/**
 * A table whose heading, with its title where it has one, is repeated on each page; a row is never torn apart. A head
 * that begins with `>` stands to the right.
 */
export const tableOf = (
  head: readonly string[],
  rows: readonly (readonly TableCell[])[],
  widths: readonly (number | '*' | 'auto')[],
  title?: string,
): Content => {
  const heads = [
    ...(title === undefined
      ? []
      : [[{ text: title, style: 'article', colSpan: head.length }, ...head.slice(1).map(() => '')]]),
    head.map(headCell),
  ];
  return {
    layout: 'plain',
    table: {
      headerRows: heads.length,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: [...widths],
      body: [...heads, ...rows.map((row) => [...row])],
    },
  };
};

/** `lsr-foc-electronic` → `Lsr foc electronic`, with the letters of the trade as it writes them. */
export function inWords(code: string): string {
  const spaced = code
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[._-]/g, ' ')
    .toLowerCase();
  const text = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return text.replaceAll(
    /\b(isp|eas|foc|lsr|asr|une|ban|lnp|ilec|clec|ocn|clli|nc|ccna|ccs|bfr|pon|ds[013])\b/gi,
    (word) => word.toUpperCase(),
  );
}

/** A value of a term on one line. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return value.map(valueText).join(value.some((one) => typeof one === 'object') ? '\n' : ', ');
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => `${inWords(name).toLowerCase()} ${valueText(inner)}`)
      .join('; ');
  }
  return String(value);
}
