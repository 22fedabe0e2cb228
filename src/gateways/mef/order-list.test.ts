import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { ordersDatabase } from '../../flows/take-order/test-orders.ts';
import type { Database } from '../../platform/database.ts';
import { pageOfProductOrders } from './order-list.ts';
import type { OrderListQuery } from './order-list.ts';
import { ORDER_STATES, orderState } from './states.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const STATES = [...Object.keys(ORDER_STATES), 'superseded'];
/** Versions of orders, each by the state in which it is. */
const HISTORIES = fc
  .sample(
    fc.array(fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 12,
    }),
    { numRuns: 30, seed: 11 },
  )
  .flat();
/** Orders come one a minute, their versions an hour apart, and each changes a day after it came. */
const FIRST = Temporal.Instant.from('2026-03-02T12:00:00Z');
const cameAt = (order: number, version: number): Temporal.Instant =>
  FIRST.add({ minutes: order, hours: version });

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly orderDate: string;
  readonly externalId?: string;
  readonly projectId?: string;
  readonly completionDate?: string;
  readonly cancellationDate?: string;
}

describe('lists of Sonata orders', () => {
  let db: Database;
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
    const versions = HISTORIES.flatMap((history, order) =>
      history.map((state, at) => ({
        id: `LSR/SKT/P${order}/0${at + 1}`,
        state,
        opened: cameAt(order, at).toString(),
        changed: cameAt(order, at).add({ hours: 24 }).toString(),
        summary: {
          pon: `P${order}`,
          // The first version asks for another day than the later ones.
          desiredDueDate: at === 0 ? '2026-03-20' : '2026-03-27',
          ...(order % 2 === 0 ? { project: 'NORTH' } : {}),
          ...(state === 'completed' ? { completedOn: '2026-03-23' } : {}),
        },
      })),
    );
    await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.execute(
        `INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary)
         SELECT $1, id, 'lsr', state, 1, opened, changed, '', summary
           FROM jsonb_to_recordset($2::jsonb) AS v (id text, state text, opened timestamptz, changed timestamptz, summary jsonb)`,
        [agreement.id, JSON.stringify(versions)],
      ),
    );
  });
  after(() => db.close());

  const list = async (
    narrowed: Partial<OrderListQuery> = {},
    { offset = 0, limit = 10_000 } = {},
  ): Promise<{ found: Shown[]; total: number }> => {
    const dates = {
      orderDate: {},
      completionDate: {},
      cancellationDate: {},
      requestedDate: {},
      expectedDate: {},
    };
    const agreements = [{ id: agreement.id, timeZone: agreement.timeZone }];
    const page = await db.withTransaction({ kind: 'party', party: agreement.parties.clec, user: 'x' }, (tx) =>
      pageOfProductOrders(tx, { agreements, ...dates, ...narrowed }, { offset, limit, isThrottled: false }),
    );
    return { found: page.found as Shown[], total: page.total };
  };
  const ponsOf = ({ found }: { found: readonly Shown[] }): (string | undefined)[] =>
    found.map(({ externalId }) => externalId);
  const wanted = (holds: (history: readonly string[], order: number) => boolean): string[] =>
    HISTORIES.flatMap((history, order) => (holds(history, order) ? [`P${order}`] : [])).reverse();
  const stateOf = (history: readonly string[]): string =>
    orderState(history.map((state, at) => ({ ver: `0${at + 1}`, state })));

  test('the database says where an order stands as the program does, newest first', async () => {
    const all = await list();
    assert.equal(all.total, HISTORIES.length);
    assert.deepEqual(
      ponsOf(all),
      wanted(() => true),
    );
    for (const { state, externalId, orderDate, cancellationDate, projectId } of all.found) {
      const order = Number(externalId?.slice(1));
      const history = HISTORIES[order] ?? [];
      assert.equal(state, stateOf(history), history.join(' '));
      // When its first version came.
      assert.equal(Temporal.Instant.from(orderDate).toString(), cameAt(order, 0).toString());
      assert.equal(projectId, order % 2 === 0 ? 'NORTH' : undefined);
      // A cancelled order: when the first of its versions was taken back.
      const back = history.indexOf('cancelled');
      assert.equal(
        cancellationDate === undefined ? undefined : Temporal.Instant.from(cancellationDate).toString(),
        state === 'cancelled' ? cameAt(order, back).add({ hours: 24 }).toString() : undefined,
      );
    }
  });

  test('a page is a part of the list and says how many there are in all, beyond its end too', async () => {
    const all = ponsOf(await list());
    const page = await list({}, { offset: 7, limit: 5 });
    assert.deepEqual([ponsOf(page), page.total], [all.slice(7, 12), all.length]);
    assert.deepEqual(await list({}, { offset: all.length, limit: 5 }), { found: [], total: all.length });
    assert.deepEqual(await list({ externalId: 'NONE' }), { found: [], total: 0 });
  });

  test('it is narrowed by state, number, project and dates', async () => {
    for (const state of new Set(HISTORIES.map(stateOf)) as Set<NonNullable<OrderListQuery['state']>>)
      assert.deepEqual(
        ponsOf(await list({ state })),
        wanted((history) => stateOf(history) === state),
        state,
      );
    assert.deepEqual(ponsOf(await list({ externalId: 'P3' })), ['P3']);
    assert.deepEqual(
      ponsOf(await list({ projectId: 'NORTH' })),
      wanted((_, order) => order % 2 === 0),
    );
    const orderDate = { after: cameAt(4, 0).toString(), before: cameAt(9, 0).toString() };
    assert.deepEqual(ponsOf(await list({ orderDate })), ['P8', 'P7', 'P6', 'P5']);
    // An order of one version asks for the 20th, which begins at 06:00 UTC in Missouri's winter and at 05:00 after 8 March.
    const requestedDate = { before: '2026-03-20T05:00:01Z' };
    const early = ponsOf(await list({ requestedDate }));
    assert.deepEqual(ponsOf(await list({ requestedDate: { before: '2026-03-20T05:00:00Z' } })), []);
    for (const pon of wanted((history) => history.length === 1)) assert.ok(early.includes(pon), pon);
    // Work of the 23rd, a completed version's day.
    const done = (history: readonly string[]): boolean =>
      stateOf(history) === 'completed' &&
      history.findLast((state) =>
        ['confirmed', 'jeopardy', 'customer-not-ready', 'completed', 'billed'].includes(state),
      ) === 'completed';
    assert.deepEqual(
      ponsOf(
        await list({ completionDate: { after: '2026-03-23T00:00:00Z', before: '2026-03-24T00:00:00Z' } }),
      ),
      wanted(done),
    );
    assert.ok(wanted(done).length > 0);
  });
});
