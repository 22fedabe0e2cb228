import type { Command } from 'commander';
import { countPlant } from '../../network/plant/count-plant.ts';
import { loadPlant } from '../../network/plant/load-plant.ts';
import { registerAgreement, withDatabase } from '../database.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';

interface PlantOptions extends AgreementOptions {
  readonly agreement: string;
}

export function addPlant(program: Command): void {
  const command = program
    .command('plant')
    .description("the incumbent's addresses, loops and numbers, of which is asked before an order");
  withJson(withAgreement(command.command('load <dir>')))
    .description(
      'load files of a plant, all or none: addresses, 911 guide, loops, numbers, features, terminations, accounts',
    )
    .requiredOption('--agreement <dir>', 'agreement folder: the plant is that of its incumbent')
    .action(load);
  withJson(withAgreement(command.command('show')))
    .description('how much of the plant is on record, by office')
    .requiredOption('--agreement <dir>', 'agreement folder: the plant is that of its incumbent')
    .action(show);
}

async function load(dir: string, options: PlantOptions): Promise<void> {
  const json = options.json === true;
  const opened = openAgreement(options.agreement, options);
  if (!opened.ok) return reportProblems(opened.problems, json);
  const agreement = opened.value;
  const provider = agreement.parties.ilec;
  const loaded = await withDatabase(async (db) => {
    await registerAgreement(db, agreement, options.amendment ?? []);
    return loadPlant(db, provider, dir, tell(json));
  });
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  if (json) printJson({ ok: true, provider, rows: loaded.value });
  else
    print(
      table(
        [`plant of ${provider}`, 'rows'],
        Object.entries(loaded.value).map(([file, count]) => [file, count.toLocaleString('en-US')]),
        [1],
      ),
    );
}

/** How far it is, on a terminal: how many loops there are is not known before they are read. */
function tell(json: boolean): ((lines: number) => void) | undefined {
  if (json || !process.stderr.isTTY) return undefined;
  return (lines) => process.stderr.write(`\r${lines.toLocaleString('en-US')} loops read`);
}

async function show(options: PlantOptions): Promise<void> {
  const json = options.json === true;
  const opened = openAgreement(options.agreement, options);
  if (!opened.ok) return reportProblems(opened.problems, json);
  const agreement = opened.value;
  const offices = await withDatabase(async (db) => {
    await registerAgreement(db, agreement, options.amendment ?? []);
    return db.withTransaction({ kind: 'install' }, (tx) => countPlant(tx, agreement.parties.ilec));
  });
  if (json) return printJson(offices);
  print(
    offices.length === 0
      ? `Nothing of the plant of ${agreement.parties.ilec} is on record: meetpoint plant load.`
      : table(
          ['office', 'addresses', 'loops', 'spare', 'measured', 'numbers', 'free', 'features'],
          offices.map((one) => [
            one.wireCenter,
            ...[
              one.addresses,
              one.loops,
              one.spareLoops,
              one.measured,
              one.numbers,
              one.freeNumbers,
              one.features,
            ].map((count) => count.toLocaleString('en-US')),
          ]),
          [1, 2, 3, 4, 5, 6, 7],
        ),
  );
}
