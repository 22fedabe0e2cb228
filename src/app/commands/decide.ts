import type { Command } from 'commander';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import { askedFor } from '../../agreement/schema.ts';
import { didYouMean } from '../../base/nearest.ts';
import { formatReceipt } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import { openAgreement, today, withAgreement, withJson, withTimes } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { decisions } from '../vocabulary.ts';
import { readFacts } from './facts.ts';

interface DecideOptions extends AgreementOptions {
  readonly list?: boolean;
  readonly facts?: string;
}

export function addDecide(program: Command): void {
  withJson(withTimes(withAgreement(program.command('decide <dir> [name]'))))
    .description('decide one thing under the agreement, with its receipt')
    .option('--list', 'list the decisions, or the facts that the one named asks for')
    .option('--facts <json>', 'facts as JSON, or @file')
    .action((dir: string, name: string | undefined, options: DecideOptions) => decide(dir, name, options));
}

function decide(dir: string, name: string | undefined, options: DecideOptions): void {
  const json = options.json === true;
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  if (options.list && name === undefined) return list(json);
  const decision = decisions.find((candidate) => candidate.name === name);
  if (!decision) {
    const names = decisions.map((one) => one.name);
    const sentence = name === undefined ? 'No decision is named.' : `There is no decision "${name}".`;
    return reportProblems(
      [
        {
          id: 'decide/unknown',
          sentence,
          cure: `${didYouMean(name ?? '', names)}Decisions are: ${names.join(', ')}.`,
        },
      ],
      json,
    );
  }
  if (options.list) return listFacts(decision, json);
  const facts = options.facts === undefined ? ok({}) : readFacts(options.facts);
  if (!facts.ok) return reportProblems(facts.problems, json);
  const receipt = runDecision(decision, loaded.value, facts.value, {
    asOf: options.asOf ?? today(loaded.value),
    ...(options.known === undefined ? {} : { asKnown: options.known }),
  });
  if (!receipt.ok) return reportProblems(receipt.problems, json);
  if (json) printJson(receipt.value);
  else print(formatReceipt(receipt.value));
}

function list(json: boolean): void {
  if (json) return printJson(decisions.map(({ name, doc, value, facts }) => ({ name, doc, value, facts })));
  const facts = (schema: unknown): string =>
    Object.keys((schema as { properties?: object }).properties ?? {}).join(', ');
  print(
    table(
      ['decision', 'answers', 'facts', 'what it decides'],
      decisions.map((d) => [d.name, d.value, facts(d.facts), d.doc]),
      [],
      [null, null, 48, 48],
    ),
  );
}

/** The facts of one decision: which must be given, and what each is. */
function listFacts({ name, doc, value, facts }: Decision, json: boolean): void {
  if (json) return printJson({ name, doc, value, facts });
  const { properties = {}, required = [] } = facts as {
    properties?: Readonly<Record<string, unknown>>;
    required?: readonly string[];
  };
  print(`${name}: ${doc}`);
  print(
    table(
      ['fact', 'must be given', 'what it is'],
      Object.entries(properties).map(([fact, node]) => [
        fact,
        required.includes(fact) ? 'yes' : '',
        askedFor(node),
      ]),
      [],
      [null, null, 90],
    ),
  );
}
