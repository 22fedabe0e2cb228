import { submitOrder } from '../../articles/ordering/submit-order.ts';
import type { Submission } from '../../articles/ordering/submit-order.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import type { OrderRoom } from '../../articles/ordering/order-room.ts';
import { takeOrders } from '../../articles/ordering/take-orders.ts';
import type { Taken } from '../../articles/ordering/take-orders.ts';
import type { Result } from '../../base/result.ts';
import { DatabaseAway } from '../../platform/database.ts';
import type { Database, Tx } from '../../platform/database.ts';

/** What else is recorded with an order that was taken, in its transaction. */
export type WithOrder = (tx: Tx, order: OrderCase) => Promise<void>;

/** The most orders of one transaction. */
const TOGETHER = 32;
/** Transactions at work: while one waits for the disk, the next is being tested. */
const AT_WORK = 2;

interface Waiting {
  readonly submission: Submission;
  readonly withOrder: WithOrder | undefined;
  readonly done: (result: Result<OrderCase>) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Takes the orders of one agreement as they come. Those that come while others are being written are written together, so
 * that many that order at once share the cost of a transaction; each is answered once it is on disk, as if it had come alone.
 */
export class OrderIntake {
  readonly #db: Pick<Database, 'withTransaction'>;
  readonly #room: OrderRoom;
  readonly #waiting: Waiting[] = [];
  #atWork = 0;

  constructor(db: Pick<Database, 'withTransaction'>, room: OrderRoom) {
    this.#db = db;
    this.#room = room;
  }

  submit(submission: Submission, withOrder?: WithOrder): Promise<Result<OrderCase>> {
    return new Promise((done, failed) => {
      this.#waiting.push({ submission, withOrder, done, failed });
      if (this.#atWork < AT_WORK) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#atWork += 1;
    // Orders that come in the same turn go together.
    await Promise.resolve();
    for (
      let some = this.#waiting.splice(0, TOGETHER);
      some.length > 0;
      some = this.#waiting.splice(0, TOGETHER)
    )
      await this.#take(some);
    this.#atWork -= 1;
  }

  async #take(some: readonly Waiting[]): Promise<void> {
    let together: readonly Taken[] | undefined;
    try {
      together = some.length > 1 ? await this.#together(some) : undefined;
    } catch (error) {
      // Orders that may be on record are not taken again: each would be said to be on record already.
      if (error instanceof DatabaseAway) return some.forEach(({ failed }) => failed(error));
      // What fails for one must not fail the others: then each is taken by itself.
    }
    for (const [index, one] of some.entries()) {
      const taken = together?.[index] ?? 'apart';
      if (taken === 'apart') await this.#alone(one).then(one.done, one.failed);
      else one.done(taken);
    }
  }

  #together(some: readonly Waiting[]): Promise<Taken[]> {
    return this.#within(async (tx) => {
      const taken = await takeOrders(
        tx,
        this.#room,
        some.map(({ submission }) => submission),
      );
      for (const [index, { withOrder }] of some.entries()) {
        const one = taken[index];
        if (one !== undefined && one !== 'apart' && one.ok) await withOrder?.(tx, one.value);
      }
      return taken;
    });
  }

  async #alone({ submission, withOrder }: Waiting): Promise<Result<OrderCase>> {
    try {
      return await this.#within(async (tx) => {
        const [first] = await takeOrders(tx, this.#room, [submission]);
        const taken =
          first === 'apart' || first === undefined ? await submitOrder(tx, this.#room, submission) : first;
        if (!taken.ok) throw new Refused(taken);
        await withOrder?.(tx, taken.value);
        return taken;
      });
    } catch (error) {
      if (error instanceof Refused) return error.result;
      throw error;
    }
  }

  #within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#db.withTransaction({ kind: 'agreement', agreementId: this.#room.agreement.id }, work);
  }
}

/** Gives up the transaction of an order that was refused. */
class Refused extends Error {
  readonly result: Result<OrderCase>;
  constructor(result: Result<OrderCase>) {
    super('refused');
    this.result = result;
  }
}
