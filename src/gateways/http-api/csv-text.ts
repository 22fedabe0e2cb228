/**
 * Rows as CSV (RFC 4180) that a spreadsheet shows and never runs: a cell that would begin a formula gets an apostrophe.
 */
export const csvText = (rows: readonly (readonly (string | null)[])[]): string =>
  rows.map((row) => `${row.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`).join('');

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
