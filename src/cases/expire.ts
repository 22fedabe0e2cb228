import type { Agreement } from '../agreement/agreement.ts';
import { unwrap } from '../base/result.ts';
import type { Claim, Due, Fire } from '../platform/sweeper.ts';
import type { Tx } from '../platform/transaction.ts';
import { CLOCK_EXPIRED } from './kind.ts';
import type { CaseKind } from './kind.ts';
import { PROGRAM } from './kind.ts';
import { recordEvent } from './desk.ts';
import type { Desk } from './desk.ts';

/** A running clock whose last instant has passed. */
interface DueClock {
  agreement_id: string;
  case_id: string;
  kind: string;
  name: string;
  run: number;
  due_at: string;
  due_until: string;
}

const DUE = `SELECT k.agreement_id, k.case_id, s.kind, k.name, k.run, k.due_at, k.due_until
    FROM clock k JOIN case_state s USING (agreement_id, case_id)
   WHERE k.state = 'running' AND NOT k.expired AND k.due_until < $1`;

/** A clock for the platform's sweeper. */
export interface ExpiredClock extends Due {
  readonly clock: DueClock;
}

/** Claims the next clock of these kinds that has run out: of the agreements that are loaded, or of any where none are named. */
export const claimExpired =
  (kinds: readonly CaseKind[], loaded?: readonly string[]): Claim<ExpiredClock> =>
  async (tx, now, failed) => {
    const [clock] = await tx.query<DueClock>(
      `${DUE} AND NOT s.replayed AND s.kind = ANY($2) AND NOT concat_ws('/', k.agreement_id, k.case_id, k.name, k.run) = ANY($3)
        AND ($4::text[] IS NULL OR k.agreement_id = ANY($4))
      ORDER BY k.due_until, k.agreement_id, k.case_id, k.name LIMIT 1 FOR UPDATE OF k SKIP LOCKED`,
      [now, kinds.map(({ kind }) => kind), failed, loaded ?? null],
    );
    return (
      clock && {
        key: `${clock.agreement_id}/${clock.case_id}/${clock.name}/${clock.run}`,
        scope: { kind: 'agreement', agreementId: clock.agreement_id },
        clock,
      }
    );
  };

/**
 * Records the event of a clock that ran out, in the claiming transaction.
 * @throws Error when the agreement or the kind is not loaded: the clock stays due.
 */
export const fireExpired =
  (agreementOf: (id: string) => Agreement | undefined, kinds: readonly CaseKind[]): Fire<ExpiredClock> =>
  async (tx, { clock }, now) => {
    const agreement = agreementOf(clock.agreement_id);
    if (!agreement) throw new Error(`Agreement ${clock.agreement_id} is not loaded.`);
    await expire(tx, { agreement, kinds }, clock, now.toString());
  };

/**
 * Records all clocks of these kinds that have run out before `until`, in order of their deadlines: of the cases of one
 * agreement that a month's files keep. The others are swept as they run out.
 */
export async function expireBefore(
  tx: Tx,
  agreement: Agreement,
  kinds: readonly CaseKind[],
  until: string,
  about: { readonly recordedAt: string; readonly draftMonth?: string },
): Promise<void> {
  const clocks = await tx.query<DueClock>(
    `${DUE} AND s.replayed AND k.agreement_id = $2 AND s.kind = ANY($3) ORDER BY k.due_until, k.case_id, k.name`,
    [until, agreement.id, kinds.map(({ kind }) => kind)],
  );
  for (const clock of clocks) {
    await expire(tx, { agreement, kinds }, clock, about.recordedAt, about.draftMonth);
  }
}

async function expire(
  tx: Tx,
  desk: Desk,
  clock: DueClock,
  recordedAt: string,
  draftMonth?: string,
): Promise<void> {
  unwrap(
    await recordEvent(tx, desk, clock.kind, clock.case_id, {
      name: CLOCK_EXPIRED,
      occurredAt: clock.due_until,
      recordedAt,
      actor: PROGRAM,
      body: { clock: clock.name, run: clock.run, dueAt: clock.due_at },
      ...(draftMonth === undefined ? {} : { draftMonth }),
    }),
  );
}

export function kindOf(kinds: readonly CaseKind[], name: string): CaseKind {
  const kind = kinds.find((candidate) => candidate.kind === name);
  if (!kind) throw new Error(`No case kind "${name}" is loaded.`);
  return kind;
}
