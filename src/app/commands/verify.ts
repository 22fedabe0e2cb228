import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readInvoices } from '../../accounts/read-invoices.ts';
import { formatCents } from '../../base/money.ts';
import { fail } from '../../base/result.ts';
import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import type { Verification } from '../../flows/verify-bill/finding.ts';
import { verifyBill } from '../../flows/verify-bill/verify-bill.ts';
import { readCircuits } from '../../inventory/store.ts';
import type { Database } from '../../platform/database.ts';
import { withDatabase } from '../database.ts';
import { isoInstant, openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';

interface VerifyOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly bill: string;
  readonly mapping: string;
}

export function addVerify(program: Command): void {
  withJson(withAgreement(program.command('verify')))
    .description('check the other side’s bill, line by line, against a closed month')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--month <YYYY-MM>', 'the closed month')
    .requiredOption('--bill <file>', 'their bill, CSV')
    .requiredOption('--mapping <file>', 'what their columns and codes mean, YAML')
    .option('--known <instant>', 'record time of the terms that findings cite (default: all)', isoInstant)
    .action(async (options: VerifyOptions) => {
      const checked = await withDatabase((db) => verify(db, options));
      if (!checked.ok) reportProblems(checked.problems, options.json === true);
      else show(checked.value, options.json === true);
    });
}

async function verify(db: Database, options: VerifyOptions): Promise<Result<Verification>> {
  const loaded = openAgreement(options.agreement, options);
  if (!loaded.ok) return loaded;
  const agreement = loaded.value;
  const missing = [options.bill, options.mapping].filter((file) => !existsSync(file));
  if (missing.length > 0) return fail(...missing.map(noFile));
  const scope = { kind: 'agreement', agreementId: agreement.id } as const;
  return db.withTransaction(scope, async (tx) => {
    const invoices = await readInvoices(tx, agreement.id, { month: options.month });
    if (invoices.length === 0) {
      return fail({
        id: 'verify/not-closed',
        field: options.month,
        sentence: `${options.month} under ${agreement.id} is not closed here.`,
        cure: 'Run meetpoint close for the month first.',
      });
    }
    const read = (file: string) => ({ file, text: readFileSync(file, 'utf8') });
    const circuits = await readCircuits(tx, agreement.id);
    return verifyBill({
      agreement,
      invoices,
      theirs: read(options.bill),
      mapping: read(options.mapping),
      circuits,
      ...(options.known === undefined ? {} : { asKnown: options.known }),
    });
  });
}

const noFile = (file: string): Problem => ({
  id: 'verify/no-file',
  file,
  sentence: 'There is no such file.',
  cure: 'Name a file that is there.',
});

function show(verification: Verification, json: boolean): void {
  const dollars = ({ expected, billed, difference }: Verification['findings'][number]) => ({
    expected: formatCents(expected),
    billed: formatCents(billed),
    difference: formatCents(difference),
  });
  if (json) {
    const findings = verification.findings.map((finding) => ({ ...finding, ...dollars(finding) }));
    printJson({
      checkedBy: verification.checkedBy,
      expected: formatCents(verification.expected),
      billed: formatCents(verification.billed),
      difference: formatCents(verification.difference),
      badRows: verification.badRows,
      findings,
    });
    return;
  }
  const shown = verification.findings.filter(({ outcome }) => outcome !== 'agreed');
  print(
    table(
      ['finding', 'outcome', 'what', 'expected', 'billed', 'difference', 'why'],
      shown.map((f) => [
        f.id,
        f.outcome,
        f.description.slice(0, 50),
        ...Object.values(dollars(f)),
        f.reason.slice(0, 80),
      ]),
      [3, 4, 5],
    ),
  );
  print(
    `${verification.summary.agreed.count} lines agree; difference $${formatCents(verification.difference)}.`,
  );
  if (verification.badRows.length > 0) reportProblems(verification.badRows, false);
}
