import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { versionsPrefix } from '../../../articles/ordering/order-id.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { notFound } from '../../http-api/answers.ts';
import { callerOf } from '../../http-api/options.ts';
import type { Api, ServerOptions } from '../../http-api/options.ts';
import { cancelKeyOf, orderKeyOf } from '../../tmf/ids.ts';
import { RequesterQuery, agreementIn, mefAccess } from '../access.ts';
import type { MefRoom } from '../access.ts';
import { answerMef, notTheBuyer } from '../answer.ts';
import { BASES } from '../bases.ts';
import { formDay } from '../configuration.ts';
import { bodyProblems } from '../documents.ts';
import { intakeOf } from '../../order-intakes.ts';
import { mefProblem } from '../mef-problem.ts';
import { findOrderRecord } from '../order-record.ts';
import type { OrderRecord } from '../order-record.ts';
import { PageQuery, pageWanted, tellPage } from '../paging.ts';
import type { PageWanted } from '../paging.ts';
import { rejectionsOf, sendOnce, sendVersion } from '../send-order.ts';
import type { Contact } from '../shapes.ts';
import { OPEN, TASK_STATES, taskState } from '../states.ts';
import { nextVersion } from '../supplement.ts';
import type { FieldChanges } from '../supplement.ts';
import { cancelTask, modifyTask, taskRows, versionOf } from '../tasks.ts';
import type { TaskRow } from '../tasks.ts';
import { idsOf } from '../update-order.ts';
import { Instant } from './common.ts';

const CANCEL = `${BASES.order}/cancelProductOrder`;
const MODIFY = `${BASES.order}/modifyProductOrderItemRequestedDeliveryDate`;

const Id = Type.Object({ id: Type.String() });
const Requester = Type.Object(RequesterQuery, { additionalProperties: false });
const ListQuery = {
  productOrderId: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Type.Enum([...TASK_STATES])),
  ...RequesterQuery,
  ...PageQuery,
};

type Sup = '1' | '2';
const RENDER = { '1': cancelTask, '2': modifyTask } as const;

interface CancelCreate {
  readonly cancellationReason?: string;
  readonly cancellationReasonType?: string;
  readonly productOrder: { readonly productOrderId: string };
  readonly relatedContactInformation: readonly Contact[];
}

interface ModifyCreate {
  readonly expediteIndicator?: boolean;
  readonly requestedCompletionDate?: string;
  readonly productOrderItem: { readonly productOrderId: string; readonly productOrderItemId: string };
}

