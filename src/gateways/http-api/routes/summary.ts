import { Type } from 'typebox';
import { IsoDate, IsoInstant } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { summarise } from '../../../flows/agreement-summary/summary.ts';
import { summaryPdf } from '../../pdf/summary-pdf.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';

export function addSummaryRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  api.get(
    '/api/agreements/:form/:variant/summary.pdf',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'A summary to print: parties, dates, key terms, clocks, rates, coverage',
        tags: ['agreement'],
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          asOf: Type.Optional(IsoDate('Contract time; default today where the agreement is at home')),
          asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
        }),
        response: {
          200: {
            description: 'The same bytes for the same agreement and times',
            content: { 'application/pdf': { schema: Type.String({ format: 'binary' }) } },
          },
          404: Problems,
        },
      },
    },
    async (request, reply) => {
      const { asOf, asKnown } = request.query;
      const result = await inAgreement(request, ({ agreement }) =>
        ok(summarise(agreement.at(asOf ?? todayOf(agreement, options.clock), asKnown))),
      );
      if (!result.ok) return answer(reply, result);
      const { ref, asOf: day } = result.value;
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${ref.id}-${ref.variant}-${day}.pdf"`)
        .send(Buffer.from(await summaryPdf(result.value)));
    },
  );
}
