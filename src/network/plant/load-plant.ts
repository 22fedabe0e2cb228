import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../base/problem.ts';
import { sortProblems } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { loadAccounts, loadLoops } from './load-lines.ts';
import { PLANT_FILES, loadTables, strangers } from './load-tables.ts';

/** What was loaded: rows, or lines, by file. */
export type PlantCounts = Readonly<Record<string, number>>;

/**
 * Loads a folder into the plant of an incumbent: what has a key that is there is replaced, what the folder does not name stays. All
 * files or none of them; everything that is wrong comes back with file, line and field.
 * @param progress lines of loops that were read so far.
 */
export async function loadPlant(
  db: Pick<Database, 'withTransaction'>,
  provider: string,
  dir: string,
  progress?: (lines: number) => void,
): Promise<Result<PlantCounts>> {
  const names = existsSync(dir) ? readdirSync(dir) : [];
  if (!names.some((name) => PLANT_FILES.includes(name))) return fail(nothing(dir), ...strangers(dir, names));
  try {
    return await db.withTransaction({ kind: 'install' }, async (tx) => {
      const incumbents = await tx.query<{ ilec: string }>(
        'SELECT DISTINCT ilec FROM agreement ORDER BY ilec',
      );
      const known = incumbents.map(({ ilec }) => ilec);
      const loaded = await loadFiles(tx, provider, dir, progress);
      const problems = [
        ...(known.includes(provider) ? [] : [stranger(provider, known)]),
        ...strangers(dir, names),
        ...loaded.problems,
      ];
      if (problems.length > 0) throw new Refused(problems);
      // Plans are made by what is known of a table: after a million rows nothing is, until somebody looks.
      await tx.execute('ANALYZE service_address, msag_range, loop_record, telephone_number, retail_account');
      return ok(loaded.counts);
    });
  } catch (error) {
    if (error instanceof Refused) return fail(...sortProblems(error.problems));
    throw error;
  }
}

async function loadFiles(
  tx: Tx,
  provider: string,
  dir: string,
  progress?: (lines: number) => void,
): Promise<{ counts: PlantCounts; problems: Problem[] }> {
  const { counts, problems } = await loadTables(tx, provider, dir);
  const lines = { 'loops.jsonl': loadLoops, 'accounts.jsonl': loadAccounts };
  for (const [name, load] of Object.entries(lines)) {
    const file = path.join(dir, name);
    if (!existsSync(file)) continue;
    const loaded = await load(tx, provider, file, progress);
    counts[name] = loaded.count;
    problems.push(...loaded.problems);
  }
  return { counts, problems };
}

/** Gives the transaction up. */
class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('The plant is not loaded.');
    this.problems = problems;
  }
}

const nothing = (dir: string): Problem => ({
  id: 'plant/nothing',
  file: dir,
  sentence: 'The folder has no file of a plant.',
  cure: `Files are: ${PLANT_FILES.join(', ')}.`,
});

const stranger = (provider: string, known: readonly string[]): Problem => ({
  id: 'plant/provider',
  field: 'provider',
  sentence: `"${provider}" is the incumbent of no agreement here.`,
  cure: known.length === 0 ? 'Register an agreement first.' : `Incumbents are: ${known.join(', ')}.`,
});
