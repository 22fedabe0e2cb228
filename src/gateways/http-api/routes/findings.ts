import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { MonthFindings } from '../shapes/month.ts';

export function addFindingRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  api.get(
    '/api/agreements/:form/:variant/findings',
    {
      schema: {
        summary: "What checking the other side's bills found, by month, newest first",
        tags: ['bills'],
        params: Type.Object(AgreementPath),
        response: { 200: Type.Array(MonthFindings), 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(
            await tx.query<MonthFindings>(
              `SELECT month, summary -> 'verification' AS verification FROM month_close
               WHERE agreement_id = $1 AND summary -> 'verification' IS NOT NULL ORDER BY month DESC`,
              [agreement.id],
            ),
          ),
        ),
      ),
  );
}
