import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { withDuckDb, quote } from '../duck.ts';
import { findUsageFiles, usageFormatProblems } from './find-usage-files.ts';
import { landFiles } from './land-files.ts';
import { ask, emiPack, landTexts, temporaryFolder, usageFolder } from './test-usage.ts';

const VECTORS = path.join(import.meta.dirname, '../../../conformance/ama-baf');

interface Vector {
  readonly year: number;
  readonly framing?: string;
  readonly records: readonly { readonly kind: string; readonly reason?: string }[];
  readonly problems: readonly string[];
}

test('each AMA/BAF vector is landed as its reader reads it', async () => {
  for (const folder of ['valid', 'invalid']) {
    for (const name of readdirSync(path.join(VECTORS, folder)).filter((file) => file.endsWith('.baf'))) {
      const json = path.join(VECTORS, folder, name.replace(/baf$/, 'json'));
      const vector = JSON.parse(readFileSync(json, 'utf8')) as Vector;
      if (vector.framing !== undefined) continue;
      const landed = await landTexts({
        [`baf/${vector.year}-10-05.baf`]: readFileSync(path.join(VECTORS, folder, name)),
      });
      const of = (kind: string): number => vector.records.filter((record) => record.kind === kind).length;
      const [file] = landed.files;
      assert.deepEqual(
        [file?.read, file?.damaged, file?.rejected, file?.notCalls, file?.problems.map(({ id }) => id)],
        [
          of('record') + of('damaged') + of('rejected'),
          of('damaged'),
          of('rejected'),
          of('other'),
          vector.problems,
        ],
        name,
      );
    }
  }
});

test('an AMA/BAF call is landed with its numbers, its routing number and the office that recorded it', async () => {
  const landed = await landTexts({
    'baf/office-2026-10-05.baf': readFileSync(path.join(VECTORS, 'valid/portability.baf')),
  });
  const rows = await ask(
    landed,
    `SELECT line, format, record_type, local_ms % 86400000 AS ms, from_number, to_number, lrn, jip, conversation_ms,
       answered, recording_switch, status FROM landed`,
  );
  // 09:12:07.0 and 2 minutes and half a second, as the vector says.
  assert.deepEqual(rows, [
    {
      line: 1,
      format: 'baf',
      record_type: 'baf-00001-006',
      ms: BigInt(((9 * 60 + 12) * 60 + 7) * 1000),
      from_number: 5738741234n,
      to_number: 5737773456n,
      lrn: 5737770000n,
      jip: 573874,
      conversation_ms: 120_500n,
      answered: true,
      recording_switch: '118-067890',
      status: 'record',
    },
  ]);
});

test('AMA/BAF without a year in its name needs a declaration', async () => {
  const baf = readFileSync(path.join(VECTORS, 'valid/one-call.baf'));
  const without = await landTexts({ 'baf/office.baf': baf });
  assert.deepEqual(
    without.files.map(({ state, problems }) => [state, problems.map(({ id }) => id)]),
    [['refused', ['traffic/year']]],
  );
  const declared = await landTexts({
    'baf/office.baf': baf,
    'formats.yaml': '- {files: "baf/*", year: 2026}',
  });
  assert.deepEqual(
    declared.parts.map(({ day }) => day),
    ['2026-10-05'],
  );
});

const MAPPING = `
name: test-switch
rows: {delimiter: ",", quotes: none, encoding: utf-8, header: true}
times: {form: epoch-ms, zone: in-text, answer: {column: answer}, start: {column: start}}
conversation: {column: talk, unit: ms}
fields:
  record_id: {column: id}
  from_number: {column: src}
  to_number: {column: dst}
  trunk_group: {column: trunk}
  voip: {always: true}
`;
/** 5 October 2026, 14:00 UTC */
const START = 20_731 * 86_400_000 + 14 * 3_600_000;
const CELLS = [
  ['id', 'src', 'dst', 'start', 'answer', 'end', 'talk', 'trunk'],
  ['c-1', '+15737773456', '15738741234', START, START + 2000, START + 62_345, 60_345, 'SIP1'],
  ['c-2', '5737773456', '011442079460000', START, START + 2000, START + 3000, 1000, 'SIP1'],
];

test('call detail beside a mapping is read by it', async () => {
  const landed = await landTexts({
    'switch/october.csv': CELLS.map((row) => row.join(',')).join('\n'),
    'switch/mapping.yaml': MAPPING,
  });
  await assertMapped(landed, ['switch/october.csv', 'cdr-mapping']);
});

