import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { callsOfLine } from '../../flows/month-traffic/line-calls.ts';
import { monthCalls } from '../../flows/month-traffic/month-calls.ts';
import { asksForNumber, recordCallsView, withoutNumbers } from '../../flows/month-traffic/view-calls.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { DIRECTIONS, OUTCOMES, exportCalls, exportFormatOf, listCalls } from '../../traffic/index.ts';
import type { CallFilter, Direction, ListedCall } from '../../traffic/index.ts';
import { registerAgreement, withDatabase } from '../database.ts';
import { isoDate, openAgreement, wholeNumber, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { usageDir } from '../paths.ts';

interface CallsOptions extends AgreementOptions {
  readonly agreement: string;
  readonly month: string;
  readonly bucket?: string;
  readonly direction?: Direction;
  readonly trunkGroup?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly rule?: string;
  readonly unidentified?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly calling?: string;
  readonly called?: string;
  readonly line?: string;
  readonly limit: number;
  readonly purpose?: string;
  readonly export?: string;
}

export function addCalls(program: Command): void {
  withJson(withAgreement(program.command('calls')))
    .description('list or export calls of a closed month; telephone numbers are shown for a purpose only')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .requiredOption('--month <YYYY-MM>', 'month; it must be closed')
    .option('--bucket <name>', 'only calls of a bucket')
    .addOption(new Option('--direction <way>', 'only calls of a direction').choices(DIRECTIONS))
    .option('--trunk-group <name>', 'only calls on a trunk group')
    .addOption(new Option('--outcome <outcome>', 'only records with an outcome').choices(OUTCOMES))
    .option('--reason <code>', 'only records with a reason')
    .option('--rule <id>', 'only calls that a rule of jurisdiction decided')
    .option('--unidentified', 'only calls whose originating carrier is not known')
    .option('--from <date>', 'first connect date', isoDate)
    .option('--to <date>', 'last connect date', isoDate)
    .option('--calling <number>', 'only calls from a number; needs a purpose', tenDigits)
    .option('--called <number>', 'only calls to a number; needs a purpose', tenDigits)
    .option('--line <bill/line>', 'only calls that a bill line sums')
    .option('--limit <n>', 'calls that are listed; the count is of all', wholeNumber, 20)
    .option('--purpose <purpose>', 'what the calls are looked at for; it is put on record')
    .option('--export <file>', 'write all of them into a .csv, .parquet or .xlsx; needs a purpose')
    .action(async (options: CallsOptions) => {
      const answer = await ask(options);
      if (!answer.ok) reportProblems(answer.problems, options.json === true);
      else if (options.json) printJson(answer.value);
      else print('exported' in answer.value ? exportText(answer.value) : callsText(answer.value));
    });
}

interface Listed {
  readonly month: string;
  readonly total: number;
  readonly conversationMs: number;
  /** Whether telephone numbers are left out. */
  readonly withheld: boolean;
  readonly calls: readonly ListedCall[];
}

interface Exported {
  readonly exported: string;
  readonly calls: number;
}

async function ask(options: CallsOptions): Promise<Result<Listed | Exported>> {
  const loaded = openAgreement(options.agreement, options);
  if (!loaded.ok) return fail(...loaded.problems);
  const agreement = loaded.value;
  const format = options.export === undefined ? undefined : exportFormatOf(options.export);
  if (options.export !== undefined && format === undefined) return fail(noFormat(options.export));
  const calls = monthCalls({ agreement, month: options.month, usageDir: usageDir() });
  if (!calls.ok) return calls;
  const filter = await admitted(agreement, options);
  if (!filter.ok) return filter;
  if (options.export !== undefined && format !== undefined) {
    const written = await exportCalls(calls.value, filter.value, options.export, format);
    return written.ok ? ok({ exported: options.export, calls: written.value }) : written;
  }
  const found = await listCalls(calls.value, { ...filter.value, limit: options.limit });
  const withheld = options.purpose === undefined;
  return ok({
    month: options.month,
    total: found.total,
    conversationMs: found.conversationMs,
    withheld,
    calls: withheld ? found.calls.map(withoutNumbers) : found.calls,
  });
}

/** The selection, with the view on record where it shows telephone numbers. Without a purpose and a bill line no database is asked. */
async function admitted(agreement: Agreement, options: CallsOptions): Promise<Result<CallFilter>> {
  const given = filterOf(options);
  const shows = options.purpose !== undefined || options.export !== undefined || asksForNumber(given);
  if (!shows && options.line === undefined) return ok(given);
  return withDatabase(async (db) => {
    await registerAgreement(db, agreement, options.amendment ?? []);
    return db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx: Tx) => {
      const line = options.line === undefined ? ok({}) : await callsOfLine(tx, agreement.id, options.line);
      if (!line.ok) return line;
      const filter: CallFilter = { ...line.value, ...given };
      if (!shows) return ok(filter);
      const seen = await recordCallsView(tx, systemClock, agreement, {
        who: 'command line',
        party: 'command line',
        month: options.month,
        filter,
        purpose: options.purpose,
        ...(options.export === undefined ? {} : { exportAs: options.export }),
      });
      return seen.ok ? ok(filter) : seen;
    });
  });
}

function filterOf(options: CallsOptions): CallFilter {
  const { bucket, direction, trunkGroup, outcome, reason, rule, calling, called, from, to } = options;
  const period = { from: from ?? '0001-01-01', to: to ?? '9999-12-31' };
  return {
    ...(bucket === undefined ? {} : { bucket }),
    ...(direction === undefined ? {} : { direction }),
    ...(trunkGroup === undefined ? {} : { trunkGroup }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(rule === undefined ? {} : { rule }),
    ...(options.unidentified ? { originator: 'unknown' as const } : {}),
    ...(calling === undefined ? {} : { calling }),
    ...(called === undefined ? {} : { called }),
    ...(from === undefined && to === undefined ? {} : { period }),
  };
}

function tenDigits(text: string): string {
  const digits = text.replaceAll(/[\s().-]/g, '');
  if (!/^\d{10}$/.test(digits)) throw new InvalidArgumentError('Write ten digits.');
  return digits;
}

const noFormat = (file: string) => ({
  id: 'traffic/export-format',
  field: 'export',
  sentence: `The name ${file} does not say how to write the calls.`,
  cure: 'End it with .csv, .parquet or .xlsx.',
});

const count = (value: number): string => value.toLocaleString('en-US');

const exportText = ({ exported, calls }: Exported): string =>
  `${count(calls)} calls in ${exported}. They hold telephone numbers: keep the file as such.`;

function callsText({ total, conversationMs, withheld, calls, month }: Listed): string {
  const head = withheld ? [] : ['calling', 'called'];
  return [
    `${count(total)} calls of ${month}, ${count(conversationMs)} ms of conversation${total > calls.length ? `; the first ${calls.length}` : ''}`,
    table(
      ['id', 'connected', 'trunk group', ...head, 'ms', 'outcome', 'bucket', 'direction', 'rule or reason'],
      calls.map((call) => [
        call.id,
        call.connectedAt ?? '',
        call.trunkGroup ?? '',
        ...(withheld ? [] : [call.calling ?? '', call.called ?? '']),
        count(call.conversationMs),
        call.outcome,
        call.bucket ?? '',
        call.direction ?? '',
        call.rule ?? call.reason ?? '',
      ]),
      [3 + head.length],
    ),
    ...(withheld ? ['Telephone numbers are left out: say --purpose to see them.'] : []),
    ...(calls[0] ? [`Why a call: meetpoint explain ${month}/${calls[0].id}`] : []),
  ].join('\n');
}
