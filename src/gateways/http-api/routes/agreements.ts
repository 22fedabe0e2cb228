import { Type } from 'typebox';
import { baseCitation } from '../../../agreement/agreement.ts';
import { IsoDate, IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess, todayOf, visibleAgreements } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import { callerOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { agreementHead, agreementText } from '../queries/agreement-text.ts';
import { AgreementHead, AgreementText } from '../shapes/agreement.ts';
import { AgreementPath, Clause, Problems } from '../shapes/common.ts';

export function addAgreementRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['agreement'];
  const params = Type.Object(AgreementPath);

  api.get(
    '/api/agreements',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Agreements that your carrier is a party of',
        tags,
        response: { 200: Type.Array(AgreementHead) },
      },
    },
    (request) => agreementHeads(options, callerOf(request)),
  );

  api.get(
    '/api/agreements/:form/:variant',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Text and terms of an agreement on a day',
        tags,
        params,
        querystring: Type.Object({
          asOf: Type.Optional(IsoDate('Contract time; default today where the agreement is at home')),
          asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
        }),
        response: { 200: AgreementText, 404: Problems },
      },
    },
    async (request, reply) => {
      const { asOf, asKnown } = request.query;
      const result = await inAgreement(request, ({ agreement, caller }) =>
        ok(agreementText(agreement, caller.party, asOf ?? todayOf(agreement, options.clock), asKnown)),
      );
      return answer(reply, result);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/clause',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'The words of one section or paragraph',
        tags,
        params,
        querystring: Type.Object({ citation: Type.String({ minLength: 1 }) }),
        response: { 200: Clause, 404: Problems },
      },
    },
    async (request, reply) => {
      const citation = baseCitation(request.query.citation);
      const result = await inAgreement(request, ({ agreement }) => {
        const text = agreement.clauseText(citation);
        if (text === undefined) return fail(notFound('section'));
        const section = agreement.section(citation);
        const amendment = agreement.amendments.find((one) => one.citation === citation);
        return ok({
          citation,
          heading: section?.heading ?? amendment?.title ?? '',
          text,
          unmodelled: section?.unmodelled.map(({ reason }) => reason) ?? [],
        });
      });
      return answer(reply, result);
    },
  );
}

async function agreementHeads(options: ServerOptions, caller: Caller): Promise<AgreementHead[]> {
  const agreements = await visibleAgreements(options, caller);
  return agreements.map((agreement) => agreementHead(agreement, caller.party));
}
