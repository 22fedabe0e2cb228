import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { MonthMeasures } from '../shapes/measure.ts';

/** How well the carriers did what they promised each other; for the commission of the state, too. */
export function addMeasureRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  api.get(
    '/api/agreements/:form/:variant/measures',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Measures of closed months, newest first; a commission sees those of issued months',
        tags: ['months'],
        params: Type.Object(AgreementPath),
        response: { 200: Type.Array(MonthMeasures), 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(
            await tx.query<MonthMeasures>(
              'SELECT month, state, measures FROM month_measures WHERE agreement_id = $1 ORDER BY month DESC',
              [agreement.id],
            ),
          ),
        ),
      ),
  );
}
