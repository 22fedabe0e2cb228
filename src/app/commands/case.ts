import type { Command } from 'commander';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import { formatReceipt } from '../../base/receipt.ts';
import { listCases } from '../../cases/list.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { kindOf } from '../../cases/expire.ts';
import { loadCase } from '../../cases/record.ts';
import { PROGRAM } from '../../cases/kind.ts';
import type { CaseRecord } from '../../cases/record.ts';
import { loadEvents } from '../../cases/store.ts';
import { momentOf } from '../../cases/moment.ts';
import { takeEvent } from '../../cases/take-event.ts';
import { systemClock } from '../../platform/clock.ts';
import { registerAgreement, withDatabase } from '../database.ts';
import { orderKinds } from '../../articles/ordering/order-records.ts';
import { kinds, liveKinds } from '../kinds.ts';
import { openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { readFacts } from './facts.ts';

interface RecordOptions extends AgreementOptions {
  readonly by: string;
  readonly at?: string;
  readonly body?: string;
}

export function addCase(program: Command): void {
  const command = program.command('case').description('cases: notices, requests, disputes, deposits …');
  withJson(command.command('kinds [kind]'))
    .description('list the kinds of cases; of one, its states, events and clocks')
    .action((name: string | undefined, options: AgreementOptions) => showKinds(name, options.json === true));
  withJson(withAgreement(command.command('record <dir> <kind> <case> <event>')))
    .description('record what happened in a case; the first event opens it')
    .requiredOption('--by <party>', 'who did it: ilec, clec or a party id')
    .option('--at <instant>', 'when it happened: an instant, or a local date-time (default: now)')
    .option('--body <json>', 'what the event says, as JSON or @file')
    .action((dir: string, kind: string, id: string, event: string, options: RecordOptions) =>
      recordOne(dir, kind, id, event, options),
    );
  withJson(withAgreement(command.command('show <dir> <case>')))
    .description('a case: what happened, its clocks, what may happen next')
    .action((dir: string, id: string, options: AgreementOptions) => show(dir, id, options));
  withJson(withAgreement(command.command('list <dir>')))
    .description('the cases of an agreement, the latest change first')
    .action((dir: string, options: AgreementOptions) => list(dir, options));
}

function showKinds(name: string | undefined, json: boolean): void {
  const chosen = name === undefined ? kinds : kinds.filter(({ kind }) => kind === name);
  if (chosen.length === 0) {
    const cure = `Kinds are: ${kinds.map(({ kind }) => kind).join(', ')}.`;
    reportProblems([{ id: 'case/unknown-kind', sentence: `There is no case kind "${name}".`, cure }], json);
  } else if (json) {
    printJson(
      chosen.map(({ kind, title, doc, states, events, clocks }) => ({
        kind,
        title,
        doc,
        states,
        events: events.map(({ name: event, from, to, doc: says, by, body }) => ({
          event,
          from,
          to,
          by,
          doc: says,
          body,
        })),
        clocks: clocks.map((clock) => ({ name: clock.name, clocks: clock.clocks })),
      })),
    );
  } else if (name === undefined) {
    print(
      table(
        ['kind', 'events', 'what it is'],
        kinds.map(({ kind, events, doc }) => [kind, events.map((e) => e.name).join(', '), doc]),
        [],
        [null, 56, 56],
      ),
    );
  } else for (const kind of chosen) print(kindText(kind));
}

function kindText(kind: CaseKind): string {
  const fields = (body: unknown): string =>
    Object.keys((body as { properties?: object } | undefined)?.properties ?? {}).join(', ');
  return [
    kind.doc,
    table(
      ['event', 'from', 'to', 'by', 'body'],
      kind.events.map((event) => [
        event.name,
        event.from.join(', '),
        event.to,
        event.by ?? 'either',
        fields(event.body),
      ]),
      [],
      [null, 40, null, null, 48],
    ),
    `clocks: ${kind.clocks.flatMap(({ clocks }) => clocks).join(', ') || 'none'}`,
  ].join('\n');
}

async function recordOne(
  dir: string,
  kind: string,
  caseId: string,
  name: string,
  options: RecordOptions,
): Promise<void> {
  const json = options.json === true;
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  const agreement = loaded.value;
  const body = options.body === undefined ? ok({}) : readFacts(options.body, '--body');
  if (!body.ok) return reportProblems(body.problems, json);
  const actor = agreement.party(options.by);
  const now = systemClock.now();
  const at = momentOf(options.at, agreement.timeZone, { now, field: 'at' });
  const wrong = [
    ...(actor === undefined ? [unknownParty(agreement, options.by)] : []),
    ...(at.ok ? [] : at.problems),
  ];
  if (actor === undefined || !at.ok) return reportProblems(wrong, json);
  await withDatabase(async (db) => {
    await registerAgreement(db, agreement, options.amendment ?? []);
    const event = {
      name,
      occurredAt: at.value,
      recordedAt: now.toString(),
      actor,
      body: body.value as Record<string, unknown>,
    };
    const taken = byHand(kind)
      ? await takeEvent(db, { agreement, kinds: liveKinds }, { kind, caseId, event })
      : fail(tested(kind));
    if (!taken.ok) reportProblems(taken.problems, json);
    else showCase(agreement, kindOf(kinds, kind), taken.value, json);
  });
}

/** Orders are tested before they are recorded: they come with their forms, and are answered over the API. */
const byHand = (kind: string): boolean => !orderKinds.some((one) => one.kind === kind);

const tested = (kind: string): Problem => ({
  id: 'case/order',
  field: 'kind',
  sentence: `A case of kind ${kind} is an order, and orders are tested before they are recorded.`,
  cure: 'Send the order with its forms, and answer it, in the portal or over the API.',
});

async function show(dir: string, caseId: string, options: AgreementOptions): Promise<void> {
  const json = options.json === true;
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, json);
  const agreement = loaded.value;
  await withDatabase((db) =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      const { kind } = await loadEvents(tx, agreement.id, caseId);
      if (kind === '') return reportProblems([noCase(agreement, caseId)], json);
      const found = kindOf(kinds, kind);
      return showCase(agreement, found, await loadCase(tx, agreement, found, caseId), json);
    }),
  );
}

