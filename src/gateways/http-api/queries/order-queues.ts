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
}

/** More open orders than these are not counted one by one. */
const MOST_COUNTED = 10_000;

/** Clocks that nobody has to meet: they only tell that a time has begun or is over. */
const isMet = (kinds: readonly CaseKind[]): string[] =>
  kinds.flatMap(({ clocks }) => clocks.filter(({ passes }) => passes !== true).map(({ name }) => name));

/** Clocks of one order that may come before those of the next ones: of its answer and of its work. */
const CLOCKS_EACH = 2;
const COLUMNS = 's.agreement_id, s.case_id, s.kind, s.state, s.opened_at, s.summary';
const WANTED = `s.kind = ANY($2) AND s.open AND NOT s.replayed AND s.state <> 'completed' AND ($3::text IS NULL OR s.state = $3)`;

/** Along the clocks that run out next, each agreement by itself. */
const BY_CLOCK = `
  SELECT due.* FROM unnest($1::text[]) AS of (agreement_id), LATERAL (
    SELECT ${COLUMNS}, k.name, k.due_at, k.due_until, k.basis -> 'facts' ->> 'clock' AS agreement_clock
      FROM clock k JOIN case_state s ON (s.agreement_id, s.case_id) = (k.agreement_id, k.case_id)
     WHERE k.agreement_id = of.agreement_id AND k.state = 'running' AND k.due_until IS NOT NULL AND k.name = ANY($5)
       AND ${WANTED}
     ORDER BY k.due_until LIMIT $4) due
   ORDER BY due.due_until, due.case_id LIMIT $4`;

/** Those in which no clock runs: their promised day, if they have one. */
const WITHOUT_CLOCK = `
  SELECT ${COLUMNS}, NULL AS name, NULL AS due_at, NULL AS due_until, NULL AS agreement_clock
    FROM case_state s
   WHERE s.agreement_id = ANY($1) AND ${WANTED} AND s.next_due_until IS NULL
     AND NOT EXISTS (SELECT FROM clock k
                      WHERE (k.agreement_id, k.case_id) = (s.agreement_id, s.case_id) AND k.state = 'running'
                        AND k.due_until IS NOT NULL AND k.name = ANY($5))
   ORDER BY s.summary ->> 'dueDate' NULLS LAST, s.case_id LIMIT $4`;

/**
 * Open orders by what is due first in them: the clock that runs out next, and the promised day where that comes sooner. Orders of
 * a month's files are left out: nobody answers them by hand.
 */
export async function orderQueues(tx: Tx, question: Question): Promise<OrderQueues> {
  const { agreements, kinds, state, limit, now } = question;
  const ids = [...agreements.keys()];
  const names = kinds.map(({ kind }) => kind);
  const values = [ids, names, state ?? null, (limit + 1) * CLOCKS_EACH, isMet(kinds)];
  const clocked = await tx.query<Row & Record<string, unknown>>(BY_CLOCK, values);
  const others = await tx.query<Row & Record<string, unknown>>(WITHOUT_CLOCK, values);
  const first = new Map<string, Row>();
  for (const row of [...clocked, ...others]) {
    const key = `${row.agreement_id} ${row.case_id}`;
    if (!first.has(key)) first.set(key, row);
  }
  const orders = [...first.values()].flatMap((row) => queued(row, question) ?? []).sort(bySoonest);
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
    orders: orders.slice(0, limit),
    isCapped: orders.length > limit,
  };
}

/** Days and moments compare as text: a day comes before the moments of the next one. What has no date comes last. */
const bySoonest = (a: QueuedOrder, b: QueuedOrder): number => {
  const [x, y] = [a, b].map(({ dueAt }) => (dueAt === null ? '9999' : dueAt.padEnd(16, '~')));
  return (x ?? '') < (y ?? '') ? -1 : (x ?? '') > (y ?? '') ? 1 : a.id < b.id ? -1 : 1;
};

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
    openedBy: agreement.parties.clec,
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
