import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { isSame } from '../../agreement/diff.ts';
import { allTables } from '../../agreement/vocabulary.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { Changes, compareAgreements, trueUp } from '../../flows/compare-agreements/compare.ts';
import type { Comparison, TrueUp } from '../../flows/compare-agreements/compare.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { openMeetpointDatabase } from '../database.ts';
import { diffText, trueUpText } from '../diff-text.ts';
import { kinds } from '../kinds.ts';
import { isoDate, isoInstant, openAgreement, today, withAgreement, withJson, withTimes } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { EXIT, print, printJson, reportProblems } from '../output.ts';
import { dataFolder } from '../paths.ts';
import { decisions, vocabulary } from '../vocabulary.ts';

interface DiffOptions extends AgreementOptions {
  readonly variantB?: string;
  readonly amendmentB?: readonly string[];
  readonly asOfB?: string;
  readonly knownB?: string;
  readonly trueUp?: boolean;
  /** False with `--no-touched`. */
  readonly touched: boolean;
}

export function addDiff(program: Command): void {
  withJson(withTimes(withAgreement(program.command('diff <before> <after>'))))
    .description(
      'what differs between two agreements, versions or days, and which open cases and bills it touches',
    )
    .option('--variant-b <name>', 'variant of the second (default: as the first)')
    .option(
      '--amendment-b <file>',
      'load an amendment or correction beside the second; repeat for more',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--as-of-b <date>', 'contract time of the second (default: as the first)', isoDate)
    .option('--known-b <instant>', 'record time of the second (default: as the first)', isoInstant)
    .option('--no-touched', 'compare only: do not look for open cases and bills on record')
    .option(
      '--true-up',
      'decide the touched lines of issued bills again under the second; nothing is written',
    )
    .addHelpText(
      'after',
      '\nExits 0 when nothing differs, 1 when something does or cannot be read, 2 on wrong use.',
    )
    .action((before: string, after: string, options: DiffOptions) => diff(before, after, options));
}

interface Compared {
  readonly comparison: Comparison;
  readonly trueUp?: TrueUp;
}

async function diff(before: string, after: string, options: DiffOptions): Promise<void> {
  const views = openBoth(before, after, options);
  if (!views.ok) return reportProblems(views.problems, options.json === true);
  const compared = await compare(...views.value, options);
  if (!compared.ok) return reportProblems(compared.problems, options.json === true);
  const { comparison, trueUp: corrected } = compared.value;
  const same = isSame(comparison);
  if (!same) process.exitCode = EXIT.problems;
  if (options.json) printJson({ same, ...comparison, ...(corrected ? { trueUp: corrected } : {}) });
  else {
    print(diffText(comparison, views.value));
    if (corrected) print(trueUpText(corrected));
  }
}

function openBoth(
  before: string,
  after: string,
  options: DiffOptions,
): Result<[AgreementView, AgreementView]> {
  const variantB = options.variantB ?? options.variant;
  const first = openAgreement(before, options);
  const second = openAgreement(after, {
    ...(variantB === undefined ? {} : { variant: variantB }),
    ...(options.amendmentB === undefined ? {} : { amendment: options.amendmentB }),
  });
  if (!first.ok || !second.ok)
    return fail(...[first, second].flatMap((read) => (read.ok ? [] : [...read.problems])));
  const asOf = options.asOf ?? today(first.value);
  return ok([
    first.value.at(asOf, options.known),
    second.value.at(options.asOfB ?? asOf, options.knownB ?? options.known),
  ]);
}

/** With the database where one is there and knows the agreement; it is not made for a comparison. */
async function compare(
  before: AgreementView,
  after: AgreementView,
  { trueUp: withTrueUp = false, touched }: DiffOptions,
): Promise<Result<Compared>> {
  const tables = allTables(vocabulary);
  const { agreement } = after;
  const isOne = before.agreement.id === agreement.id;
  const looks = touched || withTrueUp;
  if (isOne && looks && (process.env['DATABASE_URL'] || existsSync(dataFolder()))) {
    const found = await onRecord((db) =>
      db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
        if (!(await isKnown(tx, agreement))) return undefined;
        const comparison = await compareAgreements(before, after, { tables, kinds, tx });
        if (!withTrueUp) return ok({ comparison });
        const corrected = await trueUp(tx, new Changes(before, after, tables), decisions);
        return corrected.ok ? ok({ comparison, trueUp: corrected.value }) : corrected;
      }),
    );
    if (found) return found;
  }
  if (withTrueUp) {
    return fail({
      id: 'diff/nothing-on-record',
      field: 'true-up',
      sentence: isOne
        ? `No bills of ${agreement.id} are on record here.`
        : `${before.agreement.id} and ${agreement.id} are two agreements, with bills of their own.`,
      cure: isOne
        ? 'Set MEETPOINT_DATA or DATABASE_URL to where its months were closed.'
        : 'Compare two versions of one agreement.',
    });
  }
  return ok({ comparison: await compareAgreements(before, after, { tables, kinds }) });
}

/** A comparison needs no database: where it cannot be opened, the way without it is said. */
async function onRecord<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openMeetpointDatabase().catch((cause: Error) => {
    throw new Error(`${cause.message}\nTo compare without what is on record, add --no-touched.`, { cause });
  });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

async function isKnown(tx: Tx, { id }: Agreement): Promise<boolean> {
  return (await tx.query('SELECT FROM agreement WHERE id = $1', [id])).length > 0;
}
