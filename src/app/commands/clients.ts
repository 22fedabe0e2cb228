import type { Command } from 'commander';
import { addClient, addSecret, endClient, listClients } from '../../parties/api-clients.ts';
import { clientRights } from '../../parties/rights.ts';
import { systemClock } from '../../platform/clock.ts';
import { withDatabase } from '../database.ts';
import { isoInstant, wholeNumber } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';

interface AddOptions {
  readonly party: string;
  readonly scope: readonly string[];
  readonly expires?: string;
  readonly perMinute?: number;
  readonly json?: boolean;
}

interface PartyOptions {
  readonly party: string;
  readonly json?: boolean;
}

export function addClients(program: Command): void {
  const clients = program.command('clients').description('programs that act for one party over the API');
  clients
    .command('list')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const all = await withDatabase((db) => listClients(db));
      if (options.json) printJson(all);
      else
        print(
          table(
            ['client', 'name', 'party', 'scopes', 'ends'],
            all.map((one) => [
              one.id,
              one.name,
              one.party,
              one.scopes.join(' '),
              one.endedAt ?? one.expiresAt ?? '—',
            ]),
          ),
        );
    });
  clients
    .command('add <name>')
    .description('make a client; its secret is shown once')
    .requiredOption('--party <party>', 'party id of a registered agreement (needed)')
    .requiredOption(
      '--scope <scopes...>',
      `what it may do (needed): ${[...clientRights(['ilec', 'clec'])].join(', ')}`,
    )
    .option('--expires <instant>', 'when it ends by itself, like 2027-01-31T00:00:00Z', isoInstant)
    .option('--per-minute <count>', 'how many requests it may send in a minute', wholeNumber)
    .option('--json', 'answer in JSON')
    .action((name: string, options: AddOptions) => add(name, options));
  clients
    .command('rotate <client>')
    .description('give a client a second secret, shown once; the first holds until it is ended')
    .requiredOption('--party <party>', 'party of the client (needed)')
    .option('--json', 'answer in JSON')
    .action(async (id: string, { party, json = false }: PartyOptions) => {
      const made = await withDatabase((db) => addSecret(db, { party, who: 'clients' }, id, systemClock));
      if (!made.ok) reportProblems(made.problems, json);
      else if (json) printJson(made.value);
      else print(`${id} has another secret: ${made.value.secret}`);
    });
  clients
    .command('end <client>')
    .description('end a client with its secrets and tokens')
    .requiredOption('--party <party>', 'party of the client (needed)')
    .option('--json', 'answer in JSON')
    .action(async (id: string, { party, json = false }: PartyOptions) => {
      const done = await withDatabase((db) => endClient(db, { party, who: 'clients' }, id, systemClock));
      if (!done.ok) reportProblems(done.problems, json);
      else if (json) printJson({ ended: id });
      else print(`${id} has ended; a server that is running lets go of its tokens within five seconds.`);
    });
}

async function add(name: string, options: AddOptions): Promise<void> {
  const { party, scope: scopes, expires: expiresAt, perMinute: requestsPerMinute, json = false } = options;
  const client = { name, scopes, expiresAt, requestsPerMinute };
  const made = await withDatabase((db) => addClient(db, { party, who: 'clients' }, client, systemClock));
  if (!made.ok) reportProblems(made.problems, json);
  else if (json) printJson(made.value);
  else print(`${made.value.client.id} acts for ${party} with the secret ${made.value.secret.secret}`);
}
