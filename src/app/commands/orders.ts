import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { loadAgreement } from '../../agreement/load.ts';
import type { Problem } from '../../base/problem.ts';
import { differences } from '../../flows/play-orders/compare.ts';
import { playOrders } from '../../flows/play-orders/play.ts';
import { readPlayScript } from '../../flows/play-orders/script.ts';
import type { PlayScript } from '../../flows/play-orders/script.ts';
import { wordsOf, wordsWithout } from '../../flows/play-orders/words.ts';
import type { Words } from '../../flows/play-orders/words.ts';
import { registerAgreement } from '../database.ts';
import { kinds } from '../kinds.ts';
import { withJson } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { playText } from '../play-text.ts';
import { addOrderFiles } from './order-files.ts';
import { addOrderResponses } from './order-responses.ts';
import { withPrivateDatabase } from '../private-database.ts';
import { vocabulary } from '../vocabulary.ts';

interface PlayOptions {
  readonly agreement: string;
  readonly variant?: string;
  readonly receipts?: boolean;
  readonly json?: boolean;
}

export function addOrders(program: Command): void {
  const orders = program
    .command('orders')
    .description('orders: send files of them, play a story of them from a file');
  withJson(orders.command('play <file>'))
    .description(
      'play a story of orders in a database of its own: dates, charges, clauses, and what differs from what was worked out',
    )
    .requiredOption('--agreement <dir>', 'agreement folder')
    .option('--variant <name>', 'variant of the agreement (default: its first)')
    .option('--receipts', 'show the steps behind dates and decisions')
    .action((file: string, options: PlayOptions) => playFile(file, options));
  addOrderFiles(orders);
  addOrderResponses(orders);
}

/** Words that stories of one folder share. */
const CARRIERS = 'carriers.yaml';

async function playFile(file: string, options: PlayOptions): Promise<void> {
  const json = options.json === true;
  const script = readPlayScript(file);
  if (!script.ok) return reportProblems(script.problems, json);
  const beside = (name: string): string => path.join(path.dirname(file), name);
  const form = path.basename(path.resolve(options.agreement));
  const amendments = (script.value.amendments?.[form] ?? []).map(beside);
  const loaded = loadAgreement(options.agreement, {
    vocabulary,
    amendments,
    ...(options.variant === undefined ? {} : { variant: options.variant }),
  });
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  const shared = beside(CARRIERS);
  const carriers = existsSync(shared) ? (parse(readFileSync(shared, 'utf8')) as Record<string, Words>) : {};
  const agreement = loaded.value;
  const words = wordsOf(script.value, carriers, agreement.ref.id);
  const missing = wordsWithout(script.value, words);
  if (missing.length > 0) return reportProblems([unknownWords(file, missing, agreement.ref.id)], json);
  const played = await withPrivateDatabase(async (db) => {
    await registerAgreement(db, agreement, amendments);
    const decisions = vocabulary.flatMap((room) => room.decisions);
    return playOrders({ db, agreement, kinds, decisions, words }, script.value);
  });
  const different = played.flatMap((step) => differences(step, agreement.ref.id));
  if (different.length > 0) process.exitCode = EXIT.problems;
  if (json)
    return printJson({ ok: different.length === 0, title: script.value.title, steps: played, different });
  print(playText(script.value as PlayScript, agreement, played, different, options.receipts === true));
}

const unknownWords = (file: string, missing: readonly string[], id: string): Problem => ({
  id: 'play/words',
  file,
  field: 'words',
  sentence: `Nothing says what ${missing.map((word) => `<${word}>`).join(', ')} ${missing.length === 1 ? 'stands' : 'stand'} for under ${id}.`,
  cure: `Say it under "words" in the story, or in ${CARRIERS} beside it.`,
});