/** Requests to cancel an order, and to move its date: supplements of it, as resources of their own. */
export function addTaskRoutes(api: Api, options: ServerOptions): void {
  const inMef = mefAccess(options);

  api.post(
    CANCEL,
    {
      config: { right: 'orders:send' },
      schema: { summary: 'MEF LSO Sonata: cancel a product order', hide: true, querystring: Requester },
    },
    async (request, reply) => {
      const misfits = bodyProblems('productOrderManagement', 'CancelProductOrder_Create', request.body);
      if (misfits.length > 0) return answerMef(reply, fail(...misfits), { failure: 422 });
      const { productOrder, ...said } = request.body as CancelCreate;
      const pointer = '/productOrder/productOrderId';
      const result = await supplement(request, {
        sup: '1',
        orderId: productOrder.productOrderId,
        pointer,
        said,
        changes: () => ok({}),
      });
      return answerMef(reply, result, { success: 201, failure: 422 });
    },
  );

  api.post(
    MODIFY,
    {
      config: { right: 'orders:send' },
      schema: {
        summary: 'MEF LSO Sonata: ask for another date',
        description: 'The lines of an order go together: the date is that of all its items.',
        hide: true,
        querystring: Requester,
      },
    },
    async (request, reply) => {
      const misfits = bodyProblems(
        'productOrderManagement',
        'MEFModifyProductOrderItemRequestedDeliveryDate_Create',
        request.body,
      );
      if (misfits.length > 0) return answerMef(reply, fail(...misfits), { failure: 422 });
      const asked = request.body as ModifyCreate;
      const { productOrderId, productOrderItemId } = asked.productOrderItem;
      const result = await supplement(request, {
        sup: '2',
        orderId: productOrderId,
        pointer: '/productOrderItem/productOrderId',
        said: { productOrderItemId },
        changes: (record) => dateChanges(record, asked),
      });
      return answerMef(reply, result, { success: 201, failure: 422 });
    },
  );

  list(CANCEL, '1', {
    cancellationReasonType: Type.Optional(Type.Enum(['technical', 'commercial'])),
  });
  list(MODIFY, '2', {
    expediteIndicator: Type.Optional(Type.Enum(['true', 'false'])),
    'requestedCompletionDate.gt': Instant('Day that is asked for: after'),
    'requestedCompletionDate.lt': Instant('Day that is asked for: before'),
    'creationDate.gt': Instant('Moment at which it came: after'),
    'creationDate.lt': Instant('Moment at which it came: before'),
  });
  one(CANCEL, '1');
  one(MODIFY, '2');

  function list(path: string, sup: Sup, more: Record<string, ReturnType<typeof Type.Optional>>): void {
    api.get(
      path,
      {
        config: { right: 'orders:read' },
        schema: {
          summary: `MEF LSO Sonata: requests to ${sup === '1' ? 'cancel orders' : 'move dates'}`,
          hide: true,
          querystring: Type.Object({ ...ListQuery, ...more } as never, { additionalProperties: false }),
        },
      },
      async (request, reply) => {
        const query = request.query as Record<string, string | undefined>;
        const page = pageWanted(query);
        const result = await inMef({ caller: request.caller, query }, (room) =>
          listed(room, sup, query, page),
        );
        if (!result.ok) return answerMef(reply, result, { failure: 400 });
        tellPage(reply, page, result.value.found.length, result.value.total);
        return reply.send(result.value.found);
      },
    );
  }

  function one(path: string, sup: Sup): void {
    api.get(
      `${path}/:id`,
      {
        config: { right: 'orders:read' },
        schema: {
          summary: `MEF LSO Sonata: one request to ${sup === '1' ? 'cancel an order' : 'move a date'}`,
          hide: true,
          params: Id,
          querystring: Requester,
        },
      },
      async (request, reply) => {
        const result = await inMef(request, (room) => found(room, sup, request.params.id));
        return answerMef(reply, result, { failure: 404 });
      },
    );
  }

  interface Asked {
    readonly sup: Sup;
    readonly orderId: string;
    readonly pointer: string;
    readonly said: object;
    readonly changes: (record: OrderRecord) => Result<FieldChanges>;
  }

  /** Sends the supplement that the request is, and shows it as the resource that it becomes. */
  async function supplement(
    request: Parameters<typeof inMef>[0] & Pick<FastifyRequest, 'idempotentTry'>,
    { sup, orderId, pointer, said, changes }: Asked,
  ): Promise<Result<object>> {
    const caller = callerOf(request);
    const seen = await inMef(request, async (room) => {
      const key = orderKeyOf(orderId);
      const agreement = key && agreementIn(room, key.agreementId);
      const record = agreement && key && (await findOrderRecord(room.tx, agreement, key));
      return record === undefined ? fail(noOrder(pointer)) : ok(record);
    });
    if (!seen.ok) return seen;
    const record = seen.value;
    const { agreement } = record;
    if (agreement.parties.clec !== caller.party) return fail(notTheBuyer);
    const sent = await sendOnce(request, async (keep) => {
      const fields = changes(record);
      if (!fields.ok) return fields;
      const document = nextVersion(record, sup, fields.value, { now: options.clock.now(), pointer });
      if (!document.ok) return document;
      if (record.versions.some(({ state }) => OPEN.has(state))) {
        const against = await rejectionsOf(options, caller, { agreement, document: document.value });
        if (!against.ok) return against;
      }
      return sendVersion(intakeOf(options, agreement), options, caller, {
        agreement,
        document: document.value,
        saidOfVersion: said,
        keep,
      });
    });
    if (!sent.ok) return sent;
    return inMef(request, async ({ tx }) => {
      const after = await findOrderRecord(tx, agreement, record.key);
      const version = after?.versions.find(({ ver }) => ver === sent.value.ver);
      return after === undefined || version === undefined
        ? fail(notFound('request'))
        : ok(RENDER[sup](after, version));
    });
  }
}

async function found(room: MefRoom, sup: Sup, id: string): Promise<Result<object>> {
  const read = cancelKeyOf(id);
  const agreement = read && agreementIn(room, read.key.agreementId);
  const record = agreement && read && (await findOrderRecord(room.tx, agreement, read.key));
  const version = record?.versions.find(({ ver, order }) => ver === read?.ver && order.sup === sup);
  return record === undefined || version === undefined
    ? fail(notFound('request'))
    : ok(RENDER[sup](record, version));
}