async function list(dir: string, options: AgreementOptions): Promise<void> {
  const loaded = openAgreement(dir, options);
  if (!loaded.ok) return reportProblems(loaded.problems, options.json === true);
  const agreementId = loaded.value.id;
  const cases = await withDatabase((db) =>
    db.withTransaction({ kind: 'agreement', agreementId }, (tx) => listCases(tx, { agreementId })),
  );
  if (options.json) printJson(cases);
  else
    print(
      table(
        ['case', 'kind', 'state', 'opened', 'changed'],
        cases.map((one) => [one.caseId, one.kind, one.state, one.openedAt, one.changedAt]),
      ),
    );
}

function showCase(agreement: Agreement, kind: CaseKind, found: CaseRecord, json: boolean): void {
  const next = kind.events.filter(({ from }) => from.includes(found.state)).map(({ name }) => name);
  const view = kind.view?.(agreement, found.events);
  if (json) {
    const clocks = found.clocks.map(({ elapsedSeconds, ...clock }) => ({
      ...clock,
      ...(elapsedSeconds === undefined ? {} : { elapsedSeconds: Number(elapsedSeconds) }),
    }));
    return printJson({
      agreement: agreement.ref,
      ...found,
      clocks,
      next,
      ...(view === undefined ? {} : { view }),
    });
  }
  print(
    `${found.caseId} (${kind.title ?? kind.kind}) is ${found.state}. Next: ${next.join(', ') || 'nothing'}.`,
  );
  if (view) for (const [name, value] of Object.entries(view)) print(`  ${name}: ${said(value)}`);
  print(
    table(
      ['event', 'happened', 'by', 'says'],
      found.events.map(({ name, occurredAt, actor, body }) => [
        name,
        occurredAt,
        actor === PROGRAM ? 'the program' : actor,
        said(body),
      ]),
      [],
      [null, null, null, 72],
    ),
  );
  for (const run of found.clocks) {
    const when = run.stoppedAt === undefined ? run.state : `${run.state} ${run.stoppedAt}`;
    const window = run.notBefore === undefined ? '' : `, not before ${run.notBefore}`;
    print(
      `clock ${run.clock} (${when}${run.expired ? ', ran out' : ''}): due ${run.dueAt ?? run.pausedBy ?? 'as agreed'}${window}`,
    );
    if ('steps' in run.basis) print(formatReceipt(run.basis));
    else for (const problem of run.basis.problems) print(`  ${problem.sentence} ${problem.cure}`);
  }
}

const unknownParty = (agreement: Agreement, name: string) => ({
  id: 'case/party',
  field: 'by',
  sentence: `"${name}" is no party of ${agreement.id}.`,
  cure: `Write ilec, clec, ${agreement.parties.ilec} or ${agreement.parties.clec}.`,
});

/** `notice: {method: email, sentAt: …}; dueOn: 2026-12-01`. */
function said(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => said(item)).join(', ')}]`;
  return Object.entries(value)
    .map(([name, inner]) => {
      const nested = inner !== null && typeof inner === 'object' && !Array.isArray(inner);
      return `${name}: ${nested ? `{${said(inner)}}` : said(inner)}`;
    })
    .join('; ');
}

const noCase = (agreement: Agreement, caseId: string) => ({
  id: 'case/not-found',
  field: 'case',
  sentence: `There is no case "${caseId}" under ${agreement.id}.`,
  cure: 'See meetpoint case list.',
});
