import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../base/result.ts';
import { loadPart } from '../cases/test-partial-agreement.ts';
import { parties } from './index.ts';
import { nameOn, partyOn } from './party-on.ts';

const load = (variant: string, edit?: (file: string, text: string) => string, amendments: string[] = []) =>
  loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['01-scope-and-intent.md'],
    tables: ['parties', 'successions', 'holidays'],
    vocabulary: [parties],
    variant,
    amendments,
    ...(edit === undefined ? {} : { edit }),
  });

test('a party bears the name of the day; its id and codes stay', () => {
  const agreement = unwrap(load('spectra'));
  const names = ['2006-11-01', '2009-06-30', '2009-07-01', '2022-10-02', '2022-10-03', '2026-11-01'].map(
    (day) => nameOn(agreement, 'spectra', day),
  );
  const legal = 'Spectra Communications Group, LLC d/b/a';
  assert.deepEqual(names, [
    `${legal} CenturyTel`,
    `${legal} CenturyTel`,
    `${legal} CenturyLink`,
    `${legal} CenturyLink`,
    `${legal} Brightspeed`,
    `${legal} Brightspeed`,
  ]);
  const codes = ['2006-11-01', '2026-11-01'].map((day) => {
    const row = partyOn(agreement, 'spectra', day)?.value;
    return [row?.party, row?.ocn, row?.ccna];
  });
  assert.deepEqual(codes[0], codes[1]);
  assert.equal(nameOn(agreement, 'stranger', '2026-11-01'), 'stranger');
});

test('a rename that was recorded later is not known before', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-rename-')), 'rename.yaml');
  writeFileSync(
    file,
    `id: rename\ntitle: New name\nkind: amendment\neffectiveOn: 2026-11-01\nrecordedAt: 2026-12-15T00:00:00Z
provenance: assumed\nsource: this test\ntext: CenturyTel has another brand.\nchanges:
  - set: parties#centurytel-2022
    value: { doing_business_as: Northwind }\n`,
  );
  const agreement = unwrap(load('centurytel', undefined, [file]));
  const name = (day: string, known?: string) => nameOn(agreement, 'centurytel', day, known);
  assert.equal(name('2026-11-15'), 'CenturyTel of Missouri, LLC d/b/a Northwind');
  assert.equal(name('2026-10-31'), 'CenturyTel of Missouri, LLC d/b/a Brightspeed');
  assert.equal(name('2026-11-15', '2026-12-14T00:00:00Z'), 'CenturyTel of Missouri, LLC d/b/a Brightspeed');
});

test('a succession that parties.csv does not bear out, and a day without a name, are problems', () => {
  const ids = (edit: (text: string) => string, of: string) => {
    const read = load('centurytel', (file, text) => (file === of ? edit(text) : text));
    return read.ok ? [] : read.problems.map(({ id, field }) => `${id} ${field}`);
  };
  assert.deepEqual(
    ids((text) => text.replaceAll('d/b/a Brightspeed', 'd/b/a Lightspeed'), 'successions.csv'),
    ['parties/succession to_name'],
  );
  assert.deepEqual(
    ids((text) => text.replaceAll('2009-06-30', '2009-06-29'), 'parties.csv'),
    ['parties/succession from_name'],
  );
});
