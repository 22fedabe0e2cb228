import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { partyOn } from '../../../parties/party-on.ts';
import { notFound } from '../../http-api/answers.ts';
import { PurposeQuery, isAsked, recordView } from '../../http-api/customer-view.ts';
import type { Purpose } from '../../http-api/customer-view.ts';
import { callerOf, scopeOf } from '../../http-api/options.ts';
import type { Api, ServerOptions } from '../../http-api/options.ts';
import { orderKeyOf } from '../../tmf/ids.ts';
import { circuitSalt } from '../../public-circuit-id.ts';
import { RequesterQuery, agreementIn, mefAccess } from '../access.ts';
import type { MefRoom } from '../access.ts';
import { answerMef, notTheBuyer } from '../answer.ts';
import { BASES } from '../bases.ts';
import { bodyProblems } from '../documents.ts';
import { findSubjects } from '../find-subjects.ts';
import { intakeOf } from '../../order-intakes.ts';
import { mefProblem } from '../mef-problem.ts';
import { pageOfProductOrders } from '../order-list.ts';
import { documentOfOrder } from '../order-of-mef.ts';
import { findOrderRecord } from '../order-record.ts';
import { PageQuery, pageWanted, tellPage } from '../paging.ts';
import { productOrder } from '../product-order.ts';
import { sendOnce, sendVersion } from '../send-order.ts';
import type { OrderItemCreate, ProductOrderCreate } from '../shapes.ts';
import { STATES } from '../states.ts';
import { updateOrder } from '../update-order.ts';
import { FORM_BYTES, Instant } from './common.ts';

const LIST = `${BASES.order}/productOrder`;
const ONE = `${LIST}/:id`;

const between = (name: string, description: string) => ({
  [`${name}.gt`]: Instant(`${description}: after`),
  [`${name}.lt`]: Instant(`${description}: before`),
});
const ListQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...STATES])),
    externalId: Type.Optional(Type.String({ maxLength: 60 })),
    projectId: Type.Optional(Type.String({ maxLength: 60 })),
    ...between('orderDate', 'Moment at which it came'),
    ...between('completionDate', 'Day of the work'),
    ...between('itemRequestedCompletionDate', 'Day that is asked for'),
    ...between('itemExpectedCompletionDate', 'Day that is promised'),
    ...between('cancellationDate', 'Moment at which it was cancelled'),
    ...RequesterQuery,
    ...PageQuery,
  },
  { additionalProperties: false },
);

