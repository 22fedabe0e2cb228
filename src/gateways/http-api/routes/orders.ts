import { Type } from 'typebox';
import type { Static } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import { PurposeQuery, isAsked, recordView, statusOf } from '../customer-view.ts';
import type { CaseKind } from '../../../cases/kind.ts';
import type { Api, ServerOptions } from '../options.ts';
import { isOrderKind } from '../order-kinds.ts';
import { countOpenOrders, pageOfOrders } from '../queries/order-list.ts';
import type { OrderQuery } from '../queries/order-list.ts';
import { findOrderView } from '../queries/order-view.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { OrderCounts, OrderPage } from '../shapes/order.ts';
import { OrderView } from '../shapes/order-view.ts';

const PAGE = 50;
const Flag = (description: string) => Type.Optional(Type.Enum(['yes', 'no'], { description }));
const Text = (description: string) => Type.Optional(Type.String({ maxLength: 60, description }));
const ListQuery = Type.Object({
  kind: Type.Optional(Type.Enum(['lsr', 'asr'])),
  state: Text('State of the order'),
  open: Flag('yes: only those in which something may still happen'),
  overdue: Flag('yes: only those of which a clock is past'),
  pon: Text('Beginning of the order number'),
  product: Text('Product code'),
  wireCenter: Text('CLLI of the office'),
  project: Text('Project'),
  dueFrom: Type.Optional(IsoDate('First due date')),
  dueTo: Type.Optional(IsoDate('Last due date')),
  after: Type.Optional(Type.String({ maxLength: 400, description: '`next` of the page before' })),
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9][0-9]?|1[0-9][0-9]|200)$', description: '1 to 200; default 50' }),
  ),
});

export function addOrderRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['orders'];
  const orderKinds = options.kinds.filter(isOrderKind);

  api.get(
    '/api/agreements/:form/:variant/orders',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'Orders under the agreement with their clocks, a page of them, newest first',
        tags,
        params: Type.Object(AgreementPath),
        querystring: ListQuery,
        response: { 200: OrderPage, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const seen = await inAgreement(request, ({ tx, agreement }) =>
        pageOfOrders(tx, {
          agreementId: agreement.id,
          ...wantedOf(request.query, orderKinds, options.clock.now().toString()),
        }),
      );
      return answer(reply, seen, !seen.ok && seen.problems.some(({ id }) => id === 'api/cursor') ? 422 : 404);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/order-counts',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'Open orders by state, and how many are overdue',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: OrderCounts, 404: Problems },
      },
    },
    async (request, reply) => {
      const kinds = orderKinds.map(({ kind }) => kind);
      const result = await inAgreement(request, async ({ tx, agreement }) =>
        ok(await countOpenOrders(tx, { agreementId: agreement.id, kinds, now: options.clock.now() })),
      );
      return answer(reply, result);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/orders/*',
    {
      config: { right: 'orders:read' },
      schema: {
        summary:
          'One order: events, failed edits with their cures, clocks with their steps, its versions, what may happen next',
        description:
          'The rest of the path is the id, which may hold slashes. What it tells of the end user is left out and named in `withheld`; with a purpose it is shown, and the view is on record with user, purpose and authority.',
        tags,
        params: Type.Object({ ...AgreementPath, '*': Type.String() }),
        querystring: Type.Object(PurposeQuery),
        response: { 200: OrderView, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const id = request.params['*'];
      const whole = isAsked(request.query);
      const result = await inAgreement(request, async (room) => {
        const about = { agreement: room.agreement, kinds: orderKinds, now: options.clock.now() };
        const found = await findOrderView(room.tx, about, id, { party: room.caller.party, whole });
        if (found === undefined) return fail(notFound('order'));
        if (!whole) return ok(found);
        const seen = await recordView(room, options.clock, id, request.query);
        return seen.ok ? ok(found) : seen;
      });
      return answer(reply, result, result.ok ? 200 : statusOf(result.problems));
    },
  );
}

/** What the query asks for. A state from which something follows has open orders alone: they are few, and found at once. */
function wantedOf(
  query: Static<typeof ListQuery>,
  kinds: readonly CaseKind[],
  now: string,
): Omit<OrderQuery, 'agreementId'> {
  const { kind, state, pon, product, wireCenter, project, dueFrom, dueTo } = query;
  const isLate = query.overdue === 'yes';
  const isOpen = query.open === 'yes' || isLate || kinds.some((one) => isUnfinished(one, state));
  const equal = Object.entries({ product, wireCenter, project }).flatMap(([name, wanted]) =>
    wanted === undefined ? [] : [[name, wanted] as const],
  );
  const isDated = dueFrom !== undefined || dueTo !== undefined;
  return {
    kinds: kinds.map((one) => one.kind).filter((name) => name === (kind ?? name)),
    limit: Number(query.limit ?? PAGE),
    after: query.after,
    equal: Object.fromEntries(equal),
    ...(isOpen ? { open: true } : {}),
    ...(isLate ? { lateAt: now } : {}),
    ...(state === undefined ? {} : { states: [state] }),
    ...(pon === undefined || pon === '' ? {} : { pon }),
    ...(isDated
      ? {
          between: {
            name: 'dueDate',
            ...(dueFrom === undefined ? {} : { from: dueFrom }),
            ...(dueTo === undefined ? {} : { to: dueTo }),
          },
        }
      : {}),
  };
}

const isUnfinished = ({ states }: CaseKind, state: string | undefined): boolean =>
  states.some(({ name, final }) => name === state && final !== true);
