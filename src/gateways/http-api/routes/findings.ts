import { Type } from 'typebox';
import { readBillChecks } from '../../../accounts/bill-check.ts';
import { ok } from '../../../base/result.ts';
import type { VerificationTable } from '../../../flows/close-month/summary.ts';
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
      config: { right: 'bills:read' },
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

/** Only the caller's own checks: row-level security hides the other party's. */
async function listFindings(tx: Tx, agreementId: string): Promise<MonthFindings[]> {
  const checks = await readBillChecks<VerificationTable>(tx, agreementId);
  return checks.map(({ month, checked }) => ({ month, verification: checked }));
}
