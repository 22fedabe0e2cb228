import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawMonth } from './month.ts';
import { loadTables } from './tables.ts';
import type { Tally } from './tally.ts';
import { writeMonth } from './write.ts';

export type Planted = Tally & { seed: number; ordinaryCalls: number; planted: Record<string, number> };

/** Writes `usage/emi/` and `truth/` into the folder; the same seed and number of calls give the same bytes. */
export function generate(seed: number, ordinaryCalls: number, folder: string): Planted {
  const tables = loadTables();
  const month = drawMonth(tables, seed, ordinaryCalls);
  const counts = writeMonth(tables, month, folder);
  const planted = { seed, ordinaryCalls, planted: month.planted, ...counts };
  writeFileSync(join(folder, 'truth', 'planted.json'), `${JSON.stringify(planted, null, 2)}\n`);
  return planted;
}