/** Product orders: sent, listed, looked at and changed. */
export function addOrderRoutes(api: Api, options: ServerOptions): void {
  const inMef = mefAccess(options);
  const salt = circuitSalt(options.secret);

  api.get(
    LIST,
    {
      config: { right: 'orders:read' },
      schema: { summary: 'MEF LSO Sonata: product orders', hide: true, querystring: ListQuery },
    },
    async (request, reply) => {
      const query = request.query as Record<string, string | undefined>;
      const wanted = pageWanted(query);
      const range = (name: string) => ({ after: query[`${name}.gt`], before: query[`${name}.lt`] });
      const result = await inMef(request, async ({ tx, agreements }) =>
        ok(
          await pageOfProductOrders(
            tx,
            {
              agreements: agreements.map(({ id, timeZone }) => ({ id, timeZone })),
              state: request.query.state,
              externalId: request.query.externalId,
              projectId: request.query.projectId,
              orderDate: range('orderDate'),
              completionDate: range('completionDate'),
              cancellationDate: range('cancellationDate'),
              requestedDate: range('itemRequestedCompletionDate'),
              expectedDate: range('itemExpectedCompletionDate'),
            },
            wanted,
          ),
        ),
      );
      if (!result.ok) return answerMef(reply, result, { failure: 400 });
      const { found, total } = result.value;
      tellPage(reply, wanted, found.length, total);
      return reply.send(found);
    },
  );

  api.get(
    ONE,
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'MEF LSO Sonata: one product order',
        description:
          'What tells of the end user is left out; with a purpose it is shown, and the view is on record.',
        hide: true,
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({ ...RequesterQuery, ...PurposeQuery }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const result = await inMef(request, (room) => orderIn(room, request.params.id, request.query));
      return answerMef(reply, result, { failure: 404 });
    },
  );

  api.post(
    LIST,
    {
      config: { right: 'orders:send' },
      bodyLimit: FORM_BYTES,
      schema: {
        summary: 'MEF LSO Sonata: send a product order',
        hide: true,
        querystring: Type.Object(RequesterQuery, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const misfits = bodyProblems('productOrderManagement', 'ProductOrder_Create', request.body);
      if (misfits.length > 0) return answerMef(reply, fail(...misfits), { failure: 422 });
      const order = request.body as ProductOrderCreate;
      const written = await inMef(request, (room) => writtenOrder(room, order, options));
      if (!written.ok) return answerMef(reply, written, { failure: 422 });
      const { agreement, document } = written.value;
      const sent = await sendOnce(request, (keep) =>
        sendVersion(intakeOf(options, agreement), options, callerOf(request), {
          agreement,
          document,
          saidOfOrder: saidOf(order),
          keep,
        }),
      );
      if (!sent.ok) return answerMef(reply, sent, { failure: 422 });
      const { kind, ccna, pon } = sent.value;
      const made = await inMef(request, async ({ tx }) => {
        const record = await findOrderRecord(tx, agreement, { agreementId: agreement.id, kind, ccna, pon });
        return record === undefined
          ? fail(notFound('order'))
          : ok(productOrder(record, { whole: false, salt }));
      });
      return answerMef(reply, made, { success: 201, failure: 422 });
    },
  );

  api.patch(
    ONE,
    {
      config: { right: 'orders:send' },
      bodyLimit: FORM_BYTES,
      schema: {
        summary: 'MEF LSO Sonata: change what is said of a product order',
        hide: true,
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object(RequesterQuery, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const misfits = bodyProblems('productOrderManagement', 'ProductOrder_Update', request.body);
      if (misfits.length > 0) return answerMef(reply, fail(...misfits), { failure: 400 });
      const found = await inMef(request, async (room) => {
        const record = await recordIn(room, request.params.id);
        return record ?? fail(notFound('order'));
      });
      if (!found.ok) return answerMef(reply, found, { failure: 404 });
      const record = found.value;
      const caller = callerOf(request);
      if (record.agreement.parties.clec !== caller.party)
        return answerMef(reply, fail(notTheBuyer), { failure: 403 });
      const updated = await updateOrder(record, request.body as object, {
        options,
        caller,
        intake: intakeOf(options, record.agreement),
      });
      if (!updated.ok) return answerMef(reply, updated, { failure: 409 });
      const result = await inMef(request, (room) => orderIn(room, request.params.id, {}));
      return answerMef(reply, result, { failure: 404 });
    },
  );

  async function orderIn(room: MefRoom, id: string, purpose: Purpose): Promise<Result<object>> {
    const found = await recordIn(room, id);
    if (found === undefined) return fail(notFound('order'));
    if (!found.ok) return found;
    const { agreement, versions } = found.value;
    const whole = isAsked(purpose);
    if (!whole) return ok(productOrder(found.value, { whole, salt }));
    const view = { ...room, agreement, scope: scopeOf(room.caller) };
    const seen = await recordView(view, options.clock, versions.at(-1)?.caseId ?? id, purpose);
    return seen.ok ? ok(productOrder(found.value, { whole, salt })) : seen;
  }
}

/** The record of an order of one of the agreements. */
async function recordIn(room: MefRoom, id: string) {
  const key = orderKeyOf(id);
  const agreement = key && agreementIn(room, key.agreementId);
  const record = agreement && key && (await findOrderRecord(room.tx, agreement, key));
  return record && ok(record);
}

/** The agreement that an order is under and its forms. */
async function writtenOrder(
  room: MefRoom,
  order: ProductOrderCreate,
  { clock, secret }: Pick<ServerOptions, 'clock' | 'secret'>,
): Promise<
  Result<{
    agreement: Agreement;
    document: ReturnType<typeof documentOfOrder> extends Result<infer D> ? D : never;
  }>
> {
  const chosen = agreementOf(room, order.productOrderItem);
  if (!chosen.ok) return chosen;
  const agreement = chosen.value;
  const now = clock.now();
  const day = localDate(agreement, now);
  const subjects = await findSubjects(room.tx, agreement, order.productOrderItem, {
    day,
    list: 'productOrderItem',
    salt: circuitSalt(secret),
  });
  if (!subjects.ok) return subjects;
  const orderer = partyOn(agreement, agreement.parties.clec, day)?.value;
  if (orderer === undefined) throw new Error(`${agreement.id} has no orderer on ${day}.`);
  const document = documentOfOrder(order, { agreement, orderer, now, subjects: subjects.value });
  return document.ok ? ok({ agreement, document: document.value }) : document;
}

/** The agreement that the items name, where the party orders under it; the only one of a party that orders under one. */
function agreementOf(
  { agreements, caller }: MefRoom,
  items: readonly Pick<OrderItemCreate, 'agreementName'>[],
): Result<Agreement> {
  const own = agreements.filter(({ parties }) => parties.clec === caller.party);
  if (own.length === 0) return fail(notTheBuyer);
  const pointer = '/productOrderItem/0/agreementName';
  const name = items.find((item) => item.agreementName !== undefined)?.agreementName;
  const named = own.filter((one) => name === undefined || one.id === name || titleOf(one) === name);
  const [agreement, ...others] = named;
  if (agreement === undefined)
    return fail(
      mefProblem(
        'mef/reference-not-found',
        pointer,
        'There is no such agreement among those under which you order.',
        `Yours are: ${own.map(({ id }) => id).join(', ')}.`,
      ),
    );
  if (others.length > 0)
    return fail(
      mefProblem(
        'mef/missing-property',
        pointer,
        'You order under more than one agreement.',
        `Name one of: ${named.map(({ id }) => id).join(', ')}.`,
      ),
    );
  return ok(agreement);
}

const titleOf = ({ manifest, ref }: Agreement): string =>
  manifest.variants[ref.variant]?.title ?? manifest.title;

/** What an order says that its forms have no place for. */
const saidOf = (order: ProductOrderCreate) => ({
  relatedContactInformation: order.relatedContactInformation,
  ...(order.note === undefined ? {} : { note: order.note }),
  items: order.productOrderItem.map(
    ({ id, note, relatedContactInformation, productOfferingQualificationItem }) => ({
      id,
      ...(note === undefined ? {} : { note }),
      ...(relatedContactInformation === undefined ? {} : { relatedContactInformation }),
      ...(productOfferingQualificationItem === undefined ? {} : { productOfferingQualificationItem }),
    }),
  ),
});
