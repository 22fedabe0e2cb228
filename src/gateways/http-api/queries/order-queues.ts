import type { Agreement } from '../../../agreement/agreement.ts';
import { localDate, readInstant } from '../../../cases/instant.ts';
import type { CaseKind } from '../../../cases/kind.ts';
import { awaited } from '../../../cases/who-acts.ts';
import type { Tx } from '../../../platform/database.ts';
import type { OrderHead } from '../shapes/order.ts';
import type { OrderQueues, QueuedOrder } from '../shapes/order-queue.ts';

interface Question {
  /** By id. */
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly kinds: readonly CaseKind[];
  readonly state?: string | undefined;
  readonly limit: number;
  readonly now: Temporal.Instant;
}

interface Row {
  agreement_id: string;
  case_id: string;
  kind: string;
  state: string;
  opened_at: string;
  summary: OrderHead['summary'];
  name: string | null;
  due_at: string | null;
  due_until: string | null;
  agreement_clock: string | null;
  opened_by: string;
}

/** More open orders than these are not counted one by one. */
const MOST_COUNTED = 10_000;

/** Clocks that nobody has to meet: they only tell that a time has begun or is over. */
const isMet = (kinds: readonly CaseKind[]): string[] =>
  kinds.flatMap(({ clocks }) => clocks.filter(({ passes }) => passes !== true).map(({ name }) => name));

/**
 * Open orders by what is due first in them: the clock that runs out next, and the promised day where no clock runs. Orders of
 * a month's files are left out: nobody answers them by hand.
 */
export async function orderQueues(tx: Tx, question: Question): Promise<OrderQueues> {
  const { agreements, kinds, state, limit, now } = question;
  const ids = [...agreements.keys()];
  const names = kinds.map(({ kind }) => kind);
  const rows = await tx.query<Row & Record<string, unknown>>(
    `SELECT s.agreement_id, s.case_id, s.kind, s.state, s.opened_at, s.summary, k.name, k.due_at, k.due_until,
            k.agreement_clock, e.actor AS opened_by
       FROM case_state s
            LEFT JOIN LATERAL (
              SELECT name, due_at, due_until, basis -> 'facts' ->> 'clock' AS agreement_clock FROM clock
               WHERE (agreement_id, case_id) = (s.agreement_id, s.case_id) AND state = 'running'
                 AND due_until IS NOT NULL AND name = ANY($4)
               ORDER BY due_until LIMIT 1) k ON true
            JOIN event e ON (e.agreement_id, e.case_id, e.seq) = (s.agreement_id, s.case_id, 1)
      WHERE s.agreement_id = ANY($1) AND s.kind = ANY($2) AND s.open AND NOT s.replayed
        AND s.state <> 'completed' AND ($3::text IS NULL OR s.state = $3)
      ORDER BY least(k.due_until, ((s.summary ->> 'dueDate')::date + 1)::timestamptz) NULLS LAST, s.case_id
      LIMIT $5`,
    [ids, names, state ?? null, isMet(kinds), limit + 1],
  );
  const counts = await tx.query<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count
       FROM (SELECT state FROM case_state
              WHERE agreement_id = ANY($1) AND kind = ANY($2) AND open AND NOT replayed AND state <> 'completed'
              LIMIT ${MOST_COUNTED}) o
      GROUP BY state ORDER BY state`,
    [ids, names],
  );
  const home = agreements.values().next().value;
  return {
    now: now.toString(),
    today: home === undefined ? now.toString().slice(0, 10) : localDate(home, now),
    states: counts.map(({ state: name, count }) => ({ state: name, count })),
    orders: rows.slice(0, limit).flatMap((row) => queued(row, question) ?? []),
    isCapped: rows.length > limit,
  };
}

function queued(row: Row, { agreements, kinds, now }: Question): QueuedOrder | undefined {
  const agreement = agreements.get(row.agreement_id);
  const kind = kinds.find((one) => one.kind === row.kind);
  if (agreement === undefined || kind === undefined) return undefined;
  const promised = row.summary['dueDate'];
  const due = soonest(row.due_at, typeof promised === 'string' ? promised : null);
  const isPromise = due !== row.due_at;
  const act = awaited(agreement.at(localDate(agreement, row.opened_at)), kind, {
    name: row.name ?? '',
    clock: row.agreement_clock ?? undefined,
    state: row.state,
    openedBy: row.opened_by,
  });
  return {
    agreement: row.agreement_id,
    id: row.case_id,
    kind: row.kind,
    state: row.state,
    openedAt: row.opened_at,
    summary: row.summary,
    clock: due === null ? null : isPromise ? 'due-date' : row.name,
    dueAt: due,
    dueOn: due?.slice(0, 10) ?? null,
    isOverdue: isPast(agreement, due, now),
    parties: isPromise ? [agreement.parties.ilec] : row.name === null ? [] : [...act.parties],
    events: isPromise ? ['completed'] : row.name === null ? [] : [...act.events],
  };
}

/** Of a clock and a promised day the one that comes first; on the same day the hour of the clock. */
function soonest(clock: string | null, promised: string | null): string | null {
  if (clock === null || promised === null) return clock ?? promised;
  return promised < clock.slice(0, 10) ? promised : clock;
}

/** A date is past when its day is over where the agreement is at home. */
function isPast({ timeZone }: Agreement, due: string | null, now: Temporal.Instant): boolean {
  if (due === null) return false;
  if (due.length <= 10) return due < localDate({ timeZone }, now);
  const at = readInstant(due, timeZone);
  return at !== undefined && Temporal.Instant.compare(at, now) < 0;
}
