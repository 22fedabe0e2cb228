import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { fromEbcdic, toEbcdic } from './ebcdic.ts';
import { EmiFile, readEmi, writeEmi, writePack, writePackLine } from './index.ts';
import type { EmiOptions, EmiRecord } from './index.ts';

const RECORD: EmiRecord = {
  connectDate: '2026-10-05',
  connectTime: '09:12:07',
  fromNumber: '5738741234',
  toNumber: '5737773456',
  trunkGroup: 'CO521001',
  conversationMs: 122_500,
  elapsedMs: 135_000,
  answered: true,
  sequence: 0,
  recordingSwitch: 'CLMBMOZA05T',
  recordedBy: '9C01',
};
const PACK = { date: '261005', sender: '9C01', receiver: '9S01', pack: '0001' };

const calls = (count: number): EmiRecord[] => Array.from({ length: count }, () => RECORD);

function readAll(bytes: Buffer, options: EmiOptions = {}, chunk = 4096) {
  const file = new EmiFile('usage.emi', options);
  const kinds: Record<string, number> = {};
  const take = ({ kind, reason }: { kind: string; reason?: string | undefined }): void => {
    const name = reason === undefined ? kind : `${kind} ${reason}`;
    kinds[name] = (kinds[name] ?? 0) + 1;
  };
  const reused = Buffer.alloc(chunk);
  for (let at = 0; at < bytes.length; at += chunk) {
    const length = bytes.copy(reused, 0, at, at + chunk);
    file.push(reused.subarray(0, length), take);
  }
  return { kinds, ...file.end(take) };
}

describe('a file that is written otherwise than declared', () => {
  const COUNT = 3000;
  const bytes = (options: object) => Buffer.concat([...writeEmi(PACK, calls(COUNT), options)]);

  test('is one problem with its cure, and its records are counted', () => {
    const read = readAll(bytes({ encoding: 'ebcdic', framing: 'fixed' }));
    assert.deepEqual(read.kinds, {});
    assert.equal(read.refused, COUNT);
    assert.equal(read.lines, COUNT + 2);
    assert.deepEqual(read.problems, [
      {
        id: 'emi/encoding',
        file: 'usage.emi',
        sentence:
          'The file is EBCDIC without line ends and is declared as ASCII in lines; none of its 3000 records was read.',
        cure: 'Declare it as encoding ebcdic and framing fixed, or ask the sender for the file as agreed.',
      },
    ]);
  });

  test('is read when it is declared so', () => {
    for (const encoding of ['ascii', 'ebcdic'] as const)
      for (const framing of ['lines', 'fixed'] as const) {
        const read = readAll(bytes({ encoding, framing }), { encoding, framing }, 1000);
        assert.deepEqual(read.kinds, { header: 1, record: COUNT, trailer: 1 });
        assert.deepEqual(read.problems, []);
      }
  });

  test('is not taken for what it is not: garbage before the first line, a wrong length, no line end', () => {
    const text = writePack(PACK, calls(5));
    const cases: readonly [string, Record<string, number>][] = [
      [`${'x'.repeat(100)}\n${text}`, { 'damaged line-length': 1, header: 1, record: 5, trailer: 1 }],
      [`${text.slice(1)}`, { 'damaged line-length': 1, record: 5, trailer: 1 }],
      [text.slice(0, 175), { header: 1 }],
      ['\u00e9'.repeat(1000), { 'damaged line-length': 1 }],
      ['', {}],
    ];
    for (const [content, kinds] of cases) {
      const read = readAll(Buffer.from(content, 'latin1'));
      assert.deepEqual(read.kinds, kinds);
      assert.equal(read.refused, undefined);
    }
  });
});

test('lines before a broken archive are handed on, then the error is thrown', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from(writePack(PACK, calls(2)).slice(0, 176 * 2), 'latin1');
    throw new Error('unexpected end of file');
  }
  const kinds: string[] = [];
  await assert.rejects(async () => {
    for await (const { kind } of readEmi('usage.emi', broken())) kinds.push(kind);
  }, /unexpected end of file/);
  assert.deepEqual(kinds, ['header', 'record']);
});

test('many places where the sequence breaks are a short list and a count', async () => {
  // Thirty records that all have the number 1: every one but the first is out of sequence.
  const detail = writePack(PACK, calls(1)).split('\n')[1] ?? '';
  const lines = [
    writePackLine(PACK),
    ...Array.from({ length: 30 }, () => detail),
    writePackLine({ ...PACK, detailLines: 30 }),
  ];
  const source = readEmi('usage.emi', Readable.from([Buffer.from(lines.join('\n'))]));
  let next = await source.next();
  while (next.done !== true) next = await source.next();
  const { problems, gaps } = next.value;
  assert.equal(gaps.sequence, 29);
  assert.equal(problems.length, 21);
  assert.equal(problems[20]?.sentence, 'The same is wrong in 9 more places.');
});

test('code page 037 has every character of a record where the code page has it', () => {
  // From the published table of code page 037: digits F0 to F9, letters in three rows of nine, nine and eight, blank 40.
  const published: readonly [string, string][] = [
    ['0123456789', 'f0f1f2f3f4f5f6f7f8f9'],
    ['ABCDEFGHI', 'c1c2c3c4c5c6c7c8c9'],
    ['JKLMNOPQR', 'd1d2d3d4d5d6d7d8d9'],
    ['STUVWXYZ', 'e2e3e4e5e6e7e8e9'],
    ['abcdefghi', '818283848586878889'],
    [' .,-/&$*', '404b6b6061505b5c'],
    ['{}', 'c0d0'],
    ['\n', '15'],
  ];
  for (const [text, hex] of published) {
    assert.equal(toEbcdic(text).toString('hex'), hex);
    assert.equal(fromEbcdic(Buffer.from(hex, 'hex')).toString('latin1'), text);
  }
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  // Every byte comes back, but for LF, which NEL stands for as well.
  const back = toEbcdic(fromEbcdic(all).toString('latin1'));
  assert.deepEqual(
    [...back].filter((byte, at) => byte !== at),
    [0x15],
  );
});
