/** Every number of an agreement folder that a value is made of, with its place in the file and what to write instead. */
import path from 'node:path';
import { globSync, readFileSync } from 'node:fs';
import type { Manifest } from '../../src/agreement/manifest.ts';

export interface NumberPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Offset in the file's text. */
  readonly at: number;
  readonly written: string;
  readonly instead: string;
  readonly kind: 'term' | 'row' | 'rank';
  /** Key of the term, or `table#row-id.column`. */
  readonly where: string;
}

/** Columns of words, names and references. What they say is no number that a value is made of. */
const WORDS = new Set([
  'id',
  'clause',
  'provenance',
  'source',
  'name',
  'description',
  'reason',
  'address',
  'section',
  'evidence',
  'document',
]);
/** Fields of a term that are words. */
const FIELDS_OF_WORDS = /^\s*(?:- )?(?:source|provenance|reason|id):/;

/** A date, a time of day, or a number that is no part of a word: `2026-12-25`, `13:00`, `0.0407`, `5,000,000`. */
const NUMBER =
  /(?<![\w.,:§$-])\$?(?:\d{4}-\d\d-\d\d|\d\d:\d\d|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w-]|[.:,]\d)/g;

/** Numbers in the terms blocks of the articles and of the law read beside them, and in the tables, those of tariffs too. */
export function findNumbers(dir: string, manifest: Manifest): NumberPlace[] {
  const articles = [...manifest.articles, ...(manifest.law ?? [])].map(({ file }) => path.join(dir, file));
  const tables = globSync('**/*.csv', { cwd: dir })
    .sort()
    .map((name) => path.join(dir, name));
  return [...articles.flatMap(numbersInTerms), ...tables.flatMap(numbersInRows)];
}

function numbersInTerms(file: string): NumberPlace[] {
  const found: NumberPlace[] = [];
  let offset = 0;
  let inside = false;
  let key = '';
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((text, index) => {
      if (text.startsWith('```')) inside = text.startsWith('```terms');
      else if (inside) {
        key = /^([a-z][a-z0-9.-]*):/.exec(text)?.[1] ?? key;
        const value = /^\s/.test(text) && !FIELDS_OF_WORDS.test(text) ? text : '';
        for (const match of value.matchAll(NUMBER))
          found.push(place(file, index + 1, offset + match.index, match[0], 'term', key));
      }
      offset += text.length + 1;
    });
  return found;
}

function numbersInRows(file: string): NumberPlace[] {
  const found: NumberPlace[] = [];
  const table = path.basename(file, '.csv');
  let offset = 0;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [head = '', ...rows] = lines;
  const columns = head.split(',');
  const behind = nextOrders(columns, rows);
  lines.forEach((text, index) => {
    const cells = splitCells(text);
    if (index > 0)
      cells.forEach(({ cell, from }, column) => {
        const name = columns[column] ?? '';
        if (WORDS.has(name)) return;
        if (name === ORDER) {
          const instead = behind(cells.map((one) => one.cell));
          const where = `${table}#${cells[0]?.cell ?? ''}.${name}`;
          if (instead !== undefined)
            found.push({ ...place(file, index + 1, offset + from, cell, 'rank', where), instead });
          return;
        }
        for (const match of cell.matchAll(NUMBER)) {
          const where = `${table}#${cells[0]?.cell ?? ''}.${name}`;
          found.push(place(file, index + 1, offset + from + match.index, match[0], 'row', where));
        }
      });
    offset += text.length + 1;
  });
  return found;
}

/** Ranks its row among those of the same term and article: its number means nothing but what comes before what. */
const ORDER = 'order';

/** What puts a row behind the next one of its group: one more than the next number; undefined for the last. */
function nextOrders(
  columns: readonly string[],
  rows: readonly string[],
): (cells: readonly string[]) => string | undefined {
  const order = columns.indexOf(ORDER);
  const group = ['term', 'article'].map((name) => columns.indexOf(name));
  const of = (cells: readonly string[]): string => group.map((column) => cells[column] ?? '').join('\u0000');
  const all = rows.map((row) => splitCells(row).map(({ cell }) => cell));
  return (cells) => {
    const later = all
      .filter((other) => of(other) === of(cells))
      .map((other) => Number(other[order]))
      .filter((other) => other > Number(cells[order]));
    return later.length === 0 ? undefined : String(Math.min(...later) + 1);
  };
}

/** Cells of one line of CSV with their offsets; quotes stay in the cell. */
function splitCells(line: string): { cell: string; from: number }[] {
  const cells: { cell: string; from: number }[] = [];
  let from = 0;
  let quoted = false;
  for (let index = 0; index <= line.length; index++) {
    if (line[index] === '"') quoted = !quoted;
    if (index < line.length && (line[index] !== ',' || quoted)) continue;
    cells.push({ cell: line.slice(from, index), from });
    from = index + 1;
  }
  return cells;
}

function place(
  file: string,
  line: number,
  at: number,
  written: string,
  kind: NumberPlace['kind'],
  where: string,
): NumberPlace {
  return { file, line, at, written, instead: changed(written), kind, where };
}

/** The next day, the next minute, or one more in the last place: the smallest change that the form has. */
function changed(written: string): string {
  if (/^\d{4}-/.test(written)) return Temporal.PlainDate.from(written).add({ days: 1 }).toString();
  if (written.includes(':')) {
    const next = Temporal.PlainTime.from(written).add({ minutes: 1 });
    return next.toString({ smallestUnit: 'minute' });
  }
  const digits = [...written];
  for (let index = digits.length - 1; index >= 0; index--) {
    const digit = digits[index] ?? '';
    if (!/\d/.test(digit)) continue;
    digits[index] = digit === '9' ? '0' : String(Number(digit) + 1);
    if (digit !== '9') return digits.join('');
  }
  return digits.join('').replace('0', '10');
}
