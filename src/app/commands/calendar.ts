import type { Command } from 'commander';
import { kindOf } from '../../cases/expire.ts';
import { listOpenClocks } from '../../cases/list.ts';
import type { OpenClock } from '../../cases/list.ts';
import { isPassing } from '../../cases/who-acts.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { withDatabase } from '../database.ts';
import { liveKinds } from '../kinds.ts';
import { isoDate, openAgreement, today, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';

interface CalendarOptions extends AgreementOptions {
  readonly to?: string;
}

export function addCalendar(program: Command): void {
  withJson(withAgreement(program.command('calendar <dir>')))
    .description('what is due: clocks of open cases, the overdue ones first')
    .option('--to <date>', 'last day (default: a week from today)', isoDate)
    .action((dir: string, options: CalendarOptions) => calendar(dir, options));
}

async function calendar(dir: string, options: CalendarOptions): Promise<void> {
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, options.json === true);
  const agreement = loaded.value;
  const on = today(agreement);
  const to = options.to ?? Temporal.PlainDate.from(on).add({ weeks: 1 }).toString();
  const about = { agreementId: agreement.id, kinds: liveKinds.map(({ kind }) => kind), to };
  const open = await withDatabase((db) =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) => listOpenClocks(tx, about)),
  );
  const clocks = open.filter((one) => !one.expired || !isPassing(kindOf(liveKinds, one.kind), one.clock));
  if (options.json) printJson({ agreement: agreement.ref, on, to, clocks });
  else
    print(
      clocks.length === 0 ? `Nothing is due under ${agreement.id} up to ${to}.` : text(agreement, on, clocks),
    );
}

const text = (agreement: Agreement, on: string, clocks: readonly OpenClock[]): string =>
  [
    `${agreement.id}, ${on}`,
    table(
      ['due', 'clock', 'case', 'is', ''],
      clocks.map((one) => [one.dueAt ?? '—', one.clock, one.caseId, one.state, remark(one, on)]),
    ),
  ].join('\n');

function remark(clock: OpenClock, on: string): string {
  if (clock.pausedBy !== null) return `stands still: ${clock.pausedBy}`;
  if (clock.expired || (clock.dueAt ?? on).slice(0, 10) < on) return 'overdue';
  return clock.notBefore === null ? '' : `not before ${clock.notBefore}`;
}
