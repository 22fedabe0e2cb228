import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { momentOf } from '../../cases/moment.ts';
import { OrderIntake } from '../../flows/take-order/order-intake.ts';
import { orderRoom } from '../../flows/take-order/order-room.ts';
import { fileTooLarge, MAX_FILE_BYTES } from '../../formats/order-file/file-order.ts';
import type { FileLimits, OrderFile } from '../../formats/order-file/file-order.ts';
import { readOrderFile } from '../../gateways/order-files/read-order-file.ts';
import { mendCsv, resultCsv } from '../../gateways/order-files/result-csv.ts';
import { VERDICT_WORDS } from '../../gateways/order-files/result.ts';
import type { FileResult } from '../../gateways/order-files/result.ts';
import { sendOrderFile } from '../../gateways/order-files/send-order-file.ts';
import type { FileDesk } from '../../gateways/order-files/send-order-file.ts';
import { orderTemplate, TEMPLATE_FORMATS, templateOrders } from '../../gateways/order-files/template.ts';
import type { TemplateFormat } from '../../gateways/order-files/template.ts';
import { watchFolder, writeWhole } from '../../gateways/order-files/watch-folder.ts';
import type { FileSaid } from '../../gateways/order-files/watch-folder.ts';
import { recordAudit } from '../../platform/audit.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { withExclusiveLock } from '../../platform/exclusive-lock.ts';
import { registerAgreement, withDatabase } from '../database.ts';
import { liveKinds } from '../kinds.ts';
import { openAgreement, wholeNumber, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { EXIT, print, printJson, reportProblems, table } from '../output.ts';
import { progressBar } from '../progress.ts';

interface FileOptions extends AgreementOptions {
  readonly agreement: string;
  readonly maxMegabytes?: number;
}
interface SendOptions extends FileOptions {
  readonly out?: string;
  readonly mend?: string;
  readonly at?: string;
  readonly each?: boolean;
}

const MEGABYTE = 1024 * 1024;
const MOST_SHOWN = 40;
const DEFAULT_SECONDS = 2;

/** `orders send`, `orders template`, `orders watch-folder`. */
export function addOrderFiles(orders: Command): void {
  withJson(withSource(orders.command('send <file>')))
    .description(
      'send the orders of a file (XML, CSV, Excel), as the carrier that orders; a verdict for each line',
    )
    .option('--out <file>', 'write the result, as .csv or .json')
    .option('--mend <file>', 'write the rows to mend and send again, as CSV')
    .option('--at <instant>', 'when the file arrived: an instant, or a local date-time (default: now)')
    .option('--each', 'print each verdict as soon as it stands')
    .action((file: string, options: SendOptions) => sendFile(file, options));
  orders
    .command('template')
    .description('write a file of orders to begin with, or the XML Schema')
    .requiredOption(
      '--out <file>',
      `file to write; its ending says the format: ${TEMPLATE_FORMATS.join(', ')}`,
    )
    .addOption(
      new Option('--order <names...>', 'sample orders that are filled in')
        .choices(templateOrders())
        .default(['loop-new']),
    )
    .action((options: { readonly out: string; readonly order: string[] }) => writeTemplate(options));
  withSource(orders.command('watch-folder <folder>'))
    .description(
      'take the files that are dropped into a folder, until stopped; results lie in its done and refused',
    )
    .option(
      '--every <seconds>',
      'seconds between two looks; a file is taken when it has not changed',
      wholeNumber,
    )
    .action((folder: string, options: FileOptions & { readonly every?: number }) => watch(folder, options));
}

const withSource = (command: Command): Command =>
  withAgreement(
    command
      .requiredOption('--agreement <dir>', 'agreement folder')
      .option('--max-megabytes <number>', 'size of the largest file (default: 16)', wholeNumber),
  );

const limitsOf = ({ maxMegabytes }: FileOptions): FileLimits =>
  maxMegabytes === undefined ? {} : { maxBytes: maxMegabytes * MEGABYTE };

async function sendFile(name: string, options: SendOptions): Promise<void> {
  const json = options.json === true;
  const loaded = openAgreement(options.agreement, options);
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  const agreement = loaded.value;
  const at = momentOf(options.at, agreement.timeZone, { now: systemClock.now(), field: 'at' });
  const file = await readFile(name, limitsOf(options));
  if (!at.ok || !file.ok)
    return reportProblems(
      [at, file]
        .flatMap((one) => (one.ok ? [] : one.problems))
        .map((problem) => ({ file: name, ...problem })),
      json,
    );
  const bar = options.each ? undefined : progressBar('orders');
  const result = await withDatabase(async (db) => {
    await registerAgreement(db, agreement, options.amendment ?? []);
    const desk = deskOf(db, agreement);
    return sendOrderFile(
      {
        ...desk,
        receivedAt: at.value,
        onVerdict: ({ lines, pon, ver }, verdict, done, total) => {
          bar?.update(done, total);
          if (options.each) print(`${lines.join(',')} ${pon} ${ver} ${VERDICT_WORDS[verdict]}`);
        },
      },
      file.value,
    );
  });
  bar?.stop();
  if (options.out !== undefined)
    writeWhole(
      options.out,
      /\.json$/i.test(options.out) ? `${JSON.stringify(result, null, 2)}\n` : resultCsv(result),
    );
  const mend = mendCsv(file.value, result);
  if (options.mend !== undefined && mend !== undefined) writeWhole(options.mend, mend);
  if (result.lines.taken + result.lines.repeated < result.lines.read) process.exitCode = EXIT.problems;
  if (json) printJson(result);
  else print(resultText(result));
}

/** A file that is too large is refused by its size, and not read. */
async function readFile(name: string, limits: FileLimits): Promise<Result<OrderFile>> {
  const maxBytes = limits.maxBytes ?? MAX_FILE_BYTES;
  try {
    if (statSync(name).size > maxBytes) return fail(fileTooLarge(maxBytes));
    return await readOrderFile(readFileSync(name), limits);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail({
      id: 'order-file/not-found',
      field: 'file',
      sentence: `The file cannot be opened: ${String(error.code)}.`,
      cure: 'Name a file that is there.',
    });
  }
}

const deskOf = (db: Database, agreement: Agreement): FileDesk => ({
  db,
  intake: new OrderIntake(db, orderRoom(agreement, liveKinds)),
  agreement,
  clock: systemClock,
  party: agreement.parties.clec,
  withOrder: (tx, { id }) =>
    recordAudit(tx, systemClock, {
      who: 'meetpoint orders',
      what: 'ordered',
      subject: `${agreement.id} ${id}`,
      purpose: 'order',
      party: agreement.parties.clec,
    }),
});

function resultText({ lines, orders, rows }: FileResult): string {
  const bad = rows.filter(({ problems, verdict }) => problems.length > 0 || verdict === 'unreadable');
  const shown = bad.slice(0, MOST_SHOWN);
  const more = bad.length - shown.length;
  return [
    ...(shown.length === 0
      ? []
      : [
          table(
            ['line', 'PON', 'VER', 'verdict', 'edit', 'what is wrong, and the cure'],
            shown.flatMap(({ line, pon, ver, verdict, problems }) =>
              problems.map(({ id, field, sentence, cure }) => [
                String(line),
                pon,
                ver,
                VERDICT_WORDS[verdict],
                id,
                `${field ?? ''}: ${sentence} ${cure}`,
              ]),
            ),
            [0],
            [null, null, null, null, null, 80],
          ),
        ]),
    ...(more > 0 ? [`${more} more lines are not shown here: --out or --json has all.`] : []),
    `${lines.read} lines read = ${lines.taken} taken + ${lines.rejected} rejected + ${lines.refused} refused + ${lines.repeated} already taken + ${lines.unreadable} not read (${orders.read} orders)`,
  ].join('\n');
}

async function writeTemplate({
  out,
  order,
}: {
  readonly out: string;
  readonly order: string[];
}): Promise<void> {
  const ending = path.extname(out).slice(1).toLowerCase();
  const format = TEMPLATE_FORMATS.find((one): one is TemplateFormat => one === ending);
  const made: Result<Buffer> =
    format === undefined ? fail(noFormat(ending)) : await orderTemplate(format, order);
  if (!made.ok) return reportProblems(made.problems, false);
  writeWhole(out, made.value);
  print(`${out} is written.`);
}

const noFormat = (ending: string) => ({
  id: 'order-file/template',
  field: 'out',
  sentence: `"${ending}" is no format of a file of orders.`,
  cure: `End the name with one of: ${TEMPLATE_FORMATS.map((one) => `.${one}`).join(', ')}.`,
});

async function watch(folder: string, options: FileOptions & { readonly every?: number }): Promise<void> {
  const loaded = openAgreement(options.agreement, options);
  if (!loaded.ok) return reportProblems(loaded.problems, false);
  const agreement = loaded.value;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  // Two that watch one folder would take each other's files.
  await withExclusiveLock(
    path.join(folder, '.meetpoint-lock'),
    () =>
      withDatabase(async (db) => {
        await registerAgreement(db, agreement, options.amendment ?? []);
        const desk = deskOf(db, agreement);
        print(`Watching ${folder} for ${agreement.id} — Ctrl-C stops.`);
        await watchFolder(
          { folder, limits: limitsOf(options), send: (file) => sendOrderFile(desk, file), tell: say },
          (options.every ?? DEFAULT_SECONDS) * 1000,
          stop.signal,
        );
      }),
    0,
  );
}

function say(said: FileSaid): void {
  if ('result' in said) {
    const { lines } = said.result;
    print(
      `${said.file}: ${lines.read} lines, ${lines.taken} taken, ${lines.rejected} rejected, ${lines.refused} refused, ${lines.repeated} already taken, ${lines.unreadable} not read`,
    );
  } else if ('problems' in said)
    print(`${said.file} is refused: ${said.problems.map(({ sentence }) => sentence).join(' ')}`);
  else process.stderr.write(`${said.file} is taken again later: ${String(said.failed)}\n`);
}
