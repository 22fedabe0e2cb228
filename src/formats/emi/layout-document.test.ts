import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { DAMAGE_REASONS, LAYOUTS, REJECT_REASONS } from './index.ts';
import type { Field } from './index.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/formats/${name}`, import.meta.url), 'utf8');
const own = read('emi-11-01.md');
const published = read('emi-published.md');

/** Cells of the table rows under a heading. */
function rows(document: string, heading: string): string[][] {
  const section = document.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| positions') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const row = ({ position, length, name, kind, content, source }: Field): string[] => [
  length === 1 ? String(position) : `${position}–${position + length - 1}`,
  String(length),
  `\`${name}\``,
  kind,
  content,
  source,
];

const documented: readonly [string, string, string, readonly Field[] | undefined][] = [
  ['own detail', own, 'Detail record', LAYOUTS['own-175'].details[0]?.fields],
  ['own summary', own, 'Summary record', LAYOUTS['own-175'].summary],
  ['own pack', own, 'Packs', LAYOUTS['own-175'].pack],
  ['access detail', published, 'Access detail', LAYOUTS['published-210'].details[0]?.fields],
  ['message detail', published, 'Message detail', LAYOUTS['published-210'].details[1]?.fields],
  ['published summary', published, 'Summary', LAYOUTS['published-210'].summary],
  ['published pack', published, 'Header and trailer', LAYOUTS['published-210'].pack],
];

describe('the documents have the fields of the layouts', () => {
  for (const [name, document, heading, fields] of documented)
    test(name, () => {
      assert.ok(fields && fields.length > 0);
      assert.deepEqual(
        rows(document, heading).filter((cells) => cells.length === 6),
        fields.map(row),
      );
    });
});

test('fields follow each other from the first byte to the last', () => {
  for (const { lineBytes, details, summary, pack } of Object.values(LAYOUTS))
    for (const fields of [...details.map((detail) => detail.fields), summary, pack]) {
      let next = 1;
      for (const field of fields) {
        assert.equal(field.position, next, field.name);
        next += field.length;
      }
      assert.equal(next, lineBytes + 1);
    }
});

test('the originating OCN of category 11 stands where the Missouri rule has it', () => {
  for (const layout of Object.values(LAYOUTS)) {
    const field = layout.details[0]?.fields.find(({ name }) => name === 'originatingOcn');
    // Positions 167 to 170, in 20 CSR 4240-29.020.
    assert.deepEqual([field?.position, field?.length], [167, 4]);
    assert.match(field?.source ?? '', /20 CSR 4240-29\.020/);
  }
});

test('every reason is documented, with its kind, in the order in which it is found', () => {
  const documentedReasons = rows(own, 'What can be wrong with a line')
    .filter((cells) => cells.length === 3 && cells[0] !== 'reason')
    .map((cells) => [cells[0], cells[2]]);
  assert.deepEqual(documentedReasons, [
    ...DAMAGE_REASONS.map((reason) => [`\`${reason}\``, '`damaged`']),
    ...REJECT_REASONS.map((reason) => [`\`${reason}\``, '`rejected`']),
  ]);
});
