import { Command } from 'commander';
import { addAdopt } from './commands/adopt.ts';
import { addCalendar } from './commands/calendar.ts';
import { addCalls } from './commands/calls.ts';
import { addCase } from './commands/case.ts';
import { addCheck } from './commands/check.ts';
import { addClients } from './commands/clients.ts';
import { addClose } from './commands/close.ts';
import { addCommissions } from './commands/commissions.ts';
import { addDecide } from './commands/decide.ts';
import { addDiff } from './commands/diff.ts';
import { addDue } from './commands/due.ts';
import { addEmulate } from './commands/emulate.ts';
import { addExplain } from './commands/explain.ts';
import { addOrders } from './commands/orders.ts';
import { addPlan } from './commands/plan.ts';
import { addPlant } from './commands/plant.ts';
import { addPreOrder } from './commands/pre-order.ts';
import { addRate } from './commands/rate.ts';
import { addReRate } from './commands/re-rate.ts';
import { addScenarios } from './commands/scenarios.ts';
import { addSchema } from './commands/schema.ts';
import { addLand } from './commands/land.ts';
import { addNew } from './commands/new.ts';
import { addServe } from './commands/serve.ts';
import { addSummary } from './commands/summary.ts';
import { addTerms } from './commands/terms.ts';
import { addTrunks } from './commands/trunks.ts';
import { addUsers } from './commands/users.ts';
import { addVerify } from './commands/verify.ts';
import { addViolations } from './commands/violations.ts';
import { addWatch } from './commands/watch.ts';
import { addWebhooks } from './commands/webhooks.ts';
import { EXIT } from './output.ts';

const program = new Command('meetpoint')
  .description('Runs interconnection agreements between telephone carriers: the agreement is the program.')
  .showHelpAfterError('Add --help for the words of the command.')
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? EXIT.good : EXIT.usage));

for (const add of [
  addCheck,
  addTerms,
  addDue,
  addDecide,
  addDiff,
  addCase,
  addCalendar,
  addOrders,
  addNew,
  addAdopt,
  addClose,
  addEmulate,
  addExplain,
  addLand,
  addRate,
  addReRate,
  addPlan,
  addPlant,
  addPreOrder,
  addCalls,
  addVerify,
  addViolations,
  addScenarios,
  addSchema,
  addServe,
  addSummary,
  addTrunks,
  addUsers,
  addWatch,
  addWebhooks,
  addClients,
  addCommissions,
])
  add(program);

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.good);
});

try {
  await program.parseAsync();
} catch (error) {
  // What gets here is no problem of an agreement or its inputs: a server that does not answer, a full disk, a bug.
  const known = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${process.env['MEETPOINT_LOG'] ? known.stack : known.message}\n`);
  process.exitCode = EXIT.problems;
}
