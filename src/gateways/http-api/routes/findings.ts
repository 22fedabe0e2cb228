import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import type { MonthSummary } from '../../../flows/close-month/summary.ts';
import type { Tx } from '../../../platform/database.ts';
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
        await inAgreement(request, async ({ tx, agreement }) => ok(await listFindings(tx, agreement.id))),
      ),
  );
}

async function listFindings(tx: Tx, agreementId: string): Promise<MonthFindings[]> {
  const rows = await tx.query<{ month: string; verification: MonthSummary['verification'] }>(
    `SELECT month, summary -> 'verification' AS verification FROM month_close
     WHERE agreement_id = $1 ORDER BY month DESC`,
    [agreementId],
  );
  return rows.flatMap(({ month, verification }) => (verification === null ? [] : [{ month, verification }]));
}
