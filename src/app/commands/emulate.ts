import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { compareBooks } from '../../gateways/emulator/compare-books.ts';
import { Deployment, DeploymentError } from '../../gateways/emulator/deployment.ts';
import type { DeploymentAddress } from '../../gateways/emulator/deployment.ts';
import { emulate } from '../../gateways/emulator/emulate.ts';
import { readTradeScript } from '../../gateways/emulator/script.ts';
import type { TradeScript } from '../../gateways/emulator/script.ts';
import type { Side } from '../../gateways/emulator/trade-plan.ts';
import { withJson } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { progressBar } from '../progress.ts';

interface EmulateOptions {
  readonly side?: Side | 'both';
  readonly counterpart: string;
  readonly counterpartClient: string;
  readonly own?: string;
  readonly ownClient?: string;
  readonly compare?: boolean;
  readonly json?: boolean;
}

export function addEmulate(program: Command): void {
  withJson(program.command('emulate <script>'))
    .description(
      'play one side of a scripted trade over the API of test deployments, and compare what both have',
    )
    .addOption(
      new Option('--side <side>', 'which side is played; without it nothing is played').choices([
        'clec',
        'ilec',
        'both',
      ]),
    )
    .requiredOption('--counterpart <url>', 'deployment of the other carrier', origin)
    .requiredOption('--counterpart-client <file>', 'API client there, as `clients add --json` writes it')
    .option('--own <url>', 'own deployment, where everything is done too', origin)
    .option('--own-client <file>', 'API client there')
    .option('--compare', 'compare the order books, inventories and bills of both afterwards')
    .action((file: string, options: EmulateOptions) => run(file, options));
}

function origin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('Write an address like https://meetpoint.example.');
}

async function run(file: string, options: EmulateOptions): Promise<void> {
  const json = options.json === true;
  const script = readTradeScript(file);
  const addresses = addressesOf(options);
  if (!script.ok || !addresses.ok)
    return reportProblems([...problemsOf(script), ...problemsOf(addresses)], json);
  const deployments = addresses.value.map((one) => new Deployment(one, script.value.agreement));
  try {
    if (options.side !== undefined) await play(script.value, options.side, deployments, json);
    const [own, counterpart] = deployments;
    if (options.compare === true && own !== undefined && counterpart !== undefined)
      await compare(own, counterpart, json);
  } catch (error) {
    if (!(error instanceof DeploymentError)) throw error;
    reportProblems(
      [
        {
          id: 'emulate/answer',
          sentence: error.message,
          cure: 'Look at the deployment, its agreement and the rights of the client.',
        },
      ],
      json,
    );
  }
}

async function play(
  script: TradeScript,
  side: Side | 'both',
  deployments: readonly Deployment[],
  json: boolean,
): Promise<void> {
  const bar = json ? undefined : progressBar('Trading');
  const sides = new Set<Side>(side === 'both' ? ['clec', 'ilec'] : [side]);
  const played = await emulate({ script, sides, deployments, onPhase: bar?.update });
  bar?.stop();
  if (!played.ok) return reportProblems(played.problems, json);
  const { acts, taken, refused, different } = played.value;
  const wrong = [...refused, ...different];
  if (wrong.length > 0) process.exitCode = EXIT.problems;
  if (json) return printJson({ ok: wrong.length === 0, ...played.value });
  const counts = Object.entries(taken).map(([name, count]) => `${count} ${name}`);
  print(`${acts} acts: ${counts.join(', ')}.`);
  for (const { field, sentence } of wrong) print(`${field ?? ''}: ${sentence}`);
}

async function compare(own: Deployment, counterpart: Deployment, json: boolean): Promise<void> {
  const compared = await compareBooks(own, counterpart);
  const { orders, events, products, bills, lines, different } = compared;
  if (different.length > 0) process.exitCode = EXIT.problems;
  if (json) return printJson({ ok: different.length === 0, ...compared });
  print(
    `Compared: ${orders} orders with ${events} events, ${products} products, ${bills} bills with ${lines} lines.`,
  );
  for (const { field, sentence } of different) print(`${field ?? ''}: ${sentence}`);
  print(different.length === 0 ? 'Both have the same.' : `${different.length} differ.`);
}

/** The deployments, one's own first. */
function addressesOf(options: EmulateOptions): Result<DeploymentAddress[]> {
  const counterpart = readClient(options.counterpart, options.counterpartClient);
  if (options.own === undefined) {
    if (options.compare === true)
      return fail(...problemsOf(counterpart), ownMissing('--compare compares two deployments.'));
    return counterpart.ok ? ok([counterpart.value]) : counterpart;
  }
  if (options.ownClient === undefined)
    return fail(...problemsOf(counterpart), ownMissing('--own has no client.'));
  const own = readClient(options.own, options.ownClient);
  if (own.ok && counterpart.ok) return ok([own.value, counterpart.value]);
  return fail(...problemsOf(own), ...problemsOf(counterpart));
}

const problemsOf = (result: Result<unknown>): readonly Problem[] => (result.ok ? [] : result.problems);

const ownMissing = (sentence: string): Problem => ({
  id: 'emulate/own',
  sentence,
  cure: 'Name your own deployment with --own and its client with --own-client.',
});

function readClient(url: string, file: string): Result<DeploymentAddress> {
  const wrong = (sentence: string) =>
    fail({
      id: 'emulate/client',
      file,
      sentence,
      cure: 'Write it with: meetpoint clients add … --json > FILE',
    });
  try {
    const { client, secret } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof client !== 'string' || typeof secret !== 'string')
      return wrong('The file does not say "client" and "secret".');
    return ok({ url, client, secret });
  } catch (error) {
    return wrong(error instanceof SyntaxError ? 'The file is not JSON.' : 'The file cannot be read.');
  }
}
