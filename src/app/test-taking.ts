/**
 * For tests, as a process of its own: takes orders 0 to `count` under Missouri's agreement, four at a time, in the private server
 * of a folder; leaves out those on record, confirms every third. Writes the number of an order once it is committed.
 *
 *   node test-taking.ts <data folder> <count>
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadAgreement } from '../agreement/load.ts';
import { migrations, registerAgreement } from './database.ts';
import { kinds } from './kinds.ts';
import { vocabulary } from './vocabulary.ts';
import { answerOrder } from '../articles/ordering/answer-order.ts';
import { submitOrder } from '../articles/ordering/submit-order.ts';
import { unwrap } from '../base/result.ts';
import type { OrderDocument } from '../formats/order-forms/document.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import type { Tx } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { orderRoom } from '../flows/take-order/order-room.ts';

const CLIENTS = 4;
const [dataFolder = '', count = '0'] = process.argv.slice(2);
const at = '2026-11-02T14:30:00Z';
const root = new URL('../../', import.meta.url);
const bases = parse(readFileSync(new URL('reference/forms/bases.yaml', root), 'utf8')) as Record<
  string,
  OrderDocument
>;
const forms = bases['loop-new'] ?? {};
const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const db = await openDatabase({ dataFolder, migrations, log: silentLog, clock: systemClock });
await registerAgreement(db, agreement, []);
const room = orderRoom(agreement, kinds);
const { ilec, clec } = agreement.parties;
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, work);

const onRecord = await within((tx) =>
  tx.query<{ case_id: string; state: string }>(
    'SELECT case_id, state FROM case_state WHERE agreement_id = $1',
    [agreement.id],
  ),
);
const states = new Map(onRecord.map(({ case_id: id, state }) => [id, state]));
const waiting = Array.from({ length: Number(count) }, (_, number) => Number(count) - 1 - number);

await Promise.all(
  Array.from({ length: CLIENTS }, async () => {
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) await take(number);
  }),
);
await db.close();

async function take(number: number): Promise<void> {
  const pon = `K${String(number).padStart(6, '0')}`;
  const caseId = `LSR/SKT/${pon}/01`;
  if (!states.has(caseId)) {
    const document = {
      ...forms,
      LSR: [{ ...forms.LSR?.[0], PON: pon }],
      LS: [{ ...forms.LS?.[0], CFA: `CLMAMOXA-K-${number}` }],
    };
    const about = { document, channel: 'electronic' as const, receivedAt: at, recordedAt: at, actor: clec };
    await within(async (tx) => unwrap(await submitOrder(tx, room, about)));
    process.stdout.write(`${number}\n`);
  }
  if (number % 3 !== 0 || states.get(caseId) === 'confirmed') return;
  const confirmed = {
    name: 'confirmed',
    occurredAt: at,
    recordedAt: at,
    actor: ilec,
    body: { dueDate: '2026-11-16' },
  };
  await within(async (tx) => unwrap(await answerOrder(tx, room, caseId, confirmed)));
  process.stdout.write(`${number} confirmed\n`);
}
