import type { FastifyRequest } from 'fastify';
import { UNANSWERED } from '../../articles/ordering/order-kind.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { dayMeant } from './day.ts';
import { agreementIdOf, BASES, orderKeyOf } from './ids.ts';
import type { OrderKey } from './ids.ts';
import { readFields, readListQuery } from './list-query.ts';
import type { SqlAttribute } from './list-query.ts';
import { documentOfRequest } from './order-document.ts';
import { FIRST_SQL, ID_SQL, findOrder, pageOfOrderKeys, readOrders, wholeForms } from './order-records.ts';
import type { OrderRecord } from './order-records.ts';
import { productOrderOf } from './order-resource.ts';
import { STANDING, leadingVersion, versionStates } from './order-states.ts';
import { cancellationOf, supplementOf } from './order-supplement.ts';
import type { Before } from './order-supplement.ts';
import { placeOrder } from './place-order.ts';
import type { OrderRequest, ProductOrder } from './resources.ts';
import { AnyQuery, ByIdParams, OrderCreate, OrderUpdate } from './shapes.ts';
import { agreementFor, asParty, notThere, sendList, sendOne, sendProblems } from './tmf-room.ts';

const ORDERS = `${BASES.order}/productOrder`;
/** More lines than any order has. */
const ORDER_BYTES = 2 * 1024 * 1024;

/** Days are compared as days, whatever zone they are written in. */
const day = (name: string): SqlAttribute => ({
  sql: `(s.summary ->> '${name}')`,
  values: (value) => [dayMeant(value, 'UTC') ?? value],
});

/** What a list of orders may be narrowed by. */
const ATTRIBUTES: Readonly<Record<string, SqlAttribute>> = {
  id: { sql: ID_SQL },
  externalId: { sql: 's.pon' },
  state: { sql: 's.state', values: (value) => versionStates([value]) },
  category: { sql: 'upper(s.kind)' },
  'agreement.id': { sql: 's.agreement_id', values: (value) => [agreementIdOf(value)] },
  orderDate: { sql: FIRST_SQL, type: 'timestamptz', neverLess: 's.opened_at' },
  requestedCompletionDate: day('desiredDueDate'),
  expectedCompletionDate: day('dueDate'),
  completionDate: day('completedOn'),
};

/** TMF622: orders and their supplements. */
export function addOrderRoutes(api: Api, options: ServerOptions): void {
  const hide = true;

  api.get(
    ORDERS,
    { config: { right: 'orders:read' }, schema: { hide, querystring: AnyQuery } },
    async (request, reply) => {
      const query = readListQuery(request.query, Object.keys(ATTRIBUTES));
      if (!query.ok) return sendProblems(reply, query);
      const { filters } = query.value;
      const wrong = dateProblems(filters);
      if (wrong.length > 0) return sendProblems(reply, fail(...wrong));
      const page = await asParty(options, request, async ({ tx, agreements }) => {
        const { keys, total } = await pageOfOrderKeys(tx, query.value, ATTRIBUTES);
        const orders = (await readOrders(tx, keys)).flatMap((record) => {
          const agreement = agreements.get(record.key.agreementId);
          return agreement === undefined ? [] : [productOrderOf(agreement, record)];
        });
        return ok({ found: orders, total });
      });
      return sendList(reply, page, query.value);
    },
  );

  api.get(
    `${ORDERS}/:id`,
    {
      config: { right: 'orders:read' },
      schema: { hide, params: ByIdParams, querystring: AnyQuery },
    },
    async (request, reply) => {
      const found = await orderOf(options, request, request.params.id);
      const fields = readFields([request.query['fields'] ?? []].flat().at(-1));
      return sendOne(reply, found.ok ? ok(found.value.order) : found, fields);
    },
  );

  api.post(
    ORDERS,
    { bodyLimit: ORDER_BYTES, config: { right: 'orders:send' }, schema: { hide, body: OrderCreate } },
    async (request, reply) => {
      const chosen = await asParty(options, request, ({ agreements }) =>
        agreementFor(agreements, request.body.agreement),
      );
      if (!chosen.ok) return sendProblems(reply, chosen);
      const agreement = chosen.value;
      const document = documentOfRequest(agreement, request.body as OrderRequest, options.clock.now());
      if (!document.ok) return sendProblems(reply, document);
      const sent = await placeOrder(options, agreement, request, document.value);
      if (!sent.ok) return sendProblems(reply, sent);
      const { kind, ccna, pon } = sent.value;
      const found = await readAgain(options, request, { agreementId: agreement.id, kind, ccna, pon });
      if (found.ok) reply.header('location', found.value.href);
      return sendOne(reply, found, undefined, 201);
    },
  );

  api.patch(
    `${ORDERS}/:id`,
    {
      bodyLimit: ORDER_BYTES,
      config: { right: 'orders:send' },
      schema: { hide, params: ByIdParams, body: OrderUpdate },
    },
    async (request, reply) => {
      const found = await versionBefore(options, request, request.params.id);
      if (!found.ok) return sendProblems(reply, found);
      const { agreement, before, key } = found.value;
      const patch = request.body as Partial<OrderRequest>;
      const next = supplementOf(agreement, before, patch, options.clock.now());
      if (!next.ok) return sendProblems(reply, next);
      const sent = await placeOrder(options, agreement, request, next.value);
      if (!sent.ok) return sendProblems(reply, sent);
      return sendOne(reply, await readAgain(options, request, key));
    },
  );

  api.delete(
    `${ORDERS}/:id`,
    { config: { right: 'orders:send' }, schema: { hide, params: ByIdParams } },
    async (request, reply) => {
      const found = await versionBefore(options, request, request.params.id);
      if (!found.ok) return sendProblems(reply, found);
      const { agreement, before } = found.value;
      const taken = cancellationOf(agreement, before, undefined, options.clock.now());
      const sent = await placeOrder(options, agreement, request, taken);
      if (!sent.ok) return sendProblems(reply, sent);
      if (sent.value.state !== 'cancelled')
        return sendProblems(reply, fail(notCancelled(sent.value.rejections)));
      return reply.code(204).send();
    },
  );
}

