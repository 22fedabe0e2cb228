import type { Tx } from '../platform/transaction.ts';

/** A case as lists show it. */
export interface CaseHead {
  readonly agreementId: string;
  readonly caseId: string;
  readonly kind: string;
  readonly state: string;
  readonly openedAt: string;
  readonly changedAt: string;
}

/** A clock of a case that runs, stands still, or ran out without being met. */
export interface OpenClock {
  readonly agreementId: string;
  readonly caseId: string;
  readonly kind: string;
  readonly state: string;
  readonly clock: string;
  readonly run: number;
  readonly startedAt: string;
  /** Date, or date-time with offset; none while it stands still. */
  readonly dueAt: string | null;
  readonly notBefore: string | null;
  readonly pausedBy: string | null;
  readonly expired: boolean;
  /** Name of the agreement's clock that it is. */
  readonly agreementClock: string | null;
  /** Section that promises the deadline. */
  readonly clause: string | null;
  /** Party, or part of the program, that opened the case. */
  readonly openedBy: string;
}

/** Cases of these kinds that the scope may see, latest change first; of one agreement where it is named. */
export async function listCases(
  tx: Tx,
  about: { readonly agreementId?: string; readonly kinds?: readonly string[] },
): Promise<CaseHead[]> {
  return tx.query<CaseHead & Record<string, unknown>>(
    `SELECT agreement_id AS "agreementId", case_id AS "caseId", kind, state,
            opened_at AS "openedAt", changed_at AS "changedAt"
       FROM case_state
      WHERE ($1::text IS NULL OR agreement_id = $1) AND ($2::text[] IS NULL OR kind = ANY($2))
      ORDER BY changed_at DESC, agreement_id, case_id`,
    [about.agreementId ?? null, about.kinds ?? null],
  );
}

/**
 * Clocks that somebody still has to meet: due before the end of `to` (an ISO date in the agreements' zones), overdue ones
 * included, and those that stand still. Soonest first.
 */
export async function listOpenClocks(
  tx: Tx,
  about: {
    readonly agreementId?: string;
    readonly caseId?: string;
    readonly kinds?: readonly string[];
    readonly to?: string;
  },
): Promise<OpenClock[]> {
  return tx.query<OpenClock & Record<string, unknown>>(
    `SELECT k.agreement_id AS "agreementId", k.case_id AS "caseId", s.kind, s.state, k.name AS clock, k.run,
            k.started_at AS "startedAt", k.due_at AS "dueAt", k.not_before AS "notBefore",
            k.paused_by AS "pausedBy", k.expired, 
            k.basis->'facts'->>'clock' AS "agreementClock", k.basis->>'clause' AS clause, e.actor AS "openedBy"
       FROM clock k JOIN case_state s USING (agreement_id, case_id)
            JOIN event e ON (e.agreement_id, e.case_id, e.seq) = (k.agreement_id, k.case_id, 1)
      WHERE k.state IN ('running', 'paused') AND NOT s.replayed AND ($1::text IS NULL OR k.agreement_id = $1)
        AND ($2::text[] IS NULL OR s.kind = ANY($2))
        AND ($3::text IS NULL OR k.due_at IS NULL OR left(k.due_at, 10) <= $3)
        AND ($4::text IS NULL OR k.case_id = $4)
      ORDER BY k.due_until NULLS LAST, k.agreement_id, k.case_id, k.name`,
    [about.agreementId ?? null, about.kinds ?? null, about.to ?? null, about.caseId ?? null],
  );
}
