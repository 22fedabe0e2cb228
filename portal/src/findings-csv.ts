import type { Finding } from './parts/verification.tsx';

const COLUMNS: readonly (readonly [string, (finding: Finding) => string])[] = [
  ['id', ({ id }) => id],
  ['outcome', ({ outcome }) => outcome],
  ['their line', ({ theirLine }) => String(theirLine ?? '')],
  ['our line', ({ invoice, line }) => (invoice === undefined ? '' : `${invoice}/${line}`)],
  ['description', ({ description }) => description],
  ['expected', ({ expected }) => expected],
  ['billed', ({ billed }) => billed],
  ['difference', ({ difference }) => difference],
  ['clause', ({ clause }) => clause],
  ['reason', ({ reason }) => reason],
];

/** Findings as a spreadsheet takes them, one a line below the names of the columns. */
export function findingsCsv(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => COLUMNS.map(([, read]) => read(finding)));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Quoted where it must be; what a spreadsheet would run as a formula begins with an apostrophe. */
function cell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
