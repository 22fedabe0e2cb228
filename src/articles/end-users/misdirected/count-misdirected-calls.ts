import type { Agreement } from '../../../agreement/agreement.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { localDate } from '../../../cases/instant.ts';
import { misdirectedCallsTerm } from './terms.ts';

/** How many misdirected calls a party answered in a month, and how many of them it referred. */
export interface MisdirectedCount {
  readonly party: string;
  readonly answered: number;
  readonly referred: number;
}

/** What is counted: one row a call. */
export interface CountedCall {
  readonly answeredBy: string;
  readonly receivedAt: string;
  readonly referred: boolean;
}

/** Calls of a month (`2026-11`, by the agreement's days) by the party that answered, the incumbent first, zero included. */
export function countCalls(
  agreement: Agreement,
  calls: readonly CountedCall[],
  month: string,
): MisdirectedCount[] {
  const ofMonth = calls.filter(({ receivedAt }) => localDate(agreement, receivedAt).slice(0, 7) === month);
  return (['ilec', 'clec'] as const).map((role) => {
    const own = ofMonth.filter(({ answeredBy }) => answeredBy === role);
    return {
      party: agreement.parties[role],
      answered: own.length,
      referred: own.filter(({ referred }) => referred).length,
    };
  });
}

/** Reads the cases of the agreement and counts; an agreement that does not count has no figure, not zero. */
export async function countMisdirectedCalls(
  tx: Tx,
  agreement: Agreement,
  month: string,
): Promise<Result<MisdirectedCount[]>> {
  const last = Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .add({ months: 1 })
    .subtract({ days: 1 });
  const term = agreement.at(last.toString()).term(misdirectedCallsTerm);
  if (!term.ok) return term;
  if (term.value.value.counted === 'not-counted')
    return fail({
      id: 'end-users/not-counted',
      field: 'month',
      sentence: `Under ${agreement.id} misdirected calls are not counted.`,
      cure: 'Ask about an agreement that counts them.',
      clause: term.value.citation,
    });
  const calls = await tx.query<CountedCall & Record<string, unknown>>(
    `SELECT r.body->>'answeredBy' AS "answeredBy", r.occurred_at AS "receivedAt",
            EXISTS (SELECT 1 FROM event f WHERE f.agreement_id = r.agreement_id AND f.case_id = r.case_id
                       AND f.kind = 'misdirected-call.referred') AS referred
       FROM event r
      WHERE r.agreement_id = $1 AND r.kind = 'misdirected-call.received'`,
    [agreement.id],
  );
  return ok(countCalls(agreement, calls, month));
}
