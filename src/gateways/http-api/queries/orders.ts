import type { Problem } from '../../../base/problem.ts';
import type { Receipt } from '../../../base/receipt.ts';
import { withoutCustomer } from '../../../cases/customer-fields.ts';
import type { CaseKind } from '../../../cases/kind.ts';
import type { Tx } from '../../../platform/database.ts';
import type { ClockHead, ClockRun, Order, OrderEvent } from '../shapes/order.ts';

type Body = Record<string, unknown>;

interface CaseRow {
  case_id: string;
  kind: string;
  state: string;
  opened_at: string;
  changed_at: string;
  request: Body | null;
}

export interface ClockRow {
  case_id: string;
  name: string;
  run: number;
  state: ClockHead['state'];
  started_at: string;
  due_at: string | null;
  not_before: string | null;
  paused_by: string | null;
  stopped_at: string | null;
  stopped_by: string | null;
  expired: boolean;
  in_time: boolean | null;
  elapsed: bigint | null;
}

interface EventRow {
  seq: number;
  kind: string;
  occurred_at: string;
  recorded_at: string;
  actor: string;
  body: Body;
  hash: string;
  draft_month: string | null;
}

const CASE = `
  SELECT s.case_id, s.kind, s.state, s.opened_at, s.changed_at, e.body AS request
  FROM case_state s LEFT JOIN event e ON (e.agreement_id, e.case_id, e.seq) = (s.agreement_id, s.case_id, 1)
  WHERE s.agreement_id = $1 AND s.kind = ANY($2)`;

export const CLOCK_COLUMNS = `case_id, name, run, state, started_at, due_at, not_before, paused_by, stopped_at, expired,
  stopped_at <= due_until AS in_time, elapsed,
  (SELECT split_part(e.kind, '.', 2) FROM event e
   WHERE (e.agreement_id, e.case_id, e.occurred_at) = (clock.agreement_id, clock.case_id, clock.stopped_at)
   ORDER BY e.seq DESC LIMIT 1) AS stopped_by`;

/** One request of these kinds with everything that happened in it and how each of its deadlines came about. What it tells of the end user is left out unless `whole`. */
export async function findOrder(
  tx: Tx,
  agreementId: string,
  caseId: string,
  show: { readonly kinds: readonly CaseKind[]; readonly whole: boolean },
): Promise<Order | undefined> {
  const key = [agreementId, caseId];
  const [row] = await tx.query<CaseRow>(`${CASE} AND s.case_id = $3`, [
    agreementId,
    names(show.kinds),
    caseId,
  ]);
  if (row === undefined) return undefined;
  const events = await tx.query<EventRow>(
    `SELECT seq, kind, occurred_at, recorded_at, actor, body, hash, draft_month
     FROM event WHERE agreement_id = $1 AND case_id = $2 ORDER BY seq`,
    key,
  );
  const clocks = await tx.query<ClockRow & { basis: Receipt | { problems: Problem[] } }>(
    `SELECT ${CLOCK_COLUMNS}, basis FROM clock WHERE agreement_id = $1 AND case_id = $2
     ORDER BY started_at, name, run`,
    key,
  );
  const kind = show.whole ? undefined : kindOf(show.kinds, row.kind);
  const seen = caseView(row);
  const request = withoutCustomer(kind, seen.request);
  const happened = events.map((event) => ({ event, seen: withoutCustomer(kind, event.body) }));
  return {
    ...seen,
    request: { ...request.body },
    withheld: [...new Set(happened.flatMap((one) => one.seen.withheld))],
    events: happened.map((one) => eventView({ ...one.event, body: { ...one.seen.body } })),
    clocks: clocks.map(({ basis, ...clock }): ClockRun => {
      const made = 'steps' in basis ? { receipt: { ...basis, steps: [...basis.steps] } } : {};
      return { ...clockHead(clock), ...made, problems: 'problems' in basis ? basis.problems : [] };
    }),
  };
}

const kindOf = (kinds: readonly CaseKind[], name: string): CaseKind | undefined =>
  kinds.find(({ kind }) => kind === name);

const names = (kinds: readonly CaseKind[]): string[] => kinds.map(({ kind }) => kind);

const caseView = (row: CaseRow) => ({
  id: row.case_id,
  kind: row.kind,
  state: row.state,
  openedAt: row.opened_at,
  changedAt: row.changed_at,
  request: row.request ?? {},
});

export const clockHead = (row: ClockRow): ClockHead => ({
  name: row.name,
  run: row.run,
  state: row.state,
  startedAt: row.started_at,
  ...(row.due_at === null ? {} : { dueAt: row.due_at }),
  ...(row.not_before === null ? {} : { notBefore: row.not_before }),
  ...(row.paused_by === null ? {} : { pausedBy: row.paused_by }),
  ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
  ...(row.stopped_by === null ? {} : { stoppedBy: row.stopped_by }),
  expired: row.expired,
  ...(row.in_time === null ? {} : { inTime: row.in_time }),
  ...(row.elapsed === null ? {} : { elapsedSeconds: Number(row.elapsed) }),
});

function eventView(row: EventRow): OrderEvent {
  const fields = Object.entries(row.body);
  const problems = fields.flatMap(([, value]) => (isProblems(value) ? value : []));
  return {
    seq: row.seq,
    event: row.kind.slice(row.kind.indexOf('.') + 1),
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    body: Object.fromEntries(fields.filter(([, value]) => !isProblems(value))),
    problems,
    hash: row.hash,
    isDraft: row.draft_month !== null,
  };
}

const isProblems = (value: unknown): value is Problem[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => one !== null && typeof one === 'object' && 'sentence' in one && 'cure' in one);
