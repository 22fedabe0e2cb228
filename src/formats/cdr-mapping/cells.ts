const QUOTE = '"';

/**
 * The cells of one line by RFC 4180 with another delimiter: a cell is quoted whole or not at all, a quote within quotes is doubled.
 * Undefined where the quotes do not come out even.
 */
export function splitCells(text: string, delimiter: string, quotes: 'none' | 'double'): string[] | undefined {
  if (quotes === 'none' || !text.includes(QUOTE)) return text.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ;) {
    if (text[at] === QUOTE) {
      const end = closingQuote(text, at + 1);
      if (end < 0) return undefined;
      const cell = text.slice(at + 1, end);
      cells.push(cell.includes(QUOTE) ? cell.replaceAll('""', QUOTE) : cell);
      if (end + 1 === text.length) return cells;
      if (text[end + 1] !== delimiter) return undefined;
      at = end + 2;
    } else {
      const end = text.indexOf(delimiter, at);
      const cell = text.slice(at, end < 0 ? text.length : end);
      if (cell.includes(QUOTE)) return undefined;
      cells.push(cell);
      if (end < 0) return cells;
      at = end + 1;
    }
  }
}

/** Where the quote is that ends a quoted cell, or -1. */
function closingQuote(text: string, from: number): number {
  let end = text.indexOf(QUOTE, from);
  while (end >= 0 && text[end + 1] === QUOTE) end = text.indexOf(QUOTE, end + 2);
  return end;
}
