import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { findInvoice, findInvoiceLine, listInvoices } from '../queries/invoices.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { Invoice, InvoiceHead, InvoiceLineWhy } from '../shapes/invoice.ts';

const BASE = '/api/agreements/:form/:variant/invoices';

export function addInvoiceRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['bills'];

  api.get(
    BASE,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'Bills between the two parties, newest month first',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Type.Object({ month: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$' })) }),
        response: { 200: Type.Array(InvoiceHead), 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(await listInvoices(tx, agreement, request.query.month)),
        ),
      ),
  );

  api.get(
    `${BASE}/:number`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'A bill with its lines',
        tags,
        params: Type.Object({ ...AgreementPath, number: Type.String() }),
        response: { 200: Invoice, 404: Problems },
      },
    },
    async (request, reply) => {
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const found = await findInvoice(tx, agreement, request.params.number);
        return found === undefined ? fail(notFound('bill')) : ok(found);
      });
      return answer(reply, result);
    },
  );

  api.get(
    `${BASE}/:number/lines/:line`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'A line of a bill with its receipt and the words of its clause',
        tags,
        params: Type.Object({ ...AgreementPath, number: Type.String(), line: Type.String() }),
        response: { 200: InvoiceLineWhy, 404: Problems },
      },
    },
    async (request, reply) => {
      const { number, line } = request.params;
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const found = await findInvoiceLine(tx, agreement, number, line);
        return found === undefined ? fail(notFound('line')) : ok(found);
      });
      return answer(reply, result);
    },
  );
}
