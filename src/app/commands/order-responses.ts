import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { fail, ok } from '../../base/result.ts';
import { writeWhole } from '../../gateways/order-files/watch-folder.ts';
import { findResponse, listResponses } from '../../gateways/response-documents/find-responses.ts';
import { RESPONSE_FORMATS, writeResponse } from '../../gateways/response-documents/write.ts';
import type { ResponseFormat } from '../../gateways/response-documents/write.ts';
import { isAddress } from '../../gateways/response-documents/write-mail.ts';
import type { MailAddresses } from '../../gateways/response-documents/write-mail.ts';
import { withDatabase } from '../database.ts';
import { kinds } from '../kinds.ts';
import { openAgreement, withAgreement } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, reportProblems } from '../output.ts';

interface ResponseOptions extends AgreementOptions, MailAddresses {
  readonly agreement: string;
  readonly format: ResponseFormat;
  readonly out?: string;
}

/** `orders responses`: what is told of an order, as documents. */
export function addOrderResponses(orders: Command): void {
  withAgreement(orders.command('responses <case>'))
    .description('documents that tell of an order or a loss: to send by mail, to print, or as response forms')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .addOption(new Option('--format <format>', 'of the documents').choices(RESPONSE_FORMATS).default('txt'))
    .option('--out <folder>', 'write each into a file of this folder, in place of printing it')
    .option('--from <address>', 'sender of mails', address)
    .option('--to <address>', 'receiver of mails; without one they are drafts', address)
    .action((caseId: string, options: ResponseOptions) => writeResponses(caseId, options));
}

function address(text: string): string {
  if (!isAddress(text)) throw new InvalidArgumentError('Write it as name@place.example.');
  return text;
}

async function writeResponses(caseId: string, { format, out, ...options }: ResponseOptions): Promise<void> {
  const loaded = openAgreement(options.agreement, options);
  if (!loaded.ok) return reportProblems(loaded.problems, false);
  const agreement = loaded.value;
  const made = await withDatabase((db) =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      const about = { agreement, kinds };
      const listed = await listResponses(tx, about, caseId);
      if (!listed.ok) return listed;
      const found = [];
      for (const { seq } of listed.value) {
        const one = await findResponse(tx, about, { caseId, seq, whole: true });
        if (!one.ok) return fail(...one.problems);
        found.push({ seq, document: one.value });
      }
      return ok(found);
    }),
  );
  if (!made.ok) return reportProblems(made.problems, false);
  const { from, to } = options;
  const addresses = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  for (const { seq, document } of made.value) {
    const text = writeResponse(document, format, addresses);
    if (out === undefined) {
      print(text);
      continue;
    }
    mkdirSync(out, { recursive: true });
    const file = path.join(
      out,
      `${caseId.replaceAll(/[^A-Za-z0-9-]/g, '-')}-${seq}-${document.kind}.${format}`,
    );
    writeWhole(file, text);
    print(`${file} is written.`);
  }
}
