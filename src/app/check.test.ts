import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import type { Problem } from '../base/problem.ts';
import { vocabulary } from './vocabulary.ts';

let work: string;
let folder: string;
before(() => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-check-'));
  folder = path.join(work, 'agreements', 'missouri-2006');
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  cpSync('law', path.join(work, 'law'), { recursive: true });
});
after(() => rmSync(work, { recursive: true, force: true }));

function check(): readonly Problem[] {
  const result = loadAgreement(folder, { vocabulary, variant: 'centurytel' });
  return result.ok ? [] : result.problems;
}

/** Problems of the folder while one line of a file reads otherwise; the file is put back. */
function checkWith(file: string, index: number, line: string | undefined): readonly Problem[] {
  const where = path.join(folder, file);
  const text = readFileSync(where, 'utf8');
  const lines = text.split('\n');
  if (line === undefined) lines.splice(index, 1);
  else lines[index] = line;
  writeFileSync(where, lines.join('\n'));
  try {
    return check();
  } finally {
    writeFileSync(where, text);
  }
}

const NUMBER = /\d+(?:\.\d+)?(?=\s*(?:%|calendar|business|clock|minutes?\b|$))|\d\d:\d\d/;

/** Another number of the same form. */
const other = (number: string): string =>
  number.includes(':')
    ? number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    : String(Number(number) + 1);

/** Lines with a number inside terms blocks, or in the text of sections that have one. */
function numbered(inTerms: boolean): { file: string; index: number; line: string; number: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== '01-scope-and-intent.md')
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
      let [inside, hasTerms] = [false, false];
      const found: { file: string; index: number; line: string; number: string }[] = [];
      lines.forEach((line, index) => {
        if (line.startsWith('#')) {
          const end = lines.findIndex((next, at) => at > index && next.startsWith('#'));
          hasTerms = lines.slice(index, end < 0 ? undefined : end).includes('```terms');
        }
        if (line.startsWith('```')) inside = line === '```terms';
        const field = inTerms ? line.replace(/^[^:]*:/, '') : line;
        const number = NUMBER.exec(field)?.[0];
        const counts = inTerms
          ? inside && !/^\s*(source|effective)/.test(line)
          : hasTerms && !inside && !line.startsWith('#');
        if (number !== undefined && counts && (inTerms || /%|days?\b|hours?\b|minute|:\d\d/.test(line)))
          found.push({ file, index, line, number });
      });
      return found;
    });
}

describe('the Missouri folder, checked', () => {
  it('is clean as shipped', () => assert.deepEqual(check(), []));

  it('names the line of every number that changes alone in a terms block', () => {
    const places = numbered(true);
    assert.ok(places.length >= 8, `${places.length} numbers in terms`);
    for (const { file, index, line, number } of places) {
      const head = line.slice(0, line.indexOf(':') + 1);
      const problems = checkWith(file, index, head + line.slice(head.length).replace(number, other(number)));
      assert.ok(
        problems.some((p) => p.file?.endsWith(file) && p.line === index + 1),
        `${file}:${index + 1} "${line.trim()}" gave ${JSON.stringify(problems.map((p) => `${p.file}:${p.line}`))}`,
      );
    }
  });

  it('names the line of every amount and length of time that changes alone in the text', () => {
    const places = numbered(false);
    assert.ok(places.length >= 8, `${places.length} numbers in text`);
    for (const { file, index, line, number } of places) {
      const problems = checkWith(file, index, line.replace(number, other(number)));
      assert.ok(
        problems.some((p) => p.file?.endsWith(file) && p.line === index + 1),
        `${file}:${index + 1} "${line.trim()}" gave ${JSON.stringify(problems.map((p) => `${p.file}:${p.line} ${p.sentence}`))}`,
      );
    }
  });

  it('names what needs a rate whose row goes', () => {
    const rows = readFileSync(path.join(folder, 'rates.csv'), 'utf8').trimEnd().split('\n');
    const needed = [
      'loop-2w-analog-z1',
      'loop-2w-xdsl-z3',
      'install-first',
      'so-initial-electronic',
      'isp',
      'intrastate-access',
      'tandem-switching',
    ];
    for (const id of needed) {
      const index = rows.findIndex((row) => row.startsWith(`${id},`));
      assert.ok(index > 0, id);
      const problems = checkWith('rates.csv', index, undefined);
      assert.ok(problems.length > 0, `${id} is needed`);
      assert.ok(
        problems.every((p) => p.file !== undefined && p.line !== undefined),
        `${id}: each problem names its place`,
      );
      const element = (rows[index] ?? '').split(',')[1] ?? '';
      assert.ok(
        problems.some((p) => `${p.field} ${p.sentence}`.includes(element)),
        `${id}: ${JSON.stringify(problems)}`,
      );
    }
  });
});
