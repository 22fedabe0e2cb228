import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { compareBooks } from '../../gateways/emulator/compare-books.ts';
import type { Comparison } from '../../gateways/emulator/compare-books.ts';
import { Deployment, DeploymentError } from '../../gateways/emulator/deployment.ts';
import type { DeploymentAddress } from '../../gateways/emulator/deployment.ts';
import { emulate } from '../../gateways/emulator/emulate.ts';
import type { Played } from '../../gateways/emulator/emulate.ts';
import { readTradeScript } from '../../gateways/emulator/script.ts';
import type { TradeScript } from '../../gateways/emulator/script.ts';
import type { TradeSide } from '../../gateways/emulator/trade-plan.ts';
import { installToTry } from '../installation.ts';
import type { Installation } from '../installation.ts';
import { withJson } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { withPrivateDatabase } from '../private-database.ts';
import { progressBar } from '../progress.ts';
import { vocabulary } from '../vocabulary.ts';

interface EmulateOptions {
  readonly side?: TradeSide | 'both';
  readonly counterpart?: string;
  readonly counterpartClient?: string;
  readonly own?: string;
  readonly ownClient?: string;
  readonly compare?: boolean;
  readonly try?: string;
  readonly orders?: number;
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
    .option('--counterpart <url>', 'deployment of the other carrier', origin)
    .option('--counterpart-client <file>', 'API client there, as `clients add --json` writes it')
    .option('--own <url>', 'own deployment, where everything is done too', origin)
    .option('--own-client <file>', 'API client there')
    .option(
      '--try <dir>',
      'play both sides between two deployments of this agreement folder, made for it and gone after it',
    )
    .option('--orders <number>', 'how many orders, in place of what the script says', wholeNumber)
    .option('--compare', 'compare the order books, inventories and bills of both afterwards')
    .action((file: string, options: EmulateOptions) => run(file, options));
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Write a whole number from 1 on.');
}

function origin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('Write an address like https://meetpoint.example.');
}

async function run(file: string, options: EmulateOptions): Promise<void> {
  const json = options.json === true;
  const read = readTradeScript(file);
  if (!read.ok) return reportProblems(read.problems, json);
  const script = { ...read.value, ...(options.orders === undefined ? {} : { orders: options.orders }) };
  try {
    await (options.try === undefined ? overNetwork(script, options) : inPrivate(script, options.try, json));
  } catch (error) {
    if (!(error instanceof DeploymentError)) throw error;
    const cure = 'Look at the deployment, its agreement and the rights of the client.';
    reportProblems([{ id: 'emulate/answer', sentence: error.message, cure }], json);
  }
}

/** One side, or both, at deployments that are there. */
async function overNetwork(script: TradeScript, options: EmulateOptions): Promise<void> {
  const json = options.json === true;
  const addresses = addressesOf(options);
  if (!addresses.ok) return reportProblems(addresses.problems, json);
  const deployments = addresses.value.map((one) => new Deployment(one, script.agreement));
  const { side } = options;
  if (side !== undefined) {
    const bar = json ? undefined : progressBar('Trading');
    const sides = new Set<TradeSide>(side === 'both' ? ['clec', 'ilec'] : [side]);
    const played = await emulate({ script, sides, deployments, onPhase: bar?.update });
    bar?.stop();
    report(played, json);
  }
  const [own, counterpart] = deployments;
  if (options.compare === true && own !== undefined && counterpart !== undefined)
    reportComparison(await compareBooks(own, counterpart), json);
}

/** Both sides, each with a deployment of its own, over HTTP on this machine. */
async function inPrivate(script: TradeScript, folder: string, json: boolean): Promise<void> {
  const [form, variant] = script.agreement.split('/');
  const loaded = loadAgreement(folder, { vocabulary, ...(variant === undefined ? {} : { variant }) });
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  const agreement = loaded.value;
  if (agreement.ref.id !== form) return reportProblems([otherForm(script.agreement, agreement.ref.id)], json);
  const start = Temporal.PlainDate.from(script.from).toZonedDateTime(agreement.timeZone).toInstant();
  await withPrivateDatabase((clecDb) =>
    withPrivateDatabase(async (ilecDb) => {
      const clec = await installToTry(clecDb, agreement, start);
      try {
        const ilec = await installToTry(ilecDb, agreement, start);
        try {
          await tradeBetween(script, { clec, ilec }, json);
        } finally {
          await ilec.close();
        }
      } finally {
        await clec.close();
      }
    }),
  );
}

async function tradeBetween(
  script: TradeScript,
  { clec, ilec }: Readonly<Record<TradeSide, Installation>>,
  json: boolean,
): Promise<void> {
  const bar = json ? undefined : progressBar('Trading');
  const played = await Promise.all([
    emulate({
      script,
      sides: new Set<TradeSide>(['clec']),
      deployments: [clec.at('clec'), ilec.at('clec')],
      onPhase: bar?.update,
    }),
    emulate({ script, sides: new Set<TradeSide>(['ilec']), deployments: [ilec.at('ilec'), clec.at('ilec')] }),
  ]);
  bar?.stop();
  for (const one of played) report(one, json);
  reportComparison(await compareBooks(clec.at('clec'), ilec.at('ilec')), json);
}

function report(played: Result<Played>, json: boolean): void {
  if (!played.ok) return reportProblems(played.problems, json);
  const { acts, taken, refused, different } = played.value;
  const wrong = [...refused, ...different];
  if (wrong.length > 0) process.exitCode = EXIT.problems;
  if (json) return printJson({ ok: wrong.length === 0, ...played.value });
  const counts = Object.entries(taken).map(([name, count]) => `${count} ${name}`);
  print(`${acts} acts: ${counts.join(', ')}.`);
  for (const { field, sentence } of wrong) print(`${field ?? ''}: ${sentence}`);
}

function reportComparison(compared: Comparison, json: boolean): void {
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
  if (options.counterpart === undefined || options.counterpartClient === undefined)
    return fail({
      id: 'emulate/counterpart',
      sentence: 'It is not said with whom to trade.',
      cure: 'Name the deployment with --counterpart and --counterpart-client, or --try an agreement folder.',
    });
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

const otherForm = (wanted: string, found: string): Problem => ({
  id: 'emulate/agreement',
  sentence: `The script trades under ${wanted}, and the folder is ${found}.`,
  cure: 'Name the folder of the agreement that the script names.',
});

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
    const { client, secret } = JSON.parse(readFileSync(file, 'utf8')) as {
      client?: { id?: unknown };
      secret?: { secret?: unknown };
    };
    if (typeof client?.id !== 'string' || typeof secret?.secret !== 'string')
      return wrong('The file does not say which client it is, and its secret.');
    return ok({ url, client: client.id, secret: secret.secret });
  } catch (error) {
    return wrong(error instanceof SyntaxError ? 'The file is not JSON.' : 'The file cannot be read.');
  }
}
