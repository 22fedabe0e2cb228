import type { Agreement } from '../agreement/agreement.ts';
import { unwrap } from '../base/result.ts';
import type { Claim, Due, Fire } from '../platform/sweeper.ts';
import type { Tx } from '../platform/transaction.ts';
import { CLOCK_EXPIRED } from './kind.ts';
import type { CaseKind, NewEvent } from './kind.ts';
import { PROGRAM } from './kind.ts';
import { followUp, recordEvent } from './desk.ts';
import type { Desk } from './desk.ts';
import { follow } from './record.ts';
import { loadManyEvents } from './store.ts';
import { writeCases } from './write.ts';

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

/**
 * Claims the next clocks of these kinds that have run out: the first of each case, all of one agreement; of the agreements that are
 * loaded, or of any where none are named.
 */
export const claimExpired =
  (kinds: readonly CaseKind[], loaded?: readonly string[]): Claim<ExpiredClock> =>
  async (tx, now, failed, atMost) => {
    // Along one index: a planner that expects few clocks to be due would read all that are, and sort them, for each claim.
    await tx.execute('SET LOCAL enable_sort = off');
    const clocks = await tx.query<DueClock>(
      `SELECT k.agreement_id, k.case_id, s.kind, k.name, k.run, k.due_at, k.due_until
         FROM case_state s JOIN clock k ON k.agreement_id = s.agreement_id AND k.case_id = s.case_id
              AND k.name = s.next_due_clock AND k.state = 'running' AND NOT k.expired
        WHERE s.next_due_until < $1 AND NOT s.replayed AND s.kind = ANY($2)
          AND NOT concat_ws('/', k.agreement_id, k.case_id, k.name, k.run) = ANY($3)
          AND ($4::text[] IS NULL OR s.agreement_id = ANY($4))
        ORDER BY s.next_due_until LIMIT $5 FOR UPDATE OF s SKIP LOCKED`,
      [now, kinds.map(({ kind }) => kind), failed, loaded ?? null, atMost],
    );
    await tx.execute('SET LOCAL enable_sort = on');
    return clocks
      .filter(({ agreement_id: id }) => id === clocks[0]?.agreement_id)
      .map((clock) => ({
        key: `${clock.agreement_id}/${clock.case_id}/${clock.name}/${clock.run}`,
        scope: { kind: 'agreement', agreementId: clock.agreement_id },
        clock,
      }));
  };

/**
 * Records the events of clocks that ran out, in the claiming transaction.
 * @throws Error when the agreement or a kind is not loaded: the clocks stay due.
 */
export const fireExpired =
  (agreementOf: (id: string) => Agreement | undefined, kinds: readonly CaseKind[]): Fire<ExpiredClock> =>
  async (tx, items, now) => {
    const id = items[0]?.clock.agreement_id ?? '';
    const agreement = agreementOf(id);
    if (!agreement) throw new Error(`Agreement ${id} is not loaded.`);
    const events = await loadManyEvents(
      tx,
      id,
      items.map(({ clock }) => clock.case_id),
    );
    const writes = items.map(({ clock }) => {
      const expired = expiredEvent(clock, now.toString());
      const known = events.get(clock.case_id) ?? [];
      return {
        expired,
        write: unwrap(follow(agreement, kindOf(kinds, clock.kind), clock.case_id, known, [expired])),
      };
    });
    const held = await writeCases(
      tx,
      id,
      writes.map(({ write }) => write),
    );
    const desk = { agreement, kinds };
    for (const { write, expired } of writes)
      held.push(...(await followUp(tx, desk, write.kind, write, [expired])).problems);
    if (held.length > 0) throw new Error(held.map(({ sentence }) => sentence).join(' '));
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
  const event = expiredEvent(clock, recordedAt, draftMonth);
  unwrap(await recordEvent(tx, desk, clock.kind, clock.case_id, event));
}

const expiredEvent = (clock: DueClock, recordedAt: string, draftMonth?: string): NewEvent => ({
  name: CLOCK_EXPIRED,
  occurredAt: clock.due_until,
  recordedAt,
  actor: PROGRAM,
  body: { clock: clock.name, run: clock.run, dueAt: clock.due_at },
  ...(draftMonth === undefined ? {} : { draftMonth }),
});

export function kindOf(kinds: readonly CaseKind[], name: string): CaseKind {
  const kind = kinds.find((candidate) => candidate.kind === name);
  if (!kind) throw new Error(`No case kind "${name}" is loaded.`);
  return kind;
}
