import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { writeOrderCsv, writeOrderXlsx } from '../../formats/order-csv/index.ts';
import type { OrderFile } from '../../formats/order-file/file-order.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { writeOrderXml } from '../../formats/order-xml/index.ts';
import { readOrderFileInThread } from './read-in-thread.ts';
import { readOrderFile } from './read-order-file.ts';

const VECTORS = fileURLToPath(new URL('../../../conformance/order-files', import.meta.url));
/** More than one part, and more than is read in the thread of the caller. */
const ORDERS = 1000;

const base = readBases().bases.get('loop-new') ?? {};
const documents = Array.from({ length: ORDERS }, (_, at): OrderDocument => ({
  LSR: [{ ...base.LSR?.[0], PON: `T${at}`, ...(at % 10 === 0 ? { VER: '' } : {}) }],
  EU: base.EU ?? [],
  LS: [{ ...base.LS?.[0], CFA: `CLMAMOXA-T-${at}` }],
}));
const csv = Buffer.from(writeOrderCsv(documents).replaceAll(',T7,', ',T8,'));

/** A thread that does this. */
const planted = (code: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`,
  );
const idsOf = (read: Result<OrderFile>): readonly string[] =>
  read.ok ? ['read'] : read.problems.map(({ id }) => id);

describe('a file of orders is read in a thread of its own', () => {
  test('whoever else is waiting goes on meanwhile', async () => {
    const turnsWhile = async (read: Promise<unknown>): Promise<number> => {
      let [turns, over] = [0, false];
      void read.then(() => (over = true));
      for (; !over; turns += 1) await new Promise((next) => setImmediate(next));
      return turns;
    };
    // In the thread of the caller the file is read before the first turn is over.
    assert.ok((await turnsWhile(readOrderFile(csv))) <= 1);
    // Five parts of 200 orders at most, and as many of rows, each in a turn of its own, and the turns while it is read.
    assert.ok((await turnsWhile(readOrderFileInThread(csv))) > 10);
  });

  test('what comes back is what is read in the thread of the caller, and the bytes stay', async () => {
    const files: [string, Uint8Array][] = [
      ['csv', csv],
      ['xml', Buffer.from(unwrap(writeOrderXml(documents)))],
      ['xlsx', await writeOrderXlsx(documents.slice(0, 300))],
    ];
    for (const [name, bytes] of files) {
      const there = await readOrderFileInThread(bytes);
      assert.deepEqual(there, await readOrderFile(bytes), name);
      assert.ok(there.ok && there.value.orders.length >= 300, name);
    }
  });

  test('so do the vectors: good, bad and refused', async () => {
    const all = globSync('{valid,invalid}/*.{xml,csv,xlsx}', { cwd: VECTORS }).sort();
    // Each takes a thread: one in four, of all kinds.
    const some = all.filter((_, at) => at % 4 === 0);
    for (const kind of ['.xml', '.csv', '.xlsx'])
      assert.ok(
        some.some((file) => file.endsWith(kind)),
        kind,
      );
    for (const file of some) {
      const bytes = readFileSync(path.join(VECTORS, file));
      assert.deepEqual(
        await readOrderFileInThread(bytes, {}, { smallBytes: 0 }),
        await readOrderFile(bytes),
        file,
      );
    }
  });

  test('limits hold in it', async () => {
    assert.deepEqual(idsOf(await readOrderFileInThread(csv, { maxLines: 10 })), [
      'order-file/too-many-lines',
    ]);
    assert.deepEqual(idsOf(await readOrderFileInThread(csv, { maxBytes: 20_000 })), ['order-file/too-large']);
  });

  for (const [what, id, code, said] of [
    ['throws', 'order-file/reading-ended', `throw new Error('It fell.')`, /It fell/],
    ['ends', 'order-file/reading-ended', 'process.exit(3)', /code 3/],
    [
      'ends between two parts',
      'order-file/reading-ended',
      `parentPort.postMessage({ format: 'csv', header: [] }); parentPort.on('message', () => process.exit(4));`,
      /code 4/,
    ],
    ['never ends', 'order-file/too-long', 'for (;;);', /within 0.5 seconds/],
    [
      'needs all memory',
      'order-file/too-much-memory',
      'const kept = []; for (;;) kept.push({ at: kept.length });',
      /more than the 24 MB/,
    ],
  ] as const)
    test(`a thread that ${what} refuses the file whole, with a cure, and the next file is read`, async () => {
      const bounds = id === 'order-file/too-long' ? { mostMs: 500 } : { heapMegabytes: 24 };
      const deaths: unknown[] = [];
      const onDeath = (error: unknown) => deaths.push(error);
      const read = await readOrderFileInThread(csv, {}, { ...bounds, onDeath, thread: planted(code) });
      assert.deepEqual(idsOf(read), [id]);
      const [problem] = read.ok ? [] : read.problems;
      // What it died of is for who runs the server.
      const toWhom = id === 'order-file/reading-ended' ? String(deaths[0]) : (problem?.sentence ?? '');
      assert.match(toWhom, said);
      if (id === 'order-file/reading-ended') assert.doesNotMatch(problem?.sentence ?? '', said);
      assert.match(problem?.sentence ?? '', /Nothing of it was taken\.$/);
      assert.ok((problem?.cure ?? '').length > 10);
      const next = await readOrderFileInThread(csv);
      assert.ok(next.ok && next.value.orders.length > 0);
    });
});
