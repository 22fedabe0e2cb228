import type { Command } from 'commander';
import { watchQueries } from '../../flows/watch-queries/watch-queries.ts';
import type { Suspicion } from '../../flows/watch-queries/watch-queries.ts';
import { systemClock } from '../../platform/clock.ts';
import { loadRegistered, withDatabase } from '../database.ts';
import { liveKinds } from '../kinds.ts';
import { withJson } from '../options.ts';
import { print, printJson, table } from '../output.ts';

export function addWatch(program: Command): void {
  withJson(program.command('watch'))
    .description('look for patterns of misuse in the queries before orders, and open a case for each')
    .action(async (options: { readonly json?: true }) => {
      const found = await withDatabase(async (db) => {
        const all: (Suspicion & { agreement: string })[] = [];
        for (const [id, agreement] of await loadRegistered(db))
          for (const one of await watchQueries(db, { agreement, kinds: liveKinds }, systemClock.now()))
            all.push({ agreement: id, ...one });
        return all;
      });
      if (options.json) printJson(found);
      else print(watchText(found));
    });
}

const watchText = (found: readonly (Suspicion & { readonly agreement: string })[]): string =>
  found.length === 0
    ? 'No new pattern.'
    : table(
        ['agreement', 'case', 'pattern', 'user', 'without order', 'of'],
        found.map(({ agreement, caseId, pattern, who, withoutOrder, of }) => [
          agreement,
          caseId,
          pattern,
          who,
          String(withoutOrder),
          String(of),
        ]),
        [4, 5],
      );