export interface FoundOrder {
  readonly agreement: Agreement;
  readonly record: OrderRecord;
  readonly order: ProductOrder;
}

type Asking = Pick<FastifyRequest, 'caller'>;

/** The order that an id names, as the caller may see it. */
export const orderOf = (options: ServerOptions, request: Asking, id: string): Promise<Result<FoundOrder>> =>
  asParty(options, request, async ({ tx, agreements }) => {
    const key = orderKeyOf(id);
    const agreement = key === undefined ? undefined : agreements.get(key.agreementId);
    const record = key === undefined || agreement === undefined ? undefined : await findOrder(tx, key);
    if (agreement === undefined || record === undefined) return fail(notThere('order'));
    return ok({ agreement, record, order: productOrderOf(agreement, record) });
  });

/** The order as it stands after it was written. */
const readAgain = (options: ServerOptions, request: Asking, key: OrderKey): Promise<Result<ProductOrder>> =>
  asParty(options, request, async ({ tx, agreements }) => {
    const agreement = agreements.get(key.agreementId);
    const record = await findOrder(tx, key);
    if (agreement === undefined || record === undefined) return fail(notThere('order'));
    return ok(productOrderOf(agreement, record));
  });

/** The version that a supplement would follow; a problem where nothing of the order can be changed any more. */
export async function versionBefore(
  options: ServerOptions,
  request: Asking & Pick<FastifyRequest, 'idempotentTry'>,
  id: string,
): Promise<Result<{ readonly agreement: Agreement; readonly before: Before; readonly key: OrderKey }>> {
  const found = await orderOf(options, request, id);
  if (!found.ok) return found;
  const { agreement, record } = found.value;
  const leading = leadingVersion(record.versions);
  const latest = record.versions.at(-1);
  if (leading === undefined || latest === undefined) return fail(notThere('order'));
  // Of a try that was done and not answered it is so because of that try.
  const isDone = request.idempotentTry?.before !== undefined;
  if (DONE.has(leading.state) && !isDone) return fail(over(leading.state));
  return asParty(options, request, async ({ tx }) => {
    // What a supplement asked for that was not taken is not what stands.
    const base = STANDING.includes(leading.state) && !UNANSWERED.includes(latest.state) ? leading : latest;
    const document = await wholeForms(tx, agreement.id, base.caseId);
    if (document === undefined) return fail(noForms);
    return ok({ agreement, before: { document, ver: latest.ver, state: leading.state }, key: record.key });
  });
}

/** After these nothing of an order is changed. */
const DONE: ReadonlySet<string> = new Set(['completed', 'billed', 'cancelled', 'superseded']);

const over = (state: string) => ({
  id: 'tmf/over',
  field: 'state',
  sentence: `The order is ${state}: nothing of it can be changed.`,
  cure: 'Order the change under a new number.',
});

const noForms = {
  id: 'tmf/over',
  field: 'id',
  sentence: 'The order did not come as forms: it is not changed here.',
  cure: 'Send its next version the way that it came.',
};

/** Why a cancellation was not taken. */
export const notCancelled = (
  rejections: readonly { readonly id: string; readonly sentence: string; readonly cure: string }[],
) => ({
  id: 'tmf/over',
  field: 'state',
  sentence: `The cancellation was rejected: ${rejections.map(({ id, sentence }) => `${id} ${sentence}`).join(' ')}`,
  cure: rejections.map(({ cure }) => cure).join(' ') || 'Look at the notes of the order.',
});

function dateProblems(
  filters: readonly { readonly attribute: string; readonly values: readonly string[] }[],
) {
  return filters.flatMap(({ attribute, values }) =>
    attribute.endsWith('Date') && values.some((value) => dayMeant(value, 'UTC') === undefined)
      ? [
          {
            id: 'tmf/filter',
            field: attribute,
            sentence: `${attribute} is compared with something that is no date-time.`,
            cure: 'Write 2026-11-02T00:00:00Z.',
          },
        ]
      : [],
  );
}
