/** Writes the usage files and, read back from the very bytes, the truth about each line. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { october, ocnOf, other } from './call.ts';
import type { Draft } from './draft.ts';
import { encodeDetail, encodeHeader, encodeTrailer, isDetail, type Pack } from './emi.ts';
import type { Month } from './month.ts';
import { judge } from './rules.ts';
import type { Tables } from './tables.ts';
import { tally, type Tally } from './tally.ts';

const packSize = 2500;

/** Socket's switch in each LATA; CenturyTel records at the switch of its side of the trunk group. */
const socketSwitches: Record<string, string> = {
  520: 'WNVLMOZSDS1',
  521: 'CLMBMOZSDS1',
  522: 'NIXAMOZSDS1',
  524: 'KSCYMOZSDS1',
};

function switchOf(tables: Tables, draft: Draft): string {
  const group = tables.trunkGroups.get(draft.homeGroup);
  const clli = draft.recordedBy === 'socket' ? socketSwitches[group?.lata ?? ''] : group?.clli;
  if (clli === undefined) throw new Error(`no switch for ${draft.homeGroup}`);
  return clli;
}

/** gzip with a fixed header: no time, unknown operating system. */
function squeeze(bytes: Buffer): Buffer {
  const out = gzipSync(bytes, { level: 9 });
  out.fill(0, 4, 8);
  out[9] = 255;
  return out;
}

function fileLines(tables: Tables, drafts: readonly Draft[], pack: Pack): string[] {
  const lines: string[] = [];
  for (let first = 0; first === 0 || first < drafts.length; first += packSize) {
    const part = drafts.slice(first, first + packSize);
    lines.push(encodeHeader(pack));
    part.forEach((draft, i) => {
      const line = encodeDetail(draft.call, i + 1, switchOf(tables, draft), ocnOf[draft.recordedBy]);
      lines.push(draft.spoil?.(line) ?? line);
    });
    lines.push(encodeTrailer(pack, part.length));
    pack.number += 1;
  }
  return lines;
}

const csvHeader = 'file,line,bucket,payer,disposition,conversation_tenths';

/** Throws when the bytes, judged by the rules, are not what the plan meant them to be. */
export function writeMonth(tables: Tables, month: Month, folder: string): Tally {
  const usage = join(folder, 'usage', 'emi');
  mkdirSync(usage, { recursive: true });
  mkdirSync(join(folder, 'truth'), { recursive: true });
  const judgeLine = judge(tables);
  const counts = tally();
  const truth = [csvHeader];
  const packNumbers = { socket: 1, centurytel: 1 };
  for (const [name, drafts] of month.files) {
    const party = name.startsWith('socket') ? 'socket' : 'centurytel';
    const pack = {
      date: october(Number(name.slice(-6, -4))),
      sendingOcn: ocnOf[party],
      receivingOcn: ocnOf[other(party)],
      number: packNumbers[party],
    };
    const lines = fileLines(tables, drafts, pack);
    packNumbers[party] = pack.number;
    writeFileSync(
      join(usage, `${name}.gz`),
      squeeze(Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')),
    );
    const expected = drafts.values();
    lines.forEach((line, i) => {
      if (!isDetail(line)) return;
      const judged = judgeLine(line);
      const { bucket, payer, disposition } = judged;
      const meant = expected.next().value?.expect;
      if (meant?.bucket !== bucket || meant.payer !== payer || meant.disposition !== disposition) {
        throw new Error(
          `${name}:${i + 1}: meant ${JSON.stringify(meant)}, judged ${JSON.stringify(judged)}\n${line}`,
        );
      }
      truth.push([name, i + 1, bucket, payer, disposition, judged.conversationTenths].join(','));
      counts.add(judged, line);
    });
  }
  writeFileSync(
    join(folder, 'truth', 'records.csv.gz'),
    squeeze(Buffer.from(truth.map((row) => `${row}\n`).join(''))),
  );
  const packs = packNumbers.socket + packNumbers.centurytel - 2;
  return counts.result(month.files.size, packs);
}
