import type { Command } from 'commander';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { formatReceipt } from '../../base/receipt.ts';
import { due } from '../../cases/due.ts';
import { openAgreement, withAgreement, withJson, withTimes } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { readFacts } from './facts.ts';

interface DueOptions extends AgreementOptions {
  readonly at: string;
  readonly facts?: string;
  readonly performer?: string;
}

export function addDue(program: Command): void {
  withJson(withTimes(withAgreement(program.command('due <dir> <clock>'))))
    .description('when a clock of the agreement runs out, step by step')
    .requiredOption(
      '--at <instant>',
      'when it started: with Z or an offset, or local time in the clock’s zone',
    )
    .option(
      '--facts <json>',
      'facts as JSON, or @file: {"product": …, "quantity": …} for installation intervals',
    )
    .option(
      '--performer <party>',
      'ilec, clec or a party id: whose calendar counts (default: as the clock says)',
    )
    .action((dir: string, clock: string, options: DueOptions) => {
      const answer = ask(dir, clock, options);
      if (!answer.ok) reportProblems(answer.problems, options.json === true);
      else show(answer.value, options.json === true);
    });
}

type Answer = ReturnType<typeof due> extends Result<infer T> ? T : never;

function ask(dir: string, clock: string, options: DueOptions): Result<Answer> {
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return loaded;
  const facts = options.facts === undefined ? ok(undefined) : readFacts(options.facts);
  if (!facts.ok) return fail(...facts.problems);
  return due(loaded.value, clock, {
    at: options.at,
    ...(facts.value === undefined ? {} : { facts: facts.value }),
    ...(options.performer === undefined ? {} : { performer: options.performer }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.known === undefined ? {} : { asKnown: options.known }),
  });
}

function show(answer: Answer, json: boolean): void {
  const { clock, clause, receipt } = answer;
  if (json) {
    printJson(
      'dueAt' in answer
        ? { clock, dueAt: answer.dueAt, clause, receipt }
        : { clock, negotiated: answer.negotiated, clause, receipt },
    );
  } else print(formatReceipt(receipt));
}
