import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Problem } from '../base/problem.ts';
import { CdrRows, headerProblem } from '../formats/cdr-csv/index.ts';
import { EmiLine, PackChecker } from '../formats/emi/index.ts';
import type { PackControl } from '../formats/emi/index.ts';
import { LineSplitter, openBytes } from '../formats/lines.ts';
import type { OnLine } from '../formats/lines.ts';
import { Landing } from './landing.ts';
import type { UsageFile } from './usage-files.ts';

/** What one file brought. */
export interface LandedFile {
  readonly file: string;
  readonly format: UsageFile['format'];
  /** Records: all lines but headers and trailers. */
  readonly read: number;
  readonly damaged: number;
  readonly rejected: number;
  /** Control totals of its packs, where the format has them. */
  readonly controls: readonly PackControl[];
  /** What is wrong with the file as a whole. Its readable records count nevertheless. */
  readonly problems: readonly Problem[];
}

export interface Landed {
  readonly files: readonly LandedFile[];
  /** Parquet files in the order of file and line. */
  readonly parts: readonly string[];
}

/** Decodes every file into Parquet. `done` is told the bytes of the files that are finished. */
export async function land(
  db: DuckDBConnection,
  files: readonly UsageFile[],
  workDir: string,
  done: (bytes: number) => void,
): Promise<Landed> {
  const dir = path.join(workDir, 'landed');
  mkdirSync(dir, { recursive: true });
  const landing = new Landing(db, dir);
  const landed: LandedFile[] = [];
  let bytes = 0;
  for (const [index, file] of files.entries()) {
    landing.begin({ no: index + 1, name: file.name, format: file.format });
    landed.push(await landFile(file, landing));
    bytes += file.bytes;
    done(bytes);
  }
  await landing.ready();
  await landing.writePart();
  return { files: landed, parts: landing.parts };
}

interface Reader {
  readonly onLine: OnLine;
  end(lastLine: number): { controls: readonly PackControl[]; problems: readonly Problem[] };
}

async function landFile(file: UsageFile, landing: Landing): Promise<LandedFile> {
  const counts = { read: 0, damaged: 0, rejected: 0 };
  const reader = file.format === 'emi' ? emiReader(file, landing, counts) : cdrReader(file, landing, counts);
  const splitter = new LineSplitter();
  const problems: Problem[] = [];
  try {
    for await (const chunk of openBytes(file.path)) {
      await landing.ready();
      splitter.push(chunk as Buffer, reader.onLine);
    }
  } catch (error) {
    problems.push({
      id: 'traffic/unreadable-file',
      file: file.name,
      line: splitter.line + 1,
      sentence: `The file cannot be read beyond line ${splitter.line}: ${error instanceof Error ? error.message : String(error)}.`,
      cure: 'Ask the sender for the file again; the records before are used meanwhile.',
    });
  }
  await landing.ready();
  splitter.end(reader.onLine);
  const { controls, problems: own } = reader.end(splitter.line);
  return { file: file.name, format: file.format, ...counts, controls, problems: [...problems, ...own] };
}

type Counts = { read: number; damaged: number; rejected: number };

function emiReader(file: UsageFile, landing: Landing, counts: Counts): Reader {
  const line = new EmiLine();
  const packs = new PackChecker(file.name);
  return {
    onLine: (bytes, start, end, number, offset) => {
      packs.see(line.read(bytes, start, end, number, offset));
      if (line.kind === 'header' || line.kind === 'trailer' || line.kind === 'summary') return;
      counts.read += 1;
      landing.row();
      landing.number('line', number);
      landing.number('byte_offset', offset);
      landing.word('status', line.kind);
      if (line.kind !== 'record') {
        counts[line.kind] += 1;
        landing.word('reason', line.reason ?? '');
        landing.number('bad_column', line.column);
        landing.text('raw', line.raw());
      }
      landing.number('conversation_ms', line.conversationMs);
      if (line.kind === 'damaged') return;
      landing.number('local_ms', line.localMs);
      landing.number('from_number', line.from);
      landing.number('to_number', line.to);
      landing.number('lrn', line.lrn);
      landing.word('trunk_group', line.text('trunkGroup'));
      landing.number('elapsed_ms', line.elapsedMs);
      landing.number('answered', line.answered ? 1 : 0);
      landing.number('sequence', line.sequence);
      landing.word('recording_switch', line.text('recordingSwitch'));
      landing.word('recorded_by', line.text('recordedBy'));
      landing.word('originating_ocn', line.text('originatingOcn'));
      landing.word('terminating_ocn', line.text('terminatingOcn'));
    },
    end: (lastLine) => {
      packs.finish(lastLine);
      return packs;
    },
  };
}

function cdrReader(file: UsageFile, landing: Landing, counts: Counts): Reader {
  const rows = new CdrRows();
  const digits = (text: string | undefined): number => (text === undefined ? -1 : Number(text));
  return {
    onLine: (bytes, start, end, number, offset) => {
      const row = rows.read(bytes.subarray(start, end), number, offset);
      if (!row || row.kind === 'header') return;
      counts.read += 1;
      landing.row();
      landing.number('line', number);
      landing.number('byte_offset', offset);
      landing.word('status', row.kind);
      landing.number('conversation_ms', 0);
      if (row.kind !== 'record') {
        counts[row.kind] += 1;
        landing.word('reason', row.reason);
        if (row.kind === 'damaged') landing.number('bad_column', row.column);
        landing.text('raw', row.raw);
        return;
      }
      const { record, times } = row;
      landing.text('record_id', record.recordId);
      landing.number('local_ms', times?.connect.localMs ?? -1);
      landing.number('utc_ms', times?.connect.utcMs ?? -1);
      landing.number('from_number', digits(record.calling));
      landing.number('to_number', digits(record.called));
      landing.number('lrn', digits(record.lrn));
      landing.word('trunk_group', record.trunkGroup);
      landing.number('conversation_ms', record.conversationMs);
      landing.number('elapsed_ms', times?.elapsedMs ?? 0);
      landing.number('answered', record.answerAt === undefined ? 0 : 1);
      landing.word('recorded_by', record.recordedBy);
      landing.word('originating_ocn', record.originatingOcn ?? '');
      landing.word('release_code', record.releaseCode);
    },
    end: () => {
      const problem = headerProblem(file.name, rows.headerFault);
      return { controls: [], problems: problem ? [problem] : [] };
    },
  };
}
