import { Type } from 'typebox';
import { runDecision } from '../../../agreement/decision.ts';
import { IsoDate, IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems, Receipt } from '../shapes/common.ts';
import { DecisionView } from '../shapes/decision.ts';

export function addDecisionRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['what if'];

  api.get(
    '/api/agreements/:form/:variant/decisions',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Questions that the agreement answers',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: Type.Array(DecisionView), 404: Problems },
      },
    },
    async (request, reply) => {
      const views = options.decisions.map(({ name, doc, facts, value }) => ({ name, doc, facts, value }));
      return answer(reply, await inAgreement(request, () => ok(views)));
    },
  );

  api.post(
    '/api/agreements/:form/:variant/decisions/:name',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Decide on given facts; nothing is recorded',
        tags,
        params: Type.Object({ ...AgreementPath, name: Type.String() }),
        body: Type.Object(
          {
            facts: Type.Record(Type.String(), Type.Unknown()),
            asOf: Type.Optional(IsoDate('Contract time; default as the facts tell, else today')),
            asKnown: Type.Optional(IsoInstant('Record time')),
          },
          { additionalProperties: false },
        ),
        response: { 200: Receipt, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const { facts, asOf, asKnown } = request.body;
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      const decision = options.decisions.find(({ name }) => name === request.params.name);
      if (decision === undefined) return answer(reply, fail(unknownDecision(options)));
      const receipt = runDecision(decision, seen.value, facts, {
        asOf: asOf ?? todayOf(seen.value, options.clock),
        ...(asKnown === undefined ? {} : { asKnown }),
      });
      return answer(reply, receipt, 422);
    },
  );
}

const unknownDecision = ({ decisions }: ServerOptions) => ({
  id: 'decide/unknown',
  sentence: 'There is no such question.',
  cure: `Questions are: ${decisions.map(({ name }) => name).join(', ')}.`,
});