test('Parquet beside a mapping is read by it, and refused when it is none or lacks a column', async () => {
  const file = path.join(temporaryFolder(), 'october.parquet');
  const [names = [], ...rows] = CELLS;
  const values = rows.map(
    (row) => `(${row.map((cell) => (typeof cell === 'string' ? quote(cell) : cell)).join(', ')})`,
  );
  await withDuckDb(undefined, (db) =>
    db.run(
      `COPY (SELECT * FROM (VALUES ${values.join(', ')}) t(${names.map((n) => `"${n}"`).join(', ')})) TO ${quote(file)}`,
    ),
  );
  const parquet = readFileSync(file);
  const landed = await landTexts({ 'parquet/october.parquet': parquet, 'parquet/mapping.yaml': MAPPING });
  await assertMapped(landed, ['parquet/october.parquet', 'parquet']);
  const wrong = await landTexts({
    'parquet/a.parquet': parquet.subarray(0, parquet.length - 3),
    'parquet/mapping.yaml': MAPPING,
  });
  const lacks = await landTexts({
    'parquet/a.parquet': parquet,
    'parquet/mapping.yaml': MAPPING.replace('column: trunk', 'column: route'),
  });
  for (const { files } of [wrong, lacks])
    assert.deepEqual(
      files.map(({ state, read, problems }) => [state, read, problems.map(({ id }) => id)]),
      [['refused', 0, ['parquet/file']]],
    );
  assert.match(lacks.files[0]?.problems[0]?.sentence ?? '', /no column route/);
});

async function assertMapped(
  landed: Awaited<ReturnType<typeof landTexts>>,
  about: readonly string[],
): Promise<void> {
  const [file] = landed.files;
  assert.deepEqual([file?.name, file?.format], about);
  assert.deepEqual(
    file?.reasons.map(({ status, reason, records }) => [status, reason, records]),
    [['rejected', 'called-not-nanp', 1]],
  );
  const rows = await ask(
    landed,
    "SELECT utc_ms, from_number, to_number, trunk_group, conversation_ms, answered, voip, record_id FROM landed WHERE status = 'record'",
  );
  assert.deepEqual(rows, [
    {
      utc_ms: BigInt(START + 2000),
      from_number: 5737773456n,
      to_number: 5738741234n,
      trunk_group: 'SIP1',
      conversation_ms: 60_345n,
      answered: true,
      voip: true,
      record_id: 'c-1',
    },
  ]);
}

test('a mapping that was corrected lands its files anew', async () => {
  const cells = CELLS.map((row) => row.join(',')).join('\n');
  const store = temporaryFolder();
  const land = (mapping: string) =>
    landFiles(
      findUsageFiles(usageFolder({ 'switch/october.csv': cells, 'switch/mapping.yaml': mapping })),
      store,
    );
  const seconds = await land(MAPPING.replace('unit: ms', 'unit: s'));
  const corrected = await land(MAPPING);
  assert.deepEqual(
    [seconds, corrected].map(({ files }) => [files[0]?.state, files[0]?.conversationMs]),
    [
      ['landed', 60_345_000],
      ['landed', 60_345],
    ],
  );
});

test('a mapping that cannot be used refuses its files and says why', async () => {
  const landed = await landTexts({ 'switch/a.csv': 'a', 'switch/mapping.yaml': 'name: x' });
  const [file] = landed.files;
  assert.equal(file?.state, 'refused');
  assert.ok((file?.problems.length ?? 0) > 0);
});

test('files are found by their folders and names, and what is declared of them is taken along', () => {
  const input = usageFolder({
    'emi/b.emi': '',
    'emi/a.emi.gz': '',
    'emi/deep/c.emi': '',
    'baf/office-20261005.baf': '',
    'sip/cdr.csv': '',
    'switch/x.csv': '',
    'switch/mapping.yaml': '',
    'notes.txt': '',
    'formats.yaml': '- {files: "emi/a*", encoding: ebcdic}\n- {files: "emi/*", framing: fixed}',
  });
  assert.deepEqual(
    findUsageFiles(input).map(({ name, format, encoding, framing, year }) => [
      name,
      format,
      encoding,
      framing,
      year,
    ]),
    [
      ['a.emi', 'emi', 'ebcdic', undefined, undefined],
      ['b.emi', 'emi', undefined, 'fixed', undefined],
      ['baf/office-20261005.baf', 'baf', undefined, undefined, 2026],
      ['sip/cdr.csv', 'cdr-csv', undefined, undefined, undefined],
      ['switch/x.csv', 'cdr-mapping', undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(usageFormatProblems(input), []);
  const wrong = usageFolder({
    'emi/a.emi': emiPack([]),
    'formats.yaml': '- {files: "emi/*", encoding: latin}',
  });
  assert.deepEqual(
    usageFormatProblems(wrong).map(({ id }) => id),
    ['traffic/formats'],
  );
});
