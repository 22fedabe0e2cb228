import { Type } from 'typebox';
import { IsoInstant } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { ExplanationView } from '../shapes/explanation.ts';

export function addExplainRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  api.get(
    '/api/agreements/:form/:variant/explain',
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'Why: a bill line, deadline, rejection, order, call, finding or measure, down to the clause',
        tags: ['explain'],
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          id: Type.String({ minLength: 1, maxLength: 200 }),
          asKnown: Type.Optional(IsoInstant('Record time for a call, which is decided again')),
        }),
        response: { 200: ExplanationView, 404: Problems },
      },
    },
    async (request, reply) => {
      const seen = await inAgreement(request, ({ agreement, scope }) => ok({ agreement, scope }));
      if (!seen.ok) return answer(reply, seen);
      const { scope, agreement } = seen.value;
      const { id, asKnown } = request.query;
      return answer(reply, await options.explain(scope, agreement, id, asKnown));
    },
  );
}
