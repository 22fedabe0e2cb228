import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { writeEmi } from '../../formats/emi/index.ts';
import type { LandedFile } from './landed-file.ts';
import { ask, CALL, emiPack, landFolder, landTexts, temporaryFolder, usageFolder } from './test-usage.ts';

const CALLS = Array.from({ length: 50 }, (_, i) => ({ connectTime: `10:${String(i).padStart(2, '0')}:00` }));
const LINE = 176;

const counts = ({ read, damaged, rejected }: LandedFile): number[] => [read, damaged, rejected];
const ids = ({ problems }: LandedFile): string[] => problems.map(({ id }) => id);
const reasons = (file: LandedFile): string[] =>
  file.reasons.map(({ status, reason, records }) => `${status} ${reason} ${records}`);

/** Lands one EMI file and holds that what it counts is what its Parquet files say. */
async function landOne(content: string | Uint8Array, name = 'emi/a.emi'): Promise<LandedFile> {
  const landed = await landTexts({ [name]: content });
  const [file] = landed.files;
  assert.ok(file);
  if (landed.parts.length > 0) {
    const [said] = await ask(
      landed,
      `SELECT count(*)::INTEGER AS read, count(*) FILTER (status = 'damaged')::INTEGER AS damaged,
         count(*) FILTER (status = 'rejected')::INTEGER AS rejected, sum(conversation_ms)::DOUBLE AS ms,
         count(*) FILTER (status <> 'record' AND (reason IS NULL OR raw IS NULL))::INTEGER AS unsaid FROM landed`,
    );
    const { read, damaged, rejected, conversationMs: ms } = file;
    assert.deepEqual(said, { read, damaged, rejected, ms, unsaid: 0 });
  } else assert.equal(file.read, 0);
  return file;
}

test('a file that ends in the middle: the cut line is damaged and the pack has no trailer', async () => {
  // Header, 44 whole lines and 60 bytes.
  const file = await landOne(emiPack(CALLS).slice(0, LINE * 45 + 60));
  assert.deepEqual(counts(file), [45, 1, 0]);
  assert.deepEqual(reasons(file), ['damaged line-length 1']);
  assert.deepEqual(ids(file), ['emi/missing-trailer']);
  assert.deepEqual(
    file.controls.map(({ counted, declared }) => [counted, declared]),
    [[45, undefined]],
  );
});

test('an archive that is cut keeps the records before the cut and says where it ends', async () => {
  const many = Array.from({ length: 3000 }, (_, i) => ({
    conversationMs: 100 * (i + 1),
    elapsedMs: 400_000,
  }));
  const whole = gzipSync(Buffer.from(emiPack(many), 'latin1'));
  const file = await landOne(whole.subarray(0, Math.floor(whole.length / 2)), 'emi/a.emi.gz');
  assert.deepEqual(ids(file), ['traffic/unreadable-file', 'emi/missing-trailer']);
  assert.ok(file.read > 0 && file.read < 3000);
  // Before the break stand the header and all records but the last, which is cut; it begins on the line after them.
  assert.deepEqual(reasons(file), ['damaged line-length 1']);
  assert.equal(file.problems[0]?.line, 1 + (file.read - 1) + 1);
  assert.equal(file.state, 'landed');
});

test('lines of a wrong length, letters in numbers, dates and times that do not exist, durations that cannot be', async () => {
  const lines = emiPack(CALLS).split('\n');
  const change = (line: number, position: number, text: string): void => {
    const old = lines[line] ?? '';
    lines[line] = old.slice(0, position - 1) + text + old.slice(position - 1 + text.length);
  };
  lines[1] = lines[1]?.slice(0, 100) ?? '';
  lines[2] += ' ';
  change(3, 15, 'ABC');
  // 30 February; minute 61 of the connect time; second 61 of the conversation; longer than the call.
  change(4, 7, '260230');
  change(5, 57, '61');
  change(6, 65, '61');
  change(7, 61, '9900000');
  // Numbers that the North American plan does not have: area code and office code from 0 or 1.
  change(8, 15, '0737773456');
  change(9, 32, '5731741234');
  const file = await landOne(lines.join('\n'));
  assert.deepEqual(counts(file), [50, 3, 6]);
  assert.deepEqual(reasons(file).toSorted(), [
    'damaged line-length 2',
    'damaged not-a-digit 1',
    'rejected called-not-nanp 1',
    'rejected calling-not-nanp 1',
    'rejected connect-date 1',
    'rejected connect-time 1',
    'rejected conversation-over-elapsed 1',
    'rejected conversation-time 1',
  ]);
  // Three damaged, and two whose date or time does not exist.
  assert.equal(file.undated, 5);
});

