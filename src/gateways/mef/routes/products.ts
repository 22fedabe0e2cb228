import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { versionsPrefix } from '../../../articles/ordering/order-id.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { productsTable } from '../../../inventory/products.ts';
import { todayOf } from '../../http-api/agreement-access.ts';
import { notFound } from '../../http-api/answers.ts';
import type { Api, ServerOptions } from '../../http-api/options.ts';
import { circuitSalt } from '../../public-circuit-id.ts';
import { orderKeyOf, orderRefId, productKeyOf } from '../../tmf/ids.ts';
import type { CircuitRecord } from '../../tmf/product-resource.ts';
import { RequesterQuery, agreementIn, mefAccess } from '../access.ts';
import type { MefRoom } from '../access.ts';
import { answerMef } from '../answer.ts';
import { BASES } from '../bases.ts';
import { PRODUCT_STATUSES, pageOfCircuits } from '../circuit-list.ts';
import type { CircuitQuery } from '../circuit-list.ts';
import { familyOfType } from '../families.ts';
import { keyOfCase } from '../key-of-case.ts';
import { findOrderRecord } from '../order-record.ts';
import { PageQuery, pageWanted, tellPage } from '../paging.ts';
import { mefProduct, mefProductInList } from '../product.ts';
import { idsOf } from '../update-order.ts';
import { Instant, Text } from './common.ts';

const LIST = `${BASES.inventory}/product`;
/** Statuses that the document has and no product here: nothing is suspended, and what was never in service is an order. */
const NEVER = ['cancelled', 'suspended', 'suspendedPendingTerminate'] as const;

const ListQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum([...PRODUCT_STATUSES, ...NEVER])),
    productSpecificationId: Text('Type of a product configuration'),
    productOfferingId: Text('Product code'),
    externalId: Text('Products here have none'),
    geographicalSiteId: Text('CLLI of the office'),
    relatedProductId: Text('Products here have none'),
    billingAccountId: Text('Products here have none'),
    productOrderId: Text('Product order that it came with'),
    'startDate.gt': Instant('First day in service: after'),
    'startDate.lt': Instant('First day in service: before'),
    'lastUpdateDate.gt': Instant('Last change: after'),
    'lastUpdateDate.lt': Instant('Last change: before'),
    ...RequesterQuery,
    ...PageQuery,
  },
  { additionalProperties: false },
);

/** What is in service: circuits as products. It follows from orders: it is read only. */
export function addProductRoutes(api: Api, options: ServerOptions): void {
  const inMef = mefAccess(options);
  const salt = circuitSalt(options.secret);
  const hide = true;
  const config = { right: 'orders:read' } as const;

  api.get(LIST, { config, schema: { hide, querystring: ListQuery } }, async (request, reply) => {
    const { query } = request;
    const page = pageWanted(query);
    const result = await inMef(request, async (room) => {
      const wanted = circuitsWanted(room, query);
      if (wanted === undefined) return ok({ found: [], total: 0 });
      const { found, total } = await pageOfCircuits(room.tx, wanted, page);
      return ok({ found: found.flatMap((one) => shown(room, one)).map(mefProductInList), total });
    });
    if (!result.ok) return answerMef(reply, result, { failure: 400 });
    tellPage(reply, page, result.value.found.length, result.value.total);
    return reply.send(result.value.found);
  });

  api.get(
    `${LIST}/:id`,
    {
      config,
      schema: {
        hide,
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object(
          {
            fields: Text('Attributes, by commas; id, href and what the document demands always'),
            ...RequesterQuery,
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const result = await inMef(request, (room) => found(room, request.params.id));
      return answerMef(reply, result.ok ? ok(only(result.value, request.query.fields)) : result, {
        failure: 404,
      });
    },
  );

  const daysOf = (agreements: readonly Agreement[]) =>
    agreements.map((agreement) => ({
      id: agreement.id,
      timeZone: agreement.timeZone,
      today: todayOf(agreement, options.clock),
    }));

  /** Undefined: nothing can be so. */
  function circuitsWanted(
    { agreements }: MefRoom,
    query: Readonly<Record<string, string | undefined>>,
  ): CircuitQuery | undefined {
    if ([query['externalId'], query['relatedProductId'], query['billingAccountId']].some(Boolean))
      return undefined;
    const order = query['productOrderId'] === undefined ? undefined : orderKeyOf(query['productOrderId']);
    if (query['productOrderId'] !== undefined && order === undefined) return undefined;
    const offering = query['productOfferingId'];
    const family = query['productSpecificationId'];
    return {
      agreements: daysOf(agreements),
      salt,
      status: query['status'],
      products:
        family === undefined
          ? offering === undefined
            ? undefined
            : [offering]
          : ofFamily(agreements, family, offering),
      wireCenter: query['geographicalSiteId'],
      source: order && { agreementId: order.agreementId, prefix: versionsPrefix(order.kind, order) },
      started: { after: query['startDate.gt'], before: query['startDate.lt'] },
      updated: { after: query['lastUpdateDate.gt'], before: query['lastUpdateDate.lt'] },
    };
  }

  function ofFamily(agreements: readonly Agreement[], type: string, offering: string | undefined): string[] {
    const families = familyOfType(type)?.products ?? [];
    return agreements
      .flatMap((agreement) => agreement.at(todayOf(agreement, options.clock)).rows(productsTable))
      .map(({ value }) => value)
      .filter(({ family, product }) => families.includes(family ?? '') && (offering ?? product) === product)
      .map(({ product }) => product);
  }

  function shown({ agreements }: MefRoom, record: CircuitRecord): object[] {
    const agreement = agreements.find(({ id }) => id === record.agreementId);
    return agreement === undefined ? [] : [mefProduct(agreement, record, todayOf(agreement, options.clock))];
  }

  async function found(room: MefRoom, id: string): Promise<Result<object>> {
    const key = productKeyOf(id);
    const agreement = key && agreementIn(room, key.agreementId);
    if (key === undefined || agreement === undefined) return fail(notFound('product'));
    const { found: circuits } = await pageOfCircuits(
      room.tx,
      { agreements: daysOf([agreement]), salt, publicIds: [key.circuit] },
      { offset: 0, limit: 1 },
    );
    const [record] = circuits;
    if (record === undefined) return fail(notFound('product'));
    const item = await orderItemOf(room, agreement, record);
    return ok(mefProduct(agreement, record, todayOf(agreement, options.clock), item));
  }
}

/** The item of the product order that brought it. */
async function orderItemOf({ tx }: MefRoom, agreement: Agreement, { circuit }: CircuitRecord) {
  const key = keyOfCase(agreement.id, circuit.source);
  const order = key && (await findOrderRecord(tx, agreement, key));
  if (key === undefined || order === undefined) return undefined;
  const done = order.versions.find(({ caseId }) => caseId === circuit.source);
  const circuits = done?.events.find(({ name }) => name === 'completed')?.body['ecckts'];
  const at = Array.isArray(circuits) ? Math.max(circuits.indexOf(circuit.ecckt), 0) : 0;
  const ids = idsOf(order);
  return { productOrderId: orderRefId(key), productOrderItemId: ids[at] ?? ids[0] ?? '1' };
}

const ALWAYS = ['id', 'href', 'status', 'startDate'];

/** Of a product only the attributes that are asked for, and what the document demands. */
function only(product: object, fields: string | undefined): object {
  if (fields === undefined) return product;
  const wanted = new Set([...ALWAYS, ...fields.split(',').map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(product).filter(([name]) => wanted.has(name)));
}
