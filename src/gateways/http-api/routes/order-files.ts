import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { OrderIntake } from '../../../flows/take-order/order-intake.ts';
import { MAX_FILE_BYTES, MAX_LINES } from '../../../formats/order-file/file-order.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { readOrderFileInThread } from '../../order-files/read-in-thread.ts';
import { mendCsvParts, resultCsvParts } from '../../order-files/result-csv.ts';
import { resultJsonParts } from '../../order-files/result-json.ts';
import { sendOrderFile } from '../../order-files/send-order-file.ts';
import {
  orderTemplate,
  TEMPLATE_FORMATS,
  templateOrders,
  TEMPLATE_TYPES,
} from '../../order-files/template.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answerInParts } from '../answer-in-parts.ts';
import { answer } from '../answers.ts';
import { callerOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { OrderFileAnswer, OrderFileRules } from '../shapes/order-file.ts';
import { takeUploads, uploadOf } from '../upload.ts';

/** Files that are read, taken and answered at the same time: what bounds their memory together. */
const AT_WORK = 2;
/** How long whoever sent a file may take to fetch its result. */
const FETCH_MILLISECONDS = 5 * 60_000;
const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const RETRY_SECONDS = 10;

/** Many orders in one file, with a verdict for each line. */
export function addOrderFileRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const intakes = new Map<Agreement, OrderIntake>();
  const intakeOf = (agreement: Agreement): OrderIntake => {
    const there = intakes.get(agreement) ?? new OrderIntake(options.db, options.orderRoom(agreement));
    intakes.set(agreement, there);
    return there;
  };
  const tags = ['orders'];
  let atWork = 0;

  void api.register(async (scope: Api) => {
    await takeUploads(scope);
    scope.post(
      '/api/agreements/:form/:variant/order-files',
      {
        config: { right: 'orders:send' },
        schema: {
          summary: 'Send a file of orders: XML, CSV or an Excel workbook',
          description:
            'The file is the body itself, or the one file of a form (multipart/form-data). Each order is taken by itself, and each line has its verdict: sent again, what is on record is said and skipped. With `as=csv` the result comes as CSV, with `as=mend` the rows to mend; `with=csv,mend` puts both into the JSON, so that a file is sent once.',
          tags,
          params: Type.Object(AgreementPath),
          querystring: Type.Object({
            as: Type.Optional(Type.Enum(['json', 'csv', 'mend'], { description: 'Default json' })),
            with: Type.Optional(
              Type.String({
                pattern: '^(csv|mend)(,(csv|mend))?$',
                description: 'What else the JSON holds: csv, mend, or both with a comma between',
              }),
            ),
          }),
          response: {
            200: OrderFileAnswer,
            403: Problems,
            404: Problems,
            413: Problems,
            422: Problems,
            429: Problems,
          },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
        if (!seen.ok) return answer(reply, seen);
        const agreement = seen.value;
        if (caller.party !== agreement.parties.clec) return answer(reply, fail(otherOrders), 403);
        if (atWork >= AT_WORK) return answer(reply.header('retry-after', RETRY_SECONDS), fail(busy), 429);
        const { as = 'json', with: beside = '' } = request.query;
        let parts: Iterable<string> | undefined;
        const over = (): void => {
          atWork -= 1;
        };
        atWork += 1;
        try {
          const limits = options.orderFiles ?? {};
          const upload = await uploadOf(request, limits.maxBytes ?? MAX_FILE_BYTES);
          if (!upload.ok) return answer(reply, upload, tooMuch(upload.problems) ? 413 : 422);
          const file = await readOrderFileInThread(upload.value, limits, {
            onDeath: (error) => request.log.error({ err: error }, 'Reading a file of orders ended.'),
          });
          if (!file.ok) return answer(reply, file, tooMuch(file.problems) ? 413 : 422);
          const result = await sendOrderFile(
            {
              db: options.db,
              intake: intakeOf(agreement),
              agreement,
              clock: options.clock,
              party: caller.party,
              withOrder: (tx, { id }) =>
                recordAudit(tx, options.clock, {
                  who: caller.user.email,
                  what: 'ordered',
                  subject: `${agreement.id} ${id}`,
                  purpose: 'order',
                  party: caller.party,
                }),
            },
            file.value,
          );
          if (as === 'json') {
            const csv = beside.includes('csv') ? resultCsvParts(result) : undefined;
            const mend = beside.includes('mend') ? mendCsvParts(file.value, result) : undefined;
            parts = resultJsonParts(result, { csv, mend });
          } else parts = as === 'csv' ? resultCsvParts(result) : (mendCsvParts(file.value, result) ?? ['']);
        } finally {
          if (parts === undefined) over();
        }
        if (as === 'json') void reply.type(JSON_TYPE);
        else void reply.type(CSV).header('content-disposition', `attachment; filename="orders-${as}.csv"`);
        return reply.send(answerInParts(parts, FETCH_MILLISECONDS, over));
      },
    );
  });

  api.get(
    '/api/agreements/:form/:variant/order-files',
    {
      config: { right: 'orders:send' },
      schema: {
        summary: 'What a file of orders may be: how large, and which templates there are',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: OrderFileRules, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement.parties.clec));
      if (!seen.ok) return answer(reply, seen);
      if (caller.party !== seen.value) return answer(reply, fail(otherOrders), 403);
      const { maxBytes = MAX_FILE_BYTES, maxLines = MAX_LINES } = options.orderFiles ?? {};
      return reply.send({ maxBytes, maxLines, templates: [...TEMPLATE_FORMATS], samples: templateOrders() });
    },
  );

  api.get(
    '/api/agreements/:form/:variant/order-files/template',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'A file of orders to begin with: a workbook, CSV or XML, or the XML Schema',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          format: Type.Optional(Type.Enum([...TEMPLATE_FORMATS], { description: 'Default xlsx' })),
          order: Type.Optional(
            Type.String({ maxLength: 60, description: 'Sample order that is filled in; default loop-new' }),
          ),
        }),
        response: {
          200: {
            description: 'The file',
            content: Object.fromEntries(
              Object.values(TEMPLATE_TYPES).map((type) => [
                type,
                { schema: Type.String({ format: 'binary' }) },
              ]),
            ),
          },
          404: Problems,
          422: Problems,
        },
      },
    },
    async (request, reply) => {
      const seen = await inAgreement(request, () => ok(true));
      if (!seen.ok) return answer(reply, seen);
      const { format = 'xlsx', order = 'loop-new' } = request.query;
      const made = await orderTemplate(format, [order]);
      if (!made.ok) return answer(reply, made, 422);
      return reply
        .type(TEMPLATE_TYPES[format])
        .header('content-disposition', `attachment; filename="orders.${format}"`)
        .send(made.value);
    },
  );
}

const tooMuch = (problems: readonly Problem[]): boolean =>
  problems.some(({ id }) => id === 'order-file/too-large' || id === 'order-file/too-many-lines');

const otherOrders: Problem = {
  id: 'api/orderer',
  sentence: 'Orders are sent by the carrier that orders.',
  cure: 'Answer the orders that have come in.',
};

const busy: Problem = {
  id: 'order-file/busy',
  sentence: 'Other files of orders are being taken.',
  cure: 'Send the file again in a few seconds.',
};