test('a trailer that counts otherwise, sequence numbers and packs that are missing, are told and counted', async () => {
  const lines = emiPack(CALLS).split('\n');
  lines.splice(10, 3);
  const file = await landOne(`${lines.join('\n')}${emiPack(CALLS.slice(0, 2), '0004')}`);
  assert.deepEqual(counts(file), [49, 0, 0]);
  assert.deepEqual(ids(file).toSorted(), ['emi/count', 'emi/pack-gap', 'emi/sequence']);
  assert.deepEqual([file.sequenceGaps, file.packGaps], [1, 1]);
});

test('EBCDIC where ASCII is declared is refused with one problem and can be landed when it is declared', async () => {
  const pack = { date: '261005', sender: '9C01', receiver: '9S01', pack: '0001' };
  const calls = CALLS.map((call) => ({ ...CALL, ...call }));
  const bytes = Buffer.concat([...writeEmi(pack, calls, { encoding: 'ebcdic', framing: 'fixed' })]);
  const input = usageFolder({ 'emi/a.emi': bytes });
  const store = temporaryFolder();
  const refused = (await landFolder(input, store)).files[0];
  assert.ok(refused);
  assert.deepEqual([refused.state, refused.read, ids(refused)], ['refused', 0, ['emi/encoding']]);
  assert.match(refused.problems[0]?.sentence ?? '', /50 records/);
  writeFileSync(
    path.join(input, 'usage/formats.yaml'),
    '- files: emi/a.*\n  encoding: ebcdic\n  framing: fixed\n',
  );
  const landed = await landFolder(input, store);
  assert.deepEqual([landed.files[0]?.state, landed.files[0]?.read], ['landed', 50]);
  const [said] = await ask(
    landed,
    'SELECT count(*) AS n, min(trunk_group) AS g, max(from_number) AS t FROM landed',
  );
  assert.deepEqual(said, { n: 50n, g: 'CO521001', t: 5737773456n });
});

test('bytes that are no usage are one damaged record; a file without records has no parts', async () => {
  assert.deepEqual(counts(await landOne(new Uint8Array(300_000).fill(65))), [1, 1, 0]);
  const empty = await landOne('');
  assert.deepEqual([counts(empty), empty.state, empty.firstDay], [[0, 0, 0], 'landed', undefined]);
});

test('a file that cannot be read is refused, the others are landed', async () => {
  const input = usageFolder({ 'emi/a.emi': emiPack(CALLS), 'emi/b.emi': emiPack(CALLS.slice(1)) });
  const file = path.join(input, 'usage/emi/a.emi');
  const store = temporaryFolder();
  const { findUsageFiles } = await import('./find-usage-files.ts');
  const { landFiles } = await import('./land-files.ts');
  const found = findUsageFiles(input);
  chmodSync(file, 0o000);
  // An administrator may read it all the same: then it is gone instead.
  const gone = found.map((one) => (one.path === file ? { ...one, path: `${file}.gone` } : one));
  const landed = await landFiles(gone, store);
  assert.deepEqual(
    landed.files.map((one) => [one.state, one.read, ids(one)]),
    [
      ['refused', 0, ['traffic/unreadable-file']],
      ['landed', 49, []],
    ],
  );
});

test('what a process that died left in the store is removed', async () => {
  const store = temporaryFolder();
  mkdirSync(path.join(store, 'tmp-000000000001'));
  writeFileSync(path.join(store, 'tmp-000000000001/half.parquet'), 'PAR1');
  await landFolder(usageFolder({ 'emi/a.emi': emiPack(CALLS) }), store);
  assert.deepEqual(
    readdirSync(store).filter((name) => name.startsWith('tmp-')),
    [],
  );
});
