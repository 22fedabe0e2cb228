import { fail, ok } from '../../base/result.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { versionsPrefix } from '../../articles/ordering/order-id.ts';
import { dateTime } from './day.ts';
import {
  BASES,
  agreementIdOf,
  cancelKeyOf,
  cancelRefId,
  hrefOf,
  orderKeyOf,
  orderKeyOfCase,
  orderRefId,
} from './ids.ts';
import type { OrderKey } from './ids.ts';
import { readFields, readListQuery, whereOf } from './list-query.ts';
import type { SqlAttribute } from './list-query.ts';
import { MOST_COUNTED, findOrder } from './order-records.ts';
import { versionBefore } from './order-routes.ts';
import { cancellationOf } from './order-supplement.ts';
import { placeOrder } from './place-order.ts';
import { AnyQuery, ByIdParams, CancelCreate } from './shapes.ts';
import { asParty, notThere, sendList, sendOne, sendProblems } from './tmf-room.ts';

const CANCELS = `${BASES.order}/cancelProductOrder`;

/** A request to take an order back, as the documents show it: the version of SUP 1. It is decided when it comes. */
interface CancelProductOrder {
  readonly id: string;
  readonly href: string;
  readonly state: 'done' | 'terminatedWithError';
  readonly effectiveCancellationDate?: string;
  readonly productOrder: { readonly id: string; readonly href: string; readonly '@referredType': string };
}

const ATTRIBUTES: Readonly<Record<string, SqlAttribute>> = {
  'productOrder.id': {
    sql: "s.agreement_id || chr(10) || left(s.case_id, length(s.case_id) - position('/' in reverse(s.case_id)) + 1)",
    values: (id) => {
      const key = orderKeyOf(id);
      return key === undefined ? [] : [`${key.agreementId}\n${versionsPrefix(key.kind, key)}`];
    },
  },
  'agreement.id': { sql: 's.agreement_id', values: (value) => [agreementIdOf(value)] },
  state: { sql: `CASE s.state WHEN 'cancelled' THEN 'done' ELSE 'terminatedWithError' END` },
};

/** TMF622: taking orders back. */
export function addCancelRoutes(api: Api, options: ServerOptions): void {
  const hide = true;

  api.get(
    CANCELS,
    { config: { right: 'orders:read' }, schema: { hide, querystring: AnyQuery } },
    async (request, reply) => {
      const query = readListQuery(request.query, Object.keys(ATTRIBUTES));
      if (!query.ok) return sendProblems(reply, query);
      const { filters, offset, limit } = query.value;
      const page = await asParty(options, request, async ({ tx }) => {
        const values: unknown[] = [];
        const where = whereOf(filters, ATTRIBUTES, (value) => `$${values.push(value)}`);
        const from = `FROM case_state s WHERE ${["s.kind IN ('lsr', 'asr')", "s.summary ->> 'sup' = '1'", ...where].join(' AND ')}`;
        const rows = await tx.query<{
          agreement_id: string;
          case_id: string;
          state: string;
          changed_at: string;
        }>(
          `SELECT s.agreement_id, s.case_id, s.state, s.changed_at ${from}
            ORDER BY s.opened_at DESC, s.case_id DESC OFFSET ${offset} LIMIT ${limit}`,
          values,
        );
        const [count] = await tx.query<{ total: number }>(
          `SELECT count(*)::int AS total FROM (SELECT ${from} LIMIT ${MOST_COUNTED}) c`,
          values,
        );
        const found = rows.map((row) =>
          cancelOf(orderKeyOfCase(row.agreement_id, row.case_id), {
            ver: row.case_id.slice(row.case_id.lastIndexOf('/') + 1),
            state: row.state,
            at: row.changed_at,
          }),
        );
        return ok({ found, total: count?.total ?? 0 });
      });
      return sendList(reply, page, query.value);
    },
  );

  api.get(
    `${CANCELS}/:id`,
    {
      config: { right: 'orders:read' },
      schema: { hide, params: ByIdParams, querystring: AnyQuery },
    },
    async (request, reply) => {
      const found = await asParty(options, request, async ({ tx, agreements }) => {
        const named = cancelKeyOf(request.params.id);
        const known = named !== undefined && agreements.has(named.key.agreementId);
        const record = known ? await findOrder(tx, named.key) : undefined;
        const version = record?.versions.find(
          ({ ver, summary }) => ver === named?.ver && summary['sup'] === '1',
        );
        if (named === undefined || version === undefined) return fail(notThere('cancellation'));
        return ok(cancelOf(named.key, { ver: version.ver, state: version.state, at: version.changedAt }));
      });
      return sendOne(reply, found, readFields([request.query['fields'] ?? []].flat().at(-1)));
    },
  );

  api.post(
    CANCELS,
    { config: { right: 'orders:send' }, schema: { hide, body: CancelCreate } },
    async (request, reply) => {
      const { productOrder, cancellationReason } = request.body;
      const found = await versionBefore(options, request, productOrder.id);
      // The document has no 404 here: the order is what the request is wrong in.
      if (!found.ok)
        return found.problems.some(({ id }) => id === 'api/not-found')
          ? sendProblems(reply, fail(unknownOrder))
          : sendProblems(reply, found);
      const { agreement, before, key } = found.value;
      const taken = cancellationOf(agreement, before, cancellationReason, options.clock.now());
      const sent = await placeOrder(options, agreement, request, taken);
      if (!sent.ok) return sendProblems(reply, sent);
      const { ver, state, receivedAt } = sent.value;
      const made = cancelOf(key, { ver, state, at: receivedAt });
      reply.header('location', made.href);
      return sendOne(
        reply,
        ok({ ...made, ...(cancellationReason === undefined ? {} : { cancellationReason }) }),
        undefined,
        201,
      );
    },
  );
}

/** The resource of a version that takes an order back. */
export function cancelOf(
  key: OrderKey,
  { ver, state, at }: { readonly ver: string; readonly state: string; readonly at: string },
): CancelProductOrder {
  const id = cancelRefId(key, ver);
  const order = orderRefId(key);
  const isDone = state === 'cancelled';
  return {
    id,
    href: hrefOf('order', 'cancelProductOrder', id),
    state: isDone ? 'done' : 'terminatedWithError',
    ...(isDone ? { effectiveCancellationDate: dateTime(at) } : {}),
    productOrder: {
      id: order,
      href: hrefOf('order', 'productOrder', order),
      '@referredType': 'ProductOrder',
    },
  };
}

const unknownOrder = {
  id: 'tmf/order',
  field: 'productOrder.id',
  sentence: 'There is no such order among those you may see.',
  cure: 'Name an order of the list of product orders.',
};
