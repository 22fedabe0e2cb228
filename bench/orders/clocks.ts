import type { Agreement } from '../../src/agreement/agreement.ts';
import { unwrap } from '../../src/base/result.ts';
import { claimExpired, fireExpired } from '../../src/cases/expire.ts';
import type { NewEvent } from '../../src/cases/kind.ts';
import { follow } from '../../src/cases/record.ts';
import { writeCases } from '../../src/cases/write.ts';
import { lsrKind } from '../../src/articles/ordering/index.ts';
import { sweep } from '../../src/platform/sweeper.ts';
import { assertEqual } from './ground.ts';
import type { Ground } from './ground.ts';

const TOGETHER = 500;
const RECEIVED = '2026-03-02T15:00:00Z';
/** After every confirmation clock has run out, and before any other clock does. */
const SWEPT = Temporal.Instant.from('2026-03-03T20:00:00Z');

export interface Fired {
  readonly clocks: number;
  readonly seconds: number;
}

/**
 * Orders whose confirmation is overdue: five business hours after Monday 09:00 is Monday 14:00, so that on Tuesday each has run
 * out once, and its reject clock with it where the agreement has one. Two sweepers fire them at the same time.
 */
export async function fireClocks(ground: Ground, orders: number): Promise<Fired> {
  await openOrders(ground, orders);
  const due = await countDue(ground);
  const started = performance.now();
  const claim = claimExpired([lsrKind], [ground.agreement.id]);
  const fire = fireExpired((id) => (id === ground.agreement.id ? ground.agreement : undefined), [lsrKind]);
  const sweeps = await Promise.all([1, 2].map(() => sweep(ground.db, SWEPT, claim, fire)));
  const seconds = (performance.now() - started) / 1000;
  const failed = sweeps.flatMap((one) => one.failed);
  if (failed[0]) throw failed[0].error;
  const fired = sweeps.reduce((sum, one) => sum + one.fired, 0);
  assertEqual('clocks that fired', fired, due);
  const [once] = await ground.within((tx) =>
    tx.query<{ events: number; clocks: number }>(
      `SELECT count(*)::int AS events, count(DISTINCT (case_id, body ->> 'clock'))::int AS clocks
         FROM event WHERE agreement_id = $1 AND kind = 'lsr.clock-expired'`,
      [ground.agreement.id],
    ),
  );
  assertEqual('events of clocks that ran out, each once', once, { events: due, clocks: due });
  assertEqual('clocks left', await countDue(ground), 0);
  return { clocks: due, seconds };
}

async function countDue({ within, agreement }: Ground): Promise<number> {
  const [row] = await within((tx) =>
    tx.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM clock
        WHERE agreement_id = $1 AND state = 'running' AND NOT expired AND due_until < $2`,
      [agreement.id, SWEPT],
    ),
  );
  return row?.n ?? 0;
}

async function openOrders({ within, agreement }: Ground, orders: number): Promise<void> {
  for (let from = 0; from < orders; from += TOGETHER) {
    const writes = Array.from({ length: Math.min(TOGETHER, orders - from) }, (_, index) => {
      const pon = `CLK${String(from + index).padStart(7, '0')}`;
      return unwrap(follow(agreement, lsrKind, `LSR/SKT/${pon}/01`, [], received(agreement, pon)));
    });
    await within((tx) => writeCases(tx, agreement.id, writes));
  }
}

function received({ parties }: Agreement, pon: string): NewEvent[] {
  const about = { occurredAt: RECEIVED, recordedAt: RECEIVED };
  const body = {
    ccna: 'SKT',
    pon,
    ver: '01',
    reqtyp: 'AB',
    act: 'N',
    product: 'loop-2w-analog',
    nc: 'LX--',
    quantity: 1,
    wireCenter: 'CLMAMOXA',
    address: '1 Elm Street',
    endUser: 'A. Customer',
    desiredDueDate: '2026-03-09',
    expedite: false,
    channel: 'electronic',
    receivedAt: RECEIVED,
    ecckts: [],
    accountStatus: 'existing',
    cfa: `${pon}/T1/1/CLMAMOXA/CLMAMOXAH01`,
  };
  return [
    { name: 'received', actor: parties.clec, body, ...about },
    { name: 'acknowledged', actor: parties.ilec, body: {}, ...about },
  ];
}
