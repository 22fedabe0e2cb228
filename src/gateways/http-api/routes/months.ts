import { Type } from 'typebox';
import { readBillChecks } from '../../../accounts/bill-check.ts';
import { fail, ok } from '../../../base/result.ts';
import type { MonthDetails, VerificationTable } from '../../../flows/close-month/summary.ts';
import { agreementAccess } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { Month, MonthHead } from '../shapes/month.ts';

const COLUMNS = 'month, state, agreement_hash AS "agreementHash", input_hash AS "inputHash"';

export function addMonthRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['months'];

  api.get(
    '/api/agreements/:form/:variant/months',
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'Months that were closed, newest first',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: Type.Array(MonthHead), 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(
            await tx.query<MonthHead>(
              `SELECT ${COLUMNS} FROM month_close WHERE agreement_id = $1 ORDER BY month DESC`,
              [agreement.id],
            ),
          ),
        ),
      ),
  );

  api.get(
    '/api/agreements/:form/:variant/months/:month',
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'A month in numbers',
        tags,
        params: Type.Object({ ...AgreementPath, month: Type.String() }),
        response: { 200: Month, 404: Problems },
      },
    },
    async (request, reply) => {
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const [month] = await tx.query<MonthHead & { summary: MonthDetails }>(
          `SELECT ${COLUMNS}, summary FROM month_close WHERE agreement_id = $1 AND month = $2`,
          [agreement.id, request.params.month],
        );
        if (month === undefined) return fail(notFound('month'));
        const [check] = await readBillChecks<VerificationTable>(tx, agreement.id, month.month);
        return ok(monthView(month, check?.checked ?? null));
      });
      return answer(reply, result);
    },
  );
}

/** Without the receipts, which explain gives one by one. */
function monthView(
  { summary, ...head }: MonthHead & { summary: MonthDetails },
  verification: VerificationTable | null,
): Month {
  const { receipts: _receipts, measured: _measured, ...table } = summary;
  return { ...head, summary: { ...table, verification } };
}
