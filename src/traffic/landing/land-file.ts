import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { Problem } from '../../base/problem.ts';
import { openBytes } from '../../formats/lines.ts';
import { DayFiles } from './day-files.ts';
import type { DayFile, RowTotals } from './day-files.ts';
import type { FileReport } from './landed-file.ts';
import type { Adapter, FileEnd, StreamAdapter } from './record-reader.ts';
import { Tally } from './tally.ts';
import type { UsageFile } from './usage-file.ts';

/** A file that was read into a folder of its own. */
export interface ReadFile {
  readonly report: FileReport;
  readonly days: readonly DayFile[];
  /** SHA-256 of the uncompressed bytes; absent when the file was not read to its end. */
  readonly content?: string;
  readonly refused: boolean;
}

/**
 * Reads one file into Parquet files of days in `dir`. What is wrong with the file is told in its report and never thrown.
 * @throws Error when the disk fails, or when what was written is not what was read, which is a bug.
 */
export async function readIntoDays(
  file: UsageFile,
  adapter: Adapter,
  identity: { readonly key: number; readonly sha256: string },
  dir: string,
): Promise<ReadFile> {
  const tally = new Tally();
  const days = new DayFiles(dir, { file: identity.key, format: file.format, filled: adapter.filled });
  const hash = file.path.endsWith('.gz') ? createHash('sha256') : undefined;
  try {
    const end =
      'readAll' in adapter
        ? await adapter.readAll(days, tally)
        : await readBytes(file, adapter, days, tally, hash);
    const written = await days.end();
    assertSame(file, tally, days.totals, written);
    const whole = !end.problems.some(({ id }) => id === UNREADABLE);
    return {
      report: makeReport(file, identity, tally, written, end),
      days: written,
      ...(whole ? { content: hash?.digest('hex') ?? identity.sha256 } : {}),
      refused: end.refused === true,
    };
  } finally {
    await days.abandon();
  }
}

const UNREADABLE = 'traffic/unreadable-file';

async function readBytes(
  file: UsageFile,
  adapter: StreamAdapter,
  days: DayFiles,
  tally: Tally,
  hash: Hash | undefined,
): Promise<FileEnd> {
  const reader = adapter.open(days, tally);
  const problems: Problem[] = [];
  for await (const chunk of bytesOf(file, problems, () => reader.line)) {
    hash?.update(chunk);
    reader.push(chunk);
    await days.ready();
  }
  const end = reader.end();
  return { ...end, problems: [...problems, ...end.problems] };
}

/** The uncompressed bytes as far as they can be read; why no further is added to `problems`. */
async function* bytesOf(
  file: UsageFile,
  problems: Problem[],
  line: () => number,
): AsyncGenerator<Buffer, void> {
  const source = openBytes(file.path);
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      let next: IteratorResult<Buffer>;
      try {
        next = await chunks.next();
      } catch (error) {
        problems.push({
          id: UNREADABLE,
          file: file.name,
          line: line() + 1,
          sentence: `The file cannot be read beyond line ${line()}: ${error instanceof Error ? error.message : String(error)}.`,
          cure: 'Ask the sender for the file again; the records before are used meanwhile.',
        });
        return;
      }
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    source.destroy();
  }
}

function assertSame(file: UsageFile, tally: Tally, totals: RowTotals, days: readonly DayFile[]): void {
  const rows = days.reduce((sum, day) => sum + day.rows, 0);
  const same =
    totals.read === tally.read &&
    totals.damaged === tally.damaged &&
    totals.rejected === tally.rejected &&
    totals.conversationMs === tally.conversationMs &&
    rows === tally.read;
  if (!same)
    throw new Error(
      `${file.name}: read ${JSON.stringify(tally)} and written ${JSON.stringify(totals)} in ${rows} rows.`,
    );
}

function makeReport(
  file: UsageFile,
  identity: { readonly key: number; readonly sha256: string },
  tally: Tally,
  days: readonly DayFile[],
  end: FileEnd,
): FileReport {
  const dated = days.flatMap(({ day, rows }) => (day === null ? [] : [{ day, rows }]));
  const month = mostOf(dated);
  const rows = (keep: (day: string) => boolean): number =>
    dated.reduce((sum, day) => sum + (keep(day.day) ? day.rows : 0), 0);
  const [first, last] = [dated[0]?.day, dated.at(-1)?.day];
  return {
    key: identity.key,
    name: file.name,
    sha256: identity.sha256,
    bytes: file.bytes,
    format: file.format,
    read: tally.read,
    damaged: tally.damaged,
    rejected: tally.rejected,
    notCalls: tally.notCalls,
    reasons: tally.reasons,
    conversationMs: tally.conversationMs,
    ...(first === undefined ? {} : { firstDay: first }),
    ...(last === undefined ? {} : { lastDay: last }),
    undated: tally.read - rows(() => true),
    ...(month === undefined ? {} : { month }),
    late: month === undefined ? 0 : rows((day) => day.slice(0, 7) < month),
    early: month === undefined ? 0 : rows((day) => day.slice(0, 7) > month),
    sequenceGaps: end.sequenceGaps ?? 0,
    packGaps: end.packGaps ?? 0,
    controls: end.controls,
    problems: end.problems,
  };
}

/** The month with most rows, the earliest of several; undefined without any. */
function mostOf(days: readonly { readonly day: string; readonly rows: number }[]): string | undefined {
  const months = new Map<string, number>();
  for (const { day, rows } of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + rows);
  return [...months].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}
