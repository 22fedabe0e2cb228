import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { unwrap } from '../../src/base/result.ts';
import { kinds } from '../../src/app/kinds.ts';
import { OrderIntake } from '../../src/flows/take-order/order-intake.ts';
import { orderRoom } from '../../src/flows/take-order/order-room.ts';
import type { OrderDocument } from '../../src/formats/order-forms/document.ts';
import { assertEqual } from './ground.ts';
import type { Ground } from './ground.ts';

const RECEIVED = '2026-11-02T14:30:00Z';
const BASES = 'reference/forms/bases.yaml';

export interface Accepted {
  readonly clients: number;
  /** Orders a second, and bare transactions of three inserts a second. */
  readonly orders: number;
  readonly bare: number;
}

/**
 * Orders taken durably, against transactions that insert three rows of the same bytes into tables without rules, keys
 * apart: the same server, the same number of clients, one after the other in one run.
 */
export async function acceptOrders(ground: Ground, clients: number, count: number): Promise<Accepted> {
  const forms = (parse(readFileSync(BASES, 'utf8')) as Record<string, OrderDocument>)['loop-new'] ?? {};
  const documents = Array.from({ length: count }, (_, index) => numbered(forms, clients, index));
  const bare = await rate(clients, documents, await bareInserts(ground));
  const intake = new OrderIntake(ground.db, orderRoom(ground.agreement, kinds));
  const { clec } = ground.agreement.parties;
  const orders = await rate(clients, documents, async (document) => {
    const about = {
      document,
      channel: 'electronic' as const,
      receivedAt: RECEIVED,
      recordedAt: RECEIVED,
      actor: clec,
    };
    const taken = unwrap(await intake.submit(about));
    assertEqual('state of an order without fault', taken.state, 'acknowledged');
  });
  const [stored] = await ground.within((tx) =>
    tx.query<{ orders: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM case_state WHERE agreement_id = $1 AND case_id LIKE $2) AS orders,
              (SELECT count(*)::int FROM event WHERE agreement_id = $1 AND case_id LIKE $2) AS events`,
      [ground.agreement.id, `LSR/%/A${clients}-%`],
    ),
  );
  assertEqual('orders and their events on record', stored, { orders: count, events: 2 * count });
  return { clients, orders, bare };
}

function numbered(forms: OrderDocument, clients: number, index: number): OrderDocument {
  const [lsr, ls] = [forms.LSR?.[0] ?? {}, forms.LS?.[0] ?? {}];
  const number = String(index).padStart(7, '0');
  return {
    ...forms,
    LSR: [{ ...lsr, PON: `A${clients}-${number}` }],
    LS: [{ ...ls, CFA: `CLMAMOXA-${clients}-${number}` }],
  };
}

/** Tables without rules on the same server, and what writes one order's bytes into them. */
async function bareInserts({ db, within }: Ground): Promise<(document: OrderDocument) => Promise<unknown>> {
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const name of ['bare_order', 'bare_version', 'bare_event'])
      await tx.execute(
        `CREATE TABLE IF NOT EXISTS ${name} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, pon text NOT NULL, body jsonb NOT NULL)`,
      );
  });
  return (document) =>
    within(async (tx) => {
      const pon = document.LSR?.[0]?.['PON'];
      for (const name of ['bare_order', 'bare_version', 'bare_event'])
        await tx.execute(`INSERT INTO ${name} (pon, body) VALUES ($1, $2)`, [pon, JSON.stringify(document)]);
    });
}

/** How many a second `clients` get done together, each its next when its last is done. */
async function rate<T>(
  clients: number,
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<number> {
  const queue = [...all].reverse();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next);
    }),
  );
  return (all.length * 1000) / (performance.now() - started);
}