async function listed(
  room: MefRoom,
  sup: Sup,
  query: Readonly<Record<string, string | undefined>>,
  { offset, limit }: PageWanted,
): Promise<Result<{ found: object[]; total: number }>> {
  const { tx, agreements } = room;
  const key = query['productOrderId'] === undefined ? undefined : orderKeyOf(query['productOrderId']);
  if (query['productOrderId'] !== undefined && key === undefined) return ok({ found: [], total: 0 });
  const rows = await taskRows(tx, {
    agreements: agreements.map(({ id }) => id),
    sup,
    order: key && { agreementId: key.agreementId, prefix: versionsPrefix(key.kind, key) },
  });
  const wanted = rows.filter((row) => isWanted(row, sup, query, room));
  const shown: object[] = [];
  for (const row of wanted.slice(offset, offset + limit)) {
    const { key: order, ver } = versionOf(row);
    const agreement = agreementIn(room, row.agreementId);
    const record = agreement && (await findOrderRecord(tx, agreement, order));
    const version = record?.versions.find((each) => each.ver === ver);
    if (record === undefined || version === undefined) continue;
    const whole = RENDER[sup](record, version);
    shown.push(sup === '1' ? asFound(whole as never) : whole);
  }
  return ok({ found: shown, total: wanted.length });
}

/** Lists of cancellations show less than each of them. */
const asFound = ({
  id,
  state,
  cancellationReasonType,
  productOrder,
}: Readonly<Record<'id' | 'state' | 'cancellationReasonType' | 'productOrder', unknown>>): object => ({
  id,
  state,
  cancellationReasonType,
  productOrder,
});

function isWanted(
  row: TaskRow,
  sup: Sup,
  query: Readonly<Record<string, string | undefined>>,
  room: MefRoom,
): boolean {
  const { state, cancellationReasonType: reason, expediteIndicator: expedite } = query;
  const isAfter = (moment: string, bound: string | undefined): boolean =>
    bound === undefined || Temporal.Instant.compare(moment, bound) > 0;
  const isBefore = (moment: string, bound: string | undefined): boolean =>
    bound === undefined || Temporal.Instant.compare(moment, bound) < 0;
  const timeZone = agreementIn(room, row.agreementId)?.timeZone ?? 'UTC';
  const day = row.summary['desiredDueDate'];
  const asked =
    typeof day === 'string'
      ? Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString()
      : undefined;
  const bounds = [query['requestedCompletionDate.gt'], query['requestedCompletionDate.lt']];
  const isDated =
    asked === undefined
      ? bounds.every((bound) => bound === undefined)
      : isAfter(asked, bounds[0]) && isBefore(asked, bounds[1]);
  return (
    (state === undefined ||
      taskState(sup, { state: row.state, confirmed: typeof row.summary['dueDate'] === 'string' }) ===
        state) &&
    (reason === undefined || row.reasonType === reason) &&
    (expedite === undefined || String(row.summary['expedite'] === true) === expedite) &&
    isAfter(row.openedAt, query['creationDate.gt']) &&
    isBefore(row.openedAt, query['creationDate.lt']) &&
    isDated
  );
}

/** The fields that another date changes. */
function dateChanges(
  record: OrderRecord,
  { requestedCompletionDate: moment, expediteIndicator: expedite, productOrderItem }: ModifyCreate,
): Result<FieldChanges> {
  const ids = idsOf(record);
  if (!ids.includes(productOrderItem.productOrderItemId))
    return fail(
      mefProblem(
        'mef/reference-not-found',
        '/productOrderItem/productOrderItemId',
        'The order has no such item.',
        `Its items are: ${ids.join(', ')}.`,
      ),
    );
  if (moment === undefined && expedite === undefined)
    return fail(
      mefProblem(
        'mef/missing-property',
        '/requestedCompletionDate',
        'Neither another date nor another treatment is asked for.',
        'Write requestedCompletionDate or expediteIndicator.',
      ),
    );
  const page = record.key.kind === 'asr' ? 'ASR' : 'LSR';
  return ok({
    [page]: {
      ...(moment === undefined ? {} : { DDD: formDay(localDate(record.agreement, moment)) }),
      ...(expedite === undefined ? {} : { EXP: expedite ? 'Y' : '' }),
    },
  });
}

const noOrder = (pointer: string) =>
  mefProblem(
    'mef/reference-not-found',
    pointer,
    'There is no such order among those you may see.',
    'Start from the list of product orders.',
  );
