import { Type } from 'typebox';
import { fail } from '../../../base/result.ts';
import { findResponse, listResponses } from '../../response-documents/find-responses.ts';
import { RESPONSE_KINDS } from '../../response-documents/response.ts';
import { RESPONSE_FORMATS, RESPONSE_TYPES, writeResponse } from '../../response-documents/write.ts';
import { isAddress } from '../../response-documents/write-mail.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import { isAsked, PurposeQuery, recordView, statusOf } from '../customer-view.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';

const CasePath = Type.String({
  pattern: "^[A-Za-z0-9.,'/_-]+$",
  maxLength: 100,
  description: 'Order, or case of a loss',
});
const Address = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));

/** What is told of an order, as documents to send or to print. */
export function addResponseDocumentRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['orders'];

  api.get(
    '/api/agreements/:form/:variant/response-documents',
    {
      config: { right: 'orders:read' },
      schema: {
        summary:
          'Documents that tell of an order: acknowledgement, rejection, confirmation, jeopardy, completion, question, loss',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Type.Object({ case: CasePath }),
        response: {
          200: Type.Array(
            Type.Object({ seq: Type.Integer(), kind: Type.Enum([...RESPONSE_KINDS]), at: Type.String() }),
          ),
          404: Problems,
        },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, ({ tx, agreement }) =>
          listResponses(tx, { agreement, kinds: options.kinds }, request.query.case),
        ),
      ),
  );

  api.get(
    '/api/agreements/:form/:variant/response-documents/:seq',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'One of them: a mail (eml), a page (html), text, or a response form (xml)',
        description:
          'What a loss tells of the end user is left out; with a purpose it is there, and the view is on record with user, purpose and authority. A mail without `to` is a draft.',
        tags,
        params: Type.Object({ ...AgreementPath, seq: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }) }),
        querystring: Type.Object({
          case: CasePath,
          format: Type.Optional(Type.Enum([...RESPONSE_FORMATS], { description: 'Default eml' })),
          from: Address('Sender of a mail'),
          to: Address('Receiver of a mail'),
          ...PurposeQuery,
        }),
        response: {
          200: {
            description: 'The document',
            content: Object.fromEntries(
              Object.values(RESPONSE_TYPES).map((type) => [type, { schema: Type.String() }]),
            ),
          },
          403: Problems,
          404: Problems,
          422: Problems,
        },
      },
    },
    async (request, reply) => {
      const { case: caseId, format = 'eml', from, to } = request.query;
      const wrong = Object.entries({ from, to }).filter(([, one]) => one !== undefined && !isAddress(one));
      if (wrong.length > 0) return answer(reply, fail(...wrong.map(([field]) => noAddress(field))), 422);
      const whole = isAsked(request.query);
      const made = await inAgreement(request, async (room) => {
        const about = { agreement: room.agreement, kinds: options.kinds };
        const found = await findResponse(room.tx, about, { caseId, seq: Number(request.params.seq), whole });
        if (!found.ok || !whole) return found;
        const seen = await recordView(room, options.clock, caseId, request.query);
        return seen.ok ? found : seen;
      });
      if (!made.ok) return answer(reply, made, statusOf(made.problems));
      const text = writeResponse(made.value, format, {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      return reply
        .type(RESPONSE_TYPES[format])
        .header('content-disposition', `attachment; filename="${made.value.kind}.${format}"`)
        .send(text);
    },
  );
}

const noAddress = (field: string) => ({
  id: 'response/address',
  field,
  sentence: 'That is no address of a mailbox.',
  cure: 'Write it as name@place.example.',
});
