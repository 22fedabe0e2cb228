import type { Command } from 'commander';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { eventTypesOf } from '../../gateways/webhooks/event-types.ts';
import { sealingKey } from '../../gateways/webhooks/secret.ts';
import { listNotices, replayNotices } from '../../gateways/webhooks/replay.ts';
import type { NoticeStanding, Replay } from '../../gateways/webhooks/replay.ts';
import {
  addSubscription,
  listSubscriptions,
  removeSubscription,
  unknownSubscription,
} from '../../gateways/webhooks/subscriptions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { withDatabase } from '../database.ts';
import { noticeFormats } from '../notice-formats.ts';
import { kinds } from '../kinds.ts';
import { isoInstant } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { installationSecret } from '../secret.ts';

interface Json {
  readonly json?: boolean;
}

interface AddOptions extends Json {
  readonly party: string;
  readonly agreement?: string;
  readonly format: string;
  readonly event?: readonly string[];
  readonly allowPrivate?: boolean;
}

interface ReplayOptions extends Json {
  readonly notice?: string;
  readonly since?: string;
}

export function addWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('where parties are told of what happens in their cases');
  webhooks
    .command('list')
    .description('where which party is told, of what, and how that goes')
    .option('--party <party>', 'of one party')
    .option('--json', 'answer in JSON')
    .action(list);
  webhooks
    .command('add <url>')
    .description('tell a party of events at an address; the secret that signs them is shown once')
    .requiredOption('--party <party>', 'party id of a registered agreement (needed)')
    .option('--agreement <id>', 'of one agreement alone, like missouri-2006/spectra')
    .option('--format <name>', noticeFormats.map(({ name }) => name).join(', '), 'cloudevents')
    .option('--event <types...>', 'lsr.confirmed, lsr.* …; without it everything')
    .option('--allow-private', 'an address of this machine or a private network, or one without https')
    .option('--json', 'answer in JSON')
    .action(add);
  webhooks
    .command('remove <id>')
    .description('tell nothing more there')
    .option('--json', 'answer in JSON')
    .action(async (id: string, { json = false }: Json) => {
      const done = await change('unsubscribed', id, (tx) => removeSubscription(tx, id));
      if (!done.ok) reportProblems(done.problems, json);
      else if (json) printJson({ removed: id });
      else print(`${id} is told no more.`);
    });
  webhooks
    .command('dead')
    .description('notices that were given up, with the reason')
    .option('--party <party>', 'of one party')
    .option('--json', 'answer in JSON')
    .action(dead);
  webhooks
    .command('replay <id>')
    .description('send the notices again that were given up, or one, or all since an instant')
    .option('--notice <number>', 'one notice')
    .option('--since <instant>', 'all since then, those that were never told, too', isoInstant)
    .option('--json', 'answer in JSON')
    .action(replay);
}

async function list({ party, json }: { party?: string } & Json): Promise<void> {
  const all = await withDatabase((db) =>
    db.withTransaction({ kind: 'install' }, (tx) =>
      listSubscriptions(tx, party === undefined ? {} : { party }),
    ),
  );
  if (json) return printJson(all);
  print(
    table(
      ['id', 'party', 'agreement', 'address', 'format', 'events', 'state', 'waiting', 'given up'],
      all.map((one) => [
        one.id,
        one.party,
        one.agreementId ?? 'all',
        one.url,
        one.format,
        one.eventTypes.join(' ') || 'all',
        one.why === undefined ? one.state : `${one.state}: ${one.why}`,
        String(one.waiting),
        String(one.dead),
      ]),
      [7, 8],
    ),
  );
}

async function add(url: string, options: AddOptions): Promise<void> {
  const { party, agreement, format, event = [], json = false } = options;
  const rules = {
    key: sealingKey(installationSecret()),
    formats: noticeFormats.map(({ name }) => name),
    events: eventTypesOf(kinds),
    allowPrivate: options.allowPrivate ?? false,
  };
  const wanted = {
    party,
    url,
    format,
    eventTypes: event,
    at: systemClock.now().toString(),
    who: 'webhooks',
    ...(agreement === undefined ? {} : { agreementId: agreement }),
  };
  const made = await change('subscribed', `${party} ${url}`, async (tx) => {
    const [known] = await tx.query('SELECT FROM agreement WHERE $1 IN (ilec, clec) LIMIT 1', [party]);
    return known === undefined ? fail(unknownParty(party)) : addSubscription(tx, wanted, rules);
  });
  if (!made.ok) reportProblems(made.problems, json);
  else if (json) printJson(made.value);
  else print(`${made.value.subscription.id} tells ${party} at ${url}, signed with ${made.value.secret}`);
}

async function dead({ party, json }: { party?: string } & Json): Promise<void> {
  const all = await withDatabase((db) =>
    db.withTransaction({ kind: 'install' }, (tx) =>
      listNotices(tx, { status: 'dead', limit: 500, ...(party === undefined ? {} : { party }) }),
    ),
  );
  if (json) return printJson(all);
  print(
    table(
      ['notice', 'webhook', 'party', 'event', 'case', 'attempts', 'answer', 'why'],
      all.map(deadRow),
      [5],
    ),
  );
}

const deadRow = ({ id, notice, attempts, response, why }: NoticeStanding): string[] => [
  id,
  notice.subscriptionId,
  notice.party,
  `${notice.kind}.${notice.event}`,
  notice.caseId ?? '',
  String(attempts),
  response === undefined ? 'none' : String(response),
  why ?? '',
];

async function replay(id: string, { notice, since, json = false }: ReplayOptions): Promise<void> {
  const what: Replay =
    notice !== undefined ? { notice } : since !== undefined ? { since } : { status: 'dead' };
  const done = await change('replayed', id, async (tx) => {
    const [there] = await listSubscriptions(tx, { id });
    return there === undefined ? fail(unknownSubscription(id)) : ok(await replayNotices(tx, id, what));
  });
  if (!done.ok) reportProblems(done.problems, json);
  else if (json) printJson({ count: done.value });
  else print(`${done.value} notices are sent again by the server that runs, or the next that starts.`);
}

const change = <T>(what: string, subject: string, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> =>
  withDatabase((db) =>
    db.withTransaction({ kind: 'install' }, async (tx) => {
      const done = await work(tx);
      if (done.ok)
        await recordAudit(tx, systemClock, { who: 'webhooks', what, subject, purpose: 'webhooks' });
      return done;
    }),
  );

const unknownParty = (party: string) => ({
  id: 'webhooks/unknown-party',
  field: 'party',
  sentence: `No agreement of this installation has a party "${party}".`,
  cure: 'Use the id of a party as its agreement writes it, or register the agreement first.',
});
