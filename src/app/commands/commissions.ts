import type { Command } from 'commander';
import { addCommission } from '../../parties/commissions.ts';
import { systemClock } from '../../platform/clock.ts';
import { withDatabase } from '../database.ts';
import { print, reportProblems } from '../output.ts';

export function addCommissions(program: Command): void {
  const commissions = program
    .command('commissions')
    .description('state commissions, whose users read the agreements of their state and their measures');
  commissions
    .command('add <id>')
    .description('make a commission known; then add its users with: users add --party <id> --role regulator')
    .requiredOption('--name <name>', 'what it is called (needed)')
    .requiredOption('--state <state>', 'two letters, as agreements name their state (needed)')
    .action(async (id: string, { name, state }: { name: string; state: string }) => {
      const made = await withDatabase((db) => addCommission(db, { id, name, state }, systemClock));
      if (!made.ok) reportProblems(made.problems, false);
      else print(`${made.value.id} oversees the agreements of ${made.value.state}.`);
    });
}
