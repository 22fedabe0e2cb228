import type { Agreement } from '../../agreement/agreement.ts';
import { answerOrder } from '../../articles/ordering/answer-order.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import type { OrderKindName } from '../../articles/ordering/order-id.ts';
import { submitOrder } from '../../articles/ordering/submit-order.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CaseKind, EventBody } from '../../cases/kind.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { orderRoom } from './order-room.ts';

/** For tests: a database of these migrations that knows these agreements. */
export async function ordersDatabase(
  migrations: readonly string[],
  ...agreements: readonly Agreement[]
): Promise<Database> {
  const db = await testDatabase(migrations);
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const { id, timeZone, parties } of agreements)
      await tx.execute(
        `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
         VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', $2, $3, $4)`,
        [id, timeZone, parties.ilec, parties.clec],
      );
  });
  return db;
}

/** Both sides of an agreement, placing and answering orders on a database. */
export class OrderTest {
  readonly db: Database;
  readonly agreement: Agreement;
  readonly kinds: readonly CaseKind[];

  constructor(db: Database, agreement: Agreement, kinds: readonly CaseKind[]) {
    this.db = db;
    this.agreement = agreement;
    this.kinds = kinds;
  }

  /** In one transaction, which is given up when problems come back. */
  async inOne<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
    let refused: Result<T> | undefined;
    try {
      return await this.db.withTransaction(
        { kind: 'agreement', agreementId: this.agreement.id },
        async (tx) => {
          const result = await work(tx);
          if (!result.ok) {
            refused = fail(...result.problems);
            throw new Error('undo');
          }
          return result;
        },
      );
    } catch (error) {
      if (refused) return refused;
      throw error;
    }
  }

  /** The orderer sends a version at a local time. */
  send(order: Asr, at: string, kind: OrderKindName = 'lsr'): Promise<Result<OrderCase>> {
    const receivedAt = this.instant(at);
    return this.inOne((tx) =>
      submitOrder(tx, orderRoom(this.agreement, this.kinds), {
        order,
        kind,
        channel: 'electronic',
        receivedAt,
        recordedAt: receivedAt,
        actor: this.agreement.parties.clec,
      }),
    );
  }

  /** The incumbent, or with `by` the orderer, does something with a version at a local time. */
  answer(
    caseId: string,
    name: string,
    at: string,
    body: EventBody = {},
    by: 'ilec' | 'clec' = 'ilec',
  ): Promise<Result<OrderCase>> {
    const occurredAt = this.instant(at);
    return this.inOne((tx) =>
      answerOrder(tx, orderRoom(this.agreement, this.kinds), caseId, {
        name,
        occurredAt,
        recordedAt: occurredAt,
        actor: this.agreement.parties[by],
        body,
      }),
    );
  }

  instant(local: string): string {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(this.agreement.timeZone).toInstant().toString();
  }
}

/** Ids of the problems, or of the failed edits of a version that was recorded and rejected; the state else. */
export function outcome(result: Result<OrderCase>): string[] {
  if (!result.ok) return result.problems.map(({ id }) => id);
  const { state, rejections } = result.value;
  return state === 'rejected' ? rejections.map(({ id }) => id) : [state];
}

/** For tests: an xDSL loop in Columbia that fails no edit of Missouri's agreement, each with a facility of its own. */
export const testLoop = (pon: string, changes: Partial<Asr> = {}): Asr => ({
  ccna: 'SKT',
  pon,
  ver: '01',
  reqtyp: 'AB',
  act: 'N',
  product: 'loop-2w-xdsl',
  nc: 'LXR-',
  quantity: 1,
  wireCenter: 'CLMAMOXA',
  address: '1 Walnut St, Columbia',
  endUser: 'Ahrens Bakery',
  desiredDueDate: '2026-12-01',
  expedite: false,
  channel: 'electronic',
  receivedAt: '',
  ecckts: [],
  accountStatus: 'new',
  cfa: `CLMAMOXA-C9-${pon}`,
  ...changes,
});
