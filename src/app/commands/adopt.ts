import type { Command } from 'commander';
import type { Agreement } from '../../agreement/agreement.ts';
import { statusOn } from '../../articles/agreement-life/status.ts';
import { Trace } from '../../base/receipt.ts';
import { adoptAgreement } from '../../flows/adopt-agreement/adopt-agreement.ts';
import type { Adoption } from '../../flows/adopt-agreement/adopter.ts';
import { openAgreement, today, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { vocabulary } from '../vocabulary.ts';

interface AdoptOptions extends AgreementOptions {
  readonly id: string;
  readonly clec: string;
  readonly name: string;
  readonly ocn: string;
  readonly ccna: string;
  readonly acna?: string;
  readonly spid?: string;
  readonly address?: string;
  readonly on?: string;
  readonly docket?: string;
  readonly approved?: string;
  readonly parts: string;
  readonly out: string;
}

export function addAdopt(program: Command): void {
  withJson(withAgreement(program.command('adopt <dir>')))
    .description('adopt an approved agreement in its entirety for another carrier (252(i)), with the letter')
    .requiredOption('--id <id>', 'id of the new agreement')
    .requiredOption('--clec <party>', 'id of the carrier that adopts')
    .requiredOption('--name <name>', 'its legal name')
    .requiredOption('--ocn <code>', 'operating company number')
    .requiredOption('--ccna <code>', 'customer carrier name abbreviation')
    .option('--acna <code>', 'access customer name abbreviation (default: the CCNA)')
    .option('--spid <code>', 'service provider id (default: the OCN)')
    .option('--address <text>', 'its address for notices')
    .option('--on <date>', 'day of the letter; with --approved, of effect (default: today)')
    .option('--docket <case>', 'case in which the agreement was approved (default: as the agreement says)')
    .option(
      '--approved <case>',
      'case or order by which this adoption was approved (default: it is asked for)',
    )
    .option('--parts <whole|part>', 'what is adopted', 'whole')
    .requiredOption('--out <dir>', 'folder to make')
    .action((dir: string, options: AdoptOptions) => adopt(dir, options));
}

function adopt(dir: string, options: AdoptOptions): void {
  const json = options.json === true;
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  const agreement = loaded.value;
  const given = {
    id: options.id,
    clec: options.clec,
    name: options.name,
    ocn: options.ocn,
    ccna: options.ccna,
    ...(options.acna === undefined ? {} : { acna: options.acna }),
    ...(options.spid === undefined ? {} : { spid: options.spid }),
    ...(options.address === undefined ? {} : { address: options.address }),
    on: options.on ?? today(agreement),
    docket: options.docket ?? approvalDocket(agreement),
    ...(options.approved === undefined ? {} : { approved: options.approved }),
    parts: options.parts,
  };
  const made = adoptAgreement(agreement, given as Adoption, options.out, vocabulary);
  if (!made.ok) return reportProblems(made.problems, json);
  const { folder, toGive, notAdopted } = made.value;
  if (json) return printJson({ ok: true, folder, agreement: made.value.agreement.ref, toGive, notAdopted });
  print(
    `${folder}: ${made.value.agreement.id}, adopted from ${agreement.id} ${agreement.ref.hash.slice(0, 12)}.`,
  );
  if (options.approved === undefined) {
    print(`The letter to the commission is ${folder}/filing/README.md.`);
    print(
      'It is asked for and not in effect: add "adopted" and "took-effect" to life.csv once it is approved.',
    );
  }
  for (const id of notAdopted) print(`Not adopted, because it is not approved: amendment ${id}`);
  for (const row of toGive) print(`To give: ${row}`);
}

/** The case in which the agreement was approved, as its life says; empty where it does not. */
function approvalDocket(agreement: Agreement): string {
  const status = statusOn(agreement.at(today(agreement)), new Trace());
  const approved = status?.ok ? status.value.events.findLast(({ event }) => event === 'approved') : undefined;
  return approved?.document ?? '';
}
