import type { Agreement } from '../../../agreement/agreement.ts';
import { localDate, readInstant } from '../../../cases/instant.ts';
import type { CaseKind } from '../../../cases/kind.ts';
import { listOpenClocks } from '../../../cases/list.ts';
import type { OpenClock } from '../../../cases/list.ts';
import { awaited, isPassing } from '../../../cases/who-acts.ts';
import type { Tx } from '../../../platform/database.ts';
import type { DueClock } from '../shapes/case.ts';

/** Which open clocks: of some agreements, kinds and days. */
export interface DueQuestion {
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly kinds: readonly CaseKind[];
  /** Of this agreement alone. */
  readonly agreementId?: string | undefined;
  /** Of this case alone. */
  readonly caseId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly now: Temporal.Instant;
}

/**
 * Clocks that somebody must meet in cases that the scope may see, soonest first: those due from the first to the last day, and
 * always those that are overdue or stand still. One that nobody fails to meet is gone when it has run out.
 */
export async function dueClocks(tx: Tx, question: DueQuestion): Promise<DueClock[]> {
  const { agreementId, caseId, from, to, kinds } = question;
  const open = await listOpenClocks(tx, {
    kinds: kinds.map(({ kind }) => kind),
    ...(agreementId === undefined ? {} : { agreementId }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(to === undefined ? {} : { to }),
  });
  return open
    .flatMap((clock) => dueClock(clock, question) ?? [])
    .filter(({ dueOn, isOverdue }) => from === undefined || dueOn === null || isOverdue || dueOn >= from);
}

function dueClock(clock: OpenClock, { agreements, kinds, now }: DueQuestion): DueClock | undefined {
  const agreement = agreements.get(clock.agreementId);
  const kind = kinds.find((one) => one.kind === clock.kind);
  if (agreement === undefined || kind === undefined) return undefined;
  const { state, openedBy, startedAt } = clock;
  const isOver = clock.expired || isPast(agreement, clock.dueAt, now);
  if (isOver && isPassing(kind, clock.clock)) return undefined;
  const act = awaited(agreement.at(localDate(agreement, startedAt)), kind, {
    name: clock.clock,
    clock: clock.agreementClock ?? undefined,
    state,
    openedBy,
  });
  return {
    agreement: clock.agreementId,
    caseId: clock.caseId,
    kind: clock.kind,
    title: kind.title ?? kind.kind,
    state,
    clock: clock.clock,
    run: clock.run,
    startedAt,
    dueAt: clock.dueAt,
    dueOn: clock.dueAt?.slice(0, 10) ?? null,
    notBefore: clock.notBefore,
    pausedBy: clock.pausedBy,
    isOverdue: isOver,
    clause: clock.clause,
    parties: [...act.parties],
    usually: act.usually,
    events: [...act.events],
  };
}

/** A date is past when its day is over where the agreement is at home. */
function isPast({ timeZone }: Agreement, dueAt: string | null, now: Temporal.Instant): boolean {
  if (dueAt === null) return false;
  const today = localDate({ timeZone }, now);
  if (dueAt.length <= 10) return dueAt < today;
  const at = readInstant(dueAt, timeZone);
  return at !== undefined && Temporal.Instant.compare(at, now) < 0;
}
