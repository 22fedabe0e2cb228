import { lastIssuedBefore } from '../../accounts/month-close.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { localDate } from '../../cases/instant.ts';
import type { Tx } from '../../platform/database.ts';
import type { OrderAnswer } from './answer-order.ts';

const MONTH = 'yyyy-mm'.length;
/** After every month that can be issued. */
const LAST_MONTH = '9999-12';

/** Work that is said to be done in a month whose bills are issued would stand on no bill. */
export async function issuedProblems(
  tx: Tx,
  agreement: Agreement,
  { body, occurredAt }: OrderAnswer,
): Promise<Problem[]> {
  const on = String(body['completedOn'] ?? localDate(agreement, occurredAt));
  const issued = await lastIssuedBefore(tx, agreement.id, LAST_MONTH);
  if (issued === undefined || on.slice(0, MONTH) > issued) return [];
  return [
    {
      id: 'orders/month-issued',
      field: 'completedOn',
      sentence: `${on} lies in or before ${issued}, whose bills are issued; late reports are not executed yet.`,
      cure: 'Name a day in a month that is open.',
    },
  ];
}
