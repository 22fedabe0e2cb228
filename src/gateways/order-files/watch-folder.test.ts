import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { OrderFile } from '../../formats/order-file/file-order.ts';
import { lookIntoFolder } from './watch-folder.ts';
import type { FileSaid, Seen } from './watch-folder.ts';
import { countOf } from './result.ts';
import type { FileResult } from './result.ts';

/** Says that every order was taken. */
const taken = ({ format, orders }: OrderFile): FileResult => ({
  format,
  receivedAt: '2026-11-02T15:00:00Z',
  lines: countOf(orders.map(() => 'taken' as const)),
  orders: countOf(orders.map(() => 'taken' as const)),
  rows: orders.map(({ lines, ccna, pon, ver }) => ({
    line: lines[0] ?? 0,
    ccna,
    pon,
    ver,
    verdict: 'taken' as const,
    problems: [],
    warnings: [],
  })),
});

describe('a folder into which files of orders are dropped', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'meetpoint-folder-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text = 'PON,VER\nA,01\n'): void => writeFileSync(path.join(folder, name), text);
  const list = (place: string): string[] =>
    existsSync(path.join(folder, place)) ? readdirSync(path.join(folder, place)).sort() : [];

  const watched = (send: (file: OrderFile) => Promise<FileResult> = async (file) => taken(file)) => {
    const said: FileSaid[] = [];
    const seen: Seen = new Map();
    const look = (): Promise<number> => lookIntoFolder({ folder, send, tell: (one) => said.push(one) }, seen);
    return { look, said };
  };

  test('a file is taken when it has not changed between two looks, and its results lie beside it', async () => {
    const { look } = watched();
    put('a.csv', 'PON,V');
    assert.equal(await look(), 0);
    // It has grown: it was half.
    put('a.csv', 'PON,VER\nA,01\n');
    assert.equal(await look(), 0);
    assert.equal(await look(), 1);
    assert.deepEqual(list('done'), ['a.csv', 'a.csv.result.csv', 'a.csv.result.json']);
    assert.deepEqual([list('working'), list('refused')], [[], []]);
    assert.equal(await look(), 0);
  });

  test('what cannot be read is refused, with its problems', async () => {
    const { look, said } = watched();
    put('b.csv', 'PON,XYZ\nA,1\n');
    put('c.xml', '<!DOCTYPE a><orders/>');
    await look();
    assert.equal(await look(), 2);
    assert.deepEqual(list('refused'), ['b.csv', 'b.csv.problems.txt', 'c.xml', 'c.xml.problems.txt']);
    assert.match(
      readFileSync(path.join(folder, 'refused', 'c.xml.problems.txt'), 'utf8'),
      /order-xml\/doctype/,
    );
    assert.deepEqual(list('done'), []);
    assert.equal(said.length, 2);
  });

  test('what is not whole, no file, or no file of orders is left alone', async () => {
    const { look } = watched();
    for (const name of ['a.csv.part', '~$a.xlsx', '.a.csv', 'a.csv.tmp', 'readme.md']) put(name);
    mkdirSync(path.join(folder, 'dir.csv'));
    symlinkSync('/etc/hostname', path.join(folder, 'link.csv'));
    await look();
    assert.equal(await look(), 0);
    assert.equal(list('.').length, 10);
  });

  test('a second file of the same name keeps the results of the first', async () => {
    const { look } = watched();
    for (const pon of ['A', 'B']) {
      put('a.csv', `PON,VER\n${pon},01\n`);
      await look();
      await look();
    }
    assert.deepEqual(
      list('done').filter((name) => !name.includes('result')),
      ['a-2.csv', 'a.csv'],
    );
    assert.match(readFileSync(path.join(folder, 'done', 'a-2.csv.result.csv'), 'utf8'), /,B,01,taken/);
  });

  test('a file whose taking failed, or that was being taken when the program ended, is taken again', async () => {
    let fails = true;
    const { look, said } = watched(async (file) => {
      if (fails) throw new Error('no database');
      return taken(file);
    });
    put('a.csv');
    await look();
    assert.equal(await look(), 0);
    assert.ok(said[0] && 'failed' in said[0]);
    assert.deepEqual([list('working'), list('done')], [['a.csv'], []]);
    // As after a new start: nothing is known of what was seen.
    fails = false;
    const again = watched();
    assert.equal(await again.look(), 1);
    assert.deepEqual([list('working'), list('done').length], [[], 3]);
  });
});
