import { Argument } from 'commander';
import type { Command } from 'commander';
import { formatProblem } from '../../base/problem.ts';
import { formatReceipt } from '../../base/receipt.ts';
import { askInAgreement } from '../../flows/pre-order/ask.ts';
import { preOrderFunction } from '../../flows/pre-order/functions.ts';
import { PRE_ORDER_FUNCTIONS } from '../../flows/pre-order/pre-order.ts';
import type { PreOrderAnswer, PreOrderFunction } from '../../flows/pre-order/pre-order.ts';
import { systemClock } from '../../platform/clock.ts';
import { registerAgreement, withDatabase } from '../database.ts';
import { kinds } from '../kinds.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { readFacts } from './facts.ts';

interface AskOptions extends AgreementOptions {
  readonly agreement: string;
  readonly by: string;
  readonly facts: string;
  readonly purpose?: string;
  readonly authority?: string;
}

/** Who asks at a terminal, for the log. */
const WHO = 'command line';

export function addPreOrder(program: Command): void {
  withJson(
    withAgreement(
      program.command('pre-order').addArgument(new Argument('<function>').choices([...PRE_ORDER_FUNCTIONS])),
    ),
  )
    .description('ask before an order: an address, a number, a loop, a day; every question is on the log')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--facts <json>', 'what is asked, as JSON or @file')
    .option('--by <party>', 'who asks: ilec, clec or a party id', 'clec')
    .option('--purpose <purpose>', "for what an end user's record is looked at")
    .option('--authority <case>', "case of the end user's authority")
    .addHelpText(
      'after',
      `\nFunctions:\n${PRE_ORDER_FUNCTIONS.map((name) => `  ${name}: ${preOrderFunction(name).doc}`).join('\n')}`,
    )
    .action(ask);
}

async function ask(name: PreOrderFunction, options: AskOptions): Promise<void> {
  const json = options.json === true;
  const opened = openAgreement(options.agreement, options);
  if (!opened.ok) return reportProblems(opened.problems, json);
  const facts = readFacts(options.facts);
  if (!facts.ok) return reportProblems(facts.problems, json);
  const agreement = opened.value;
  const party = agreement.party(options.by);
  if (party === undefined) {
    const { ilec, clec } = agreement.parties;
    const unknown = {
      id: 'pre-order/party',
      field: '--by',
      sentence: `"${options.by}" is no party of ${agreement.id}.`,
      cure: `Parties are: ${ilec}, ${clec}.`,
    };
    return reportProblems([unknown], json);
  }
  const { purpose, authority } = options;
  const answer = await withDatabase(async (db) => {
    await registerAgreement(db, agreement, options.amendment ?? []);
    return askInAgreement(
      db,
      { agreement, kinds, clock: systemClock },
      {
        function: name,
        facts: facts.value,
        party,
        who: WHO,
        askedAt: systemClock.now().toString(),
        via: 'api',
        purpose,
        authority,
      },
    );
  });
  if (!answer.ok) return reportProblems(answer.problems, json);
  if (json) printJson(answer.value);
  else print(text(answer.value));
}

function text({ function: name, outcome, value, details, problems, receipt }: PreOrderAnswer): string {
  return [
    `${name}: ${outcome}${value === null || value === outcome ? '' : ` → ${value}`}`,
    ...problems.map(formatProblem),
    JSON.stringify(details, null, 2),
    ...(receipt === undefined ? [] : [formatReceipt(receipt)]),
  ].join('\n');
}
