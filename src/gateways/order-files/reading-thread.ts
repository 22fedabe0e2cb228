/** The thread of `readOrderFileInThread`: reads one file, says what it is, and hands out its orders in parts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FileOrder, OrderFile } from '../../formats/order-file/file-order.ts';
import type { ReadingTask, ThreadSays } from './read-in-thread.ts';
import { readOrderFile } from './read-order-file.ts';

/** Orders or rows in one part, and fields in it: about a millisecond of the thread that takes it. */
const PART_ITEMS = 200;
const PART_FIELDS = 5000;

const { bytes, limits } = workerData as ReadingTask;
const say = (what: ThreadSays): void => parentPort?.postMessage(what);

const read = await readOrderFile(bytes, limits);
if (read.ok) {
  const { format, orders, sheet } = read.value;
  const parts = partsOf(orders, sheet);
  parentPort?.on('message', () => say(parts.next().value ?? { orders: [], rows: [] }));
  say({ format, ...(sheet === undefined ? {} : { header: sheet.header }) });
} else say({ problems: read.problems });

function* partsOf(orders: readonly FileOrder[], sheet: OrderFile['sheet']): Generator<ThreadSays, undefined> {
  for (const part of cut(orders, fieldsOf)) yield { orders: part, rows: [] };
  for (const part of cut(sheet?.rows ?? [], ([, texts]) => texts.length)) yield { orders: [], rows: part };
  return undefined;
}

/** At least one item a part, however large it is. */
function* cut<T>(items: Iterable<T>, sizeOf: (item: T) => number): Generator<T[]> {
  let part: T[] = [];
  let size = 0;
  for (const item of items) {
    part.push(item);
    size += sizeOf(item);
    if (part.length < PART_ITEMS && size < PART_FIELDS) continue;
    yield part;
    part = [];
    size = 0;
  }
  if (part.length > 0) yield part;
}

function fieldsOf({ document = {}, lines, problems, sections }: FileOrder): number {
  const forms = Object.values(document).flat();
  return forms.reduce(
    (sum, section) => sum + Object.keys(section).length,
    lines.length + problems.length + sections.size,
  );
}
