import type { Tx } from '../platform/transaction.ts';
import type { CaseSummary } from './kind.ts';

/** A case as long lists show it. */
export interface CaseLine {
  readonly agreementId: string;
  readonly caseId: string;
  readonly kind: string;
  readonly state: string;
  readonly open: boolean;
  /** Kept by a month's files: nobody answers it by hand. */
  readonly replayed: boolean;
  readonly openedAt: string;
  readonly changedAt: string;
  /** What its kind says of it. */
  readonly summary: CaseSummary;
  /** The clock that runs out next: its name, its deadline as the agreement states it, its last instant. */
  readonly nextClock: string | null;
  readonly nextDueAt: string | null;
  readonly nextDueUntil: string | null;
}

/** Which cases a page shows. All that is named must hold. */
export interface CaseQuery {
  readonly agreementId: string;
  readonly kinds: readonly string[];
  readonly open?: boolean;
  readonly states?: readonly string[];
  /** Beginning of `summary.pon`. */
  readonly pon?: string;
  /** Values of the summary that must be so. */
  readonly equal?: CaseSummary;
  /** First and last that a text of the summary may be: a date. */
  readonly between?: { readonly name: string; readonly from?: string; readonly to?: string };
  /** Only cases of which a clock that still runs was to be met before this instant. */
  readonly lateAt?: string;
  /** Only cases whose next clock runs out before this instant, soonest first; default: newest first. */
  readonly dueBefore?: string;
  readonly limit: number;
  /** Where the page before ended: `next` of its answer. */
  readonly after?: string;
}

export interface CasePage {
  readonly cases: readonly CaseLine[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

const COLUMNS = `agreement_id AS "agreementId", case_id AS "caseId", kind, state, open, replayed, opened_at AS "openedAt",
  changed_at AS "changedAt", summary, next_due_clock AS "nextClock", next_due_at AS "nextDueAt",
  next_due_until AS "nextDueUntil"`;

/**
 * A page of cases of one agreement, read along an index: as quick among a million as among ten. Pages do not shift when
 * cases come in between.
 */
export async function pageOfCases(tx: Tx, query: CaseQuery): Promise<CasePage> {
  const values: unknown[] = [query.agreementId];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const soonest = query.dueBefore !== undefined;
  const moment = soonest ? 'next_due_until' : 'opened_at';
  const order = soonest ? `${moment}, case_id` : `${moment} DESC, case_id DESC`;
  const wanted = [
    ...(query.open === undefined ? [] : [query.open ? 'open' : 'NOT open']),
    ...(query.states ? [`state = ANY(${value(query.states)})`] : []),
    ...(query.pon === undefined ? [] : ponIs(query.pon, value)),
    ...Object.entries(query.equal ?? {}).map(
      ([name, cell]) => `summary ->> ${value(name)} = ${value(String(cell))}`,
    ),
    ...betweenThese(query, value),
    ...(query.lateAt === undefined ? [] : [lateAt(value(query.lateAt))]),
    ...(query.dueBefore === undefined ? [] : [`next_due_until < ${value(query.dueBefore)}`]),
    ...afterThat(query, moment, soonest ? '>' : '<', value),
  ];
  const limit = value(query.limit + 1);
  // One branch a kind, each along its own part of the index.
  const branches = query.kinds.map(
    (kind) =>
      `(SELECT ${COLUMNS} FROM case_state WHERE ${['agreement_id = $1', `kind = ${value(kind)}`, ...wanted].join(' AND ')}
         ORDER BY ${order} LIMIT ${limit})`,
  );
  const merged = soonest ? '"nextDueUntil", "caseId"' : '"openedAt" DESC, "caseId" DESC';
  const rows = await tx.query<CaseLine>(
    `SELECT * FROM (${branches.join(' UNION ALL ')}) AS page ORDER BY ${merged} LIMIT ${limit}`,
    values,
  );
  const cases = rows.slice(0, query.limit);
  const last = cases.at(-1);
  if (rows.length <= query.limit || last === undefined) return { cases };
  return { cases, next: `${soonest ? last.nextDueUntil : last.openedAt} ${last.caseId}` };
}

/** A beginning, as a range that the index knows: up to the last of all that begin so. */
const ponIs = (pon: string, value: (one: unknown) => string): string[] => [
  `pon >= ${value(pon)}`,
  `pon < ${value(`${pon}\u{10FFFF}`)}`,
];

function betweenThese({ between }: CaseQuery, value: (one: unknown) => string): string[] {
  if (between === undefined) return [];
  const cell = `summary ->> ${value(between.name)}`;
  return [
    ...(between.from === undefined ? [] : [`${cell} >= ${value(between.from)}`]),
    ...(between.to === undefined ? [] : [`${cell} <= ${value(between.to)}`]),
  ];
}

const lateAt = (instant: string): string => `EXISTS (SELECT FROM clock k
  WHERE (k.agreement_id, k.case_id) = (case_state.agreement_id, case_state.case_id)
    AND k.state = 'running' AND k.due_until < ${instant})`;

function afterThat(
  { after }: CaseQuery,
  moment: string,
  sign: '<' | '>',
  value: (one: unknown) => string,
): string[] {
  if (after === undefined) return [];
  const gap = after.indexOf(' ');
  return [
    `(${moment}, case_id) ${sign} (${value(after.slice(0, gap))}::timestamptz, ${value(after.slice(gap + 1))})`,
  ];
}
